// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/processes/Program.h"
#include "tests/processes/Rederivation.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace strikedesk;

/// Whole recorded days with the one shipped plan, and what becomes of bad input.
class TestReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRecordedDayIsTradedAndTradedTheSameAgain_data()
    {
        QTest::addColumn<QString>("underlying");
        QTest::addColumn<QString>("date");
        QTest::addColumn<bool>("hasLaterExpiry");
        QTest::newRow("nwsa: five expiries, nickel markets") << "nwsa"
                                                             << "2013-06-28" << true;
        QTest::newRow("goog: one expiry, the next day") << "goog"
                                                        << "2015-12-23" << false;
        QTest::newRow("spxw: no recorded underlying") << "spxw"
                                                      << "2021-01-06" << true;
    }

    void aRecordedDayIsTradedAndTradedTheSameAgain()
    {
        if (!QFileInfo::exists(recordedData()))
            QSKIP("shared/data is absent");
        QFETCH(QString, underlying);
        QFETCH(QString, date);
        QTemporaryDir folder;
        const QStringList arguments {QStringLiteral("replay"),
                                     QStringLiteral("--data"),
                                     recordedData(),
                                     QStringLiteral("--underlying"),
                                     underlying,
                                     QStringLiteral("--date"),
                                     date,
                                     QStringLiteral("--json")};
        const ProgramResult first = runStrikectl(
            arguments + QStringList {QStringLiteral("--profile"), folder.filePath(QStringLiteral("p"))});
        QVERIFY2(first.exitCode == 0, first.errors.constData());
        const QJsonObject summary = first.json();
        QVERIFY(summary.value(QStringLiteral("fills")).toInt() >= 2);
        const QJsonObject session = summary.value(QStringLiteral("session")).toObject();
        QCOMPARE(session.value(QStringLiteral("failed")).toInt(), 0);
        QCOMPARE(session.value(QStringLiteral("done")).toInt(),
                 session.value(QStringLiteral("tasks")).toInt());
        QVERIFY(summary.value(QStringLiteral("audit")).toObject().value(QStringLiteral("verified")).toBool());
        QCOMPARE(summary.value(QStringLiteral("greeks")).toObject().value(QStringLiteral("legs")).toInt(), 0);

        const ProgramResult again = runStrikectl(arguments);
        QCOMPARE(again.json().value(QStringLiteral("event_hash")).toString(),
                 summary.value(QStringLiteral("event_hash")).toString());
        deriveAgain(folder, "rederive.py", first.output);
        checkRecords(folder);
    }

    void badInputEndsInOneSentenceWithACode_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("code");
        const auto replay
            = [](const QString& data, const QString& underlying, const QString& date, QStringList more = {}) {
                  return QStringList {QStringLiteral("replay"),
                                      QStringLiteral("--data"),
                                      data,
                                      QStringLiteral("--underlying"),
                                      underlying,
                                      QStringLiteral("--date"),
                                      date,
                                      QStringLiteral("--json")}
                  + more;
              };
        const QString data = recordedData();
        QTest::newRow("no such folder")
            << replay(QStringLiteral("/nowhere"), QStringLiteral("nwsa"), QStringLiteral("2013-06-28"))
            << "data.missing";
        QTest::newRow("wrong date") << replay(data, QStringLiteral("nwsa"), QStringLiteral("2013-02-30"))
                                    << "input.market";
        QTest::newRow("a plan that is not there")
            << replay(data, QStringLiteral("nwsa"), QStringLiteral("2013-06-28"),
                      {QStringLiteral("--plan"), QStringLiteral("/nowhere.yaml")})
            << "input.file";
        QTest::newRow("unknown fill model")
            << replay(data, QStringLiteral("nwsa"), QStringLiteral("2013-06-28"),
                      {QStringLiteral("--fills"), QStringLiteral("lucky")})
            << "input.fill_model";
        QTest::newRow("a speed that is no number")
            << replay(data, QStringLiteral("nwsa"), QStringLiteral("2013-06-28"),
                      {QStringLiteral("--speed"), QStringLiteral("fast")})
            << "input.speed";
    }

    void badInputEndsInOneSentenceWithACode()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, code);
        if (code != QStringLiteral("data.missing") && !QFileInfo::exists(recordedData()))
            QSKIP("shared/data is absent");
        const ProgramResult result = runStrikectl(arguments, 30);
        QVERIFY(result.exitCode > 0);
        const QJsonObject error = result.json().value(QStringLiteral("error")).toObject();
        QCOMPARE(error.value(QStringLiteral("code")).toString(), code);
        QVERIFY(!error.value(QStringLiteral("message")).toString().isEmpty());
    }

private:
    // Every record says who did it to what; and where a later expiry is listed, one order closes a structure
    // and opens another.
    void checkRecords(const QTemporaryDir& folder)
    {
        QFETCH(bool, hasLaterExpiry);
        QFile file(folder.filePath(QStringLiteral("audit.jsonl")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        int rolls = 0;
        while (!file.atEnd()) {
            const QJsonObject record = QJsonDocument::fromJson(file.readLine()).object();
            const QJsonObject body = record.value(QStringLiteral("body")).toObject();
            for (const char* field : {"actor", "entity"})
                QVERIFY2(!record.value(QLatin1String(field)).toString().isEmpty(),
                         QJsonDocument(record).toJson().constData());
            rolls += record.value(QStringLiteral("kind")).toString() == QStringLiteral("order.intended")
                    && !body.value(QStringLiteral("opens_structure")).toString().isEmpty()
                    && !body.value(QStringLiteral("closes_structure")).toString().isEmpty()
                ? 1
                : 0;
        }
        QCOMPARE(rolls > 0, hasLaterExpiry);
    }
};

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_Replay.moc"
