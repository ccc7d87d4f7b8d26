// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/AskProgram.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace strikedesk;

// `strikectl margin`, `strikectl scenario` and the inputs of `strikectl chain` as a script sees them.
class TestMarginScenarioCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marginTellsThePairing();
    void marginOfThePortfolioTellsItsWorstPoint();
    void theBrokersTableGoesThroughTheCommand();
    void scenarioValuesTheGrid();
    void scenarioShiftsOwnVolatilities();
    void scenarioReadsTheInputFiles();
    void shocksTellWhatPastDaysWouldHaveDone();
    void attributionAddsUpToTheGain();
    void theChainSaysWhereItsInputsComeFrom();
    void inputFilesAreFilledAndChecked();
    void everyFaultOfTheInputFilesIsTold();
    void faultsAreErrorsWithCodes_data();
    void faultsAreErrorsWithCodes();
};

namespace {

const QByteArray accounts = "account,symbol,quantity,price,underlying_price\n"
                            "A,ACME260320P00095000,-1,1.50,100\n"
                            "A,ACME260320P00090000,1,0.60,100\n"
                            "B,ACME,100,100,100\n";

void writeFile(const QString& path, const QByteArray& text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(path));
}

} // namespace

void TestMarginScenarioCommands::marginTellsThePairing()
{
    const Answer answer = askProgram(words("margin --csv - --json"), accounts);
    QCOMPARE(answer.exitCode, 0);
    QCOMPARE(answer.output.count('\n'), 1);
    const QJsonArray found = answer.document()[QStringLiteral("accounts")].toArray();
    QCOMPARE(found.size(), 2);
    const QJsonObject first = found[0].toObject();
    QCOMPARE(first[QStringLiteral("account")].toString(), QStringLiteral("A"));
    QCOMPARE(first[QStringLiteral("initial")].toString(), QStringLiteral("500.0000"));
    QVERIFY(first[QStringLiteral("portfolio")].isNull());
    const QJsonObject underlying = first[QStringLiteral("underlyings")].toArray()[0].toObject();
    QCOMPARE(underlying[QStringLiteral("underlying")].toString(), QStringLiteral("ACME"));
    QVERIFY(underlying[QStringLiteral("exact")].toBool());
    const QJsonObject pairing = underlying[QStringLiteral("pairings")].toArray()[0].toObject();
    QCOMPARE(pairing[QStringLiteral("structure")].toString(), QStringLiteral("options"));
    QCOMPARE(pairing[QStringLiteral("legs")].toArray().size(), 2);
    QCOMPARE(found[1].toObject()[QStringLiteral("initial")].toString(), QStringLiteral("5000.0000"));
    const Answer plain = askProgram(words("margin --csv -"), accounts);
    QCOMPARE(plain.exitCode, 0);
    QVERIFY(plain.output.contains("account A: initial 500.0000"));
}

void TestMarginScenarioCommands::marginOfThePortfolioTellsItsWorstPoint()
{
    const Answer answer
        = askProgram(words("margin --csv - --portfolio --date 2026-03-02 --rate 0.04 --json"), accounts);
    QCOMPARE(answer.exitCode, 0);
    const QJsonArray found = answer.document()[QStringLiteral("accounts")].toArray();
    const QJsonObject stock = found[1]
                                  .toObject()[QStringLiteral("underlyings")]
                                  .toArray()[0]
                                  .toObject()[QStringLiteral("portfolio")]
                                  .toObject();
    QCOMPARE(stock[QStringLiteral("requirement")].toString(), QStringLiteral("1500.0000"));
    QCOMPARE(stock[QStringLiteral("worst_move")].toDouble(), -0.15);
    QCOMPARE(stock[QStringLiteral("points")].toArray().size(), 10);
    QVERIFY(found[0].toObject()[QStringLiteral("portfolio")].isString());
}

void TestMarginScenarioCommands::theBrokersTableGoesThroughTheCommand()
{
    QFile file(QStringLiteral(STRIKEDESK_SHARED_DATA "/expected/margin_short_arithmetic.csv"));
    if (!QFileInfo::exists(file.fileName()))
        QSKIP("shared/data is absent");
    QVERIFY(file.open(QIODevice::ReadOnly | QIODevice::Text));
    (void)file.readLine();
    QByteArray table = "account,symbol,quantity,price,underlying_price\n";
    QStringList expected;
    while (!file.atEnd()) {
        const QStringList cells = QString::fromUtf8(file.readLine().trimmed()).split(u',');
        table += QStringLiteral("%1,ACME 20MAR26 %2%3,-%4,%5,%6\n")
                     .arg(expected.size())
                     .arg(cells[2], cells[1], cells[5], cells[3], cells[4])
                     .toUtf8();
        expected << cells[6] + QStringLiteral(".0000");
    }
    const QJsonArray found
        = askProgram(words("margin --csv - --json"), table).document()[QStringLiteral("accounts")].toArray();
    QCOMPARE(found.size(), expected.size());
    for (qsizetype i = 0; i < expected.size(); ++i)
        QCOMPARE(found[i].toObject()[QStringLiteral("initial")].toString(), expected[i]);
}

void TestMarginScenarioCommands::scenarioValuesTheGrid()
{
    const Answer answer = askProgram(words("scenario --positions - --spots 90:110:3 --vols 0.2:0.4:2 "
                                           "--dates 2026-03-02:2026-03-20:2 --json"),
                                     "symbol,quantity,cost\nACME260320C00100000,-1,-250\nACME,100,10000\n");
    QVERIFY2(answer.exitCode == 0, answer.errors.constData());
    const QJsonObject document = answer.document();
    const QJsonArray points = document[QStringLiteral("points")].toArray();
    QCOMPARE(points.size(), 12);
    QVERIFY(document[QStringLiteral("value_now")].isNull());
    QCOMPARE(document[QStringLiteral("cost")].toString(), QStringLiteral("9750.0000"));
    const QJsonObject last = points[11].toObject();
    QCOMPARE(last[QStringLiteral("date")].toString(), QStringLiteral("2026-03-20T20:00:00.000Z"));
    QCOMPARE(last[QStringLiteral("spot")].toString(), QStringLiteral("110.0000"));
    QCOMPARE(last[QStringLiteral("volatility")].toDouble(), 0.4);
    QCOMPARE(last[QStringLiteral("gain")].toString(), QStringLiteral("250.0000"));
    QCOMPARE(document[QStringLiteral("worst")].toObject()[QStringLiteral("spot")].toString(),
             QStringLiteral("90.0000"));
}

void TestMarginScenarioCommands::scenarioShiftsOwnVolatilities()
{
    const QByteArray book = "symbol,quantity,cost,volatility,beta\nACME260320P00100000,1,0,0.3,2\n";
    const Answer answer
        = askProgram(words("scenario --positions - --spot ACME=100 --moves -0.1:0.1:3 --vol-shifts 0 "
                           "--now 2026-03-02 --rate 0.04 --json"),
                     book);
    QVERIFY2(answer.exitCode == 0, answer.output.constData());
    const QJsonArray points = answer.document()[QStringLiteral("points")].toArray();
    QCOMPARE(points.size(), 3);
    QCOMPARE(points[1].toObject()[QStringLiteral("value")], answer.document()[QStringLiteral("value_now")]);
    // Twice the move: an 80 put at its intrinsic value and a little more.
    QVERIFY(points[0].toObject()[QStringLiteral("value")].toString().toDouble() >= 2'000);
    const Answer plain = askProgram(words("scenario --positions - --spot ACME=100 --now 2026-03-02"), book);
    QCOMPARE(plain.exitCode, 0);
    QVERIFY(plain.output.contains("-20.00 %") && plain.output.contains("+10.00 points"));
}

void TestMarginScenarioCommands::scenarioReadsTheInputFiles()
{
    const QTemporaryDir folder;
    writeFile(folder.filePath(QStringLiteral("rates.csv")),
              "date,days,rate_percent,source\n2026-03-01,30,5,Treasury\n");
    writeFile(folder.filePath(QStringLiteral("dividends.csv")),
              "underlying,ex_date,amount,source,noted_on\nACME,2026-03-10,4,company,2026-02-01\n");
    const QByteArray book = "symbol,quantity,cost,volatility,spot\nACME260320C00100000,1,0,0.3,100\n";
    const QStringList plain
        = words("scenario --positions - --moves 0 --vol-shifts 0 --now 2026-03-02 --json");
    const Answer with = askProgram(plain + QStringList {QStringLiteral("--inputs"), folder.path()}, book);
    const Answer without = askProgram(plain, book);
    QCOMPARE(with.exitCode, 0);
    QVERIFY(with.document()[QStringLiteral("rate_source")].toString().startsWith(u"rates.csv: Treasury"));
    QVERIFY(with.document()[QStringLiteral("value_now")].toString().toDouble() + 50
            < without.document()[QStringLiteral("value_now")].toString().toDouble());
}

// A hundred shares: what they would have gained can be reckoned by hand.
void TestMarginScenarioCommands::shocksTellWhatPastDaysWouldHaveDone()
{
    QTemporaryDir folder;
    const QString closes = folder.filePath(QStringLiteral("closes.csv"));
    writeFile(closes,
              "date,underlying,close,remark\n2026-03-02,ACME,100,x\n2026-03-03,ACME,90,x\n"
              "2026-03-04,ACME,99,x\n2026-03-05,ACME,99,x\n");
    const QByteArray book = "symbol,quantity,underlying_price\nACME,100,50\n";
    const QStringList asked = words("shocks --positions - --json --closes") + QStringList {closes};
    const Answer answer = askProgram(asked, book);
    QCOMPARE(answer.exitCode, 0);
    QCOMPARE(answer.document()[QStringLiteral("samples")].toInt(), 3);
    const QJsonArray shocks = answer.document()[QStringLiteral("shocks")].toArray();
    QCOMPARE(shocks[0].toObject()[QStringLiteral("gain")].toString(), QStringLiteral("-500.0000"));
    QCOMPARE(shocks[1].toObject()[QStringLiteral("gain")].toString(), QStringLiteral("500.0000"));
    QCOMPARE(answer.document()[QStringLiteral("value_at_risk_99")].toString(), QStringLiteral("500.0000"));
    const Answer twoDays = askProgram(asked + words("--days 2"), book);
    QCOMPARE(twoDays.document()[QStringLiteral("shocks")][0][QStringLiteral("gain")].toString(),
             QStringLiteral("-50.0000"));
    QCOMPARE(askProgram(asked + words("--days 4"), book).code(), QStringLiteral("input.closes"));
    writeFile(closes, "date,underlying,close\n2026-03-02,ACME,-1\n2026-13-02,ACME,1\n");
    QCOMPARE(askProgram(asked, book).code(), QStringLiteral("input.csv"));
    writeFile(closes, "date,underlying,close\n2026-03-02,ACME,2\n2026-03-02,ACME,1\n");
    QCOMPARE(askProgram(asked, book).code(), QStringLiteral("input.csv"));
    QVERIFY(askProgram(words("shocks --positions - --closes -"), book).exitCode != 0);
}

void TestMarginScenarioCommands::attributionAddsUpToTheGain()
{
    QTemporaryDir folder;
    const QString before = folder.filePath(QStringLiteral("before.csv"));
    const QString after = folder.filePath(QStringLiteral("after.csv"));
    writeFile(before,
              "symbol,quantity,volatility,underlying_price\nACME260320C00100000,2,0.30,100\nACME,-50,,100\n"
              "ACME260320P00090000,1,0.35,100\n");
    writeFile(
        after,
        "symbol,quantity,volatility,underlying_price\nACME260320C00100000,2,0.32,101.5\nACME,-50,,101.5\n"
        "ACME260320P00090000,3,0.35,101.5\n");
    const QStringList asked {QStringLiteral("attribution"),
                             QStringLiteral("--before"),
                             before,
                             QStringLiteral("--after"),
                             after,
                             QStringLiteral("--now"),
                             QStringLiteral("2026-03-02"),
                             QStringLiteral("--rate"),
                             QStringLiteral("0.04"),
                             QStringLiteral("--json"),
                             QStringLiteral("--until")};
    const Answer answer = askProgram(asked + words("2026-03-03"));
    QCOMPARE(answer.exitCode, 0);
    const QJsonArray rows = answer.document()[QStringLiteral("rows")].toArray();
    QCOMPARE(rows.size(), 2);
    const auto part = [&](int row, const char* name) {
        return rows[row].toObject()[QLatin1String(name)].toString().toDouble();
    };
    double sum = 0;
    for (const char* name : {"delta", "gamma", "theta", "vega", "rho", "vanna", "volga", "residual"})
        sum += part(0, name);
    QVERIFY(std::abs(sum - part(0, "total")) < 1e-3);
    QVERIFY(part(0, "delta") > 0 && part(0, "gamma") > 0 && part(0, "theta") < 0 && part(0, "vega") > 0);
    QCOMPARE(part(1, "total"), -75.0);
    QCOMPARE(part(1, "delta"), -75.0);
    // Held once, then three times: what of it was gained is not known.
    QCOMPARE(answer.document()[QStringLiteral("unmatched")].toArray().size(), 2);
    QCOMPARE(askProgram(asked + words("2026-03-02")).code(), QStringLiteral("input.dates"));
}

void TestMarginScenarioCommands::theChainSaysWhereItsInputsComeFrom()
{
    const QString data = QStringLiteral(STRIKEDESK_SHARED_DATA "/lean/Data");
    if (!QFileInfo::exists(data))
        QSKIP("shared/data is absent");
    const QTemporaryDir folder;
    writeFile(folder.filePath(QStringLiteral("rates.csv")),
              "date,days,rate_percent,source\n2013-06-03,30,0.5,Treasury\n2013-06-03,365,1.5,Treasury\n");
    const QStringList chain
        = words("chain --underlying nwsa --date 2013-06-28 --time 12:00 --json --data") + QStringList {data};
    const QJsonObject recorded = askProgram(chain).document();
    QVERIFY(recorded[QStringLiteral("rate_source")].toString().startsWith(u"recorded: nwsa"));
    const Answer answer = askProgram(chain + QStringList {QStringLiteral("--inputs"), folder.path()});
    QVERIFY2(answer.exitCode == 0, answer.output.constData());
    const QJsonObject typed = answer.document();
    QCOMPARE(typed[QStringLiteral("rate_source")].toString(),
             QStringLiteral("rates.csv: Treasury of 2013-06-03"));
    const QJsonArray expiries = typed[QStringLiteral("expiries")].toArray();
    QVERIFY(expiries.size() >= 3);
    QVERIFY(expiries.first().toObject()[QStringLiteral("rate")].toDouble()
            < expiries.last().toObject()[QStringLiteral("rate")].toDouble());
    int withSides = 0;
    for (const QJsonValue& contract : typed[QStringLiteral("contracts")].toArray())
        withSides += contract.toObject()[QStringLiteral("bid_volatility")].isDouble()
                && contract.toObject()[QStringLiteral("ask_volatility")].isDouble()
            ? 1
            : 0;
    QVERIFY(withSides > 10);
    QVERIFY(typed[QStringLiteral("arbitrage")].isArray());
}

void TestMarginScenarioCommands::inputFilesAreFilledAndChecked()
{
    const QString data = QStringLiteral(STRIKEDESK_SHARED_DATA "/lean/Data");
    if (!QFileInfo::exists(data))
        QSKIP("shared/data is absent");
    const QTemporaryDir folder;
    const QString market = folder.filePath(QStringLiteral("market"));
    const QStringList fill
        = words("inputs fill --underlying nwsa --date 2013-06-28 --json --data") + QStringList {data, market};
    const Answer first = askProgram(fill);
    QVERIFY2(first.exitCode == 0, first.output.constData());
    const QJsonObject rows = first.document()[QStringLiteral("rows")].toObject();
    QCOMPARE(rows[QStringLiteral("rates")].toInt(), 1);
    QCOMPARE(rows[QStringLiteral("dividends")].toInt(), 0); // of AAPL: tst_MarketInputFiles
    QCOMPARE(rows[QStringLiteral("volatilities")].toInt(), 1);
    QFile volatility(market + QStringLiteral("/volatility.csv"));
    QVERIFY(volatility.open(QIODevice::ReadOnly));
    QVERIFY(volatility.readAll().contains("NWSA,2013-06-28,0.2"));
    QCOMPARE(askProgram(fill).document(), first.document()); // nothing is added twice
    const Answer checked
        = askProgram({QStringLiteral("inputs"), QStringLiteral("check"), market, QStringLiteral("--json")});
    QCOMPARE(checked.exitCode, 0);
    QVERIFY(checked.document()[QStringLiteral("valid")].toBool());
    QCOMPARE(checked.document()[QStringLiteral("rows")].toObject(), rows);
}

void TestMarginScenarioCommands::everyFaultOfTheInputFilesIsTold()
{
    const QTemporaryDir folder;
    writeFile(folder.filePath(QStringLiteral("rates.csv")),
              "date,days,rate_percent,source\n2026-03-01,30,high,Treasury\n2026-03-01,60,4,\n");
    const Answer answer = askProgram(
        {QStringLiteral("inputs"), QStringLiteral("check"), folder.path(), QStringLiteral("--json")});
    QCOMPARE(answer.exitCode, 1);
    const QJsonArray faults = answer.document()[QStringLiteral("faults")].toArray();
    QCOMPARE(faults.size(), 2);
    QCOMPARE(faults[0].toObject()[QStringLiteral("line")].toInt(), 2);
    QCOMPARE(faults[1].toObject()[QStringLiteral("column")].toString(), QStringLiteral("source"));
    const Answer empty = askProgram(
        {QStringLiteral("inputs"), QStringLiteral("check"), folder.path() + QStringLiteral("/none")});
    QCOMPARE(empty.exitCode, 0);
}

void TestMarginScenarioCommands::faultsAreErrorsWithCodes_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("code");
    const QByteArray book = "symbol,quantity,cost\nACME260320C00100000,1,0\n";
    const auto row = [](const char* name, const char* line, const QByteArray& input, int exitCode,
                        const char* code) {
        QTest::newRow(name) << QString::fromLatin1(line) << input << exitCode << QString::fromLatin1(code);
    };
    row("no such file", "margin --csv nowhere.csv --json", {}, 2, "input.file");
    row("no table", "margin --csv - --json", {}, 2, "input.csv");
    row("a faulty cell", "margin --csv - --json",
        "account,symbol,quantity,price,underlying_price\nA,ACME,ten,1,1\n", 2, "input.csv");
    row("no date", "margin --csv - --portfolio --date soon --json", accounts, 2, "input.date");
    row("no volatility", "scenario --positions - --spot ACME=100 --now 2026-03-02 --json", book, 2,
        "input.volatility");
    row("no spot", "scenario --positions - --vols 0.2 --json", book, 2, "input.spot");
    row("a bad spot", "scenario --positions - --spot ACME --vols 0.2 --json", book, 2, "input.spot");
    row("a bad axis", "scenario --positions - --spots 1:2 --vols 0.2 --json", book, 2, "input.axis");
    row("a bad date", "scenario --positions - --spots 100 --vols 0.2 --dates x --json", book, 2,
        "input.dates");
    row("too many points", "scenario --positions - --spots 1:200:9000 --vols 0.1:1:9000 --json", book, 2,
        "input.axis");
    row("two axes of one kind", "scenario --positions - --spots 100 --moves 0 --json", book, 2,
        "usage.arguments");
}

void TestMarginScenarioCommands::faultsAreErrorsWithCodes()
{
    QFETCH(QString, line);
    QFETCH(QByteArray, input);
    QFETCH(int, exitCode);
    QFETCH(QString, code);
    const Answer answer = askProgram(line.split(u' '), input);
    QCOMPARE(answer.exitCode, exitCode);
    QCOMPARE(answer.code(), code);
}

QTEST_GUILESS_MAIN(TestMarginScenarioCommands)
#include "tst_MarginScenarioCommands.moc"
