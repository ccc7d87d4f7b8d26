// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/Engine.h"
#include "core/engine/SnapshotBuilder.h"
#include "tests/engine/RiskAsks.h"

#include <QFile>
#include <QTest>

namespace strikedesk {

class TestKillDrill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDrillCancelsReportsAndIsLifted();
    void aKillInEarnestOutlivesTheDrill();
    void aDrillNeedsADeskThatIsNotKilled();
    void aDeskThatCrashedInADrillStaysKilled();
    void aLiveDeskHasNoDrill();
    void aResetWaitsUntilTheFileIsGone_data();
    void aResetWaitsUntilTheFileIsGone();
};

namespace {

// Room for as many working orders as the drill is promised to be quick with.
Limits manyOrders()
{
    Limits limits = with(LimitId::DuplicateSeconds, 0);
    for (const LimitId id : {LimitId::MessagesPerMinute, LimitId::MessagesDisarm,
                             LimitId::OrderToTradeWarning, LimitId::OrderToTrade, LimitId::PositionContracts})
        limits.values[id] = rowOf(id).largest;
    return limits;
}

// Sends the drill and steps until it is answered.
std::optional<Result<DeskReply>> drill(TradingBench& bench, int stepsMax = 60)
{
    std::optional<Result<DeskReply>> answer;
    bench.core().handle(
        {{"owner", {}, true}, DrillKill {}, {}, [&](Result<DeskReply> reply) { answer = std::move(reply); }});
    for (int step = 0; !answer && step < stepsMax; ++step)
        bench.run(std::chrono::milliseconds {500});
    return answer;
}

void rest(TradingBench& bench, int orders)
{
    for (int i = 0; i < orders; ++i)
        (void)bench.ask(SubmitOrder {resting(bench, 900 + i)});
    bench.run(std::chrono::seconds {3});
}

} // namespace

void TestKillDrill::aDrillCancelsReportsAndIsLifted()
{
    TradingBench bench;
    bench.setLimits(manyOrders());
    QVERIFY(bench.start());
    constexpr int orders = 500;
    rest(bench, orders);
    QCOMPARE(bench.state().orders().open().size(), std::size_t(orders));
    const auto answer = drill(bench);
    QVERIFY(answer && *answer);
    const DrillReply& reply = std::get<DrillReply>(**answer);
    QVERIFY(!reply.isStillEngaged);
    QCOMPARE(reply.report.orders, std::uint64_t(orders));
    QCOMPARE(reply.report.confirmed, std::uint64_t(orders));
    QVERIFY(reply.report.sentMicroseconds && reply.report.confirmedMicroseconds);
    QVERIFY(reply.report.blockedMicroseconds <= *reply.report.sentMicroseconds);
    QVERIFY(*reply.report.sentMicroseconds <= *reply.report.confirmedMicroseconds);
    // How fast it is says the report; on a busy machine a test must not depend on it.
    qInfo("blocked after %.3f ms, cancels sent after %.1f ms, confirmed after %.1f ms",
          double(reply.report.blockedMicroseconds) / 1e3, double(*reply.report.sentMicroseconds) / 1e3,
          double(*reply.report.confirmedMicroseconds) / 1e3);
    QVERIFY(bench.state().orders().open().empty());
    QVERIFY(!bench.state().kill().isEngaged);
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 800)})), std::string("sent"));
    bench.crash(); // what it has measured is in the record
    QVERIFY(bench.start());
    const DeskSnapshot snapshot = snapshotFrom(bench.core(), {}, 1, 0);
    QVERIFY(snapshot.kill.lastDrill);
    QCOMPARE(snapshot.kill.lastDrill->orders, orders);
}

void TestKillDrill::aKillInEarnestOutlivesTheDrill()
{
    TradingBench bench;
    QVERIFY(bench.start());
    rest(bench, 2);
    std::optional<Result<DeskReply>> answer;
    bench.core().handle(
        {{"owner", {}, true}, DrillKill {}, {}, [&](Result<DeskReply> reply) { answer = std::move(reply); }});
    QVERIFY(!answer);
    QVERIFY(snapshotFrom(bench.core(), {}, 1, 0).kill.isDrill);
    QCOMPARE(codeOf(bench.ask(DrillKill {})), std::string("risk.drill_running"));
    QCOMPARE(codeOf(bench.ask(EngageKill {false, "in earnest"})), std::string("sent"));
    bench.run(std::chrono::seconds {15});
    QVERIFY(answer && *answer);
    QVERIFY(std::get<DrillReply>(**answer).isStillEngaged);
    QVERIFY(bench.state().kill().isEngaged && !bench.state().kill().isDrill);
    QCOMPARE(bench.state().kill().reason, std::string("in earnest"));
}

void TestKillDrill::aDrillNeedsADeskThatIsNotKilled()
{
    TradingBench bench;
    QVERIFY(bench.start());
    QCOMPARE(codeOf(bench.ask(EngageKill {false, "leaving"})), std::string("sent"));
    QCOMPARE(codeOf(bench.ask(DrillKill {})), std::string("risk.killed"));
    QVERIFY(!bench.state().kill().isDrill);
}

void TestKillDrill::aDeskThatCrashedInADrillStaysKilled()
{
    TradingBench bench;
    QVERIFY(bench.start());
    rest(bench, 1);
    (void)bench.ask(DrillKill {});
    bench.crash();
    QVERIFY(bench.start());
    bench.run(std::chrono::seconds {15});
    QVERIFY(bench.state().kill().isEngaged);
    QCOMPARE(codeOf(bench.ask(ResetKill {"looked"})), std::string("sent"));
}

void TestKillDrill::aLiveDeskHasNoDrill()
{
    TradingBench bench;
    bench.setMode(DeskMode::Live);
    QVERIFY(bench.start());
    QCOMPARE(codeOf(bench.ask(DrillKill {})), std::string("risk.drill_refused"));
    QVERIFY(!bench.state().kill().isEngaged);
}

void TestKillDrill::aResetWaitsUntilTheFileIsGone_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("as the documents write it") << "KILL";
    QTest::newRow("as people type it") << "kill";
}

void TestKillDrill::aResetWaitsUntilTheFileIsGone()
{
    QFETCH(QString, name);
    TradingBench bench;
    QVERIFY(bench.start());
    const QString path = QString::fromStdString(bench.killFilePath()).chopped(4) + name;
    QVERIFY(!killFileBeside(bench.killFilePath()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QCOMPARE(killFileBeside(bench.killFilePath()).value(), name.toStdString());
    QCOMPARE(codeOf(bench.ask(EngageKill {false, "the file"})), std::string("sent"));
    QCOMPARE(codeOf(bench.ask(ResetKill {"looked"})), std::string("risk.kill_file"));
    QVERIFY(QFile::remove(path));
    QCOMPARE(codeOf(bench.ask(ResetKill {"looked"})), std::string("sent"));
}

} // namespace strikedesk

QTEST_GUILESS_MAIN(strikedesk::TestKillDrill)
#include "tst_KillDrill.moc"
