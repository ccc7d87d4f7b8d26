// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/TradingCalendar.h"
#include "core/pricing/MarginTable.h"
#include "core/pricing/ScenarioTable.h"

#include <QTest>

#include <fmt/format.h>

#include <cmath>

using namespace strikedesk;
using namespace strikedesk::pricing;
using namespace std::chrono;

namespace {

constexpr std::array needed {PositionColumn::Symbol, PositionColumn::Quantity};

const std::string header = "account,symbol,quantity,price,underlying_price\n";

ScenarioRequest requestOf(std::vector<double> moves, std::vector<double> shifts)
{
    ScenarioRequest request;
    request.now = newYorkTime(2026y / March / 2, hours(16));
    request.rates = 0.04;
    request.moves = std::move(moves);
    request.volatilityShifts = std::move(shifts);
    return request;
}

std::string codeOf(const Result<ScenarioTable>& table)
{
    return table ? "none" : table.error().code;
}

} // namespace

class TestPositionTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void symbolsComeInEveryForm();
    void allFaultsAreNamedWithTheirLines();
    void aBrokenTableIsRefused_data();
    void aBrokenTableIsRefused();
    void axesAreRead_data();
    void axesAreRead();
    void dateAxesAreRead();
    void levelsNeedNothingButSymbols();
    void ownVolatilitiesAreShifted();
    void aPriceImpliesTheVolatility();
    void betaBelongsToMoves();
    void whatIsMissingIsNamed_data();
    void whatIsMissingIsNamed();
    void anExpiredOptionIsItsIntrinsicValue();
    void accountsAreKeptApart();
    void stockIsPairedWithItsOptions();
    void portfolioMarginStandsBeside();
    void twoPricesOfOneUnderlyingAreRefused();
};

void TestPositionTables::symbolsComeInEveryForm()
{
    const auto rows = readPositions("note,quantity,symbol,cost\n"
                                    "a,-2,AAPL  260320C00200000,-350.25\n"
                                    "b,+3,AAPL260320P00180000,\n"
                                    "\"c, d\",100,AAPL,20000\n"
                                    "e,1,SPXW 30JAN26 5000P,1.5\n",
                                    needed);
    QVERIFY2(rows.has_value(), rows ? "" : rows.error().message.c_str());
    QCOMPARE(rows->size(), std::size_t(4));
    QVERIFY((*rows)[0].quantity == Quantity(-2) && (*rows)[1].quantity == Quantity(3));
    QCOMPARE((*rows)[0].cost->text(), std::string("-350.2500"));
    QVERIFY(!(*rows)[1].cost.has_value());
    QCOMPARE((*rows)[1].symbol, std::string("AAPL  260320P00180000"));
    QVERIFY(!(*rows)[2].option && (*rows)[2].underlying == "AAPL");
    QCOMPARE((*rows)[3].underlying, std::string("SPX"));
    QCOMPARE((*rows)[3].line, 5);
}

void TestPositionTables::allFaultsAreNamedWithTheirLines()
{
    const auto rows = readPositions("symbol,quantity,cost,price\n"
                                    "nonsense!,1,2,3\n"
                                    "AAPL,1.5,2,3\n"
                                    "AAPL,1,two,-3\n"
                                    "AAPL,1\n",
                                    needed);
    QVERIFY(!rows.has_value());
    QCOMPARE(rows.error().code, std::string("input.csv"));
    for (const char* part :
         {"5 faults", "line 2", "nonsense!", "line 3", "1.5", "line 4", "two", "-3", "line 5"})
        QVERIFY2(rows.error().message.find(part) != std::string::npos, rows.error().message.c_str());
}

void TestPositionTables::aBrokenTableIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("no rows") << QStringLiteral("symbol,quantity\n");
    QTest::newRow("a column is missing") << QStringLiteral("symbol\nAAPL\n");
    QTest::newRow("a column twice") << QStringLiteral("symbol,quantity,quantity\nAAPL,1,1\n");
    QTest::newRow("two names of one column") << QStringLiteral("symbol,symbol-or-S,quantity\nAAPL,AAPL,1\n");
    QTest::newRow("an empty quantity") << QStringLiteral("symbol,quantity\nAAPL,\n");
    QTest::newRow("too many") << QStringLiteral("symbol,quantity\nAAPL,12345678901\n");
    QTest::newRow("whose stock") << QStringLiteral(
        "symbol,quantity\nS,100\nAAPL260320C00200000,1\nMSFT260320C00200000,1\n");
}

void TestPositionTables::aBrokenTableIsRefused()
{
    QFETCH(QString, text);
    const auto rows = readPositions(text.toStdString(), needed);
    QVERIFY(!rows.has_value());
    QCOMPARE(rows.error().code, std::string("input.csv"));
}

void TestPositionTables::axesAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("count");
    QTest::newRow("three") << QStringLiteral("90:110:3") << 3;
    QTest::newRow("one number") << QStringLiteral("0.2") << 1;
    QTest::newRow("one of a range") << QStringLiteral("5:5:1") << 1;
    QTest::newRow("down") << QStringLiteral("+0.1:-0.1:5") << 5;
    QTest::newRow("empty") << QString() << 0;
    QTest::newRow("two parts") << QStringLiteral("1:2") << 0;
    QTest::newRow("four parts") << QStringLiteral("1:2:3:4") << 0;
    QTest::newRow("no number") << QStringLiteral("a:b:3") << 0;
    QTest::newRow("not finite") << QStringLiteral("0:inf:3") << 0;
    QTest::newRow("no points") << QStringLiteral("1:2:0") << 0;
    QTest::newRow("part of a point") << QStringLiteral("1:2:2.5") << 0;
    QTest::newRow("one point for two ends") << QStringLiteral("1:2:1") << 0;
    QTest::newRow("far too many") << QStringLiteral("1:2:1000000000") << 0;
}

void TestPositionTables::axesAreRead()
{
    QFETCH(QString, text);
    QFETCH(int, count);
    const auto axis = parseAxis(text.toStdString());
    QCOMPARE(axis.has_value(), count > 0);
    if (!axis) {
        QCOMPARE(axis.error().code, std::string("input.axis"));
        return;
    }
    QCOMPARE(axis->size(), std::size_t(count));
    if (count == 3)
        QCOMPARE(*axis, (std::vector<double> {90, 100, 110}));
}

void TestPositionTables::dateAxesAreRead()
{
    const auto range = parseDateAxis("2026-03-06:2026-03-20:3");
    QVERIFY(range && range->size() == 3);
    QCOMPARE(toIsoText((*range)[0]), std::string("2026-03-06T21:00:00.000Z"));
    QCOMPARE(toIsoText((*range)[1]), std::string("2026-03-13T20:00:00.000Z")); // daylight saving has begun
    QVERIFY(parseDateAxis("2026-03-06") && parseDateAxis("2026-03-06,2026-04-01")->size() == 2);
    for (const char* bad : {"", "2026-03-20:2026-03-06:3", "2026-03-06:2026-03-20", "2026-03-06:2026-03-20:1",
                            "tomorrow", "2026-03-06,", "2026-02-30"})
        QVERIFY2(!parseDateAxis(bad), bad);
}

void TestPositionTables::levelsNeedNothingButSymbols()
{
    ScenarioRequest request = requestOf({}, {});
    request.spotAxis = {90, 100, 110};
    request.volatilityAxis = {0.2, 0.4};
    request.dates = *parseDateAxis("2026-03-02,2026-03-20");
    const auto table = scenarioTable("symbol,quantity,cost\nACME260320C00100000,-2,-500\n", request);
    QVERIFY2(table.has_value(), table ? "" : table.error().message.c_str());
    QVERIFY(table->isSpotPrice && table->isVolatilityLevel && !table->valueNow);
    QCOMPARE(table->points.size(), std::size_t(12));
    const double years = yearsToSettlement(*table->positions[0].option, request.now);
    const ScenarioTablePoint& first = table->points[1]; // 100 at 20 % today
    const double price
        = value({ExerciseStyle::American, Right::Call, 100, years}, {100, 0.04, 0, {}}, 0.2)->price;
    QCOMPARE(first.spot, 100.0);
    QCOMPARE(first.volatility, 0.2);
    QVERIFY(std::fabs(first.value.toDouble() + 200 * price) < 1e-4);
    QVERIFY(std::fabs(first.gain.toDouble() - (500 - 200 * price)) < 1e-4);
    const ScenarioTablePoint& atExpiry = table->points.back(); // 110
    QCOMPARE(atExpiry.gain.text(), std::string("-1500.0000"));
}

void TestPositionTables::ownVolatilitiesAreShifted()
{
    const auto table = scenarioTable("symbol,quantity,cost,volatility,spot\n"
                                     "ACME260320P00100000,1,200,0.3,100\n",
                                     requestOf({0}, {-0.1, 0, 0.1}));
    QVERIFY(table.has_value());
    QVERIFY(!table->isVolatilityLevel && !table->isSpotPrice && table->valueNow);
    QCOMPARE(table->points[1].value, *table->valueNow);
    QVERIFY(table->points[0].value < table->points[1].value
            && table->points[1].value < table->points[2].value);
}

void TestPositionTables::aPriceImpliesTheVolatility()
{
    const auto table = scenarioTable("symbol,quantity,price,underlying_price\n"
                                     "ACME260320P00100000,1,3.25,100\nACME,50,,\n",
                                     requestOf({0}, {0}));
    QVERIFY(table.has_value());
    QVERIFY(std::fabs(table->valueNow->toDouble() - 325 - 5'000) < 0.01);
    QVERIFY(table->cost.isZero());
}

void TestPositionTables::betaBelongsToMoves()
{
    const std::string book = "symbol,quantity,cost,price,beta\nACME,100,10000,100,1.5\n";
    const auto moved = scenarioTable(book, requestOf({-0.1}, {0}));
    QCOMPARE(moved->points[0].gain.text(), std::string("-1500.0000"));
    ScenarioRequest priced = requestOf({}, {});
    priced.spotAxis = {90};
    QCOMPARE(scenarioTable(book, priced)->points[0].gain.text(), std::string("-1000.0000"));
}

void TestPositionTables::whatIsMissingIsNamed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const char* text, const char* code) {
        QTest::newRow(name) << QString::fromLatin1(text) << QString::fromLatin1(code);
    };
    row("a spot", "symbol,quantity,volatility\nACME260320P00100000,1,0.3\n", "input.spot");
    row("a volatility", "symbol,quantity,spot\nACME260320P00100000,1,100\n", "input.volatility");
    row("a price that means one", "symbol,quantity,spot,price\nACME260320P00150000,1,100,1\n",
        "input.volatility");
    row("one spot", "symbol,quantity,spot,volatility\nACME260320P00100000,1,100,0.3\nACME,1,101,\n",
        "input.spot");
}

void TestPositionTables::whatIsMissingIsNamed()
{
    QFETCH(QString, text);
    QFETCH(QString, code);
    QCOMPARE(QString::fromStdString(codeOf(scenarioTable(text.toStdString(), requestOf({0}, {0})))), code);
    ScenarioRequest past = requestOf({0}, {0});
    past.dates = *parseDateAxis("2026-02-02");
    const char* whole = "symbol,quantity,spot,volatility\nACME260320P00100000,1,100,0.3\n";
    QCOMPARE(codeOf(scenarioTable(whole, past)), std::string("input.dates"));
    ScenarioRequest prices = requestOf({}, {});
    prices.spotAxis = {100};
    QCOMPARE(codeOf(scenarioTable("symbol,quantity\nACME,1\nSIMX,1\n", prices)), std::string("input.spot"));
}

void TestPositionTables::anExpiredOptionIsItsIntrinsicValue()
{
    const auto table
        = scenarioTable("symbol,quantity,spot\nACME260220P00100000,1,90\n", requestOf({-0.1, 0}, {0, 0.5}));
    QVERIFY(table.has_value());
    QCOMPARE(table->valueNow->text(), std::string("1000.0000"));
    QCOMPARE(table->points[0].value.text(), std::string("1900.0000"));
    QCOMPARE(table->points[2].value, table->points[0].value);
}

void TestPositionTables::accountsAreKeptApart()
{
    const auto rows = marginTable(header
                                  + "one,ACME260320C00192000,-2,14,196\n"
                                    "two,ACME260320P00192000,-2,14,182\n"
                                    "one,MSFT260320P00100000,-1,0.02,410\n");
    QVERIFY2(rows.has_value(), rows ? "" : rows.error().message.c_str());
    QCOMPARE(rows->size(), std::size_t(3));
    QVERIFY((*rows)[0].account == "one" && (*rows)[0].underlying == "ACME");
    QCOMPARE((*rows)[0].strategy.initial.text(), std::string("10640.0000"));
    QCOMPARE((*rows)[1].strategy.initial.text(), std::string("10080.0000"));
    QVERIFY(!(*rows)[0].portfolio);
}

void TestPositionTables::stockIsPairedWithItsOptions()
{
    const auto rows = marginTable("account,symbol-or-S,quantity,price,underlying_price\n"
                                  "a,S,100,524.62,524.62\n"
                                  "a,ACME240621C00534000,-1,0.01,524.62\n"
                                  "a,ACME240621P00514000,1,0.018,524.62\n");
    QVERIFY2(rows.has_value(), rows ? "" : rows.error().message.c_str());
    QCOMPARE((*rows)[0].strategy.pairings.size(), std::size_t(1));
    QCOMPARE(nameOf((*rows)[0].strategy.pairings[0].structure), std::string_view("collar"));
    QCOMPARE((*rows)[0].strategy.maintenance.text(), std::string("6202.0000"));
}

void TestPositionTables::portfolioMarginStandsBeside()
{
    const MarginTableModel model {newYorkTime(2026y / March / 2, hours(16)), 0.04};
    const auto rows = marginTable(header
                                      + "a,ACME260320P00095000,-1,1.5,100\na,ACME260320C00090000,1,0.5,100\n"
                                        "a,SPXW260320P05000000,-1,40,5400\n",
                                  model);
    QVERIFY2(rows.has_value(), rows ? "" : rows.error().message.c_str());
    QVERIFY((*rows)[0].portfolio && (*rows)[1].portfolio);
    QVERIFY((*rows)[0].marginClass == MarginClass::Equity);
    QVERIFY((*rows)[1].marginClass == MarginClass::HighCapitalisation);
    QCOMPARE((*rows)[1].portfolio->worstMove, -0.08);
    QVERIFY((*rows)[1].portfolio->requirement < (*rows)[1].strategy.initial);
    QVERIFY(marginClassOf("RUT") == MarginClass::OtherBroadIndex
            && marginClassOf("SPY") == MarginClass::Equity);
}

void TestPositionTables::twoPricesOfOneUnderlyingAreRefused()
{
    const auto rows
        = marginTable(header + "a,ACME260320P00095000,-1,1.5,100\na,ACME260320C00105000,-1,1.5,101\n");
    QVERIFY(!rows.has_value());
    QCOMPARE(rows.error().code, std::string("input.underlying_price"));
    QVERIFY(marginTable(header + "a,ACME260320P00095000,-1,1.5,100\nb,ACME260320C00105000,-1,1.5,101\n"));
    QCOMPARE(marginTable(header + "a,ACME260320P00095000,-1,,100\n").error().code, std::string("input.csv"));
}

QTEST_GUILESS_MAIN(TestPositionTables)
#include "tst_PositionTables.moc"
