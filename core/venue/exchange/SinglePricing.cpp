// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/exchange/SinglePricing.h"

#include <algorithm>

namespace strikedesk {
namespace {

bool isWithinLimit(const ExchangeOrder& order, Price price)
{
    if (!order.limit)
        return true;
    return order.legs.front().side == Side::Buy ? price <= *order.limit : price >= *order.limit;
}

// An order that has rested was there first: the market came to it and trades at its limit.
Price tradedAt(const ExchangeOrder& order, Price market)
{
    return order.hasRested && order.limit ? *order.limit : market;
}

PricedExecution executionOf(const ExchangeOrder& order, Price price, std::int64_t left)
{
    PricedExecution execution;
    execution.packages = std::min(order.remaining(), left / order.legs.front().ratio);
    execution.price = price;
    execution.legPrices = {price};
    return execution;
}

std::optional<PricedExecution> atTouch(const ExchangeOrder& order, const ExchangeQuotes& quotes, Instant now)
{
    const ExchangeLeg& leg = order.legs.front();
    const Standing& standing = quotes.at(leg.instrument);
    const std::optional<StandingSide>& touch = standing.opposite(leg.side);
    if (!touch || standing.isCrossed() || quotes.isStale(leg.instrument, *touch, now)
        || touch->heardAt <= order.effectiveAt || !isWithinLimit(order, touch->price))
        return {};
    return executionOf(order, tradedAt(order, touch->price), touch->left);
}

std::optional<PricedExecution> atMid(const ExchangeOrder& order, const ExchangeQuotes& quotes, Instant now)
{
    const ExchangeLeg& leg = order.legs.front();
    const Standing& standing = quotes.at(leg.instrument);
    if (!standing.isTwoSided() || standing.isCrossed() || quotes.isStale(leg.instrument, *standing.bid, now)
        || quotes.isStale(leg.instrument, *standing.ask, now)
        || std::max(standing.bid->heardAt, standing.ask->heardAt) <= order.effectiveAt)
        return {};
    // The middle between two prices on tick, moved against us to a price on tick, at worst the touch.
    const std::int64_t twiceMid = (standing.bid->price + standing.ask->price).units();
    const Price below = Price::ofUnits((twiceMid - (twiceMid % 2 + 2) % 2) / 2);
    const Price above = Price::ofUnits(below.units() + (twiceMid % 2 == 0 ? 0 : 1));
    const TickTable& ticks = quotes.catalogue().at(leg.instrument).ticks;
    const Price mid = leg.side == Side::Buy ? std::min(ticks.roundUp(above), standing.ask->price)
                                            : std::max(ticks.roundDown(below), standing.bid->price);
    if (!isWithinLimit(order, mid))
        return {};
    return executionOf(order, mid, standing.opposite(leg.side)->left);
}

// Trades that were printed: calibrated and optimistic orders take part in one that reached them; a
// pessimistic one only when it went through its limit, because then every order at the limit has traded.
std::optional<PricedExecution> atPrint(const ExchangeOrder& order, const ExchangeQuotes& quotes,
                                       FillModel model)
{
    const ExchangeLeg& leg = order.legs.front();
    const bool isQuoted = quotes.at(leg.instrument).opposite(leg.side).has_value();
    for (std::size_t index = 0; index < quotes.prints().size(); ++index) {
        const StandingPrint& print = quotes.prints()[index];
        if (print.instrument != leg.instrument || print.at <= order.effectiveAt || print.left < leg.ratio
            || !isWithinLimit(order, print.price))
            continue;
        // A market order takes the touch; a print serves it only where nothing is quoted.
        if (!order.limit && isQuoted)
            continue;
        if (model == FillModel::Pessimistic && order.limit
            && (!order.hasRested || print.price == *order.limit))
            continue;
        PricedExecution execution = executionOf(order, tradedAt(order, print.price), print.left);
        execution.print = index;
        return execution;
    }
    return {};
}

} // namespace

std::optional<PricedExecution> priceSingle(const ExchangeOrder& order, const ExchangeQuotes& quotes,
                                           Instant now, FillModel model)
{
    if (model == FillModel::Optimistic) {
        if (auto execution = atMid(order, quotes, now); execution && execution->packages > 0)
            return execution;
    }
    if (auto execution = atTouch(order, quotes, now); execution && execution->packages > 0)
        return execution;
    if (auto execution = atPrint(order, quotes, model); execution && execution->packages > 0)
        return execution;
    return {};
}

} // namespace strikedesk
