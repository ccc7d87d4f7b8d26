// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/risk/PriceCollar.h"

#include <algorithm>

namespace strikedesk {
namespace {

// Whole ticks only: a division in floating point misses the boundary for about one price in a hundred.
std::int64_t ticksIn(Price distance, Price tick)
{
    return distance.units() / tick.units();
}

Price percentOf(Price price, std::int64_t percent)
{
    return Price::ofUnits(checked::multiply(absolute(price).units(), percent) / 100);
}

// What the legs allow by themselves: each its own part of its mid, its own ticks, its own spread.
Price legsAllowance(std::span<const PricedLeg> legs, const Limits& limits)
{
    Money sum;
    for (const PricedLeg& leg : legs) {
        const Price mid = *leg.quote.mid();
        const Price spread = absolute(leg.quote.ask->price - leg.quote.bid->price);
        const Price tick = leg.instrument->ticks.tickAt(mid);
        const Price reach = std::max({percentOf(mid, limits.at(LimitId::CollarPercent)),
                                      tick * limits.at(LimitId::CollarTicks),
                                      percentOf(spread, limits.at(LimitId::CollarSpreadPercent))});
        sum += value(reach, Quantity(leg.leg.ratio), leg.instrument->multiplier);
    }
    return Price::ofUnits(sum.units() / packageMultiplier(legs).shares());
}

} // namespace

PriceCollar priceCollar(std::span<const PricedLeg> legs, const PackagePrices& prices, const Limits& limits)
{
    const Price tick = priceTicks(legs).tickAt(prices.mid);
    const Price spread = absolute(prices.spread());
    const Price bySpread = percentOf(spread, limits.at(LimitId::CollarSpreadPercent));
    const Price byMid = percentOf(prices.mid, limits.at(LimitId::CollarPercent));
    return {std::max({limits.at(LimitId::CollarTicks), ticksIn(byMid, tick),
                      ticksIn(bySpread + tick - Price::ofUnits(1), tick)}),
            legsAllowance(legs, limits)};
}

std::int64_t ticksFromMid(std::span<const PricedLeg> legs, const PackagePrices& prices, Price worstPaid)
{
    const Price tick = priceTicks(legs).tickAt(prices.mid);
    const Price distance = worstPaid - prices.mid;
    return distance.isPositive() ? ticksIn(distance + tick - Price::ofUnits(1), tick) : 0;
}

std::optional<Price> collarBound(std::span<const PricedLeg> legs, const PackagePrices& prices,
                                 const Limits& limits)
{
    for (const LimitId id : {LimitId::CollarPercent, LimitId::CollarTicks, LimitId::CollarSpreadPercent}) {
        if (!limits.find(id))
            return {};
    }
    const PriceCollar collar = priceCollar(legs, prices, limits);
    const TickTable ticks = priceTicks(legs);
    Price most = prices.mid + ticks.tickAt(prices.mid) * collar.ticks;
    if (legs.size() > 1)
        most = std::min(most, prices.mid + std::max(collar.legs, prices.natural - prices.mid));
    return ticks.roundDown(most);
}

} // namespace strikedesk
