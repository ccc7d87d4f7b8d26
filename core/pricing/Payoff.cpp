// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/Payoff.h"

#include "core/pricing/PayoffGroups.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace strikedesk::pricing {
namespace {

using detail::PayoffGroup;

std::int64_t sharesOf(const PayoffLeg& leg)
{
    return checked::multiply(leg.quantity.count(), std::int64_t(leg.multiplier.shares()));
}

/// What the group is worth at a spot, in 1/10,000 dollar, cost not counted.
std::int64_t grossUnits(const PayoffGroup& group, std::int64_t spotUnits)
{
    std::int64_t sum = 0;
    for (const PayoffLeg& leg : group) {
        std::int64_t each = spotUnits;
        if (leg.kind == PayoffLeg::Call)
            each = std::max<std::int64_t>(spotUnits - leg.strike.units(), 0);
        else if (leg.kind == PayoffLeg::Put)
            each = std::max<std::int64_t>(leg.strike.units() - spotUnits, 0);
        sum = checked::add(sum, checked::multiply(sharesOf(leg), each));
    }
    return sum;
}

/// Shares gained per dollar when the spot runs away upwards.
std::int64_t slopeAtInfinity(const PayoffGroup& group)
{
    std::int64_t slope = 0;
    for (const PayoffLeg& leg : group) {
        if (leg.kind != PayoffLeg::Put)
            slope = checked::add(slope, sharesOf(leg));
    }
    return slope;
}

std::vector<std::int64_t> kinksOf(const PayoffGroup& group)
{
    std::vector<std::int64_t> kinks {0};
    for (const PayoffLeg& leg : group) {
        if (leg.kind != PayoffLeg::Stock)
            kinks.push_back(leg.strike.units());
    }
    std::sort(kinks.begin(), kinks.end());
    kinks.erase(std::unique(kinks.begin(), kinks.end()), kinks.end());
    return kinks;
}

std::vector<double> breakEvensOf(const PayoffGroup& group, std::int64_t costUnits)
{
    std::vector<double> found;
    const auto add = [&](double spotUnits) {
        const double spot = spotUnits / double(Price::unitsPerOne);
        if (found.empty() || spot > found.back())
            found.push_back(spot);
    };
    const std::vector<std::int64_t> kinks = kinksOf(group);
    std::int64_t previous = 0;
    std::int64_t previousValue = 0;
    for (std::size_t i = 0; i < kinks.size(); ++i) {
        const std::int64_t value = checked::subtract(grossUnits(group, kinks[i]), costUnits);
        if (i > 0 && ((previousValue < 0 && value > 0) || (previousValue > 0 && value < 0)))
            add(double(previous)
                + double(kinks[i] - previous) * double(previousValue)
                    / (double(previousValue) - double(value)));
        if (value == 0)
            add(double(kinks[i]));
        previous = kinks[i];
        previousValue = value;
    }
    const std::int64_t slope = slopeAtInfinity(group);
    if ((slope > 0 && previousValue < 0) || (slope < 0 && previousValue > 0))
        add(double(previous) - double(previousValue) / double(slope));
    return found;
}

/// Every intermediate sum must fit 64 bits; the legs come from orders and files.
Result<void> checkSize(std::span<const PayoffLeg> legs)
{
    double highest = 1;
    double shares = 0;
    double cost = 0;
    for (const PayoffLeg& leg : legs) {
        if (leg.strike.isNegative())
            return fail("pricing.bad_input",
                        fmt::format("Expected a strike of at least 0, found {}.", leg.strike.text()));
        highest = std::max(highest, double(leg.strike.units()));
        shares += std::fabs(double(leg.quantity.count())) * leg.multiplier.shares();
        cost += std::fabs(double(leg.cost.units()));
    }
    constexpr double limit = 4e18;
    if (highest * shares + cost > limit)
        return fail("pricing.bad_input",
                    fmt::format("Expected legs worth less than {} dollars, found {}.", limit / 1e4,
                                (highest * shares + cost) / 1e4));
    return {};
}

} // namespace

Money payoffAt(std::span<const PayoffLeg> legs, Price spot)
{
    std::int64_t cost = 0;
    for (const PayoffLeg& leg : legs)
        cost = checked::add(cost, leg.cost.units());
    const PayoffGroup all(legs.begin(), legs.end());
    return Money::ofUnits(checked::subtract(grossUnits(all, spot.units()), cost));
}

Result<PayoffProfile> payoffProfile(std::span<const PayoffLeg> legs)
{
    if (const auto sized = checkSize(legs); !sized)
        return fail(sized.error());
    std::int64_t cost = 0;
    for (const PayoffLeg& leg : legs)
        cost = checked::add(cost, leg.cost.units());

    const std::vector<PayoffGroup> groups = detail::payoffGroups(legs);
    PayoffProfile profile;
    profile.isMixedExpiry = detail::hasSeveralExpiries(legs);
    bool isLossUnlimited = false;
    bool isGainUnlimited = false;
    std::int64_t worst = -cost;
    std::int64_t best = -cost;
    for (const PayoffGroup& group : groups) {
        const std::vector<std::int64_t> kinks = kinksOf(group);
        std::int64_t low = grossUnits(group, kinks.front());
        std::int64_t high = low;
        for (const std::int64_t kink : kinks) {
            const std::int64_t gross = grossUnits(group, kink);
            low = std::min(low, gross);
            high = std::max(high, gross);
        }
        worst = checked::add(worst, low);
        best = checked::add(best, high);
        isLossUnlimited = isLossUnlimited || slopeAtInfinity(group) < 0;
        isGainUnlimited = isGainUnlimited || slopeAtInfinity(group) > 0;
    }
    if (!isLossUnlimited)
        profile.maximumLoss = Money::ofUnits(std::max<std::int64_t>(-worst, 0));
    if (!isGainUnlimited)
        profile.maximumGain = Money::ofUnits(std::max<std::int64_t>(best, 0));
    if (groups.size() == 1)
        profile.breakEvens = breakEvensOf(groups.front(), cost);
    return profile;
}

} // namespace strikedesk::pricing
