// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/Margin.h"
#include "core/util/Random.h"
#include "tests/pricing/ExpectedTable.h"

#include <QFileInfo>
#include <QTest>

#include <fmt/format.h>

using namespace strikedesk;
using namespace strikedesk::pricing;
using namespace strikedesk::tests;

namespace {

Instant onDay(int day)
{
    return Instant(std::chrono::sys_days(std::chrono::year_month_day(
               std::chrono::year(2026), std::chrono::month(1), std::chrono::day(1))))
        + std::chrono::days(day);
}

MarginLeg option(MarginLeg::Kind kind, double strike, std::int64_t quantity, double mark = 1, int day = 30)
{
    return {
        kind, Price::nearest(strike), onDay(day), Quantity(quantity), Multiplier(100), Price::nearest(mark)};
}

MarginLeg stock(std::int64_t shares)
{
    return {MarginLeg::Stock, {}, {}, Quantity(shares), Multiplier(1), {}};
}

/// "S:100@410|C:300:2023-05-19:-1@112"
std::vector<MarginLeg> legsOf(const QString& text)
{
    std::vector<MarginLeg> legs;
    const QStringList parts = text.split(u'|');
    for (const QString& part : parts) {
        const QStringList halves = part.split(u'@');
        const QStringList fields = halves[0].split(u':');
        MarginLeg leg;
        leg.quantity = Quantity(fields.last().toLongLong());
        if (fields[0] == u"S") {
            leg.kind = MarginLeg::Stock;
            leg.multiplier = Multiplier(1);
        } else {
            leg.kind = fields[0] == u"C" ? MarginLeg::Call : MarginLeg::Put;
            leg.strike = Price::nearest(fields[1].toDouble());
            leg.expiresAt = Instant(daysOf(*parseDate(fields[2].toStdString())));
            leg.mark = Price::nearest(halves[1].toDouble());
        }
        legs.push_back(leg);
    }
    return legs;
}

QByteArray describe(const MarginResult& result)
{
    std::string text;
    for (const MarginPairing& pairing : result.pairings) {
        text += fmt::format(" [{}", nameOf(pairing.structure));
        for (const MarginPart& part : pairing.parts)
            text += fmt::format(" {}x{}", part.quantity.count(), part.leg);
        text += fmt::format(" {} {}]", pairing.initial.text(), pairing.maintenance.text());
    }
    return QByteArray::fromStdString(text);
}

} // namespace

class TestMargin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shortArithmeticIsExact_data();
    void shortArithmeticIsExact();
    void nakedShortsFollowTheFormula_data();
    void nakedShortsFollowTheFormula();
    void structuresAgreeWithTheBroker_data();
    void structuresAgreeWithTheBroker();
    void everyLegIsPairedOnce();
    void moreLongsNeverAskForMore();
    void knownStructuresAskForTheirWorstCase_data();
    void knownStructuresAskForTheirWorstCase();
    void tenLotsAskForTenTimesOne();
    void aLargeBookIsStillAnswered();
    void absurdInputIsRefused();
};

void TestMargin::shortArithmeticIsExact_data()
{
    QTest::addColumn<int>("line");
    for (const ExpectedRow& row : readExpected("margin_short_arithmetic.csv"))
        QTest::newRow(row.name().constData()) << row.line() - 2;
    if (!QFileInfo::exists(expectedFile("margin_short_arithmetic.csv")))
        QTest::newRow("absent") << -1;
}

void TestMargin::shortArithmeticIsExact()
{
    QFETCH(int, line);
    if (line < 0)
        QSKIP("shared/data is absent");
    const ExpectedRow row = readExpected("margin_short_arithmetic.csv").at(line);
    const MarginLeg leg
        = option(row.text("right") == u"C" ? MarginLeg::Call : MarginLeg::Put, row.number("strike"),
                 -row.text("contracts_short").toInt(), row.number("option_price"));
    const auto result = marginFor({&leg, 1}, row.number("underlying_price"), false);
    QVERIFY(result.has_value());
    QCOMPARE(result->initial.text(), Money::nearest(row.number("requirement_usd")).text());
    QCOMPARE(result->maintenance, result->initial);
}

void TestMargin::nakedShortsFollowTheFormula_data()
{
    QTest::addColumn<int>("line");
    for (const ExpectedRow& row : readExpected("margin_naked_short.csv"))
        QTest::newRow(row.name().constData()) << row.line() - 2;
    if (!QFileInfo::exists(expectedFile("margin_naked_short.csv")))
        QTest::newRow("absent") << -1;
}

void TestMargin::nakedShortsFollowTheFormula()
{
    QFETCH(int, line);
    if (line < 0)
        QSKIP("shared/data is absent");
    const ExpectedRow row = readExpected("margin_naked_short.csv").at(line);
    const MarginLeg leg = option(row.text("right") == u"C" ? MarginLeg::Call : MarginLeg::Put,
                                 row.number("strike"), -1, row.number("option_price"));
    const bool isBroadIndex = row.text("underlying_class") == u"broad_index";
    const auto result = marginFor({&leg, 1}, row.number("underlying_price"), isBroadIndex);
    QVERIFY(result.has_value());
    QCOMPARE(result->initial.text(), Money::nearest(row.number("rule_4210_formula_usd")).text());
    const double broker = row.number("broker_requirement_usd_per_contract");
    const double difference = result->initial.toDouble() / broker - 1.0;
    QVERIFY2(
        std::fabs(difference) <= 0.0125,
        fmt::format("broker {} ours {} differs by {}", broker, result->initial.text(), difference).c_str());
}

void TestMargin::structuresAgreeWithTheBroker_data()
{
    QTest::addColumn<int>("line");
    for (const ExpectedRow& row : readExpected("margin_strategies.csv"))
        QTest::newRow(row.text("strategy").toUtf8().constData()) << row.line() - 2;
    if (!QFileInfo::exists(expectedFile("margin_strategies.csv")))
        QTest::newRow("absent") << -1;
}

void TestMargin::structuresAgreeWithTheBroker()
{
    QFETCH(int, line);
    if (line < 0)
        QSKIP("shared/data is absent");
    const ExpectedRow row = readExpected("margin_strategies.csv").at(line);
    // The broker asked 21,200 at a later quote: the rule at the printed price gives exactly 19,400.
    const bool isMovedQuote = row.text("strategy") == u"short_naked_call";
    // The broker opens this one with its maintenance rate of 30 %; Reg-T asks 50 % of the short stock.
    const bool isLenientBroker = row.text("strategy") == u"covered_put";

    const auto result = marginFor(legsOf(row.text("legs")), row.number("underlying_price"), false);
    QVERIFY(result.has_value());
    QVERIFY(result->isExact);
    const double tolerance = row.number("check_tolerance");
    const auto agrees = [&](const char* what, Money ours, double broker) {
        const double difference = ours.toDouble() - broker;
        if (std::fabs(difference) <= tolerance * std::fabs(broker))
            return true;
        qWarning().noquote() << what << "broker" << broker << "ours" << ours.text().c_str() << "difference"
                             << difference << "tolerance" << tolerance << describe(*result);
        return false;
    };
    if (isMovedQuote) {
        QCOMPARE(result->initial.text(), std::string("19400.0000"));
        return;
    }
    QVERIFY(agrees("maintenance", result->maintenance, row.number("broker_maintenance_usd")));
    if (isLenientBroker)
        QCOMPARE(result->initial.text(), std::string("20500.0000"));
    else
        QVERIFY(agrees("initial", result->initial, row.number("broker_initial_usd")));
}

void TestMargin::everyLegIsPairedOnce()
{
    Random random(20261122);
    for (int round = 0; round < 200; ++round) {
        std::vector<MarginLeg> legs;
        const int count = 1 + random.between(0, 5);
        for (int i = 0; i < count; ++i) {
            const auto quantity = std::int64_t(random.between(-3, 3));
            if (random.between(0, 4) == 0)
                legs.push_back(stock(quantity * 70));
            else
                legs.push_back(option(random.between(0, 1) == 0 ? MarginLeg::Call : MarginLeg::Put,
                                      90 + 5 * random.between(0, 4), quantity, 2,
                                      30 * (1 + random.between(0, 1))));
        }
        const auto result = marginFor(legs, 100, false);
        QVERIFY(result.has_value());
        std::vector<std::int64_t> paired(legs.size(), 0);
        Money initial;
        for (const MarginPairing& pairing : result->pairings) {
            initial += pairing.initial;
            for (const MarginPart& part : pairing.parts)
                paired[part.leg] += part.quantity.count();
        }
        QCOMPARE(initial, result->initial);
        for (std::size_t i = 0; i < legs.size(); ++i)
            QVERIFY2(paired[i] == legs[i].quantity.count(),
                     fmt::format("round {} leg {} holds {} paired {} {}", round, i, legs[i].quantity.count(),
                                 paired[i], describe(*result).toStdString())
                         .c_str());
    }
}

void TestMargin::moreLongsNeverAskForMore()
{
    Random random(4210);
    for (int round = 0; round < 200; ++round) {
        std::vector<MarginLeg> legs;
        for (int i = 0; i < 4; ++i)
            legs.push_back(option(random.between(0, 1) == 0 ? MarginLeg::Call : MarginLeg::Put,
                                  90 + 5 * random.between(0, 4), std::int64_t(random.between(-3, 1)), 2));
        const auto without = marginFor(legs, 100, false);
        legs.push_back(option(random.between(0, 1) == 0 ? MarginLeg::Call : MarginLeg::Put, 95, 1, 2));
        const auto with = marginFor(legs, 100, false);
        QVERIFY(without.has_value() && with.has_value());
        QVERIFY2(with->initial <= without->initial,
                 fmt::format("round {} without {} with one more long {} {}", round, without->initial.text(),
                             with->initial.text(), describe(*with).toStdString())
                     .c_str());
    }
}

void TestMargin::knownStructuresAskForTheirWorstCase_data()
{
    QTest::addColumn<QString>("legs");
    QTest::addColumn<double>("initial");
    QTest::addColumn<double>("maintenance");
    const auto row = [](const char* name, const char* legs, double initial, double maintenance) {
        QTest::newRow(name) << QString::fromLatin1(legs) << initial << maintenance;
    };
    row("a long butterfly is covered", "C:95:2026-01-16:1@6|C:100:2026-01-16:-2@3|C:105:2026-01-16:1@1", 0,
        0);
    row("an iron condor counts one wing",
        "P:90:2026-01-16:1@1|P:95:2026-01-16:-1@2|C:105:2026-01-16:-1@2|C:115:2026-01-16:1@1", 1000, 1000);
    row("a diagonal whose long lasts longer counts the width", "C:100:2026-01-16:-1@3|C:105:2026-02-20:1@4",
        500, 500);
    row("a diagonal whose long ends first is naked", "C:100:2026-02-20:-1@5|C:100:2026-01-16:1@3", 2500,
        2500);
    row("a long calendar is covered", "C:100:2026-01-16:-1@3|C:100:2026-02-20:1@5", 0, 0);
    row("two hundred shares cover two calls", "S:200@100|C:105:2026-01-16:-2@1", 10000, 5000);
    row("odd shares stand alone", "S:150@100|C:105:2026-01-16:-1@1", 7500, 3750);
    row("two expiries need two longs", "C:100:2026-01-16:-1@3|C:100:2026-02-20:-1@5|C:105:2026-03-20:1@4",
        2800, 2800);
    row("a straddle counts one add-on", "C:100:2026-01-16:-1@3|P:100:2026-01-16:-1@4", 2700, 2700);
}

void TestMargin::knownStructuresAskForTheirWorstCase()
{
    QFETCH(QString, legs);
    QFETCH(double, initial);
    QFETCH(double, maintenance);
    const auto result = marginFor(legsOf(legs), 100, false);
    QVERIFY(result.has_value());
    QVERIFY2(result->initial == Money::nearest(initial) && result->maintenance == Money::nearest(maintenance),
             fmt::format("expected {} {}, found {} {} {}", initial, maintenance, result->initial.text(),
                         result->maintenance.text(), describe(*result).toStdString())
                 .c_str());
}

void TestMargin::tenLotsAskForTenTimesOne()
{
    std::vector<MarginLeg> one {option(MarginLeg::Call, 100, -2, 3), option(MarginLeg::Call, 105, 1, 1),
                                option(MarginLeg::Put, 95, -1, 2), stock(-100)};
    std::vector<MarginLeg> ten = one;
    for (MarginLeg& leg : ten)
        leg.quantity = leg.quantity * 10;
    const auto small = marginFor(one, 100, false);
    const auto large = marginFor(ten, 100, false);
    QVERIFY(small.has_value() && large.has_value());
    QCOMPARE(large->initial, small->initial * 10);
    QCOMPARE(large->maintenance, small->maintenance * 10);
}

void TestMargin::aLargeBookIsStillAnswered()
{
    std::vector<MarginLeg> legs;
    for (int i = 0; i < 40; ++i)
        legs.push_back(option(i % 2 == 0 ? MarginLeg::Call : MarginLeg::Put, 80 + i,
                              i % 3 == 0 ? 7 + i : -5 - i, 2, 30 + 30 * (i % 4)));
    legs.push_back(stock(1370));
    const auto result = marginFor(legs, 100, false);
    QVERIFY(result.has_value());
    QVERIFY(!result->isExact);
    QVERIFY(result->initial.isPositive());
}

void TestMargin::absurdInputIsRefused()
{
    const MarginLeg leg = option(MarginLeg::Call, 100, -1);
    for (const double price : {0.0, -1.0, 1e300, std::nan(""), double(INFINITY)}) {
        const auto result = marginFor({&leg, 1}, price, false);
        QVERIFY(!result.has_value());
        QCOMPARE(result.error().code, std::string("pricing.bad_input"));
    }
    MarginLeg huge = leg;
    huge.quantity = Quantity(4'000'000'000'000'000'000);
    QVERIFY(!marginFor({&huge, 1}, 100, false).has_value());
    QVERIFY(marginFor({}, 100, false)->initial.isZero());
}

QTEST_GUILESS_MAIN(TestMargin)
#include "tst_Margin.moc"
