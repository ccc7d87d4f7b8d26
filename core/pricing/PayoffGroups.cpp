// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/PayoffGroups.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <set>

namespace strikedesk::pricing::detail {
namespace {

std::set<Instant> optionExpiries(std::span<const PayoffLeg> legs)
{
    std::set<Instant> expiries;
    for (const PayoffLeg& leg : legs) {
        if (leg.kind != PayoffLeg::Stock && !leg.quantity.isZero())
            expiries.insert(leg.expiresAt);
    }
    return expiries;
}

PayoffLeg partOf(const PayoffLeg& leg, std::int64_t count)
{
    PayoffLeg part = leg;
    part.quantity = Quantity(count);
    part.cost = Money();
    return part;
}

/// Short contracts of a right, in shares, that the longs in the same group do not cover.
std::int64_t uncoveredShares(const PayoffGroup& group, PayoffLeg::Kind kind)
{
    std::int64_t shares = 0;
    for (const PayoffLeg& leg : group) {
        if (leg.kind == kind)
            shares = checked::add(shares, checked::multiply(leg.quantity.count(), leg.multiplier.shares()));
    }
    return std::max<std::int64_t>(-shares, 0);
}

/// Moves up to the uncovered number from the long legs left into the group.
void drawLongs(PayoffGroup& group, std::vector<PayoffLeg>& left, Instant expiry, PayoffLeg::Kind kind)
{
    for (PayoffLeg& leg : left) {
        const std::int64_t missing = uncoveredShares(group, kind);
        if (missing == 0)
            return;
        if (leg.kind != kind || !leg.quantity.isPositive() || leg.expiresAt <= expiry)
            continue;
        const std::int64_t wanted = missing / leg.multiplier.shares();
        const std::int64_t drawn = std::min(wanted, leg.quantity.count());
        if (drawn == 0)
            continue;
        group.push_back(partOf(leg, drawn));
        leg.quantity = leg.quantity - Quantity(drawn);
    }
}

void drawStock(PayoffGroup& group, std::vector<PayoffLeg>& left)
{
    for (PayoffLeg& leg : left) {
        if (leg.kind != PayoffLeg::Stock || leg.quantity.isZero())
            continue;
        const bool isLong = leg.quantity.isPositive();
        std::int64_t held = 0;
        for (const PayoffLeg& other : group) {
            if (other.kind == PayoffLeg::Stock)
                held += std::abs(other.quantity.count());
        }
        const std::int64_t missing = uncoveredShares(group, isLong ? PayoffLeg::Call : PayoffLeg::Put) - held;
        const std::int64_t drawn = std::min(missing, std::abs(leg.quantity.count()));
        if (drawn <= 0)
            continue;
        const std::int64_t count = isLong ? drawn : -drawn;
        group.push_back(partOf(leg, count));
        leg.quantity = leg.quantity - Quantity(count);
    }
}

} // namespace

bool hasSeveralExpiries(std::span<const PayoffLeg> legs)
{
    return optionExpiries(legs).size() > 1;
}

std::vector<PayoffGroup> payoffGroups(std::span<const PayoffLeg> legs)
{
    if (!hasSeveralExpiries(legs))
        return {PayoffGroup(legs.begin(), legs.end())};

    std::vector<PayoffLeg> left(legs.begin(), legs.end());
    // The next to expire first, and among those the strike that covers best.
    std::stable_sort(left.begin(), left.end(), [](const PayoffLeg& a, const PayoffLeg& b) {
        if (a.expiresAt != b.expiresAt)
            return a.expiresAt < b.expiresAt;
        return a.kind == PayoffLeg::Put && b.kind == PayoffLeg::Put ? a.strike > b.strike
                                                                    : a.strike < b.strike;
    });
    std::vector<PayoffGroup> groups;
    for (const Instant expiry : optionExpiries(legs)) {
        PayoffGroup group;
        for (PayoffLeg& leg : left) {
            if (leg.kind == PayoffLeg::Stock || leg.expiresAt != expiry || leg.quantity.isZero())
                continue;
            group.push_back(partOf(leg, leg.quantity.count()));
            leg.quantity = Quantity();
        }
        drawLongs(group, left, expiry, PayoffLeg::Call);
        drawLongs(group, left, expiry, PayoffLeg::Put);
        drawStock(group, left);
        if (!group.empty()) // its legs may all cover an earlier short
            groups.push_back(std::move(group));
    }
    PayoffGroup stock;
    std::copy_if(left.begin(), left.end(), std::back_inserter(stock),
                 [](const PayoffLeg& leg) { return !leg.quantity.isZero(); });
    if (!stock.empty())
        groups.push_back(std::move(stock));
    return groups;
}

} // namespace strikedesk::pricing::detail
