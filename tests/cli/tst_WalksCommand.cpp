// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/orders/WalkStyles.h"
#include "tests/processes/Program.h"

#include <QJsonArray>
#include <QTest>

using namespace strikedesk;

// `strikectl walks` as a person and a script see it.
class TestWalksCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listNamesEveryStyle()
    {
        const ProgramResult list = runStrikectl({QStringLiteral("walks"), QStringLiteral("list")});
        QCOMPARE(list.exitCode, 0);
        QCOMPARE(list.output.count('\n'), qsizetype(walkStyles.size()));
        for (const WalkStyleRow& style : walkStyles)
            QVERIFY(list.output.contains(QByteArray(style.name.data(), qsizetype(style.name.size()))));
    }

    void showTellsEveryStep()
    {
        const QStringList asked {QStringLiteral("walks"), QStringLiteral("show"), QStringLiteral("ladder"),
                                 QStringLiteral("--seed"), QStringLiteral("4")};
        const ProgramResult document = runStrikectl(asked + QStringList {QStringLiteral("--json")});
        QCOMPARE(document.exitCode, 0);
        const QJsonArray points = document.json().value(QStringLiteral("points")).toArray();
        QCOMPARE(points.first().toObject().value(QStringLiteral("kind")).toString(), QStringLiteral("sent"));
        QCOMPARE(points.last().toObject().value(QStringLiteral("kind")).toString(), QStringLiteral("end"));
        QVERIFY(document.json().value(QStringLiteral("legs")).toArray().size() > 1);
        int steps = 0;
        for (const QJsonValue& point : points)
            steps += point.toObject().value(QStringLiteral("kind")).toString() == QStringLiteral("step");
        QVERIFY(steps > 1);
        const ProgramResult plain = runStrikectl(asked);
        QCOMPARE(plain.exitCode, 0);
        QCOMPARE(int(plain.output.count(" step ")), steps);
    }

    void faultsAreErrorsWithCodes()
    {
        const auto codeOf = [](const char* walk, const char* fills) {
            const ProgramResult result
                = runStrikectl({QStringLiteral("walks"), QStringLiteral("show"), QLatin1String(walk),
                                QStringLiteral("--fills"), QLatin1String(fills), QStringLiteral("--json")});
            return result.exitCode == 0 ? QString()
                                        : result.json()
                                              .value(QStringLiteral("error"))
                                              .toObject()
                                              .value(QStringLiteral("code"))
                                              .toString();
        };
        QCOMPARE(codeOf("stroll", "calibrated"), QStringLiteral("usage.walk"));
        QCOMPARE(codeOf("join", "hopeful"), QStringLiteral("input.fill_model"));
    }
};

QTEST_GUILESS_MAIN(TestWalksCommand)
#include "tst_WalksCommand.moc"
