// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/Attribution.h"
#include "core/pricing/HistoricalShocks.h"
#include "core/pricing/Scenario.h"
#include "core/util/Random.h"

#include <QTest>

#include <fmt/format.h>

#include <cmath>

using namespace strikedesk;
using namespace strikedesk::pricing;

namespace {

ScenarioLeg optionLeg(ExerciseStyle style, Right right, double strike, double years, double volatility,
                      double quantity)
{
    return {0, false, {style, right, strike, years}, 0.04, volatility, quantity, 100};
}

ScenarioLeg stockLeg(double shares)
{
    return {0, true, {}, 0, 0, shares, 1};
}

ScenarioPortfolio smallBook()
{
    ScenarioPortfolio book;
    book.underlyings.push_back({"ACME", {100, 0.04, 0, {{0.1, 0.8}}}, 1});
    book.legs = {optionLeg(ExerciseStyle::American, Right::Put, 95, 0.25, 0.30, -5),
                 optionLeg(ExerciseStyle::American, Right::Call, 105, 0.25, 0.25, -5),
                 optionLeg(ExerciseStyle::European, Right::Call, 100, 0.5, 0.28, 2), stockLeg(50)};
    return book;
}

/// Leg by leg through the public value().
double expectedValue(const ScenarioPortfolio& book, double move, double shift, double years)
{
    double sum = 0;
    for (const ScenarioLeg& leg : book.legs) {
        const ScenarioUnderlying& underlying = book.underlyings[leg.underlying];
        MarketInputs market = underlying.market;
        market.spot *= 1 + underlying.beta * move;
        market.rate = leg.rate;
        std::erase_if(market.dividends, [&](const DividendPoint& point) { return point.years <= years; });
        for (DividendPoint& point : market.dividends)
            point.years -= years;
        OptionTerms terms = leg.terms;
        terms.years = std::max(terms.years - years, 0.0);
        const double price = leg.isStock
            ? market.spot
            : value(terms, market, std::max(leg.volatility + shift, shiftedVolatilityMin))->price;
        sum += leg.quantity * leg.multiplier * price;
    }
    return sum;
}

DailyClose closeOn(int day, double close)
{
    return {Date(daysOf(Date(std::chrono::year(2026), std::chrono::January, std::chrono::day(5)))
                 + std::chrono::days(day)),
            close};
}

} // namespace

class TestScenario : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPointIsAFullRevaluation();
    void legsOfOneExpiryReachTheKernelTogether();
    void aFailingKernelFailsTheGrid();
    void betaScalesTheMove();
    void syntheticStockDoesNotFeelVolatility();
    void anEmptyBookIsWorthNothing();
    void badInputIsRefused_data();
    void badInputIsRefused();
    void betaComesFromCommonDays();
    void pastMovesAreAppliedToday();
    void valueAtRiskCountsTheWorst();
    void historiesThatDoNotFitAreRefused();
    void attributionAddsUp_data();
    void attributionAddsUp();
    void smallMovesLeaveLittleResidual();
    void eachPartIsFoundAlone();
    void crossSensitivitiesMatchTheirDifferences();
    void attributionRefusesAnotherOption();
};

void TestScenario::everyPointIsAFullRevaluation()
{
    const ScenarioPortfolio book = smallBook();
    const ScenarioAxes axes {{-0.2, 0, 0.1}, {-0.5, 0, 0.05}, {0, 0.15, 0.3}};
    const auto grid = scenarioGrid(book, axes, valueKernel());
    QVERIFY2(grid.has_value(), grid ? "" : grid.error().message.c_str());
    QCOMPARE(grid->values.size(), std::size_t(27));
    QVERIFY(std::fabs(grid->valueNow - expectedValue(book, 0, 0, 0)) < 1e-9);
    for (std::size_t y = 0; y < 3; ++y) {
        for (std::size_t v = 0; v < 3; ++v) {
            for (std::size_t s = 0; s < 3; ++s) {
                const double expected
                    = expectedValue(book, axes.spotMoves[s], axes.volatilityShifts[v], axes.years[y]);
                QVERIFY2(
                    std::fabs(grid->valueAt(y, v, s) - expected) < 1e-9,
                    fmt::format("{} {} {}: expected {} found {}", y, v, s, expected, grid->valueAt(y, v, s))
                        .c_str());
            }
        }
    }
    QCOMPARE(grid->gainAt(0, 1, 1), 0.0);
}

void TestScenario::legsOfOneExpiryReachTheKernelTogether()
{
    ScenarioPortfolio book = smallBook();
    book.legs.push_back(book.legs[0]); // the same option twice is priced once
    int calls = 0;
    std::size_t largest = 0;
    std::size_t dates = 0;
    const ScenarioKernel inner = valueKernel();
    const ScenarioKernel counting = [&](const ScenarioSlice& slice, std::span<double> prices) {
        ++calls;
        largest = std::max(largest, slice.strikes.size());
        dates = slice.dates.size();
        return inner(slice, prices);
    };
    const auto grid = scenarioGrid(book, {{-0.1, 0, 0.1}, {0}, {0, 0.1}}, counting);
    QVERIFY(grid.has_value());
    QCOMPARE(largest, std::size_t(2));
    QCOMPARE(dates, std::size_t(2));
    QCOMPARE(calls, 2); // two expiries; dates and now go along
    QVERIFY(std::fabs(grid->valueNow - expectedValue(book, 0, 0, 0)) < 1e-9);
}

void TestScenario::aFailingKernelFailsTheGrid()
{
    const ScenarioKernel broken = [](const ScenarioSlice&, std::span<double>) -> Result<void> {
        return fail("pricing.no_convergence", "No.");
    };
    const auto grid = scenarioGrid(smallBook(), {}, broken);
    QVERIFY(!grid.has_value());
    QCOMPARE(grid.error().code, std::string("pricing.no_convergence"));
}

void TestScenario::betaScalesTheMove()
{
    ScenarioPortfolio book;
    book.underlyings = {{"CALM", {50, 0, 0, {}}, 0.5}, {"WILD", {200, 0, 0, {}}, -2}};
    book.legs = {{0, true, {}, 0, 0, 100, 1}, {1, true, {}, 0, 0, 10, 1}};
    const auto grid = scenarioGrid(book, {{-0.1, 0.6}, {0}, {0}});
    QVERIFY(std::fabs(grid->gainAt(0, 0, 0) - (100 * 50 * -0.05 + 10 * 200 * 0.2)) < 1e-9);
    // A price does not fall below nothing.
    QVERIFY(std::fabs(grid->gainAt(0, 0, 1) - (100 * 50 * 0.3 - 10 * 200)) < 1e-9);
}

void TestScenario::syntheticStockDoesNotFeelVolatility()
{
    ScenarioPortfolio book;
    book.underlyings.push_back({"INDEX", {100, 0.04, 0, {}}, 1});
    book.legs = {optionLeg(ExerciseStyle::European, Right::Call, 100, 0.5, 0.2, 1),
                 optionLeg(ExerciseStyle::European, Right::Put, 100, 0.5, 0.2, -1)};
    const auto grid = scenarioGrid(book, {{-0.3, 0, 0.3}, {-0.1, 0, 0.4}, {0}});
    for (std::size_t v = 0; v < 3; ++v) {
        QVERIFY(std::fabs(grid->gainAt(0, v, 0) + 3'000) < 1e-6);
        QVERIFY(std::fabs(grid->gainAt(0, v, 2) - 3'000) < 1e-6);
    }
}

void TestScenario::anEmptyBookIsWorthNothing()
{
    const auto grid = scenarioGrid({}, {{-0.1, 0, 0.1}, {0, 0.1}, {0}});
    QVERIFY(grid.has_value());
    QCOMPARE(grid->values, std::vector<double>(6, 0.0));
}

void TestScenario::badInputIsRefused_data()
{
    QTest::addColumn<int>("fault");
    for (int i = 0; i < 8; ++i)
        QTest::addRow("fault %d", i) << i;
}

void TestScenario::badInputIsRefused()
{
    QFETCH(int, fault);
    ScenarioPortfolio book = smallBook();
    ScenarioAxes axes;
    QVERIFY(scenarioGrid(book, axes).has_value());
    switch (fault) {
    case 0: axes.spotMoves.clear(); break;
    case 1: axes.spotMoves = {-1.5}; break;
    case 2: axes.volatilityShifts = {std::nan("")}; break;
    case 3: axes.years = {-1}; break;
    case 4: axes.spotMoves.assign(20'000, 0); break;
    case 5: book.legs[0].underlying = 3; break;
    case 6: book.underlyings[0].market.spot = std::nan(""); break;
    case 7: book.legs[0].terms.strike = -1; break;
    }
    const auto refused = scenarioGrid(book, axes);
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error().code, std::string("pricing.bad_input"));
}

void TestScenario::betaComesFromCommonDays()
{
    Random random(11);
    std::vector<DailyClose> index;
    std::vector<DailyClose> stock;
    double level = 4'000;
    double price = 50;
    for (int day = 0; day < 60; ++day) {
        const double step = random.between(-200, 200) / 10'000.0;
        level *= std::exp(step);
        price *= std::exp(1.5 * step);
        index.push_back(closeOn(day, level));
        if (day % 10 != 3)
            stock.push_back(closeOn(day, price));
    }
    const auto beta = betaOf(stock, index);
    QVERIFY(beta.has_value());
    QVERIFY(std::fabs(beta->beta - 1.5) < 1e-9);
    QVERIFY(std::fabs(beta->correlation - 1) < 1e-9);
    QCOMPARE(beta->samples, std::size_t(53));
    QVERIFY(!betaOf(stock, {}).has_value());
    const std::vector<DailyClose> still(60, closeOn(1, 10));
    QVERIFY(!betaOf(stock, still).has_value());
}

void TestScenario::pastMovesAreAppliedToday()
{
    const ScenarioPortfolio book = smallBook();
    const std::vector<std::vector<DailyClose>> closes {
        {closeOn(0, 40), closeOn(1, 36), closeOn(2, 37.8), closeOn(3, 37.8)}};
    const auto shocks = historicalShocks(book, closes);
    QVERIFY(shocks.has_value());
    QCOMPARE(shocks->size(), std::size_t(3));
    QVERIFY(std::fabs((*shocks)[0].moves[0] + 0.1) < 1e-12);
    QVERIFY(std::fabs((*shocks)[0].gain - (expectedValue(book, -0.1, 0, 0) - expectedValue(book, 0, 0, 0)))
            < 1e-9);
    QVERIFY(std::fabs((*shocks)[2].gain) < 1e-9);
    const auto twoDays = historicalShocks(book, closes, 2);
    QCOMPARE(twoDays->size(), std::size_t(2));
    QVERIFY(std::fabs((*twoDays)[0].moves[0] - (37.8 / 40 - 1)) < 1e-12);
    QVERIFY((*twoDays)[0].from == closeOn(0, 1).date && (*twoDays)[0].to == closeOn(2, 1).date);
}

void TestScenario::valueAtRiskCountsTheWorst()
{
    std::vector<HistoricalShock> shocks;
    for (int i = 1; i <= 100; ++i)
        shocks.push_back({{}, {}, {}, double(i - 50)}); // -49 … 50
    QCOMPARE(*valueAtRisk(shocks, 0.99), 49.0);
    QCOMPARE(*valueAtRisk(shocks, 0.95), 45.0);
    QCOMPARE(*valueAtRisk(shocks, 0.9999), 49.0);
    QCOMPARE(*valueAtRisk(shocks, 0.0), 0.0);
    QVERIFY(!valueAtRisk({}, 0.99) && !valueAtRisk(shocks, 1));
}

void TestScenario::historiesThatDoNotFitAreRefused()
{
    const ScenarioPortfolio book = smallBook();
    const std::vector<std::vector<DailyClose>> none;
    QVERIFY(!historicalShocks(book, none).has_value());
    const std::vector<std::vector<DailyClose>> unusable {{closeOn(0, 0), closeOn(1, -3), closeOn(2, 5)}};
    QVERIFY(!historicalShocks(book, unusable).has_value());
    const std::vector<std::vector<DailyClose>> fine {{closeOn(0, 5), closeOn(1, 6)}};
    QVERIFY(historicalShocks(book, fine).has_value());
    QVERIFY(!historicalShocks(book, fine, 0).has_value());
    QVERIFY(!historicalShocks(book, fine, 2).has_value());
}

void TestScenario::attributionAddsUp_data()
{
    QTest::addColumn<double>("spot");
    QTest::addColumn<double>("volatility");
    QTest::addColumn<double>("days");
    QTest::addColumn<double>("rate");
    QTest::newRow("nothing happens") << 100.0 << 0.3 << 0.0 << 0.04;
    QTest::newRow("a crash") << 70.0 << 0.6 << 1.0 << 0.04;
    QTest::newRow("a quiet week") << 101.0 << 0.27 << 7.0 << 0.041;
    QTest::newRow("until expiry") << 108.0 << 0.3 << 91.25 << 0.04;
}

void TestScenario::attributionAddsUp()
{
    QFETCH(double, spot);
    QFETCH(double, volatility);
    QFETCH(double, days);
    QFETCH(double, rate);
    for (const ExerciseStyle style : {ExerciseStyle::American, ExerciseStyle::European}) {
        const AttributionPoint before {{style, Right::Put, 100, 0.25}, {100, 0.04, 0, {}}, 0.3};
        const AttributionPoint after {
            {style, Right::Put, 100, 0.25 - days / 365}, {spot, rate, 0, {}}, volatility};
        const auto parts = attributeGain(before, after, -500, 12.5);
        QVERIFY(parts.has_value());
        const double sum = parts->delta + parts->gamma + parts->theta + parts->vega + parts->rho
            + parts->vanna + parts->volga + parts->residual + parts->fees;
        QVERIFY(std::fabs(sum - parts->total) < 1e-9);
        const double gain = -500
            * (value(after.terms, after.market, volatility)->price
               - value(before.terms, before.market, 0.3)->price);
        QVERIFY(std::fabs(parts->total - (gain - 12.5)) < 1e-9);
        QCOMPARE(parts->fees, -12.5);
        if (days == 0 && spot == 100)
            QCOMPARE(parts->residual, 0.0);
    }
}

void TestScenario::smallMovesLeaveLittleResidual()
{
    const AttributionPoint before {{ExerciseStyle::European, Right::Call, 105, 0.5}, {100, 0.04, 0, {}}, 0.3};
    AttributionPoint after = before;
    after.terms.years -= 1.0 / 365;
    after.market.spot = 101;
    after.market.rate = 0.0405;
    after.volatility = 0.31;
    const auto parts = attributeGain(before, after, 100);
    QVERIFY2(std::fabs(parts->residual) < 0.01 * std::fabs(parts->delta),
             fmt::format("residual {} of delta {}", parts->residual, parts->delta).c_str());
    QVERIFY(parts->delta > 0 && parts->gamma > 0 && parts->theta < 0 && parts->vega > 0 && parts->rho > 0);
}

void TestScenario::eachPartIsFoundAlone()
{
    const AttributionPoint before {{ExerciseStyle::European, Right::Call, 105, 0.5}, {100, 0.04, 0, {}}, 0.3};
    AttributionPoint after = before;
    after.volatility = 0.35;
    const auto vega = attributeGain(before, after, 100);
    QVERIFY(vega->vega > 0 && vega->delta == 0 && vega->gamma == 0 && vega->vanna == 0 && vega->theta == 0);
    after = before;
    after.market.spot = 110;
    const auto spot = attributeGain(before, after, 100);
    QVERIFY(spot->delta > 0 && spot->gamma > 0 && spot->vega == 0 && spot->volga == 0 && spot->rho == 0);
    const Attribution stock = attributeStock(100, 98, 50, 1);
    QVERIFY(stock.delta == -100 && stock.total == -101 && stock.fees == -1 && stock.residual == 0);
    Attribution sum = *vega;
    sum += *spot;
    QVERIFY(std::fabs(sum.total - vega->total - spot->total) < 1e-12);
}

void TestScenario::crossSensitivitiesMatchTheirDifferences()
{
    const OptionTerms terms {ExerciseStyle::European, Right::Call, 105, 0.5};
    const MarketInputs market {100, 0.04, 0.01, {}};
    const double sigma = 0.3;
    const double deviation = sigma * std::sqrt(0.5);
    const double d1 = (std::log(100.0 / 105) + (0.04 - 0.01 + 0.5 * sigma * sigma) * 0.5) / deviation;
    const double d2 = d1 - deviation;
    const double density = std::exp(-0.5 * d1 * d1) / std::sqrt(2 * M_PI);
    const double vanna = -std::exp(-0.01 * 0.5) * density * d2 / sigma;
    const double volga = 100 * std::exp(-0.01 * 0.5) * density * std::sqrt(0.5) * d1 * d2 / sigma;
    const auto found = volatilityCross(terms, market, sigma);
    QVERIFY2(std::fabs(found->vanna - vanna) < 2e-3 * std::fabs(vanna),
             fmt::format("{} {}", vanna, found->vanna).c_str());
    // Differences over a point of volatility see a little of the next order.
    QVERIFY2(std::fabs(found->volga - volga) < 1e-2 * std::fabs(volga) + 1e-2,
             fmt::format("{} {}", volga, found->volga).c_str());
    QCOMPARE(volatilityCross(terms, market, 0)->vanna, 0.0);
}

void TestScenario::attributionRefusesAnotherOption()
{
    const AttributionPoint before {{ExerciseStyle::European, Right::Call, 105, 0.5}, {100, 0.04, 0, {}}, 0.3};
    AttributionPoint after = before;
    after.terms.strike = 110;
    QVERIFY(!attributeGain(before, after, 1).has_value());
    after = before;
    after.terms.years = 0.6;
    QVERIFY(!attributeGain(before, after, 1).has_value());
    after = before;
    after.market.spot = std::nan("");
    QVERIFY(!attributeGain(before, after, 1).has_value());
}

QTEST_GUILESS_MAIN(TestScenario)
#include "tst_Scenario.moc"
