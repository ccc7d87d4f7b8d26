// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/util/Random.h"
#include "tests/processes/ExchangeProcess.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace strikedesk;

namespace {

int killsWanted()
{
    const int wanted = qEnvironmentVariableIntValue("STRIKEDESK_KILLS");
    return wanted > 0 ? wanted : 150;
}

std::uint64_t killSeed()
{
    const int seed = qEnvironmentVariableIntValue("STRIKEDESK_SEED");
    return seed > 0 ? std::uint64_t(seed) : 20'260'302;
}

} // namespace

/// kill -9 of the engine at random instants of a replayed day, with the exchange in a process that outlives
/// it. After each kill the engine is started again on the same profile; at the end both sets of books must
/// agree to the cent.
class TestKillRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBooksAgreeAfterEveryKill()
    {
        if (!QFileInfo::exists(recordedData()))
            QSKIP("shared/data is absent");
        QTemporaryDir folder;
        Random random(killSeed());
        int kills = 0;
        for (int trial = 0; kills < killsWanted(); ++trial) {
            ExchangeProcess exchange(folder, trial,
                                     {QStringLiteral("--data"), recordedData(),
                                      QStringLiteral("--underlying"), QStringLiteral("nwsa"),
                                      QStringLiteral("--date"), QStringLiteral("2013-06-28")});
            QVERIFY(exchange.waitReady());
            const QString profile = folder.filePath(QStringLiteral("p%1").arg(trial));
            kills += killUntilDone(exchange, profile, random, killsWanted() - kills);
            if (QTest::currentTestFailed())
                return;
            compareBooks(exchange, profile);
            if (QTest::currentTestFailed())
                return;
        }
        qInfo("%d kills, %d rulings, seed %llu", kills, m_rulings,
              static_cast<unsigned long long>(killSeed()));
        QVERIFY(kills >= killsWanted());
    }

private:
    QStringList replayArguments(const ExchangeProcess& exchange, const QString& profile) const
    {
        return {QStringLiteral("replay"),       QStringLiteral("--data"),    recordedData(),
                QStringLiteral("--underlying"), QStringLiteral("nwsa"),      QStringLiteral("--date"),
                QStringLiteral("2013-06-28"),   QStringLiteral("--profile"), profile,
                QStringLiteral("--exchange"),   exchange.socket(),           QStringLiteral("--speed"),
                QStringLiteral("6000"),         QStringLiteral("--json")};
    }

    // Starts the engine again and again, each time killed after a while; answers the kills it took. The last
    // start is left alone and has to finish the day.
    int killUntilDone(const ExchangeProcess& exchange, const QString& profile, Random& random, int killsLeft)
    {
        int kills = 0;
        for (;;) {
            QProcess engine;
            engine.start(QStringLiteral(STRIKEDESK_STRIKECTL), replayArguments(exchange, profile));
            const bool isLast = kills >= killsLeft;
            if (!isLast && !engine.waitForFinished(random.between(40, 700))) {
                engine.kill();
                engine.waitForFinished(10'000);
                ++kills;
                if (random.uniform() < 0.2 && !hasEnded(profile))
                    rule(exchange, random);
                continue;
            }
            if (engine.state() != QProcess::NotRunning)
                engine.waitForFinished(120'000);
            const QByteArray output = engine.readAllStandardOutput();
            const QJsonObject error
                = QJsonDocument::fromJson(output).object().value(QStringLiteral("error")).toObject();
            // A kill that came between the last record and the end of the process has nothing left to resume.
            const bool wasFinished
                = error.value(QStringLiteral("code")).toString() == QStringLiteral("usage.run_finished");
            const bool isDone = engine.exitStatus() == QProcess::NormalExit && engine.exitCode() == 0;
            if (!isDone && !wasFinished)
                QTest::qFail(QByteArray(output + engine.readAllStandardError()).constData(), __FILE__,
                             __LINE__);
            return kills;
        }
    }

    // Whether the kill came after the end of the run was in the record: no start listens to this exchange
    // again, so that what its officials rule from then on is in its own books alone.
    bool hasEnded(const QString& profile) const
    {
        const ProgramResult record = runStrikectl(
            {QStringLiteral("audit"), QStringLiteral("export"), QStringLiteral("--profile"), profile});
        return record.output.contains("\"run.ended\"");
    }

    // Officials of the exchange take an execution back or correct it, also while no desk is there to hear it.
    void rule(const ExchangeProcess& exchange, Random& random)
    {
        const QStringList standing = exchange.executions();
        if (standing.isEmpty())
            return;
        QStringList arguments {QStringLiteral("exchange"),
                               QStringLiteral("--listen"),
                               exchange.socket(),
                               QStringLiteral("--rule"),
                               standing[random.between(0, int(standing.size()) - 1)],
                               QStringLiteral("--reason"),
                               QStringLiteral("erroneous")};
        if (random.uniform() < 0.7)
            arguments << QStringLiteral("--price=%1").arg(random.between(-20, 20) / 100.0, 0, 'f', 2);
        const ProgramResult ruled = runStrikectl(arguments);
        // A price that would make a leg negative, or a series that has settled: refused, and that is all.
        m_rulings += ruled.exitCode == 0 ? 1 : 0;
        QVERIFY2(ruled.exitCode == 0 || ruled.errors.contains("venue."), ruled.errors.constData());
    }

    int m_rulings = 0;

    // The desk's exported record, read by a program that shares no code with it, against the exchange's own
    // ledger: cash and fees to the last unit, every execution once, every order once.
    void compareBooks(const ExchangeProcess& exchange, const QString& profile)
    {
        const ProgramResult verified = runStrikectl(
            {QStringLiteral("audit"), QStringLiteral("verify"), QStringLiteral("--profile"), profile});
        QVERIFY2(verified.exitCode == 0, verified.errors.constData());
        const QString exported = profile + QStringLiteral(".jsonl");
        const ProgramResult audit
            = runStrikectl({QStringLiteral("audit"), QStringLiteral("export"), QStringLiteral("--profile"),
                            profile, QStringLiteral("--out"), exported});
        QVERIFY2(audit.exitCode == 0, audit.errors.constData());
        QProcess python;
        python.start(QStringLiteral(STRIKEDESK_PYTHON),
                     {QStringLiteral(STRIKEDESK_PROCESS_TESTS "/rederive.py"), exported, exchange.ledger()});
        QVERIFY(python.waitForFinished(30'000));
        QVERIFY2(python.exitCode() == 0, python.readAllStandardOutput().constData());
    }
};

QTEST_GUILESS_MAIN(TestKillRecovery)
#include "tst_KillRecovery.moc"
