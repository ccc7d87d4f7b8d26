// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/exchange/InsideSpread.h"

#include <algorithm>

namespace strikedesk {

std::optional<int> positionInSpread(const Standing& standing, Price print)
{
    if (!standing.isTwoSided() || standing.bid->price >= standing.ask->price)
        return {};
    const std::int64_t spread = (standing.ask->price - standing.bid->price).units();
    const std::int64_t twiceMid = (standing.ask->price + standing.bid->price).units();
    const std::int64_t twiceDistance = absolute(Price::ofUnits(2 * print.units() - twiceMid)).units();
    return int(std::min<std::int64_t>(1'000, twiceDistance * 1'000 / spread));
}

void InsideSpread::learn(const ExchangeQuotes& quotes, Date day)
{
    if (day != m_day) {
        m_byUnderlying.clear();
        m_day = day;
    }
    for (const StandingPrint& print : quotes.prints()) {
        const Instrument& instrument = quotes.catalogue().at(print.instrument);
        if (instrument.kind != InstrumentKind::Option)
            continue;
        if (const auto position = positionInSpread(quotes.at(print.instrument), print.price)) {
            Histogram& histogram = m_byUnderlying[instrument.underlying];
            ++histogram.counts[std::size_t(*position) / 25];
            ++histogram.total;
        }
    }
}

int InsideSpread::medianPermille(const std::string& underlying) const
{
    const auto found = m_byUnderlying.find(underlying);
    if (found == m_byUnderlying.end())
        return priorPermille;
    // The lower median of the day's prints together with the supposed ones.
    const std::int64_t half = (found->second.total + priorCount + 1) / 2;
    std::int64_t seen = 0;
    for (std::size_t bucket = 0; bucket < bucketCount; ++bucket) {
        seen += found->second.counts[bucket];
        if (int(bucket) == priorPermille / 25)
            seen += priorCount;
        if (seen >= half)
            return int(bucket) * 25;
    }
    return 1'000;
}

} // namespace strikedesk
