// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/FrontPayoff.h"
#include "core/pricing/SettlementDistribution.h"
#include "core/util/Random.h"

#include <QTest>

#include <fmt/format.h>

#include <cmath>

using namespace strikedesk;
using namespace strikedesk::pricing;

namespace {

const MarketInputs marketOfTests {100, 0.04, 0, {}};

FrontLeg frontLeg(PayoffLeg::Kind kind, double strike, std::int64_t quantity, double price, double years,
                  double volatility = 0.3, ExerciseStyle style = ExerciseStyle::American)
{
    FrontLeg leg;
    leg.leg.kind = kind;
    leg.leg.strike = Price::nearest(strike);
    leg.leg.quantity = Quantity(quantity);
    leg.leg.cost = value(Price::nearest(price), Quantity(quantity), Multiplier(100));
    leg.leg.expiresAt = Instant() + std::chrono::microseconds(std::int64_t(years * 365 * 86'400 * 1e6));
    leg.style = style;
    leg.years = years;
    leg.rate = 0.04;
    leg.volatility = volatility;
    return leg;
}

std::vector<FrontLeg> calendar()
{
    return {frontLeg(PayoffLeg::Call, 100, -1, 3, 0.1), frontLeg(PayoffLeg::Call, 100, 1, 6, 0.35)};
}

} // namespace

class TestFrontPayoff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneExpiryIsExact();
    void aCalendarIsTheModelsAtItsFirstExpiry();
    void theExtremesOfACalendarAreFound();
    void breakEvensAreWhereNothingIsGained();
    void anUncoveredCallIsUnlimited();
    void stockRunsWithoutEnd();
    void europeanCalendarsUnderAYieldLoseWithoutEnd();
    void whatIsNoPositionIsRefused();
    void theLognormalDistributionIsKnown();
    void aFlatSmileIsLognormal();
    void skewMovesTheProbabilities();
    void theSmilePricesDigitals();
    void probabilityOfProfitAddsTheStretches();
    void touchingIsLikelierThanStaying();
    void touchAgreesWithAWalk();
};

void TestFrontPayoff::oneExpiryIsExact()
{
    const std::vector<FrontLeg> strangle {frontLeg(PayoffLeg::Put, 95, -1, 2, 0.1),
                                          frontLeg(PayoffLeg::Call, 105, -1, 2.5, 0.1)};
    const auto front = frontPayoff(strangle, marketOfTests);
    QVERIFY(front.has_value());
    QVERIFY(!front->isModel && !front->maximumLoss);
    QCOMPARE(*front->maximumGain, 450.0);
    QCOMPARE(front->breakEvens, (std::vector<double> {90.5, 109.5}));
    QVERIFY(std::fabs(front->gainAt(100) - 450) < 1e-9);
    QVERIFY(std::fabs(front->gainAt(120) - (450 - 1'500)) < 1e-6);
}

void TestFrontPayoff::aCalendarIsTheModelsAtItsFirstExpiry()
{
    const auto front = frontPayoff(calendar(), marketOfTests);
    QVERIFY(front.has_value());
    QVERIFY(front->isModel);
    QCOMPARE(front->years, 0.1);
    for (const FrontSample& sample : front->curve) {
        const OptionTerms later {ExerciseStyle::American, Right::Call, 100, 0.25};
        MarketInputs market = marketOfTests;
        market.spot = sample.spot;
        const double expected
            = 100 * (value(later, market, 0.3)->price - std::max(sample.spot - 100, 0.0)) - 300;
        QVERIFY2(std::fabs(sample.gain - expected) < 1e-6 * std::max(1.0, sample.spot),
                 fmt::format("at {}: expected {} found {}", sample.spot, expected, sample.gain).c_str());
    }
}

void TestFrontPayoff::theExtremesOfACalendarAreFound()
{
    const auto front = frontPayoff(calendar(), marketOfTests);
    // At most the debit is lost, at spot 0; the most is won at the strike.
    QVERIFY(front->maximumLoss && std::fabs(*front->maximumLoss - 300) < 1e-6);
    const OptionTerms later {ExerciseStyle::American, Right::Call, 100, 0.25};
    const double atTheStrike = 100 * value(later, marketOfTests, 0.3)->price - 300;
    QVERIFY2(front->maximumGain && std::fabs(*front->maximumGain - atTheStrike) < 1e-3,
             fmt::format("{} {}", atTheStrike, *front->maximumGain).c_str());
}

void TestFrontPayoff::breakEvensAreWhereNothingIsGained()
{
    const auto front = frontPayoff(calendar(), marketOfTests);
    QCOMPARE(front->breakEvens.size(), std::size_t(2));
    QVERIFY(front->breakEvens[0] < 100 && front->breakEvens[1] > 100);
    const OptionTerms later {ExerciseStyle::American, Right::Call, 100, 0.25};
    for (const double spot : front->breakEvens) {
        MarketInputs market = marketOfTests;
        market.spot = spot;
        const double gain = 100 * (value(later, market, 0.3)->price - std::max(spot - 100, 0.0)) - 300;
        QVERIFY2(std::fabs(gain) < 1e-3, fmt::format("{} at {}", gain, spot).c_str());
    }
}

void TestFrontPayoff::anUncoveredCallIsUnlimited()
{
    const std::vector<FrontLeg> ratio {frontLeg(PayoffLeg::Call, 100, -2, 3, 0.1),
                                       frontLeg(PayoffLeg::Call, 100, 1, 6, 0.35)};
    const auto front = frontPayoff(ratio, marketOfTests);
    QVERIFY(front.has_value());
    QVERIFY(!front->maximumLoss && front->maximumGain);
    const std::vector<FrontLeg> backspread {frontLeg(PayoffLeg::Call, 100, -1, 3, 0.1),
                                            frontLeg(PayoffLeg::Call, 105, 2, 4, 0.35)};
    const auto free = frontPayoff(backspread, marketOfTests);
    QVERIFY(free->maximumLoss && !free->maximumGain);
}

void TestFrontPayoff::stockRunsWithoutEnd()
{
    FrontLeg stock;
    stock.leg = {PayoffLeg::Stock, {}, Quantity(100), Multiplier(1), Money::ofWhole(10'000), {}};
    std::vector<FrontLeg> covered {stock, frontLeg(PayoffLeg::Call, 105, -1, 2, 0.1)};
    const auto exact = frontPayoff(covered, marketOfTests);
    QVERIFY(exact.has_value());
    QVERIFY(!exact->isModel);
    QCOMPARE(*exact->maximumGain, 700.0);
    covered.push_back(frontLeg(PayoffLeg::Put, 95, 1, 3, 0.35));
    const auto collar = frontPayoff(covered, marketOfTests);
    QVERIFY(collar->isModel && collar->maximumLoss && collar->maximumGain);
    const auto married = frontPayoff(std::array {stock, frontLeg(PayoffLeg::Put, 95, 1, 3, 0.35),
                                                 frontLeg(PayoffLeg::Put, 90, -1, 1, 0.1)},
                                     marketOfTests);
    QVERIFY(married->maximumLoss && !married->maximumGain);
}

void TestFrontPayoff::europeanCalendarsUnderAYieldLoseWithoutEnd()
{
    std::vector<FrontLeg> legs = calendar();
    for (FrontLeg& leg : legs)
        leg.style = ExerciseStyle::European;
    MarketInputs market = marketOfTests;
    QVERIFY(frontPayoff(legs, market)->maximumLoss.has_value());
    market.yield = 0.05; // the later call is worth less than the shares that the first one takes
    QVERIFY(!frontPayoff(legs, market)->maximumLoss.has_value());
}

void TestFrontPayoff::whatIsNoPositionIsRefused()
{
    QVERIFY(!frontPayoff({}, marketOfTests).has_value());
    QVERIFY(!frontPayoff(calendar(), {0, 0, 0, {}}).has_value());
    std::vector<FrontLeg> legs = calendar();
    legs[1].volatility = std::nan("");
    QCOMPARE(frontPayoff(legs, marketOfTests).error().code, std::string("pricing.bad_input"));
}

void TestFrontPayoff::theLognormalDistributionIsKnown()
{
    const auto law = SettlementDistribution::lognormal(100, 0.2, 0.25);
    QVERIFY(law && law->source() == DistributionSource::Lognormal);
    const double deviation = 0.1;
    // The median lies half a variance below the forward.
    QVERIFY(std::fabs(law->below(100 * std::exp(-0.5 * deviation * deviation)) - 0.5) < 1e-12);
    QVERIFY(
        std::fabs(law->below(100 * std::exp(-0.5 * deviation * deviation + deviation)) - 0.8413447460685429)
        < 1e-12);
    QVERIFY(law->below(0) == 0 && law->below(-5) == 0);
    QVERIFY(law->below(1e9) == 1 && law->below(std::numeric_limits<double>::infinity()) == 1);
    QVERIFY(!SettlementDistribution::lognormal(100, 0, 0.25)
            && !SettlementDistribution::lognormal(0, 0.2, 1));
}

void TestFrontPayoff::aFlatSmileIsLognormal()
{
    const std::array points {SmilePoint {80, 0.2, 1}, SmilePoint {100, 0.2, 1}, SmilePoint {120, 0.2, 1}};
    const auto fromSmile
        = SettlementDistribution::fromSmile({0.25, 100, 0, *fitSmile(points, 100, 0.25), {}});
    const auto flat = SettlementDistribution::lognormal(100, 0.2, 0.25);
    QVERIFY(fromSmile && fromSmile->source() == DistributionSource::Smile);
    QCOMPARE(nameOf(fromSmile->source()), std::string_view("smile"));
    for (const double spot : {50.0, 90.0, 100.0, 115.0, 180.0})
        QVERIFY(std::fabs(fromSmile->below(spot) - flat->below(spot)) < 1e-6);
}

void TestFrontPayoff::skewMovesTheProbabilities()
{
    const std::array points {SmilePoint {80, 0.3, 1}, SmilePoint {100, 0.2, 1}, SmilePoint {120, 0.15, 1}};
    const auto skewed = SettlementDistribution::fromSmile({0.25, 100, 0, *fitSmile(points, 100, 0.25), {}});
    const auto flat = SettlementDistribution::lognormal(100, 0.2, 0.25);
    QVERIFY(skewed->below(80) > flat->below(80));   // a fatter tail below
    QVERIFY(skewed->below(100) < flat->below(100)); // and a median further up
    double last = 0;
    for (double spot = 70; spot <= 130; spot += 1) {
        QVERIFY(skewed->below(spot) >= last - 1e-9);
        last = skewed->below(spot);
    }
}

void TestFrontPayoff::theSmilePricesDigitals()
{
    const std::array points {SmilePoint {80, 0.3, 1}, SmilePoint {100, 0.2, 1}, SmilePoint {120, 0.18, 1}};
    const Smile smile = *fitSmile(points, 100, 0.25);
    const auto law = SettlementDistribution::fromSmile({0.25, 100, 0, smile, {}});
    const auto call = [&](double strike) {
        return value({ExerciseStyle::European, Right::Call, strike, 0.25}, {100, 0, 0, {}},
                     smile.volatilityAt(strike))
            ->price;
    };
    for (const double strike : {90.0, 95.0, 100.0, 110.0}) {
        const double digital = (call(strike - 0.01) - call(strike + 0.01)) / 0.02;
        QVERIFY2(std::fabs(1 - law->below(strike) - digital) < 1e-5,
                 fmt::format("{}: {} {}", strike, 1 - law->below(strike), digital).c_str());
    }
}

void TestFrontPayoff::probabilityOfProfitAddsTheStretches()
{
    const auto law = SettlementDistribution::lognormal(100, 0.2, 0.25);
    const std::array breakEvens {90.0, 110.0};
    const auto inside = [](double spot) { return spot > 90 && spot < 110 ? 1.0 : -1.0; };
    const auto outside = [](double spot) { return spot > 90 && spot < 110 ? -1.0 : 1.0; };
    const double middle = law->below(110) - law->below(90);
    QVERIFY(std::fabs(probabilityOfProfit(*law, breakEvens, inside) - middle) < 1e-12);
    QVERIFY(std::fabs(probabilityOfProfit(*law, breakEvens, outside) - (1 - middle)) < 1e-12);
    QCOMPARE(probabilityOfProfit(*law, {}, [](double) { return 1.0; }), 1.0);
    QCOMPARE(probabilityOfProfit(*law, {}, [](double) { return 0.0; }), 0.0);
    const std::vector<FrontLeg> strangle {frontLeg(PayoffLeg::Put, 95, -1, 2, 0.25),
                                          frontLeg(PayoffLeg::Call, 105, -1, 2.5, 0.25)};
    const auto front = frontPayoff(strangle, marketOfTests);
    const double profit
        = probabilityOfProfit(*law, front->breakEvens, [&](double spot) { return front->gainAt(spot); });
    QVERIFY(std::fabs(profit - (law->below(109.5) - law->below(90.5))) < 1e-12);
}

void TestFrontPayoff::touchingIsLikelierThanStaying()
{
    for (const double barrier : {80.0, 95.0, 105.0, 130.0}) {
        const double touch = *probabilityOfTouch(100, barrier, 0.02, 0.25, 0.5);
        const auto law = SettlementDistribution::lognormal(100 * std::exp(0.01), 0.25, 0.5);
        const double beyond = barrier > 100 ? 1 - law->below(barrier) : law->below(barrier);
        QVERIFY2(touch > beyond && touch <= 1, fmt::format("{}: {} {}", barrier, touch, beyond).c_str());
        QVERIFY(touch < 2.6 * beyond);
    }
    QVERIFY(std::fabs(*probabilityOfTouch(100, 100, 0.02, 0.25, 0.5) - 1) < 1e-12);
    QVERIFY(*probabilityOfTouch(100, 1e6, 5, 0.01, 0.5) < 1e-9);
    QVERIFY(!probabilityOfTouch(100, 0, 0, 0.2, 1) && !probabilityOfTouch(100, 90, 0, 0, 1));
}

void TestFrontPayoff::touchAgreesWithAWalk()
{
    Random random(5);
    constexpr int walks = 4'000;
    constexpr int steps = 500;
    const double step = 0.3 * std::sqrt(0.5 / steps);
    const double drift = (0.03 - 0.5 * 0.09) * 0.5 / steps;
    // A walk in steps overshoots: half of the barrier's own correction of 0.58 steps.
    const double barrier = std::log(1.15) - 0.5 * step;
    int touched = 0;
    for (int walk = 0; walk < walks; ++walk) {
        double at = 0;
        for (int i = 0; i < steps && at < barrier; ++i)
            at += drift + (random.between(0, 1) == 0 ? step : -step);
        touched += at >= barrier ? 1 : 0;
    }
    const double expected = *probabilityOfTouch(100, 115, 0.03, 0.3, 0.5);
    QVERIFY2(std::fabs(double(touched) / walks - expected) < 0.03,
             fmt::format("{} {}", double(touched) / walks, expected).c_str());
}

QTEST_GUILESS_MAIN(TestFrontPayoff)
#include "tst_FrontPayoff.moc"
