// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/Valuation.h"
#include "core/util/Random.h"

#include <QTest>

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <limits>

using namespace strikedesk;
using namespace strikedesk::pricing;

namespace {

/// A market a chain may meet: seeded, with a yield, with cash dividends, or with neither.
struct LawCase
{
    OptionTerms terms;
    MarketInputs market;
    double volatility = 0;

    [[nodiscard]] std::string text() const
    {
        std::string result = fmt::format("{} {} strike {} years {} spot {} rate {} yield {} volatility {}",
                                         nameOf(terms.style), nameOf(terms.right), terms.strike, terms.years,
                                         market.spot, market.rate, market.yield, volatility);
        for (const DividendPoint& dividend : market.dividends)
            result += fmt::format(" dividend {} at {}", dividend.amount, dividend.years);
        return result;
    }
};

LawCase randomCase(Random& random, ExerciseStyle style)
{
    LawCase result;
    result.terms.style = style;
    result.terms.right = random.between(0, 1) == 0 ? Right::Call : Right::Put;
    result.terms.years = random.between(1, 700) / 365.0;
    result.market.spot = 100;
    result.volatility = 0.1 + 0.7 * random.uniform();
    const double deviation = result.volatility * std::sqrt(result.terms.years);
    result.terms.strike = std::round(100 * std::exp((3 * random.uniform() - 1.5) * deviation));
    result.market.rate = 0.06 * random.uniform();
    const int kind = random.between(0, 2);
    if (kind == 1)
        result.market.yield = 0.05 * random.uniform();
    for (int i = 0; kind == 2 && i < random.between(1, 4); ++i)
        result.market.dividends.push_back(
            {result.terms.years * random.uniform(), 0.1 + 1.5 * random.uniform()});
    return result;
}

double priceOf(const LawCase& c, Accuracy accuracy = Accuracy::Screen)
{
    const auto found = value(c.terms, c.market, c.volatility, accuracy);
    return found ? found->price : std::nan("");
}

constexpr double halfCent = 0.005;

} // namespace

class TestPricingLaws : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void europeanCallsAndPutsKeepParity();
    void parityHoldsWithCashDividends();
    void americanIsWorthTheEuropeanAndTheIntrinsicAtLeast();
    void pricesStayBelowTheirCeiling();
    void pricesRiseWithVolatilityAndTime();
    void pricesAreMonotoneAndConvexInTheStrike();
    void greeksAreTheSlopesOfThePrice();
    void volatilitiesComeBack();
    void aCallWithoutPayoutsIsNeverExercised();
    void aPutDeepInTheMoneyIsExercised();
    void theYieldAndTheGridMeetWithoutDividends();
    void bothSidesOfExpiry();
    void impliedVolatilitySaysWhyThereIsNone_data();
    void impliedVolatilitySaysWhyThereIsNone();
    void hostileInputNeverGivesANonNumber();
    void dividendsOutsideTheLifeHaveNoEffect();
    void negativeRatesAreValued();
    void aDividendLargerThanTheStockLeavesNothing();
};

void TestPricingLaws::europeanCallsAndPutsKeepParity()
{
    Random random(1);
    for (int round = 0; round < 500; ++round) {
        LawCase c = randomCase(random, ExerciseStyle::European);
        c.market.dividends.clear();
        c.terms.right = Right::Call;
        const double call = priceOf(c);
        c.terms.right = Right::Put;
        const double put = priceOf(c);
        const double expected = c.market.spot * std::exp(-c.market.yield * c.terms.years)
            - c.terms.strike * std::exp(-c.market.rate * c.terms.years);
        QVERIFY2(std::fabs(call - put - expected) < 1e-10,
                 fmt::format("{}: expected {} found {}", c.text(), expected, call - put).c_str());
    }
}

void TestPricingLaws::parityHoldsWithCashDividends()
{
    // While the stock cannot reach a dividend's size, the floor of the spot model is out of reach and parity
    // exact.
    Random random(2);
    for (int round = 0; round < 100; ++round) {
        LawCase c = randomCase(random, ExerciseStyle::European);
        c.volatility = std::min(c.volatility, 0.4);
        c.terms.right = Right::Call;
        const double call = priceOf(c);
        c.terms.right = Right::Put;
        const double put = priceOf(c);
        double paid = 0;
        for (const DividendPoint& dividend : c.market.dividends)
            paid += dividend.amount
                * std::exp(-c.market.rate * dividend.years
                           - c.market.yield * (c.terms.years - dividend.years));
        const double expected = c.market.spot * std::exp(-c.market.yield * c.terms.years) - paid
            - c.terms.strike * std::exp(-c.market.rate * c.terms.years);
        QVERIFY2(std::fabs(call - put - expected) < halfCent,
                 fmt::format("{}: expected {} found {}", c.text(), expected, call - put).c_str());
    }
}

void TestPricingLaws::americanIsWorthTheEuropeanAndTheIntrinsicAtLeast()
{
    Random random(3);
    for (int round = 0; round < 300; ++round) {
        LawCase c = randomCase(random, ExerciseStyle::American);
        const double american = priceOf(c);
        LawCase european = c;
        european.terms.style = ExerciseStyle::European;
        const double floor
            = std::max(priceOf(european), intrinsicValue(c.terms.right, c.market.spot, c.terms.strike));
        const double tolerance = c.market.dividends.empty() ? 1e-9 : halfCent;
        QVERIFY2(american >= floor - tolerance,
                 fmt::format("{}: expected at least {} found {}", c.text(), floor, american).c_str());
    }
}

void TestPricingLaws::pricesStayBelowTheirCeiling()
{
    Random random(4);
    for (int round = 0; round < 300; ++round) {
        const LawCase c = randomCase(random, ExerciseStyle::American);
        const double ceiling = c.terms.right == Right::Call ? c.market.spot : c.terms.strike;
        const double price = priceOf(c);
        QVERIFY2(price >= 0 && price <= ceiling,
                 fmt::format("{}: expected at most {} found {}", c.text(), ceiling, price).c_str());
    }
}

void TestPricingLaws::pricesRiseWithVolatilityAndTime()
{
    Random random(5);
    for (int round = 0; round < 200; ++round) {
        const LawCase c = randomCase(random, ExerciseStyle::American);
        LawCase wilder = c;
        wilder.volatility *= 1.1;
        QVERIFY2(priceOf(wilder) >= priceOf(c) - halfCent,
                 fmt::format("{}: {} falls to {} with more volatility", c.text(), priceOf(c), priceOf(wilder))
                     .c_str());
        // An American option that lives longer can do all that the shorter one can.
        LawCase longer = c;
        longer.terms.years *= 1.1;
        if (c.market.dividends.empty())
            QVERIFY2(priceOf(longer) >= priceOf(c) - 1e-6,
                     fmt::format("{}: {} falls to {} with more time", c.text(), priceOf(c), priceOf(longer))
                         .c_str());
    }
}

void TestPricingLaws::pricesAreMonotoneAndConvexInTheStrike()
{
    Random random(6);
    for (int round = 0; round < 60; ++round) {
        LawCase c = randomCase(random, ExerciseStyle::American);
        std::array<double, 5> prices {};
        for (std::size_t i = 0; i < prices.size(); ++i) {
            LawCase at = c;
            at.terms.strike = 90 + 5.0 * double(i);
            prices[i] = priceOf(at, Accuracy::Screen);
        }
        const double sign = c.terms.right == Right::Call ? -1 : 1;
        for (std::size_t i = 0; i + 1 < prices.size(); ++i)
            QVERIFY2(
                sign * (prices[i + 1] - prices[i]) >= -halfCent,
                fmt::format("{}: strikes from 90 by 5 give {} then {}", c.text(), prices[i], prices[i + 1])
                    .c_str());
        for (std::size_t i = 1; i + 1 < prices.size(); ++i)
            QVERIFY2(prices[i - 1] + prices[i + 1] - 2 * prices[i] >= -2 * halfCent,
                     fmt::format("{}: strikes from 90 by 5 bend down at {}", c.text(), i).c_str());
    }
}

void TestPricingLaws::greeksAreTheSlopesOfThePrice()
{
    // By central differences of the reference price, which share no code with the Greeks of the grid's centre
    // node or the premium integral. Away from the exercise boundary, where the second derivative jumps.
    Random random(7);
    for (int round = 0; round < 24; ++round) {
        LawCase c = randomCase(random, round % 3 == 0 ? ExerciseStyle::European : ExerciseStyle::American);
        c.terms.years = std::max(c.terms.years, 0.1);
        const auto found = value(c.terms, c.market, c.volatility, Accuracy::Reference);
        QVERIFY(found.has_value());
        if (found->price - intrinsicValue(c.terms.right, c.market.spot, c.terms.strike) < 0.05)
            continue;
        const auto bumped = [&](auto change) {
            LawCase at = c;
            change(at);
            return priceOf(at, Accuracy::Reference);
        };
        const double step = 0.5;
        const double up = bumped([&](LawCase& at) { at.market.spot += step; });
        const double down = bumped([&](LawCase& at) { at.market.spot -= step; });
        const double wilder = bumped([&](LawCase& at) { at.volatility += 0.005; });
        const double calmer = bumped([&](LawCase& at) { at.volatility -= 0.005; });
        const double dearer = bumped([&](LawCase& at) { at.market.rate += 0.0005; });
        const double cheaper = bumped([&](LawCase& at) { at.market.rate -= 0.0005; });
        const auto near = [&](const char* what, double ours, double slope, double tolerance) {
            QVERIFY2(std::fabs(ours - slope) <= tolerance,
                     fmt::format("{}: {} {} against the slope {}", c.text(), what, ours, slope).c_str());
        };
        near("delta", found->greeks.delta, (up - down) / (2 * step), 2e-3);
        near("gamma", found->greeks.gamma, (up + down - 2 * found->price) / (step * step), 3e-3);
        near("vega", found->greeks.vegaPerPoint, (wilder - calmer), 2e-3);
        near("rho", found->greeks.rhoPerPoint, 10 * (dearer - cheaper), 4e-3);
        // A day less: every instant moves closer.
        const double day = 0.25 / 365.0;
        const bool hasRoom = c.market.dividends.empty()
            || std::min_element(c.market.dividends.begin(), c.market.dividends.end(),
                                [](const auto& a, const auto& b) { return a.years < b.years; })
                    ->years
                > 2 * day;
        if (hasRoom) {
            const auto shifted = [&](LawCase& at, double by) {
                at.terms.years += by;
                for (DividendPoint& dividend : at.market.dividends)
                    dividend.years += by;
            };
            const double later = bumped([&](LawCase& at) { shifted(at, -day); });
            const double earlier = bumped([&](LawCase& at) { shifted(at, day); });
            near("theta", found->greeks.thetaPerDay, 2 * (later - earlier), 3e-3);
        }
    }
}

void TestPricingLaws::volatilitiesComeBack()
{
    Random random(8);
    for (const ExerciseStyle style : {ExerciseStyle::European, ExerciseStyle::American}) {
        for (int round = 0; round < 150; ++round) {
            const LawCase c = randomCase(random, style);
            const auto priced = value(c.terms, c.market, c.volatility);
            QVERIFY(priced.has_value());
            const auto found = impliedVolatility(c.terms, c.market, priced->price);
            const double vega = 100 * priced->greeks.vegaPerPoint;
            if (!found) {
                QVERIFY2(
                    vega < 0.02 * c.market.spot,
                    fmt::format("{}: price {} {}", c.text(), priced->price, found.error().message).c_str());
                continue;
            }
            // As close as the price determines it.
            const double tolerance = std::max(1e-6, 1e-6 / std::max(vega, 1e-6));
            QVERIFY2(std::fabs(*found - c.volatility) <= tolerance,
                     fmt::format("{}: price {} vega {} implies {} difference {}", c.text(), priced->price,
                                 vega, *found, *found - c.volatility)
                         .c_str());
        }
    }
}

void TestPricingLaws::aCallWithoutPayoutsIsNeverExercised()
{
    for (const double strike : {50.0, 100.0, 150.0}) {
        LawCase c {{ExerciseStyle::American, Right::Call, strike, 0.5}, {100, 0.05, 0, {}}, 0.3};
        LawCase european = c;
        european.terms.style = ExerciseStyle::European;
        QCOMPARE(priceOf(c), priceOf(european));
    }
}

void TestPricingLaws::aPutDeepInTheMoneyIsExercised()
{
    const LawCase c {{ExerciseStyle::American, Right::Put, 150, 0.5}, {100, 0.05, 0, {}}, 0.2};
    for (const Accuracy accuracy : {Accuracy::Screen, Accuracy::Reference}) {
        const auto found = value(c.terms, c.market, c.volatility, accuracy);
        QVERIFY(found.has_value());
        QCOMPARE(found->price, 50.0);
        QCOMPARE(found->greeks.delta, -1.0);
        QCOMPARE(found->greeks.gamma, 0.0);
        QCOMPARE(found->greeks.thetaPerDay, 0.0);
        QCOMPARE(found->greeks.vegaPerPoint, 0.0);
    }
}

void TestPricingLaws::theYieldAndTheGridMeetWithoutDividends()
{
    // Goal: two methods, one price. A dividend of a hundred-thousandth of a cent sends the same option to the
    // grid.
    Random random(9);
    for (int round = 0; round < 40; ++round) {
        LawCase c = randomCase(random, ExerciseStyle::American);
        c.market.dividends.clear();
        const double spectral = priceOf(c, Accuracy::Reference);
        c.market.dividends = {{0.5 * c.terms.years, 1e-7}};
        const double grid = priceOf(c, Accuracy::Reference);
        QVERIFY2(std::fabs(spectral - grid) < 2e-4,
                 fmt::format("{}: spectral {} grid {}", c.text(), spectral, grid).c_str());
    }
}

void TestPricingLaws::bothSidesOfExpiry()
{
    for (const ExerciseStyle style : {ExerciseStyle::European, ExerciseStyle::American}) {
        for (const double spot : {90.0, 100.0, 110.0}) {
            LawCase c {{style, Right::Call, 100, 0}, {spot, 0.05, 0.01, {{0.1, 1.0}}}, 0.2};
            const auto expired = value(c.terms, c.market, c.volatility);
            QVERIFY(expired.has_value());
            QVERIFY(expired->isExpired);
            QCOMPARE(expired->price, std::max(spot - 100, 0.0));
            QCOMPARE(expired->greeks.delta, spot > 100 ? 1.0 : spot < 100 ? 0.0 : 0.5);
            QCOMPARE(impliedVolatility(c.terms, c.market, 1).error().code, std::string("pricing.expired"));
            c.terms.years = -1;
            QVERIFY(value(c.terms, c.market, c.volatility)->isExpired);
            c.terms.years = 1.0 / (365 * 86400);
            const auto second = value(c.terms, c.market, c.volatility);
            QVERIFY(second.has_value());
            QVERIFY(!second->isExpired);
            QVERIFY2(std::fabs(second->price - expired->price) < 0.01,
                     fmt::format("{}: expected about {} found {}", c.text(), expired->price, second->price)
                         .c_str());
        }
    }
}

void TestPricingLaws::impliedVolatilitySaysWhyThereIsNone_data()
{
    QTest::addColumn<int>("style");
    QTest::addColumn<int>("right");
    QTest::addColumn<double>("price");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, ExerciseStyle style, Right right, double price, const char* code) {
        QTest::newRow(name) << int(style) << int(right) << price << QString::fromLatin1(code);
    };
    using enum ExerciseStyle;
    row("a call below its forward intrinsic", European, Right::Call, 20.0, "pricing.below_intrinsic");
    row("an out-of-the-money put at zero", American, Right::Put, 0.0, "pricing.no_time_value");
    row("a call at its intrinsic", American, Right::Call, 20.0, "pricing.below_intrinsic");
    row("a call at the stock", American, Right::Call, 120.0, "pricing.above_maximum");
    row("a put at the strike", American, Right::Put, 100.0, "pricing.above_maximum");
    row("a negative price", American, Right::Put, -1.0, "pricing.bad_input");
    row("no number", American, Right::Put, std::nan(""), "pricing.bad_input");
    row("an infinite price", European, Right::Call, std::numeric_limits<double>::infinity(),
        "pricing.bad_input");
}

void TestPricingLaws::impliedVolatilitySaysWhyThereIsNone()
{
    QFETCH(int, style);
    QFETCH(int, right);
    QFETCH(double, price);
    QFETCH(QString, code);
    const OptionTerms terms {ExerciseStyle(style), Right(right), 100, 0.5};
    const auto found = impliedVolatility(terms, {120, 0.05, 0, {}}, price);
    QVERIFY(!found.has_value());
    QCOMPARE(QString::fromStdString(found.error().code), code);
    QVERIFY(!found.error().message.empty());
}

void TestPricingLaws::hostileInputNeverGivesANonNumber()
{
    constexpr double inf = std::numeric_limits<double>::infinity();
    const std::array numbers {0.0, -0.0, 1e-300, 1e-9, 0.5, 1.0,  100.0,
                              1e9, 1e12, 1e308,  -1.0, inf, -inf, std::nan("")};
    Random random(10);
    const auto pick = [&] { return numbers[std::size_t(random.between(0, int(numbers.size()) - 1))]; };
    for (int round = 0; round < 4000; ++round) {
        LawCase c;
        c.terms = {random.between(0, 1) == 0 ? ExerciseStyle::American : ExerciseStyle::European,
                   random.between(0, 1) == 0 ? Right::Call : Right::Put, pick(), pick()};
        c.market = {
            pick(), random.between(0, 3) == 0 ? pick() : 0.03, random.between(0, 3) == 0 ? pick() : 0.01, {}};
        if (random.between(0, 1) == 0)
            c.market.dividends.push_back({pick(), pick()});
        c.volatility = pick();
        const auto valued = value(c.terms, c.market, c.volatility);
        if (valued) {
            const Greeks& greeks = valued->greeks;
            QVERIFY2(std::isfinite(valued->price) && valued->price >= 0 && std::isfinite(greeks.delta)
                         && std::isfinite(greeks.gamma) && std::isfinite(greeks.thetaPerDay)
                         && std::isfinite(greeks.vegaPerPoint) && std::isfinite(greeks.rhoPerPoint),
                     fmt::format("{}: {}", c.text(), valued->price).c_str());
        } else {
            QVERIFY(valued.error().code.starts_with("pricing."));
        }
        const auto implied = impliedVolatility(c.terms, c.market, pick());
        QVERIFY(implied ? std::isfinite(*implied) && *implied >= 0
                        : implied.error().code.starts_with("pricing."));
    }
}

void TestPricingLaws::dividendsOutsideTheLifeHaveNoEffect()
{
    const LawCase plain {{ExerciseStyle::American, Right::Call, 100, 0.5}, {100, 0.05, 0, {}}, 0.3};
    LawCase paying = plain;
    paying.market.dividends = {{0.5 + 1e-9, 5}, {0.0, 3}, {-0.1, 3}, {0.2, 0}};
    QCOMPARE(priceOf(paying), priceOf(plain));
    paying.market.dividends.push_back({0.25, 5});
    QVERIFY(priceOf(paying) < priceOf(plain) - 1);
}

void TestPricingLaws::negativeRatesAreValued()
{
    LawCase c {{ExerciseStyle::American, Right::Put, 100, 1}, {100, -0.01, 0, {}}, 0.2};
    LawCase european = c;
    european.terms.style = ExerciseStyle::European;
    QCOMPARE(priceOf(c), priceOf(european)); // waiting earns on the strike
    c.market.yield = -0.04;                  // two exercise boundaries
    european.market.yield = -0.04;
    QVERIFY(priceOf(c) >= priceOf(european) - halfCent);
    QVERIFY(priceOf(c) < 100);
}

void TestPricingLaws::aDividendLargerThanTheStockLeavesNothing()
{
    const MarketInputs market {50, 0.03, 0, {{0.25, 200}}};
    const auto call = value({ExerciseStyle::European, Right::Call, 40, 0.5}, market, 0.3);
    QVERIFY(call.has_value());
    QVERIFY2(call->price < 0.02, fmt::format("found {}", call->price).c_str());
    const auto put = value({ExerciseStyle::European, Right::Put, 40, 0.5}, market, 0.3);
    QVERIFY(put.has_value());
    const double expected = 40 * std::exp(-0.03 * 0.5);
    QVERIFY2(std::fabs(put->price - expected) < 0.02,
             fmt::format("expected {} found {}", expected, put->price).c_str());
}

QTEST_GUILESS_MAIN(TestPricingLaws)
#include "tst_PricingLaws.moc"
