// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/TradingCalendar.h"
#include "core/pricing/Parity.h"
#include "core/pricing/RateCurve.h"
#include "core/util/Random.h"

#include <QTest>

#include <fmt/format.h>

#include <cmath>

using namespace strikedesk;
using namespace strikedesk::pricing;

namespace {

std::vector<ParityPair> pairsAt(const MarketInputs& market, double years, double noise, std::uint64_t seed)
{
    Random random(seed);
    std::vector<ParityPair> pairs;
    for (double strike = 3'600; strike <= 4'400; strike += 25) {
        const auto price = [&](Right right) {
            return value({ExerciseStyle::European, right, strike, years}, market, 0.2)->price
                + noise * (random.between(-100, 100) / 100.0);
        };
        pairs.push_back({strike, price(Right::Call), price(Right::Put)});
    }
    return pairs;
}

} // namespace

class TestRateCurve : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneRateHoldsEverywhere();
    void betweenPointsInterestIsALine();
    void brokenCurvesAreRefused_data();
    void brokenCurvesAreRefused();
    void aDividendCountsFromItsOpening();
    void theForwardLosesItsDividends();
    void parityTellsTheRate();
    void noiseWidensTheRateUntilNothingIsSaid();
    void aLongChainIsThinnedOut();
    void badPairsDoNotMoveTheRate();
};

void TestRateCurve::oneRateHoldsEverywhere()
{
    const RateCurve curve(0.04, "test");
    for (const double years : {0.0, 0.01, 1.0, 30.0})
        QCOMPARE(curve.rateAt(years), 0.04);
    QCOMPARE(curve.source(), std::string("test"));
    QCOMPARE(RateCurve().rateAt(1), 0.0);
}

void TestRateCurve::betweenPointsInterestIsALine()
{
    const auto curve = RateCurve::through({{1, 0.05}, {0.25, 0.04}, {0.5, 0.03}}, "test");
    QVERIFY(curve.has_value());
    QCOMPARE(curve->rateAt(0.25), 0.04);
    QCOMPARE(curve->rateAt(0.5), 0.03);
    QCOMPARE(curve->rateAt(1), 0.05);
    QCOMPARE(curve->rateAt(0.1), 0.04);
    QCOMPARE(curve->rateAt(5), 0.05);
    QVERIFY(std::fabs(curve->rateAt(0.75) * 0.75 - 0.5 * (0.03 * 0.5 + 0.05 * 1)) < 1e-15);
}

void TestRateCurve::brokenCurvesAreRefused_data()
{
    QTest::addColumn<int>("fault");
    for (int i = 0; i < 5; ++i)
        QTest::addRow("fault %d", i) << i;
}

void TestRateCurve::brokenCurvesAreRefused()
{
    QFETCH(int, fault);
    const std::array<std::vector<RatePoint>, 5> broken {
        std::vector<RatePoint> {}, {{-1, 0.04}}, {{1, 0.04}, {1, 0.05}}, {{1, 11}}, {{1, std::nan("")}}};
    const auto curve = RateCurve::through(broken[std::size_t(fault)], "test");
    QVERIFY(!curve.has_value());
    QCOMPARE(curve.error().code, std::string("pricing.bad_input"));
}

void TestRateCurve::aDividendCountsFromItsOpening()
{
    using namespace std::chrono;
    const Date exDate = 2026y / March / 6;
    const std::array dividends {DatedDividend {exDate, 0.5}, DatedDividend {2026y / June / 5, 0.5},
                                DatedDividend {2026y / April / 6, 0}};
    const Instant opening = newYorkTime(exDate, hours(9) + minutes(30));
    const double dayInYears = 1.0 / 365;
    const auto before = dividendPoints(dividends, opening - hours(24), 10 * dayInYears);
    QCOMPARE(before.size(), std::size_t(1));
    QVERIFY(std::fabs(before[0].years - dayInYears) < 1e-12);
    QVERIFY(dividendPoints(dividends, opening, 10 * dayInYears).empty());
    QVERIFY(dividendPoints(dividends, opening - hours(24), 0.5 * dayInYears).empty());
    QCOMPARE(dividendPoints(dividends, opening - hours(24), 1).size(), std::size_t(2));
}

void TestRateCurve::theForwardLosesItsDividends()
{
    const MarketInputs market {100, 0.04, 0.01, {{0.25, 2}, {0.75, 2}}};
    const double expected = 100 * std::exp(0.03 * 0.5) - 2 * std::exp(0.03 * 0.25);
    QVERIFY(std::fabs(forwardOf(market, 0.5) - expected) < 1e-12);
    QCOMPARE(forwardOf({100, 0, 0, {}}, 3), 100.0);
}

void TestRateCurve::parityTellsTheRate()
{
    for (const double rate : {-0.01, 0.0, 0.053}) {
        const MarketInputs market {4'000, rate, 0.015, {}};
        const auto found = parityRate(pairsAt(market, 0.5, 0, 1), 0.5);
        QVERIFY(found.has_value());
        QVERIFY2(std::fabs(found->rate - rate) < 1e-8, fmt::format("{}", found->rate).c_str());
        QVERIFY(std::fabs(found->discount - std::exp(-rate * 0.5)) < 1e-8);
        QVERIFY(std::fabs(found->forward - forwardOf(market, 0.5)) < 1e-4);
        QVERIFY(found->spread < 1e-8);
    }
}

void TestRateCurve::noiseWidensTheRateUntilNothingIsSaid()
{
    const MarketInputs market {4'000, 0.04, 0, {}};
    const auto good = parityRate(pairsAt(market, 0.5, 0.2, 2), 0.5);
    QVERIFY(good.has_value());
    QVERIFY(std::fabs(good->rate - 0.04) < 0.002);
    QVERIFY(good->spread > 1e-5);
    QVERIFY(!parityRate(pairsAt(market, 2.0 / 365, 1.0, 3), 2.0 / 365).has_value());
    QVERIFY(parityRate(pairsAt(market, 2.0 / 365, 1.0, 3), 2.0 / 365, 10).has_value());
}

void TestRateCurve::aLongChainIsThinnedOut()
{
    std::vector<ParityPair> pairs;
    const double discount = std::exp(-0.03 * 0.5);
    for (int strike = 3'000; strike <= 5'000; strike += 5)
        pairs.push_back({double(strike), std::max(discount * (4'000 - strike), 0.0) + 10,
                         std::max(discount * (strike - 4'000), 0.0) + 10});
    const auto found = parityRate(pairs, 0.5);
    QVERIFY(found.has_value());
    QVERIFY(std::fabs(found->rate - 0.03) < 1e-9);
    QVERIFY(found->pairsUsed >= 25 && found->pairsUsed <= 49);
    QVERIFY(std::fabs(found->forward - 4'000) < 1e-6);
}

void TestRateCurve::badPairsDoNotMoveTheRate()
{
    const MarketInputs market {4'000, 0.04, 0, {}};
    auto pairs = pairsAt(market, 0.5, 0, 1);
    pairs[4].callMid += 30;
    pairs[20].putMid = std::nan("");
    const auto found = parityRate(pairs, 0.5);
    QVERIFY(found.has_value());
    QVERIFY(std::fabs(found->rate - 0.04) < 1e-6);
    pairs.resize(4);
    QVERIFY(!parityRate(pairs, 0.5).has_value());
    QVERIFY(!parityRate(pairsAt(market, 0.5, 0, 1), 0).has_value());
}

QTEST_GUILESS_MAIN(TestRateCurve)
#include "tst_RateCurve.moc"
