// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/AttributionTable.h"

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk::pricing {
namespace {

AttributionPoint pointOf(const TablePortfolio& table, const ScenarioLeg& leg)
{
    AttributionPoint point {leg.terms, table.portfolio.underlyings[leg.underlying].market, leg.volatility};
    point.market.rate = leg.rate;
    return point;
}

Result<Attribution> gainOf(const TablePortfolio& before, const TablePortfolio& after, std::size_t first,
                           std::size_t second)
{
    const ScenarioLeg& then = before.portfolio.legs[first];
    const ScenarioLeg& now = after.portfolio.legs[second];
    if (then.isStock)
        return attributeStock(before.portfolio.underlyings[then.underlying].market.spot,
                              after.portfolio.underlyings[now.underlying].market.spot, then.quantity);
    return attributeGain(pointOf(before, then), pointOf(after, now), then.quantity * then.multiplier);
}

} // namespace

Result<AttributionTable> attributionTable(std::string_view before, const ScenarioRequest& beforeRequest,
                                          std::string_view after, const ScenarioRequest& afterRequest)
{
    if (afterRequest.now <= beforeRequest.now)
        return fail("input.dates",
                    fmt::format("Expected a second moment after {}, found {}.", toIsoText(beforeRequest.now),
                                toIsoText(afterRequest.now)));
    const auto then = portfolioFrom(before, beforeRequest);
    if (!then)
        return fail(then.error());
    const auto now = portfolioFrom(after, afterRequest);
    if (!now)
        return fail(now.error());
    AttributionTable table;
    std::vector<bool> isMatched(now->positions.size());
    for (std::size_t first = 0; first < then->positions.size(); ++first) {
        const PositionRow& held = then->positions[first];
        std::size_t second = 0;
        while (second < now->positions.size()
               && (isMatched[second] || now->positions[second].symbol != held.symbol
                   || now->positions[second].account != held.account
                   || now->positions[second].quantity != held.quantity))
            ++second;
        if (second == now->positions.size()) {
            table.unmatched.push_back(held.symbol);
            continue;
        }
        isMatched[second] = true;
        const auto gain = gainOf(*then, *now, first, second);
        if (!gain)
            return fail(gain.error());
        table.rows.push_back({held.symbol, held.quantity, *gain});
        table.total += *gain;
    }
    for (std::size_t second = 0; second < isMatched.size(); ++second) {
        if (!isMatched[second])
            table.unmatched.push_back(now->positions[second].symbol);
    }
    return table;
}

} // namespace strikedesk::pricing
