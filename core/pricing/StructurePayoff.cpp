// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/StructurePayoff.h"

#include "core/instruments/TradingCalendar.h"

#include <chrono>

namespace strikedesk::pricing {

std::vector<PayoffLeg> payoffLegs(std::span<const StructureLeg> legs, Money cost)
{
    using namespace std::chrono_literals;
    std::vector<PayoffLeg> priced;
    for (const StructureLeg& leg : legs) {
        PayoffLeg& added = priced.emplace_back();
        added.quantity = Quantity(leg.quantity);
        if (leg.isStock) {
            added.kind = PayoffLeg::Stock;
            added.multiplier = Multiplier(1);
            continue;
        }
        added.kind = leg.right == Right::Call ? PayoffLeg::Call : PayoffLeg::Put;
        added.strike = leg.strike;
        added.multiplier = Multiplier(std::int32_t(leg.sharesPerContract));
        const bool isAtOpen = leg.settlement == SettlementTime::Am;
        added.expiresAt = newYorkTime(leg.expiry, isAtOpen ? 9h + 30min : 16h + 0min);
    }
    if (!priced.empty())
        priced.front().cost = cost;
    return priced;
}

} // namespace strikedesk::pricing
