// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/risk/PackagePrices.h"

#include "core/instruments/Roots.h"

#include <algorithm>
#include <vector>

namespace strikedesk {

namespace {

std::optional<Price> sidePrice(const Quote& quote, Side side)
{
    const auto& taken = side == Side::Buy ? quote.bid : quote.ask;
    return taken ? std::optional(taken->price) : std::nullopt;
}

} // namespace

Multiplier packageMultiplier(std::span<const PricedLeg> legs)
{
    std::int32_t largest = 1;
    for (const PricedLeg& leg : legs)
        largest = std::max(largest, leg.instrument->multiplier.shares());
    return Multiplier(largest);
}

Price netPaid(std::span<const PricedLeg> legs, std::span<const Price> legPrices)
{
    STRIKEDESK_ASSERT(legs.size() == legPrices.size(), "every leg has a price");
    if (legs.size() == 1)
        return legPrices.front() * signOf(legs.front().leg.side);
    Money total;
    for (std::size_t i = 0; i < legs.size(); ++i) {
        const Quantity quantity = Quantity(legs[i].leg.ratio) * signOf(legs[i].leg.side);
        total += value(legPrices[i], quantity, legs[i].instrument->multiplier);
    }
    return Price::ofUnits(checked::divideHalfEven(total.units(), packageMultiplier(legs).shares()));
}

std::optional<PackagePrices> packagePrices(std::span<const PricedLeg> legs)
{
    std::vector<Price> crossing;
    std::vector<Price> middle;
    std::vector<Price> joining;
    for (const PricedLeg& leg : legs) {
        const auto near = sidePrice(leg.quote, leg.leg.side);
        const auto far = sidePrice(leg.quote, opposite(leg.leg.side));
        if (!near || !far)
            return {};
        crossing.push_back(*far);
        joining.push_back(*near);
        middle.push_back(*leg.quote.mid());
    }
    if (legs.empty())
        return {};
    return PackagePrices {netPaid(legs, crossing), netPaid(legs, middle), netPaid(legs, joining)};
}

TickTable priceTicks(std::span<const PricedLeg> legs)
{
    if (legs.empty())
        return TickTable::penny();
    const Instrument& first = *legs.front().instrument;
    return legs.size() == 1 ? first.ticks : packageTicks(first.underlying);
}

Money packageValue(std::span<const PricedLeg> legs, Price paid, Quantity packages)
{
    const Quantity counted = legs.size() == 1 ? packages * legs.front().leg.ratio : packages;
    return value(paid, counted, packageMultiplier(legs));
}

} // namespace strikedesk
