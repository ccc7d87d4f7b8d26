// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/OptionMark.h"
#include "core/pricing/SeriesGreeks.h"

#include <QTest>

#include <fmt/format.h>

#include <cmath>
#include <vector>

using namespace strikedesk;
using namespace strikedesk::pricing;

namespace {

constexpr double ageLimit = 60;
constexpr double volatility = 0.25;

MarketInputs market()
{
    return {100, 0.04, 0.01, {}};
}

SliceTerms terms()
{
    return {ExerciseStyle::American, 0.25};
}

/// A quote of a cent or two around the value at `volatility`; far options have a zero bid.
SeriesQuote quoteAround(Right right, double strike)
{
    const double fair = value({terms().style, right, strike, terms().years}, market(), volatility)->price;
    const Price bid = fair < 0.02 ? Price() : Price::nearest(std::round(100 * fair - 1) / 100);
    return {right, strike, bid, Price::nearest(std::round(100 * fair + 1) / 100), true, true, 1};
}

std::vector<SeriesQuote> series()
{
    std::vector<SeriesQuote> quotes;
    for (double strike = 60; strike <= 150; strike += 5) {
        for (const Right right : {Right::Call, Right::Put})
            quotes.push_back(quoteAround(right, strike));
    }
    return quotes;
}

std::size_t rowOf(const std::vector<SeriesQuote>& quotes, Right right, double strike)
{
    std::size_t row = 0;
    while (quotes.at(row).right != right || quotes.at(row).strike != strike)
        ++row;
    return row;
}

} // namespace

class TestSeriesGreeks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRowFollowsTheRuleOfTheMark();
    void aZeroBidTakesTheSmile();
    void aWideMarketTakesTheSmile();
    void withoutASmileAMidSpeaksForItself();
    void nothingKnownIsNothingSaid();
    void theEmptySeriesIsEmpty();
};

void TestSeriesGreeks::everyRowFollowsTheRuleOfTheMark()
{
    std::vector<SeriesQuote> quotes = series();
    quotes[rowOf(quotes, Right::Call, 120)].bid.reset();
    quotes[rowOf(quotes, Right::Put, 85)].isYoungAndNarrow = false;
    std::swap(quotes[rowOf(quotes, Right::Call, 110)].bid, quotes[rowOf(quotes, Right::Call, 110)].ask);
    quotes[rowOf(quotes, Right::Call, 110)].isTradable = false;
    quotes[rowOf(quotes, Right::Call, 110)].isYoungAndNarrow = false;
    const MarkedSeries marked = markSeries(terms(), market(), quotes, ageLimit);
    QVERIFY(marked.smile.has_value());
    for (std::size_t i = 0; i < quotes.size(); ++i) {
        const SeriesQuote& quote = quotes[i];
        const OptionMark expected = markOption({{terms().style, quote.right, quote.strike, terms().years},
                                                quote.bid,
                                                quote.ask,
                                                quote.isYoungAndNarrow,
                                                marked.smile->volatilityAt(quote.strike)},
                                               market());
        QVERIFY(expected.greeks && marked.rows[i].greeks);
        QVERIFY2(expected.isModelGreeks == marked.rows[i].isModel,
                 fmt::format("{} {}", nameOf(quote.right), quote.strike).c_str());
        QVERIFY2(std::fabs(expected.greeks->delta - marked.rows[i].greeks->delta) < 1e-4,
                 fmt::format("{} {}: {} against {}", nameOf(quote.right), quote.strike,
                             marked.rows[i].greeks->delta, expected.greeks->delta)
                     .c_str());
    }
}

// Half of an offer that nobody bids against would give a wing a delta many times its own.
void TestSeriesGreeks::aZeroBidTakesTheSmile()
{
    std::vector<SeriesQuote> quotes = series();
    const std::size_t row = rowOf(quotes, Right::Call, 145);
    quotes[row].bid = Price();
    quotes[row].ask = Price::ofCents(50);
    const MarkedSeries marked = markSeries(terms(), market(), quotes, ageLimit);
    QVERIFY(marked.rows[row].isModel);
    const double own = *impliedVolatility({terms().style, Right::Call, 145, terms().years}, market(), 0.25);
    const double ownDelta
        = value({terms().style, Right::Call, 145, terms().years}, market(), own)->greeks.delta;
    QVERIFY2(marked.rows[row].greeks->delta > 0 && marked.rows[row].greeks->delta < 0.3 * ownDelta,
             fmt::format("{} and its own {}", marked.rows[row].greeks->delta, ownDelta).c_str());
}

void TestSeriesGreeks::aWideMarketTakesTheSmile()
{
    std::vector<SeriesQuote> quotes = series();
    const std::size_t row = rowOf(quotes, Right::Put, 95);
    quotes[row].ask = Price::ofWhole(12);
    quotes[row].isYoungAndNarrow = false;
    quotes[row].isTradable = false;
    const MarkedSeries marked = markSeries(terms(), market(), quotes, ageLimit);
    QVERIFY(marked.rows[row].isModel);
    const double fair
        = value({terms().style, Right::Put, 95, terms().years}, market(), volatility)->greeks.delta;
    QVERIFY(std::fabs(marked.rows[row].greeks->delta - fair) < 5e-3);
}

void TestSeriesGreeks::withoutASmileAMidSpeaksForItself()
{
    std::vector<SeriesQuote> quotes {quoteAround(Right::Call, 100), quoteAround(Right::Call, 105)};
    for (SeriesQuote& quote : quotes) {
        quote.isTradable = false;
        quote.isYoungAndNarrow = false;
    }
    const MarkedSeries marked = markSeries(terms(), market(), quotes, ageLimit);
    QVERIFY(!marked.smile && marked.rows[0].greeks && !marked.rows[0].isModel);
    QVERIFY(marked.rows[0].greeks->delta > marked.rows[1].greeks->delta);
}

void TestSeriesGreeks::nothingKnownIsNothingSaid()
{
    const std::vector<SeriesQuote> silent {{Right::Call, 100, {}, {}, false, false, 0},
                                           {Right::Put, 100, Price(), Price::ofCents(5), true, true, 0}};
    const MarkedSeries marked = markSeries(terms(), market(), silent, ageLimit);
    QVERIFY(!marked.smile && !marked.rows[0].greeks && !marked.rows[1].greeks);
    const MarkedSeries expired = markSeries({ExerciseStyle::American, 0}, market(), series(), ageLimit);
    for (const SeriesGreeks& row : expired.rows)
        QVERIFY(!row.greeks && !row.isModel);
    const MarkedSeries nowhere = markSeries(terms(), {std::nan(""), 0, 0, {}}, series(), ageLimit);
    for (const SeriesGreeks& row : nowhere.rows)
        QVERIFY(!row.greeks && !row.isModel);
}

void TestSeriesGreeks::theEmptySeriesIsEmpty()
{
    QVERIFY(markSeries(terms(), market(), {}, ageLimit).rows.empty());
}

QTEST_GUILESS_MAIN(TestSeriesGreeks)
#include "tst_SeriesGreeks.moc"
