// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/risk/OrderImpact.h"

#include "core/orders/NetPrice.h"
#include "core/orders/OrderShape.h"

#include <algorithm>

namespace strikedesk {

namespace {

Money contractFee(const std::optional<Price>& premium)
{
    if (premium && *premium < Price::ofCents(5))
        return Money::ofCents(25);
    if (premium && *premium < Price::ofCents(10))
        return Money::ofCents(50);
    return Money::ofCents(65);
}

} // namespace

std::optional<Price> worstPaidOf(const OrderRequest& request, const std::optional<PackagePrices>& prices)
{
    if (const auto limit = worstLimitOf(request))
        return paidFrom(request.legs, *limit);
    if (request.type == OrderType::Stop || !prices)
        return {};
    return prices->natural;
}

Money estimatedFees(std::span<const PricedLeg> legs, Quantity packages)
{
    constexpr Money shareFee = Money::ofUnits(35);
    Money sum;
    Money least;
    for (const PricedLeg& leg : legs) {
        const bool isOption = leg.instrument.kind == InstrumentKind::Option;
        const Money each = isOption ? contractFee(leg.quote.mid()) : shareFee;
        sum += each * checked::multiply(packages.count(), leg.leg.ratio);
        least = std::max(least, isOption ? Money::ofWhole(1) : Money::ofCents(35));
    }
    return std::max(sum, least);
}

Money notionalOf(std::span<const PricedLeg> legs, Quantity packages)
{
    Money bought;
    Money sold;
    for (const PricedLeg& leg : legs) {
        const auto price
            = leg.instrument.option ? std::optional(leg.instrument.option->strike) : leg.quote.mid();
        if (!price)
            continue;
        Money& side = leg.leg.side == Side::Buy ? bought : sold;
        side += value(*price, packages * leg.leg.ratio, leg.instrument.multiplier);
    }
    return std::max(bought, sold);
}

} // namespace strikedesk
