// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/processes/ServedDesk.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace strikedesk;

namespace {

QJsonArray filledOrders(const ServedDesk& desk)
{
    const QJsonArray orders = desk.ask({QStringLiteral("order"), QStringLiteral("list")})
                                  .json()
                                  .value(QStringLiteral("items"))
                                  .toArray();
    QJsonArray filled;
    for (const QJsonValue& order : orders) {
        if (order.toObject().value(QStringLiteral("state")) == QStringLiteral("filled"))
            filled.append(order);
    }
    return filled;
}

/// What strikectl reads in the one progress file of a profile; -1 before there is one.
int tasksDoneIn(const QDir& sessions)
{
    const QStringList files = sessions.entryList(QDir::Files);
    if (files.size() != 1)
        return -1;
    const QJsonObject progress = runStrikectl({QStringLiteral("progress"), sessions.filePath(files.front()),
                                               QStringLiteral("--json")})
                                     .json();
    const QJsonObject totals = progress.value(QStringLiteral("totals")).toObject();
    return totals.value(QStringLiteral("tasks")).toInt() == 7 ? totals.value(QStringLiteral("done")).toInt()
                                                              : -1;
}

} // namespace

/// The desk as a script's author meets it: start, ask, stop, and what is left after kill -9.
class TestServe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void servesAnswersAndStops()
    {
        QTemporaryDir folder;
        ServedDesk desk(folder.filePath(QStringLiteral("p")));
        QVERIFY2(desk.waitReady(), desk.errors().constData());
        QCOMPARE(desk.ready().value(QStringLiteral("mode")).toString(), QStringLiteral("PAPER"));
        QVERIFY(QFile::exists(desk.ready().value(QStringLiteral("token_file")).toString()));
        const ProgramResult orders = desk.ask({QStringLiteral("order"), QStringLiteral("list")});
        QVERIFY2(orders.exitCode == 0, orders.errors.constData());
        QCOMPARE(desk.stop(), 0);
        const ProgramResult verified
            = runStrikectl({QStringLiteral("audit"), QStringLiteral("verify"), QStringLiteral("--profile"),
                            folder.filePath(QStringLiteral("p"))});
        QVERIFY2(verified.exitCode == 0, verified.errors.constData());
    }

    void killEngagedStaysEngagedAfterAKillNine()
    {
        QTemporaryDir folder;
        const QString profile = folder.filePath(QStringLiteral("p"));
        {
            ServedDesk desk(profile);
            QVERIFY2(desk.waitReady(), desk.errors().constData());
            const ProgramResult killed = desk.ask({QStringLiteral("kill")});
            QVERIFY2(killed.exitCode == 0, killed.errors.constData());
            desk.killHard();
        }
        ServedDesk again(profile);
        QVERIFY2(again.waitReady(), again.errors().constData());
        const ProgramResult risk = again.ask({QStringLiteral("risk"), QStringLiteral("show")});
        QVERIFY2(risk.exitCode == 0, risk.errors.constData());
        QVERIFY(risk.output.contains("\"engaged\"") || risk.output.contains("engaged"));
    }

    // The exchange inside the desk remembers too: after kill -9 both books are as they were.
    void goesOnWithTheSameBooksAfterAKillNine()
    {
        QTemporaryDir folder;
        const QString profile = folder.filePath(QStringLiteral("p"));
        const QDir sessions(profile + QStringLiteral("/sessions"));
        QJsonArray held;
        {
            ServedDesk desk(profile, QStringLiteral(STRIKEDESK_PLANS "/desk-demo.yaml"));
            QVERIFY2(desk.waitReady(), desk.errors().constData());
            QTRY_VERIFY_WITH_TIMEOUT(!filledOrders(desk).isEmpty(), 60'000);
            QTRY_VERIFY_WITH_TIMEOUT(tasksDoneIn(sessions) >= 1, 60'000);
            held = filledOrders(desk);
            desk.killHard();
        }
        ServedDesk again(profile);
        QVERIFY2(again.waitReady(), again.errors().constData());
        const QJsonArray after = filledOrders(again);
        for (const QJsonValue& order : held)
            QVERIFY2(after.contains(order), QJsonDocument(after).toJson().constData());
        const ProgramResult risk = again.ask({QStringLiteral("risk"), QStringLiteral("show")});
        QVERIFY2(risk.json().value(QStringLiteral("armed")).toBool(), risk.output.constData());
        QCOMPARE(again.stop(), 0);
    }

    void whatTheCommandLineLeavesOpenIsAsTheSettingsSay()
    {
        QTemporaryDir folder;
        QDir(folder.path()).mkpath(QStringLiteral("p"));
        QFile settings(folder.filePath(QStringLiteral("p/settings.yaml")));
        QVERIFY(settings.open(QIODevice::WriteOnly));
        settings.write("account: {opening_cash: 25000.00}\nvenue: {fill_model: pessimistic}\n");
        settings.close();
        ServedDesk desk(folder.filePath(QStringLiteral("p")));
        QVERIFY2(desk.waitReady(), desk.errors().constData());
        const ProgramResult record
            = runStrikectl({QStringLiteral("audit"), QStringLiteral("export"), QStringLiteral("--profile"),
                            folder.filePath(QStringLiteral("p"))});
        QVERIFY2(record.output.contains("\"fill_model\":\"pessimistic\""),
                 record.output.left(2'000).constData());
        QVERIFY2(record.output.contains("\"opening_cash\":\"25000.0000\""),
                 record.output.left(2'000).constData());
    }

    void nobodyAnswersWhereNoDeskRuns()
    {
        QTemporaryDir folder;
        const ProgramResult orders
            = runStrikectl({QStringLiteral("order"), QStringLiteral("list"), QStringLiteral("--profile"),
                            folder.path(), QStringLiteral("--json")});
        QCOMPARE(orders.exitCode, 4);
    }
};

QTEST_GUILESS_MAIN(TestServe)
#include "tst_Serve.moc"
