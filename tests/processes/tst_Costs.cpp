// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/processes/Rederivation.h"
#include "tests/processes/ServedDesk.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace strikedesk;

namespace {

QString codeOf(const ProgramResult& result)
{
    return result.json().value(QLatin1String("error")).toObject().value(QLatin1String("code")).toString();
}

} // namespace

/// `strikectl costs`: from a record that another program reckons again, and from a running desk.
class TestCosts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRecordedDayIsReckonedAgainByAnotherProgram()
    {
        if (!QFileInfo::exists(recordedData()))
            QSKIP("shared/data is absent");
        QTemporaryDir folder;
        const QString profile = folder.filePath(QStringLiteral("p"));
        const ProgramResult day = runStrikectl(
            {QStringLiteral("replay"), QStringLiteral("--data"), recordedData(),
             QStringLiteral("--underlying"), QStringLiteral("nwsa"), QStringLiteral("--date"),
             QStringLiteral("2013-06-28"), QStringLiteral("--profile"), profile, QStringLiteral("--json")});
        QVERIFY2(day.exitCode == 0, day.errors.constData());
        const ProgramResult costs
            = runStrikectl({QStringLiteral("costs"), QStringLiteral("--profile"), profile,
                            QStringLiteral("--by"), QStringLiteral("order"), QStringLiteral("--json")});
        QVERIFY2(costs.exitCode == 0, costs.errors.constData());
        const QJsonObject total = costs.json().value(QLatin1String("total")).toObject();
        QCOMPARE(total.value(QLatin1String("arrival")).toObject().value(QLatin1String("cost")),
                 day.json().value(QLatin1String("slippage")).toObject().value(QLatin1String("spent")));
        for (const char* figure : {"realised_spread", "closing", "shortfall"})
            QVERIFY2(total.value(QLatin1String(figure)).isObject(), figure);
        deriveAgain(folder, "rederive_costs.py", costs.output);
        theTableAndTheCsvAreTheSame(profile, costs.json());
    }

    void aRunningDeskAndItsRecordSayTheSame()
    {
        QTemporaryDir folder;
        ServedDesk desk(folder.filePath(QStringLiteral("p")),
                        QStringLiteral(STRIKEDESK_PLANS "/desk-demo.yaml"),
                        {QStringLiteral("--speed"), QStringLiteral("60")});
        QVERIFY2(desk.waitReady(), desk.errors().constData());
        const auto filled = [&] {
            return desk.ask({QStringLiteral("costs")})
                .json()
                .value(QLatin1String("total"))
                .toObject()
                .value(QLatin1String("fills"))
                .toInt();
        };
        QTRY_VERIFY_WITH_TIMEOUT(filled() > 0, 60'000);
        const ProgramResult running
            = desk.ask({QStringLiteral("costs"), QStringLiteral("--by"), QStringLiteral("structure")});
        QCOMPARE(running.exitCode, 0);
        QVERIFY(!running.json().value(QLatin1String("items")).toArray().isEmpty());
        QCOMPARE(codeOf(desk.ask({QStringLiteral("costs"), QStringLiteral("--by"), QStringLiteral("moon")})),
                 QStringLiteral("input.query"));
        QCOMPARE(desk.stop(), 0);
        // What it knew at the last moment is in its record.
        const ProgramResult record = desk.ask({QStringLiteral("costs"), QStringLiteral("--from-record")});
        QCOMPARE(record.exitCode, 0);
        QVERIFY(
            record.json().value(QLatin1String("total")).toObject().value(QLatin1String("fills")).toInt()
            >= running.json().value(QLatin1String("total")).toObject().value(QLatin1String("fills")).toInt());
    }

    void whatIsNotUnderstoodIsRefused()
    {
        const ProgramResult both
            = runStrikectl({QStringLiteral("costs"), QStringLiteral("--json"), QStringLiteral("--csv")});
        QCOMPARE(both.exitCode, 2);
        QCOMPARE(codeOf(both), QStringLiteral("usage.arguments"));
        const ProgramResult nowhere = runStrikectl({QStringLiteral("costs"), QStringLiteral("--profile"),
                                                    QStringLiteral("/nowhere"), QStringLiteral("--json")});
        QCOMPARE(codeOf(nowhere), QStringLiteral("profile.missing"));
        QVERIFY(nowhere.exitCode > 0);
    }

private:
    void theTableAndTheCsvAreTheSame(const QString& profile, const QJsonObject& document)
    {
        const QStringList asked {QStringLiteral("costs"), QStringLiteral("--profile"), profile,
                                 QStringLiteral("--by"), QStringLiteral("order")};
        const QList<QByteArray> lines = runStrikectl(asked + QStringList {QStringLiteral("--csv")})
                                            .output.trimmed()
                                            .replace("\r", "")
                                            .split('\n');
        const QJsonArray items = document.value(QLatin1String("items")).toArray();
        QCOMPARE(lines.size(), items.size() + 1);
        const auto column = lines.first().split(',').indexOf("arrival.cost");
        QVERIFY(column > 0);
        for (qsizetype i = 0; i < items.size(); ++i) {
            const QJsonObject arrival = items[i].toObject().value(QLatin1String("arrival")).toObject();
            QCOMPARE(QString::fromUtf8(lines[i + 1].split(',').at(column)),
                     arrival.value(QLatin1String("cost")).toString());
        }
        QVERIFY(runStrikectl(asked).output.contains("of orders"));
    }
};

QTEST_GUILESS_MAIN(TestCosts)
#include "tst_Costs.moc"
