// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/SeriesGreeks.h"

#include "core/pricing/OptionMark.h"
#include "core/pricing/Parity.h"
#include "core/pricing/SmileQuotes.h"

namespace strikedesk::pricing {
namespace {

struct SeriesColumns
{
    std::vector<std::size_t> rows; ///< Of the quotes.
    std::vector<double> strikes;
    std::vector<Right> rights;
    std::vector<double> values;

    void add(std::size_t row, const SeriesQuote& quote, double value)
    {
        rows.push_back(row);
        strikes.push_back(quote.strike);
        rights.push_back(quote.right);
        values.push_back(value);
    }
    [[nodiscard]] SliceOptions options() const { return {strikes, rights, values}; }
};

/// Per quote the volatility of its mid, where it says something.
std::vector<std::optional<double>> midVolatilities(const SliceTerms& terms, const MarketInputs& market,
                                                   std::span<const SeriesQuote> quotes)
{
    SeriesColumns mids;
    for (std::size_t i = 0; i < quotes.size(); ++i) {
        if (quoteSilence(quotes[i].bid, quotes[i].ask).empty())
            mids.add(i, quotes[i], 0.5 * (quotes[i].bid->toDouble() + quotes[i].ask->toDouble()));
    }
    SliceVolatilities found;
    impliedVolatilities(terms, market, mids.options(), found);
    std::vector<std::optional<double>> volatilities(quotes.size());
    for (std::size_t i = 0; i < mids.rows.size(); ++i) {
        if (found.status[i] == PriceStatus::Valued)
            volatilities[mids.rows[i]] = found.volatility[i];
    }
    return volatilities;
}

std::optional<Smile> smileThrough(const SliceTerms& terms, const MarketInputs& market,
                                  std::span<const SeriesQuote> quotes,
                                  const std::vector<std::optional<double>>& volatilities, double ageLimit)
{
    const double forward = forwardOf(market, terms.years);
    std::vector<SmilePoint> points;
    for (std::size_t i = 0; i < quotes.size(); ++i) {
        const SeriesQuote& quote = quotes[i];
        if (!quote.isTradable || !volatilities[i])
            continue;
        const SmileQuote heard {quote.strike,          quote.right == Right::Call, quote.bid->toDouble(),
                                quote.ask->toDouble(), *volatilities[i],           quote.ageSeconds};
        if (const auto point = smilePointOf(heard, {forward, terms.years, ageLimit}))
            points.push_back(*point);
    }
    return fitSmile(points, forward, terms.years);
}

} // namespace

MarkedSeries markSeries(const SliceTerms& terms, const MarketInputs& market,
                        std::span<const SeriesQuote> quotes, double ageLimitSeconds)
{
    MarkedSeries series;
    series.rows.resize(quotes.size());
    const auto own = midVolatilities(terms, market, quotes);
    series.smile = smileThrough(terms, market, quotes, own, ageLimitSeconds);
    SeriesColumns columns;
    for (std::size_t i = 0; i < quotes.size(); ++i) {
        const bool isOwn = own[i] && (quotes[i].isYoungAndNarrow || !series.smile);
        if (isOwn)
            columns.add(i, quotes[i], *own[i]);
        else if (series.smile)
            columns.add(i, quotes[i], series.smile->volatilityAt(quotes[i].strike));
        series.rows[i].isModel = !isOwn && series.smile;
    }
    SliceValues values;
    priceSlice(terms, market, columns.options(), values);
    for (std::size_t i = 0; i < columns.rows.size(); ++i) {
        SeriesGreeks& row = series.rows[columns.rows[i]];
        if (values.status[i] == PriceStatus::Valued)
            row.greeks = Greeks {values.delta[i], values.gamma[i], values.thetaPerDay[i],
                                 values.vegaPerPoint[i], values.rhoPerPoint[i]};
        else
            row.isModel = false;
    }
    return series;
}

} // namespace strikedesk::pricing
