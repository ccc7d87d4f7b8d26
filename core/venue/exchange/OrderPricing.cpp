// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/exchange/OrderPricing.h"

#include "core/venue/exchange/PackagePricing.h"
#include "core/venue/exchange/SinglePricing.h"

#include <algorithm>

namespace strikedesk {

std::optional<PricedExecution> priceOrder(const ExchangeOrder& order, const ExchangeQuotes& quotes,
                                          Instant now, const FillRules& rules)
{
    if (order.isPackage())
        return pricePackage(order, quotes, now, rules);
    return priceSingle(order, quotes, now, rules.model);
}

bool hasNews(const ExchangeOrder& order, const ExchangeQuotes& quotes, Instant now)
{
    if (now <= order.effectiveAt)
        return false;
    return std::any_of(order.legs.begin(), order.legs.end(),
                       [&](const ExchangeLeg& leg) { return quotes.at(leg.instrument).newsAt == now; });
}

bool hitsStop(const ExchangeOrder& order, const ExchangeQuotes& quotes, Instant now)
{
    const ExchangeLeg& leg = order.legs.front();
    const Standing& standing = quotes.at(leg.instrument);
    if (!standing.isTwoSided() || standing.isCrossed() || quotes.isStale(leg.instrument, *standing.bid, now)
        || quotes.isStale(leg.instrument, *standing.ask, now))
        return false;
    const StandingSide& tested = *standing.opposite(leg.side);
    if (tested.heardAt <= order.effectiveAt)
        return false;
    return leg.side == Side::Buy ? tested.price >= *order.stop : tested.price <= *order.stop;
}

} // namespace strikedesk
