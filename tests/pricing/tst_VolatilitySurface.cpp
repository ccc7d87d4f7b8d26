// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/OptionMark.h"
#include "core/pricing/SmileQuotes.h"
#include "core/pricing/Valuation.h"
#include "core/pricing/VolatilitySurface.h"

#include <QTest>

#include <fmt/format.h>

#include <cmath>

using namespace strikedesk;
using namespace strikedesk::pricing;

namespace {

constexpr double forwardOfTests = 100;

SurfaceSlice sliceOf(double years, double atTheMoney, double skew, double forward = forwardOfTests)
{
    SurfaceSlice slice {years, forward, 0.03, {}, {}};
    std::vector<SmilePoint> points;
    for (double strike = 70; strike <= 130; strike += 5) {
        const double x = std::log(strike / forward);
        points.push_back({strike, std::sqrt(atTheMoney * atTheMoney + skew * x + 0.3 * x * x), 1});
        slice.strikes.push_back(strike);
    }
    slice.smile = *fitSmile(points, forward, years);
    return slice;
}

/// A flat smile with one strike pulled up, which no convex set of prices has.
SurfaceSlice bumpedSlice(double years, double strike, double bump)
{
    SurfaceSlice slice = sliceOf(years, 0.2, 0);
    const std::array points {SmilePoint {strike - 5, 0.2, 1}, SmilePoint {strike, 0.2 + bump, 1}};
    slice.smile = *fitSmile(points, forwardOfTests, years);
    return slice;
}

MarketInputs flatMarket()
{
    return {100, 0.03, 0, {}};
}

Price priceOf(double dollars)
{
    return Price::nearest(dollars);
}

} // namespace

class TestVolatilitySurface : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aQuoteWeighsByItsSpreadAndItsAge();
    void aQuoteThatSaysTooLittleIsNotHeard_data();
    void aQuoteThatSaysTooLittleIsNotHeard();
    void anExpiryHasItsOwnSmile();
    void betweenExpiriesTotalVarianceIsLinear();
    void atTheEdgesTheVolatilityStays();
    void forwardsGrowEvenly();
    void withoutSlicesNothingIsSaid();
    void aSoundSurfaceReportsNothing();
    void aCalendarArbitrageIsReportedWithItsSize();
    void aButterflyArbitrageIsReportedWithItsStrike();
    void theSmallestSizeIsKept();
    void aMarkSaysAllThreeVolatilities();
    void aZeroBidTakesItsGreeksFromTheSurface();
    void aWideMarketIsMarkedByTheSurface();
    void whatIsNotKnownStaysUnknown();
};

void TestVolatilitySurface::aQuoteWeighsByItsSpreadAndItsAge()
{
    const SmileExpiry expiry {100, 0.25, 60};
    const SmileQuote quote {105, true, 1.00, 1.10, 0.2, 0};
    const auto narrow = smilePointOf(quote, expiry);
    QVERIFY(narrow.has_value());
    QCOMPARE(narrow->strike, 105.0);
    QCOMPARE(narrow->impliedVolatility, 0.2);
    SmileQuote wide = quote;
    wide.ask = 1.20;
    QVERIFY(std::fabs(smilePointOf(wide, expiry)->weight / narrow->weight - 0.25) < 1e-9);
    SmileQuote old = quote;
    old.ageSeconds = 60;
    QVERIFY(std::fabs(smilePointOf(old, expiry)->weight / narrow->weight - 0.25) < 1e-9);
    old.ageSeconds = 30;
    QVERIFY(std::fabs(smilePointOf(old, expiry)->weight / narrow->weight - 0.5) < 1e-9);
    SmileQuote locked = quote;
    locked.ask = locked.bid;
    QVERIFY(std::isfinite(smilePointOf(locked, expiry)->weight));
}

void TestVolatilitySurface::aQuoteThatSaysTooLittleIsNotHeard_data()
{
    QTest::addColumn<double>("strike");
    QTest::addColumn<bool>("isCall");
    QTest::addColumn<double>("bid");
    QTest::addColumn<double>("ask");
    QTest::addColumn<double>("volatility");
    QTest::addColumn<double>("age");
    QTest::newRow("in the money") << 95.0 << true << 6.0 << 6.1 << 0.2 << 0.0;
    QTest::newRow("put in the money") << 105.0 << false << 6.0 << 6.1 << 0.2 << 0.0;
    QTest::newRow("no bid") << 105.0 << true << 0.0 << 0.1 << 0.2 << 0.0;
    QTest::newRow("crossed") << 105.0 << true << 1.2 << 1.1 << 0.2 << 0.0;
    QTest::newRow("no volatility") << 105.0 << true << 1.0 << 1.1 << 0.0 << 0.0;
    QTest::newRow("too old") << 105.0 << true << 1.0 << 1.1 << 0.2 << 61.0;
    QTest::newRow("age unknown") << 105.0 << true << 1.0 << 1.1 << 0.2 << std::nan("");
    QTest::newRow("not finite") << 105.0 << true << 1.0 << std::numeric_limits<double>::infinity() << 0.2
                                << 0.0;
}

void TestVolatilitySurface::aQuoteThatSaysTooLittleIsNotHeard()
{
    QFETCH(double, strike);
    QFETCH(bool, isCall);
    QFETCH(double, bid);
    QFETCH(double, ask);
    QFETCH(double, volatility);
    QFETCH(double, age);
    QVERIFY(!smilePointOf({strike, isCall, bid, ask, volatility, age}, {100, 0.25, 60}).has_value());
}

void TestVolatilitySurface::anExpiryHasItsOwnSmile()
{
    const SurfaceSlice near = sliceOf(0.1, 0.25, -0.05);
    const SurfaceSlice far = sliceOf(0.5, 0.22, -0.03);
    const VolatilitySurface surface({far, near});
    QCOMPARE(surface.slices().front().years, 0.1);
    for (const double strike : {70.0, 88.0, 100.0, 125.0}) {
        QVERIFY(std::fabs(*surface.volatilityAt(strike, 0.1) - near.smile.volatilityAt(strike)) < 1e-12);
        QVERIFY(std::fabs(*surface.volatilityAt(strike, 0.5) - far.smile.volatilityAt(strike)) < 1e-12);
    }
}

void TestVolatilitySurface::betweenExpiriesTotalVarianceIsLinear()
{
    const VolatilitySurface surface({sliceOf(0.1, 0.25, -0.05), sliceOf(0.5, 0.22, -0.03)});
    for (const double strike : {80.0, 100.0, 120.0}) {
        const auto total
            = [&](double years) { return std::pow(*surface.volatilityAt(strike, years), 2) * years; };
        double last = total(0.1);
        for (double years = 0.15; years < 0.5; years += 0.05) {
            const double part = (years - 0.1) / 0.4;
            const double expected = (1 - part) * total(0.1) + part * total(0.5);
            QVERIFY(std::fabs(total(years) - expected) < 1e-12);
            QVERIFY(total(years) >= last);
            last = total(years);
        }
    }
}

void TestVolatilitySurface::atTheEdgesTheVolatilityStays()
{
    const VolatilitySurface surface({sliceOf(0.1, 0.25, -0.05), sliceOf(0.5, 0.22, -0.03)});
    QCOMPARE(*surface.volatilityAt(95, 0.01), *surface.volatilityAt(95, 0.1));
    QCOMPARE(*surface.volatilityAt(95, 3), *surface.volatilityAt(95, 0.5));
}

void TestVolatilitySurface::forwardsGrowEvenly()
{
    const VolatilitySurface surface({sliceOf(0.1, 0.25, 0, 100), sliceOf(0.5, 0.22, 0, 102)});
    QVERIFY(std::fabs(*surface.forwardAt(0.3) - std::sqrt(100.0 * 102.0)) < 1e-9);
    QCOMPARE(*surface.forwardAt(0.01), 100.0);
    QCOMPARE(*surface.forwardAt(9), 102.0);
}

void TestVolatilitySurface::withoutSlicesNothingIsSaid()
{
    SurfaceSlice expired = sliceOf(0.1, 0.25, 0);
    expired.years = 0;
    SurfaceSlice lost = sliceOf(0.1, 0.25, 0);
    lost.forward = std::nan("");
    const VolatilitySurface empty({expired, lost});
    QVERIFY(empty.slices().empty());
    QVERIFY(!empty.volatilityAt(100, 0.1) && !empty.forwardAt(0.1) && empty.arbitrage().empty());
    const VolatilitySurface surface({sliceOf(0.1, 0.25, 0), sliceOf(0.1, 0.5, 0)});
    QCOMPARE(surface.slices().size(), std::size_t(1));
    QVERIFY(!surface.volatilityAt(0, 0.1) && !surface.volatilityAt(100, 0));
}

void TestVolatilitySurface::aSoundSurfaceReportsNothing()
{
    const VolatilitySurface surface({sliceOf(0.1, 0.25, -0.05), sliceOf(0.5, 0.24, -0.03)});
    const auto found = surface.arbitrage();
    QVERIFY2(found.empty(),
             found.empty() ? "" : fmt::format("{} at {}", nameOf(found[0].kind), found[0].strike).c_str());
}

void TestVolatilitySurface::aCalendarArbitrageIsReportedWithItsSize()
{
    // Total variance at the money: 0.09 · 0.25 before, 0.01 · 0.5 after.
    const VolatilitySurface surface({sliceOf(0.25, 0.3, 0), sliceOf(0.5, 0.1, 0)});
    const auto found = surface.arbitrage();
    const auto atTheMoney = std::ranges::find_if(found, [](const SurfaceArbitrage& one) {
        return one.kind == ArbitrageKind::Calendar && one.strike == 100;
    });
    QVERIFY(atTheMoney != found.end());
    QCOMPARE(atTheMoney->years, 0.5);
    const MarketInputs forwardMarket {100, 0, 0, {}};
    const auto call = [&](double volatility, double years) {
        return value({ExerciseStyle::European, Right::Call, 100, years}, forwardMarket, volatility)->price;
    };
    const double near = *surface.volatilityAt(100, 0.25);
    const double far = *surface.volatilityAt(100, 0.5);
    const double expected = std::exp(-0.03 * 0.5) * (call(near, 0.25) - call(far, 0.5));
    QVERIFY2(std::fabs(atTheMoney->size - expected) < 1e-9,
             fmt::format("expected {} found {}", expected, atTheMoney->size).c_str());
}

void TestVolatilitySurface::aButterflyArbitrageIsReportedWithItsStrike()
{
    const VolatilitySurface surface({bumpedSlice(0.05, 105, 0.25)});
    const auto found = surface.arbitrage();
    const auto butterfly = std::ranges::find(found, ArbitrageKind::Butterfly, &SurfaceArbitrage::kind);
    QVERIFY(butterfly != found.end());
    QCOMPARE(butterfly->strike, 105.0);
    QCOMPARE(butterfly->years, 0.05);
    QVERIFY(butterfly->size > 0.1);
}

void TestVolatilitySurface::theSmallestSizeIsKept()
{
    const VolatilitySurface surface({sliceOf(0.25, 0.3, 0), sliceOf(0.5, 0.1, 0)});
    const auto all = surface.arbitrage();
    const auto large = surface.arbitrage(0.5);
    QVERIFY(!large.empty() && large.size() < all.size());
    for (const SurfaceArbitrage& one : large)
        QVERIFY(one.size >= 0.5);
    for (std::size_t i = 1; i < all.size(); ++i)
        QVERIFY(all[i - 1].years < all[i].years || all[i - 1].strike <= all[i].strike);
}

void TestVolatilitySurface::aMarkSaysAllThreeVolatilities()
{
    const OptionTerms terms {ExerciseStyle::European, Right::Call, 100, 0.25};
    const double low = value(terms, flatMarket(), 0.19)->price;
    const double high = value(terms, flatMarket(), 0.21)->price;
    const OptionMark mark = markOption({terms, priceOf(low), priceOf(high), true, 0.25}, flatMarket());
    QVERIFY(mark.mark && mark.mark->source == MarkSource::Mid);
    QVERIFY(std::fabs(*mark.bidVolatility.value - 0.19) < 1e-5);
    QVERIFY(std::fabs(*mark.askVolatility.value - 0.21) < 1e-5);
    QVERIFY(std::fabs(*mark.markVolatility.value - 0.20) < 1e-4);
    QVERIFY(mark.greeks && !mark.isModelGreeks);
    QVERIFY(std::fabs(mark.greeks->delta - value(terms, flatMarket(), 0.2)->greeks.delta) < 1e-4);
}

void TestVolatilitySurface::aZeroBidTakesItsGreeksFromTheSurface()
{
    const OptionTerms terms {ExerciseStyle::European, Right::Call, 150, 0.1};
    const OptionMark mark = markOption({terms, Price(), Price::ofCents(5), true, 0.3}, flatMarket());
    QVERIFY(mark.mark && mark.mark->source == MarkSource::Mid); // a known zero is a quote
    QCOMPARE(mark.markVolatility.reason, std::string("zero_bid"));
    QCOMPARE(mark.bidVolatility.reason, std::string("zero_price"));
    QVERIFY(mark.askVolatility.value.has_value());
    QVERIFY(mark.greeks && mark.isModelGreeks);
    QCOMPARE(mark.greeks->delta, value(terms, flatMarket(), 0.3)->greeks.delta);
}

void TestVolatilitySurface::aWideMarketIsMarkedByTheSurface()
{
    const OptionTerms terms {ExerciseStyle::American, Right::Put, 100, 0.25};
    const double fair = value(terms, flatMarket(), 0.25)->price;
    const OptionMark mark
        = markOption({terms, Price::ofCents(100), Price::ofCents(900), false, 0.25}, flatMarket());
    QVERIFY(mark.mark && mark.mark->source == MarkSource::Model);
    QCOMPARE(mark.mark->price, Price::nearest(fair));
    QCOMPARE(*mark.markVolatility.value, 0.25);
    QVERIFY(mark.isModelGreeks);
}

void TestVolatilitySurface::whatIsNotKnownStaysUnknown()
{
    const OptionTerms terms {ExerciseStyle::American, Right::Put, 100, 0.25};
    const OptionMark nothing = markOption({terms, {}, {}, false, {}}, flatMarket());
    QVERIFY(!nothing.mark && !nothing.greeks && !nothing.markVolatility.value);
    QCOMPARE(nothing.markVolatility.reason, std::string("no_quote"));
    const OptionMark oneSided = markOption({terms, {}, Price::ofCents(300), false, {}}, flatMarket());
    QCOMPARE(oneSided.markVolatility.reason, std::string("one_sided"));
    QVERIFY(oneSided.askVolatility.value.has_value());
    const OptionMark crossed
        = markOption({terms, Price::ofCents(400), Price::ofCents(300), false, {}}, flatMarket());
    QCOMPARE(crossed.markVolatility.reason, std::string("crossed"));
    const OptionMark worthless
        = markOption({terms, Price::ofWhole(120), Price::ofWhole(121), true, {}}, flatMarket());
    QCOMPARE(worthless.markVolatility.reason, std::string("above_maximum"));
    QVERIFY(worthless.mark && !worthless.greeks);
}

QTEST_GUILESS_MAIN(TestVolatilitySurface)
#include "tst_VolatilitySurface.moc"
