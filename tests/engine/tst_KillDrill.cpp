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
    bench.setLimits(with(LimitId::DuplicateSeconds, 0));
    QVERIFY(bench.start());
    rest(bench, 20);
    QCOMPARE(bench.state().orders().open().size(), std::size_t(20));
    const auto answer = drill(bench);
    QVERIFY(answer && *answer);
    const DrillReply& reply = std::get<DrillReply>(**answer);
    QVERIFY(!reply.isStillEngaged);
    QCOMPARE(reply.report.orders, std::uint64_t(20));
    QCOMPARE(reply.report.confirmed, std::uint64_t(20));
    QVERIFY(reply.report.sentMicroseconds && reply.report.confirmedMicroseconds);
    QVERIFY(reply.report.blockedMicroseconds <= *reply.report.sentMicroseconds);
    QVERIFY(*reply.report.sentMicroseconds <= *reply.report.confirmedMicroseconds);
    QVERIFY(bench.state().orders().open().empty());
    QVERIFY(!bench.state().kill().isEngaged);
    QCOMPARE(codeOf(bench.ask(SubmitOrder {resting(bench, 800)})), std::string("sent"));
    bench.crash(); // what it has measured is in the record
    QVERIFY(bench.start());
    const DeskSnapshot snapshot = snapshotFrom(bench.core(), {}, 1, 0);
    QVERIFY(snapshot.kill.lastDrill);
    QCOMPARE(snapshot.kill.lastDrill->orders, 20);
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
