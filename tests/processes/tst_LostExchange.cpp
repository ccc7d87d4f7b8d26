// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/processes/ExchangeProcess.h"
#include "tests/processes/ServedDesk.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

#include <csignal>

using namespace strikedesk;

namespace {

constexpr int secondsToNotice = 20; // 5 s of patience, and a slow machine
constexpr int secondsToReturn = 60; // virtual retries every 5 s, and a slow machine

QJsonObject statusOf(const ServedDesk& desk)
{
    return desk.ask({QStringLiteral("status")}).json();
}

bool isVenueUp(const ServedDesk& desk)
{
    for (const QJsonValue& link : statusOf(desk).value(QStringLiteral("links")).toArray()) {
        if (link.toObject().value(QStringLiteral("name")) == QStringLiteral("venue"))
            return link.toObject().value(QStringLiteral("up")).toBool();
    }
    return false;
}

bool isArmed(const ServedDesk& desk)
{
    return statusOf(desk).value(QStringLiteral("armed")).toBool();
}

} // namespace

/// The other side of the line dies, or stands still with the line open: the desk says so, sends nothing that
/// adds risk, and comes back by itself.
class TestLostExchange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDeskOutlivesAnExchangeThatWasKilled()
    {
        QTemporaryDir folder;
        ExchangeProcess exchange(folder, 1, market());
        QVERIFY(exchange.waitReady());
        ServedDesk desk(folder.filePath(QStringLiteral("p")), QStringLiteral("none"),
                        {QStringLiteral("--exchange"), exchange.socket()});
        QVERIFY2(desk.waitReady(), desk.errors());
        QVERIFY(isArmed(desk));

        exchange.killHard();
        QTRY_VERIFY_WITH_TIMEOUT(!isVenueUp(desk), secondsToNotice * 1'000);
        QVERIFY(!isArmed(desk));
        exchange.resume();
        QVERIFY(exchange.waitReady());
        QTRY_VERIFY_WITH_TIMEOUT(isVenueUp(desk) && isArmed(desk), secondsToReturn * 1'000);
        QCOMPARE(desk.stop(), 0);

        QFile log(folder.filePath(QStringLiteral("p/logs/strikedesk.log")));
        QVERIFY(log.open(QIODevice::ReadOnly));
        const QByteArray lines = log.readAll();
        qsizetype at = 0; // one after the other
        for (const char* said : {"has started on", "The venue is lost", "The venue is back", "has stopped"}) {
            at = lines.indexOf(said, at);
            QVERIFY2(at >= 0, said);
        }
    }

    void aDeskStartsWhileItsExchangeIsAway()
    {
        QTemporaryDir folder;
        const QString profile = folder.filePath(QStringLiteral("p"));
        ExchangeProcess exchange(folder, 1, market());
        QVERIFY(exchange.waitReady());
        const QStringList more {QStringLiteral("--exchange"), exchange.socket()};
        {
            ServedDesk before(profile, QStringLiteral("none"), more);
            QVERIFY2(before.waitReady(), before.errors());
            QVERIFY(isArmed(before));
            before.killHard();
        }
        exchange.killHard();
        ServedDesk desk(profile, QStringLiteral("none"), more);
        QVERIFY2(desk.waitReady(), desk.errors());
        QVERIFY(!isVenueUp(desk) && !isArmed(desk));
        exchange.resume();
        QVERIFY(exchange.waitReady());
        QTRY_VERIFY_WITH_TIMEOUT(isVenueUp(desk) && isArmed(desk), secondsToReturn * 1'000);
        QCOMPARE(desk.stop(), 0);
    }

    void aFrozenExchangeIsNoticedAndItsDeskStillAnswers()
    {
        QTemporaryDir folder;
        ExchangeProcess exchange(folder, 1, market());
        QVERIFY(exchange.waitReady());
        ServedDesk desk(folder.filePath(QStringLiteral("p")), QStringLiteral("none"),
                        {QStringLiteral("--exchange"), exchange.socket()});
        QVERIFY2(desk.waitReady(), desk.errors());

        QCOMPARE(::kill(pid_t(exchange.processId()), SIGSTOP), 0);
        QElapsedTimer frozen;
        frozen.start();
        QTRY_VERIFY_WITH_TIMEOUT(!isVenueUp(desk), secondsToNotice * 1'000); // and the API answered each time
        QVERIFY(!isArmed(desk));
        qInfo("noticed after %lld ms", frozen.elapsed());
        QCOMPARE(::kill(pid_t(exchange.processId()), SIGCONT), 0);
        QTRY_VERIFY_WITH_TIMEOUT(isVenueUp(desk) && isArmed(desk), secondsToReturn * 1'000);
        QCOMPARE(desk.stop(), 0);
    }

private:
    static QStringList market()
    {
        return {QStringLiteral("--simulated"), QStringLiteral("--seed"), QStringLiteral("7")};
    }
};

QTEST_GUILESS_MAIN(TestLostExchange)
#include "tst_LostExchange.moc"
