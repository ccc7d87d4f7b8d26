// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/MarginRules.h"

#include <algorithm>

namespace strikedesk::pricing::detail {
namespace {

std::int64_t percentOf(std::int64_t units, std::int64_t percent)
{
    return checked::divideHalfEven(checked::multiply(units, percent), 100);
}

std::int64_t callDepth(const MarginLeg& call, const MarginMarket& market)
{
    return std::max<std::int64_t>(market.spotUnits - call.strike.units(), 0);
}

std::int64_t putDepth(const MarginLeg& put, const MarginMarket& market)
{
    return std::max<std::int64_t>(put.strike.units() - market.spotUnits, 0);
}

/// Per share, what must be kept for stock that options share; see docs/pricing.md for each source.
std::int64_t maintenancePerShare(MarginStructure structure, bool isLong, const MarginLeg* call,
                                 const MarginLeg* put, const MarginMarket& market)
{
    const std::int64_t spot = market.spotUnits;
    switch (structure) {
    case MarginStructure::CoveredCall:
        return percentOf(std::min(spot, call->strike.units()), 25) + callDepth(*call, market);
    case MarginStructure::CoveredPut: return percentOf(spot, 30) + putDepth(*put, market);
    case MarginStructure::ProtectivePut: {
        const std::int64_t outOfTheMoney = std::max<std::int64_t>(spot - put->strike.units(), 0);
        return std::min(percentOf(put->strike.units(), 10) + outOfTheMoney, percentOf(spot, 25));
    }
    case MarginStructure::ProtectiveCall: {
        const std::int64_t outOfTheMoney = std::max<std::int64_t>(call->strike.units() - spot, 0);
        return std::min(percentOf(call->strike.units(), 10) + outOfTheMoney, percentOf(spot, 30));
    }
    case MarginStructure::Collar: {
        const std::int64_t outOfTheMoney = std::max<std::int64_t>(spot - put->strike.units(), 0);
        return std::min(percentOf(put->strike.units(), 10) + outOfTheMoney,
                        percentOf(call->strike.units(), 25))
            + callDepth(*call, market);
    }
    case MarginStructure::Conversion: return percentOf(put->strike.units(), 10) + callDepth(*call, market);
    case MarginStructure::ReverseConversion:
        return percentOf(put->strike.units(), 10) + putDepth(*put, market);
    case MarginStructure::Stock:
    case MarginStructure::Options:
    case MarginStructure::NakedShort:
    case MarginStructure::ShortStraddle: break;
    }
    return percentOf(spot, isLong ? 25 : 30);
}

} // namespace

MarginAmount& MarginAmount::operator+=(const MarginAmount& other)
{
    initial = checked::add(initial, other.initial);
    maintenance = checked::add(maintenance, other.maintenance);
    return *this;
}

MarginAmount MarginAmount::operator*(std::int64_t count) const
{
    return {checked::multiply(initial, count), checked::multiply(maintenance, count)};
}

NakedRequirement nakedRequirement(const MarginLeg& leg, const MarginMarket& market)
{
    const std::int64_t shares = leg.multiplier.shares();
    const std::int64_t spot = market.spotUnits;
    const std::int64_t strike = leg.strike.units();
    const bool isCall = leg.kind == MarginLeg::Call;
    const std::int64_t outOfTheMoney = std::max<std::int64_t>(isCall ? strike - spot : spot - strike, 0);
    const std::int64_t share = checked::multiply(spot, shares);
    const std::int64_t full = checked::subtract(percentOf(share, market.isBroadIndex ? 15 : 20),
                                                checked::multiply(outOfTheMoney, shares));
    const std::int64_t floor = percentOf(isCall ? share : checked::multiply(strike, shares), 10);
    return {checked::multiply(leg.mark.units(), shares), std::max(full, floor)};
}

MarginAmount stockRequirement(MarginStructure structure, bool isLong, std::int64_t shares,
                              const MarginLeg* call, const MarginLeg* put, const MarginMarket& market)
{
    const std::int64_t keep
        = checked::multiply(maintenancePerShare(structure, isLong, call, put, market), shares);
    const std::int64_t open = percentOf(checked::multiply(market.spotUnits, shares), 50);
    return {std::max(open, keep), keep};
}

} // namespace strikedesk::pricing::detail
