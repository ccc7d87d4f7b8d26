// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/AskProgram.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>

using namespace strikedesk;

// `strikectl symbol` as a script sees it.
class TestSymbolCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFieldIsThere();
    void wordsNeedNoQuotes();
    void theRecordedSettlementsComeOut();
    void anAdjustedContractDeliversTheUnknown();
    void badInputIsAUsageError_data();
    void badInputIsAUsageError();
};

namespace {

Answer ask(const QStringList& arguments)
{
    return askProgram(QStringList {QStringLiteral("symbol")} + arguments);
}

QString field(const QJsonObject& document, const char* name)
{
    return document[QLatin1String(name)].toString();
}

} // namespace

void TestSymbolCommand::everyFieldIsThere()
{
    const Answer answer = ask({QStringLiteral("AAPL  140606C00640000"), QStringLiteral("--json")});
    QCOMPARE(answer.exitCode, 0);
    QCOMPARE(answer.output.count('\n'), 1);
    const QJsonObject document = answer.document();
    const QHash<QByteArray, QString> expected {
        {"symbol", QStringLiteral("AAPL  140606C00640000")},
        {"root", QStringLiteral("AAPL")},
        {"underlying", QStringLiteral("AAPL")},
        {"expiry", QStringLiteral("2014-06-06")},
        {"settles_at", QStringLiteral("2014-06-06T20:00:00.000Z")},
        {"settles_local", QStringLiteral("2014-06-06T16:00:00")},
        {"settlement", QStringLiteral("PM")},
        {"style", QStringLiteral("american")},
        {"right", QStringLiteral("call")},
        {"strike", QStringLiteral("640.0000")},
        {"last_trades_at", QStringLiteral("2014-06-06T20:00:00.000Z")},
        {"exercise_cutoff_at", QStringLiteral("2014-06-06T21:30:00.000Z")},
    };
    for (auto row = expected.begin(); row != expected.end(); ++row)
        QCOMPARE(field(document, row.key().constData()), row.value());
    QCOMPARE(document[QStringLiteral("multiplier")].toInt(), 100);
    QCOMPARE(document[QStringLiteral("ticks")].toObject()[QStringLiteral("below")].toString(),
             QStringLiteral("0.0100"));
    const QJsonObject delivered = document[QStringLiteral("deliverables")].toArray()[0].toObject();
    QCOMPARE(delivered[QStringLiteral("asset")].toString(), QStringLiteral("AAPL"));
    QCOMPARE(delivered[QStringLiteral("shares")].toInt(), 100);
}

void TestSymbolCommand::wordsNeedNoQuotes()
{
    const Answer words = ask({QStringLiteral("SPXW"), QStringLiteral("30JAN26"), QStringLiteral("5000P"),
                              QStringLiteral("--json")});
    const Answer compact = ask({QStringLiteral("SPXW260130P05000000"), QStringLiteral("--json")});
    QCOMPARE(words.exitCode, 0);
    QCOMPARE(words.output, compact.output);
    QCOMPARE(field(words.document(), "settles_local"), QStringLiteral("2026-01-30T15:00:00"));
    const Answer text = ask({QStringLiteral("SPXW 30JAN26 5000P")});
    QCOMPARE(text.exitCode, 0);
    QVERIFY(text.output.contains("European") || text.output.contains("european"));
}

void TestSymbolCommand::theRecordedSettlementsComeOut()
{
    QFile file(QStringLiteral(STRIKEDESK_SHARED_DATA "/expected/expiry_times.csv"));
    if (!QFileInfo::exists(file.fileName()))
        QSKIP("shared/data is absent");
    QVERIFY(file.open(QIODevice::ReadOnly | QIODevice::Text));
    (void)file.readLine();
    while (!file.atEnd()) {
        const QStringList cells = QString::fromUtf8(file.readLine().trimmed()).split(u',');
        const Answer answer = ask({cells[0], cells[2], QStringLiteral("100C"), QStringLiteral("--json")});
        QCOMPARE(answer.exitCode, 0);
        QCOMPARE(field(answer.document(), "settles_local"), cells[4]);
        QCOMPARE(field(answer.document(), "settles_zone"), cells[3]);
    }
}

void TestSymbolCommand::anAdjustedContractDeliversTheUnknown()
{
    const QJsonObject document
        = ask({QStringLiteral("AAPL1 140606C00640000"), QStringLiteral("--json")}).document();
    QVERIFY(document[QStringLiteral("deliverables")].isNull());
    QCOMPARE(document[QStringLiteral("adjusted")].toBool(), true);
    QCOMPARE(field(document, "underlying"), QStringLiteral("AAPL"));
}

void TestSymbolCommand::badInputIsAUsageError_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList {};
    QTest::newRow("no symbol") << QStringList {QStringLiteral("hello")};
    QTest::newRow("no such day") << QStringList {QStringLiteral("AAPL  140631C00640000")};
    QTest::newRow("no such option") << QStringList {QStringLiteral("AAPL140606C00640000"),
                                                    QStringLiteral("--yaml")};
}

void TestSymbolCommand::badInputIsAUsageError()
{
    QFETCH(QStringList, arguments);
    const Answer answer = ask(arguments);
    QCOMPARE(answer.exitCode, 2);
    QVERIFY(answer.output.isEmpty());
    QVERIFY(!answer.errors.isEmpty());
    if (arguments.size() == 1) {
        const Answer asJson = ask(arguments + QStringList {QStringLiteral("--json")});
        QCOMPARE(asJson.exitCode, 2);
        QCOMPARE(field(asJson.document()[QStringLiteral("error")].toObject(), "code"),
                 QStringLiteral("input.symbol"));
    }
}

QTEST_GUILESS_MAIN(TestSymbolCommand)
#include "tst_SymbolCommand.moc"
