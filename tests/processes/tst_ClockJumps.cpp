// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/util/Instant.h"
#include "tests/processes/ExchangeProcess.h"
#include "tests/processes/ServedDesk.h"

#include <QFile>
#include <QSaveFile>
#include <QTemporaryDir>
#include <QTest>

using namespace strikedesk;

namespace {

constexpr auto tradingDay = "2026-06-09";

QJsonObject statusOf(const ServedDesk& desk)
{
    return desk.ask({QStringLiteral("status")}).json();
}

Instant tradingTimeOf(const ServedDesk& desk)
{
    return parseInstant(statusOf(desk).value(QStringLiteral("time")).toString().toStdString())
        .value_or(Instant {});
}

qint64 recordsIn(const QString& profile)
{
    const ProgramResult verdict
        = runStrikectl({QStringLiteral("audit"), QStringLiteral("verify"), QStringLiteral("--profile"),
                        profile, QStringLiteral("--json")});
    const QJsonObject said = verdict.json();
    return verdict.exitCode == 0 && said.value(QStringLiteral("intact")).toBool()
        ? said.value(QStringLiteral("events")).toInteger()
        : -1;
}

} // namespace

/// Somebody sets the machine's clock, or it is set by a server that has lost the time, while a session trades
/// and between two starts. What is traded keeps the market's time; the record stays whole.
class TestClockJumps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tradingKeepsItsTimeWhileTheClockIsSet()
    {
        QTemporaryDir folder;
        setClock(folder, "2026-06-09 15:00:00");
        ExchangeProcess exchange(folder, 1, market());
        QVERIFY(exchange.waitReady());
        const QString profile = folder.filePath(QStringLiteral("p"));
        ServedDesk desk(profile, QStringLiteral(STRIKEDESK_PLANS "/desk-demo.yaml"), deskOptions(exchange),
                        environment(folder));
        QVERIFY2(desk.waitReady(), desk.errors());

        Instant last = tradingTimeOf(desk);
        for (const char* wall : {"2026-06-09 16:00:00", "2026-06-09 14:00:00", "2026-06-08 15:00:00",
                                 "2026-06-10 15:00:00", "1970-01-02 00:00:00", "2038-01-19 03:14:07"}) {
            setClock(folder, wall);
            QTRY_VERIFY_WITH_TIMEOUT(tradingTimeOf(desk) > last + std::chrono::seconds {1}, 20'000);
            const Instant now = tradingTimeOf(desk);
            QVERIFY2(now < last + std::chrono::seconds {60}, wall);
            QVERIFY2(statusOf(desk).value(QStringLiteral("armed")).toBool(), wall);
            last = now;
        }
        QCOMPARE(desk.stop(), 0);
        QVERIFY(recordsIn(profile) > 0);
        QFile log(profile + QStringLiteral("/logs/strikedesk.log"));
        QVERIFY(log.open(QIODevice::ReadOnly));
        QVERIFY2(log.readAll().contains("\n2038-01-19T03:14"), "the desk never saw the clock being set");
    }

    void aDeskStartsAgainOnAClockThatWasSet()
    {
        QTemporaryDir folder;
        ExchangeProcess exchange(folder, 1, market());
        QVERIFY(exchange.waitReady());
        const QString profile = folder.filePath(QStringLiteral("p"));
        int epoch = 0;
        for (const char* wall : {"2026-06-09 15:00:00", "2026-06-09 14:00:00", "2026-06-09 16:00:00"}) {
            setClock(folder, wall);
            ServedDesk desk(profile, QStringLiteral("none"), deskOptions(exchange), environment(folder));
            QVERIFY2(desk.waitReady(), desk.errors());
            const QJsonObject status = statusOf(desk);
            QVERIFY2(status.value(QStringLiteral("armed")).toBool(), wall);
            QCOMPARE(status.value(QStringLiteral("epoch")).toInt(), ++epoch);
            desk.killHard();
            QVERIFY2(recordsIn(profile) > 0, wall);
        }
        // Another day is another run, which this profile does not hold: refused, and nothing was touched.
        const qint64 before = recordsIn(profile);
        setClock(folder, "2026-06-10 15:00:00");
        ServedDesk tomorrow(profile, QStringLiteral("none"), deskOptions(exchange), environment(folder));
        QVERIFY(!tomorrow.waitReady());
        QVERIFY(tomorrow.errors().contains("usage.profile_other_run"));
        QCOMPARE(recordsIn(profile), before);
    }

private:
    static QStringList market()
    {
        return {QStringLiteral("--simulated"), QStringLiteral("--seed"), QStringLiteral("7"),
                QStringLiteral("--date"), QLatin1String(tradingDay)};
    }
    static QStringList deskOptions(const ExchangeProcess& exchange)
    {
        return {QStringLiteral("--exchange"), exchange.socket()};
    }
    static QString clockFile(const QTemporaryDir& folder) { return folder.filePath(QStringLiteral("clock")); }

    // Each call asks the file; the steady clock is the machine's own, as it is when somebody sets the time.
    static std::map<QString, QString> environment(const QTemporaryDir& folder)
    {
        return {{QStringLiteral("LD_PRELOAD"), QStringLiteral(STRIKEDESK_FAKETIME)},
                {QStringLiteral("FAKETIME_TIMESTAMP_FILE"), clockFile(folder)},
                {QStringLiteral("FAKETIME_NO_CACHE"), QStringLiteral("1")},
                {QStringLiteral("FAKETIME_DONT_FAKE_MONOTONIC"), QStringLiteral("1")}};
    }

    static void setClock(const QTemporaryDir& folder, const char* wall)
    {
        QSaveFile file(clockFile(folder)); // as a whole: the desk reads it all the time
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("@") + wall + '\n');
        QVERIFY(file.commit());
    }
};

QTEST_GUILESS_MAIN(TestClockJumps)
#include "tst_ClockJumps.moc"
