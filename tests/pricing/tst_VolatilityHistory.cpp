// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/ExpectedMove.h"
#include "core/pricing/Valuation.h"
#include "core/pricing/VarianceIndex.h"
#include "core/pricing/VolatilityHistory.h"
#include "core/util/Random.h"
#include "tests/pricing/ExpectedTable.h"

#include <QFileInfo>
#include <QTest>

#include <fmt/format.h>

#include <cmath>

using namespace strikedesk;
using namespace strikedesk::pricing;
using namespace strikedesk::tests;

namespace {

constexpr std::array allEstimators {VolatilityEstimator::CloseToClose, VolatilityEstimator::Parkinson,
                                    VolatilityEstimator::GarmanKlass, VolatilityEstimator::RogersSatchell,
                                    VolatilityEstimator::YangZhang};

/// Days of a random walk of many small steps without nights.
std::vector<DailyBar> walkedDays(double volatility, int days, std::uint64_t seed)
{
    Random random(seed);
    constexpr int steps = 2'000;
    const double step = volatility / std::sqrt(252.0 * steps);
    std::vector<DailyBar> bars;
    double spot = 100;
    for (int day = 0; day < days; ++day) {
        DailyBar bar {spot, spot, spot, spot};
        for (int i = 0; i < steps; ++i) {
            spot *= std::exp(random.between(0, 1) == 0 ? step : -step);
            bar.high = std::max(bar.high, spot);
            bar.low = std::min(bar.low, spot);
        }
        bar.close = spot;
        bars.push_back(bar);
    }
    return bars;
}

std::vector<StripQuote> stripFrom(const char* file)
{
    std::vector<StripQuote> quotes;
    for (const ExpectedRow& row : readExpected(file))
        quotes.push_back({row.number("strike"), row.number("call_bid"), row.number("call_ask"),
                          row.number("put_bid"), row.number("put_ask")});
    return quotes;
}

} // namespace

class TestVolatilityHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theVixExampleComesOutToThePrintedDigits();
    void aFlatSmileImpliesItsOwnVariance();
    void aBrokenStripIsRefused_data();
    void aBrokenStripIsRefused();
    void termsThatFallTogetherAreRefused();
    void rankAndPercentileAreCounted_data();
    void rankAndPercentileAreCounted();
    void withoutHistoryThereIsNoStanding();
    void knownReturnsGiveTheirDeviation();
    void everyEstimatorFindsTheVolatilityOfAWalk_data();
    void everyEstimatorFindsTheVolatilityOfAWalk();
    void onlySomeEstimatorsSeeTheNights();
    void impossibleBarsAreRefused_data();
    void impossibleBarsAreRefused();
    void theStraddleIsTheMeanMove();
    void aMoveNeedsBothSidesOfTheForward();
};

void TestVolatilityHistory::theVixExampleComesOutToThePrintedDigits()
{
    if (!QFileInfo::exists(expectedFile("vix_2014_expected.csv")))
        QSKIP("shared/data is absent");
    const QList<ExpectedRow> expected = readExpected("vix_2014_expected.csv");
    const std::array files {"vix_2014_near.csv", "vix_2014_next.csv"};
    std::array<StripTerm, 2> terms;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const ExpectedRow& row = expected.at(qsizetype(i));
        const auto strip = stripVariance(stripFrom(files[i]), row.number("T"), row.number("r"));
        QVERIFY(strip.has_value());
        QVERIFY2(std::fabs(strip->forward - row.number("F")) < 1e-7,
                 fmt::format("{}", strip->forward).c_str());
        QCOMPARE(strip->centralStrike, row.number("K0"));
        QVERIFY2(std::fabs(strip->variance - row.number("sigma2")) < 1e-12,
                 fmt::format("expected {} found {}", row.number("sigma2"), strip->variance).c_str());
        terms[i] = {row.number("minutes"), strip->variance};
    }
    const auto index = volatilityIndex(terms[0], terms[1]);
    QVERIFY(index.has_value());
    QVERIFY2(std::fabs(100 * *index - expected.at(2).number("vix")) < 1e-8,
             fmt::format("expected {} found {}", expected.at(2).number("vix"), 100 * *index).c_str());
}

void TestVolatilityHistory::aFlatSmileImpliesItsOwnVariance()
{
    const MarketInputs market {100, 0.02, 0, {}};
    std::vector<StripQuote> quotes;
    for (double strike = 40; strike <= 250; strike += 0.5) {
        const auto price = [&](Right right) {
            return value({ExerciseStyle::European, right, strike, 0.25}, market, 0.3)->price;
        };
        const double call = price(Right::Call);
        const double put = price(Right::Put);
        quotes.push_back({strike, call, call, put, put});
    }
    const auto strip = stripVariance(quotes, 0.25, 0.02);
    QVERIFY(strip.has_value());
    QVERIFY2(std::fabs(std::sqrt(strip->variance) - 0.3) < 1e-4, fmt::format("{}", strip->variance).c_str());
}

void TestVolatilityHistory::aBrokenStripIsRefused_data()
{
    QTest::addColumn<int>("fault");
    QTest::newRow("no strikes") << 0;
    QTest::newRow("not ascending") << 1;
    QTest::newRow("nobody bids") << 2;
    QTest::newRow("not a number") << 3;
    QTest::newRow("no time") << 4;
    QTest::newRow("the forward below every strike") << 5;
}

void TestVolatilityHistory::aBrokenStripIsRefused()
{
    QFETCH(int, fault);
    std::vector<StripQuote> quotes {{90, 11, 11.2, 1, 1.2}, {100, 5, 5.2, 5, 5.2}, {110, 1, 1.2, 11, 11.2}};
    QVERIFY(stripVariance(quotes, 0.25, 0.02).has_value());
    double years = 0.25;
    if (fault == 0)
        quotes.clear();
    else if (fault == 1)
        std::swap(quotes[0], quotes[1]);
    else if (fault == 2)
        quotes = {{90, 0, 11.2, 1, 1.2}, {100, 0, 5.2, 5, 5.2}, {110, 1, 1.2, 0, 11.2}};
    else if (fault == 3)
        quotes[1].callAsk = std::nan("");
    else if (fault == 4)
        years = 0;
    else
        quotes = {{90, 1, 1.2, 31, 31.2}, {100, 0, 0.2, 41, 41.2}, {110, 0, 0.1, 51, 51.2}};
    const auto refused = stripVariance(quotes, years, 0.02);
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error().code, std::string("pricing.bad_input"));
}

void TestVolatilityHistory::termsThatFallTogetherAreRefused()
{
    QVERIFY(!volatilityIndex({1'000, 0.04}, {1'000, 0.04}).has_value());
    QVERIFY(!volatilityIndex({43'200, -0.04}, {50'000, -0.04}).has_value());
    QVERIFY(std::fabs(*volatilityIndex({20'000, 0.04}, {60'000, 0.04}) - 0.2) < 1e-12);
}

void TestVolatilityHistory::rankAndPercentileAreCounted_data()
{
    QTest::addColumn<double>("now");
    QTest::addColumn<double>("rank");
    QTest::addColumn<double>("percentile");
    QTest::newRow("in the middle") << 0.25 << 0.5 << 0.6;
    QTest::newRow("at a sample") << 0.22 << 0.2 << 0.4;
    QTest::newRow("below all") << 0.10 << 0.0 << 0.0;
    QTest::newRow("above all") << 0.90 << 1.0 << 1.0;
}

void TestVolatilityHistory::rankAndPercentileAreCounted()
{
    QFETCH(double, now);
    QFETCH(double, rank);
    QFETCH(double, percentile);
    const std::array history {0.20, 0.21, 0.22, 0.28, 0.30, std::nan(""), 0.0};
    const auto standing = volatilityStanding(history, now);
    QVERIFY(standing.has_value());
    QVERIFY(std::fabs(standing->rank - rank) < 1e-12);
    QVERIFY(std::fabs(standing->percentile - percentile) < 1e-12);
    QCOMPARE(standing->samples, std::size_t(5));
    QCOMPARE(standing->lowest, 0.20);
    QCOMPARE(standing->highest, 0.30);
}

void TestVolatilityHistory::withoutHistoryThereIsNoStanding()
{
    QVERIFY(!volatilityStanding({}, 0.2).has_value());
    const std::array unusable {std::nan(""), -0.1};
    QVERIFY(!volatilityStanding(unusable, 0.2).has_value());
    const std::array same {0.2, 0.2};
    QVERIFY(!volatilityStanding(same, std::nan("")).has_value());
    QCOMPARE(volatilityStanding(same, 0.2)->rank, 0.5);
    QCOMPARE(volatilityStanding(same, 0.1)->rank, 0.0);
    QCOMPARE(volatilityStanding(same, 0.3)->rank, 1.0);
}

void TestVolatilityHistory::knownReturnsGiveTheirDeviation()
{
    const auto flat = [](double price) { return DailyBar {price, price, price, price}; };
    const std::array bars {flat(100), flat(101), flat(99), flat(100)};
    std::vector<double> returns {std::log(1.01), std::log(99.0 / 101), std::log(100.0 / 99)};
    const double mean = (returns[0] + returns[1] + returns[2]) / 3;
    double sum = 0;
    for (const double one : returns)
        sum += (one - mean) * (one - mean);
    const auto found = realisedVolatility(bars, VolatilityEstimator::CloseToClose);
    QVERIFY(std::fabs(found->value - std::sqrt(sum / 2 * 252)) < 1e-12);
    QCOMPARE(found->samples, std::size_t(3));
    const std::array range {DailyBar {100, 104, 98, 101}, DailyBar {101, 103, 100, 102}};
    const double squares = std::pow(std::log(104.0 / 98), 2) + std::pow(std::log(1.03), 2);
    QVERIFY(std::fabs(realisedVolatility(range, VolatilityEstimator::Parkinson)->value
                      - std::sqrt(squares / 2 / (4 * std::log(2.0)) * 252))
            < 1e-12);
}

void TestVolatilityHistory::everyEstimatorFindsTheVolatilityOfAWalk_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < allEstimators.size(); ++i)
        QTest::newRow(std::string(nameOf(allEstimators[i])).c_str()) << int(i);
}

void TestVolatilityHistory::everyEstimatorFindsTheVolatilityOfAWalk()
{
    QFETCH(int, index);
    const auto found = realisedVolatility(walkedDays(0.25, 600, 7), allEstimators[std::size_t(index)]);
    QVERIFY(found.has_value());
    // Ranges of a walk in steps come out a few per cent short of a continuous one.
    QVERIFY2(std::fabs(found->value / 0.25 - 1) < 0.06, fmt::format("{}", found->value).c_str());
}

void TestVolatilityHistory::onlySomeEstimatorsSeeTheNights()
{
    std::vector<DailyBar> bars;
    double level = 100;
    for (int day = 0; day < 50; ++day) {
        level *= day % 2 == 0 ? 1.02 : 1 / 1.02;
        bars.push_back({level, level * 1.001, level * 0.999, level});
    }
    for (const VolatilityEstimator estimator : allEstimators) {
        const double found = realisedVolatility(bars, estimator)->value;
        const bool seesNights
            = estimator == VolatilityEstimator::CloseToClose || estimator == VolatilityEstimator::YangZhang;
        QVERIFY2(seesNights ? found > 0.25 : found < 0.05, fmt::format("{}", found).c_str());
    }
}

void TestVolatilityHistory::impossibleBarsAreRefused_data()
{
    QTest::addColumn<double>("open");
    QTest::addColumn<double>("high");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("close");
    QTest::newRow("high below low") << 100.0 << 99.0 << 101.0 << 100.0;
    QTest::newRow("close above high") << 100.0 << 101.0 << 99.0 << 102.0;
    QTest::newRow("open below low") << 98.0 << 101.0 << 99.0 << 100.0;
    QTest::newRow("no price") << 0.0 << 0.0 << 0.0 << 0.0;
    QTest::newRow("not a number") << 100.0 << std::nan("") << 99.0 << 100.0;
}

void TestVolatilityHistory::impossibleBarsAreRefused()
{
    QFETCH(double, open);
    QFETCH(double, high);
    QFETCH(double, low);
    QFETCH(double, close);
    std::vector<DailyBar> bars(4, {100, 101, 99, 100});
    QVERIFY(realisedVolatility(bars, VolatilityEstimator::YangZhang).has_value());
    bars[2] = {open, high, low, close};
    const auto refused = realisedVolatility(bars, VolatilityEstimator::YangZhang);
    QVERIFY(!refused.has_value());
    QVERIFY(refused.error().message.find("day 3") != std::string::npos);
    bars.resize(1);
    QVERIFY(!realisedVolatility(bars, VolatilityEstimator::Parkinson).has_value());
}

void TestVolatilityHistory::theStraddleIsTheMeanMove()
{
    const MarketInputs market {100, 0.04, 0, {}};
    std::vector<StraddleMark> marks;
    for (double strike = 90; strike <= 110; strike += 1) {
        const auto price = [&](Right right) {
            return value({ExerciseStyle::European, right, strike, 0.1}, market, 0.3)->price;
        };
        marks.push_back({strike, price(Right::Call), price(Right::Put)});
    }
    const double forward = 100 * std::exp(0.04 * 0.1);
    const auto straddle = straddleMove(marks, forward, 0.1, 0.04);
    const auto deviation = volatilityMove(forward, 0.3, 0.1);
    QVERIFY(straddle && deviation);
    QVERIFY(straddle->basis == ExpectedMoveBasis::Straddle && nameOf(deviation->basis) == "volatility");
    QVERIFY(std::fabs(deviation->fraction - 0.3 * std::sqrt(0.1)) < 1e-12);
    // The mean absolute move of a normal law is √(2/π) of its deviation.
    QVERIFY2(std::fabs(straddle->dollars / deviation->dollars - std::sqrt(2 / M_PI)) < 0.01,
             fmt::format("{} of {}", straddle->dollars, deviation->dollars).c_str());
}

void TestVolatilityHistory::aMoveNeedsBothSidesOfTheForward()
{
    const std::array marks {StraddleMark {98, 5, 3}, StraddleMark {102, 3, 5},
                            StraddleMark {100, std::nan(""), 3}};
    QVERIFY(straddleMove(marks, 100, 0.1, 0).has_value());
    QVERIFY(straddleMove(marks, 102, 0.1, 0).has_value());
    QVERIFY(!straddleMove(marks, 106, 0.1, 0).has_value());
    QVERIFY(!straddleMove(marks, 94, 0.1, 0).has_value());
    const std::array apart {StraddleMark {95, 6, 1}, StraddleMark {105, 1, 6}};
    QVERIFY(!straddleMove(apart, 100, 0.1, 0).has_value());
    QVERIFY(!straddleMove({}, 100, 0.1, 0).has_value());
    QVERIFY(!volatilityMove(100, 0, 0.1).has_value());
    QVERIFY(!volatilityMove(100, 0.2, 0).has_value());
}

QTEST_GUILESS_MAIN(TestVolatilityHistory)
#include "tst_VolatilityHistory.moc"
