// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/positions/RollCandidates.h"
#include "core/util/Random.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <vector>

namespace strikedesk {

/// A market for rolls without a desk: expiries a week apart, strikes at equal steps, prices that fall with
/// the distance from the money and grow with time, deltas that fall from 1 to 0.
struct RollMarketCase
{
    double spot = 100;
    int lowest = 50;
    int highest = 150;
    int step = 1;
    int expiries = 10;

    static Date expiryAfter(int days)
    {
        return std::chrono::sys_days(std::chrono::year {2026} / 3 / 2) + std::chrono::days(days);
    }

    [[nodiscard]] double worth(Right right, double strike, int days) const
    {
        const double inside = right == Right::Call ? spot - strike : strike - spot;
        const double time = 0.4 * spot * 0.3 * std::sqrt(days / 365.0);
        return std::max(0.0, inside) + time * std::exp(-std::abs(inside) / (spot * 0.1));
    }
    [[nodiscard]] double delta(Right right, double strike, int days) const
    {
        const double spread = spot * 0.3 * std::sqrt(std::max(1, days) / 365.0);
        const double call = 1 / (1 + std::exp((strike - spot) * 1.7 / spread));
        return right == Right::Call ? call : call - 1;
    }
    [[nodiscard]] RollContract contract(std::uint32_t id, Right right, Price strike, int days) const
    {
        RollContract one;
        one.id = id;
        one.right = right;
        one.strike = strike;
        const Price mid = Price::ofCents(5 + 5 * std::lround(worth(right, strike.toDouble(), days) * 20));
        one.bid = mid - Price::ofCents(5);
        one.ask = mid + Price::ofCents(5);
        one.isTradable = true;
        return one;
    }
    /// 7, 14, 21 … days; ids from 1.
    [[nodiscard]] std::vector<RollExpiry> universe() const
    {
        std::vector<RollExpiry> all;
        std::uint32_t id = 0;
        for (int week = 1; week <= expiries; ++week) {
            RollExpiry expiry {
                expiryAfter(7 * week), "ACME", 7 * week, Instant {std::chrono::hours {24 * 7 * week}}, {}};
            for (int strike = lowest; strike <= highest; strike += step) {
                for (const Right right : {Right::Call, Right::Put})
                    expiry.contracts.push_back(contract(++id, right, Price::ofWhole(strike), expiry.days));
            }
            all.push_back(std::move(expiry));
        }
        return all;
    }
    [[nodiscard]] RollDelta deltas() const
    {
        return [*this](const RollExpiry& expiry, const RollContract& one) {
            return std::optional(delta(one.right, one.strike.toDouble(), expiry.days));
        };
    }
    /// Legs of the expiry after `days`, which is listed.
    [[nodiscard]] RollPosition position(const std::vector<StructureLeg>& legs, int days,
                                        const std::vector<RollExpiry>& all) const
    {
        RollPosition position;
        position.expiry = expiryAfter(days);
        position.settlesAt = Instant {std::chrono::hours {24 * days}};
        position.spot = Price::nearest(spot);
        position.reference = position.spot;
        position.slippageShare = 0.5;
        position.candidatesMost = 1'000;
        for (const StructureLeg& leg : legs) {
            if (leg.isStock) {
                KeptLeg kept;
                kept.payoff.kind = pricing::PayoffLeg::Stock;
                kept.payoff.quantity = Quantity(leg.quantity);
                kept.payoff.multiplier = Multiplier(1);
                kept.payoff.cost = value(*position.spot, Quantity(leg.quantity), Multiplier(1));
                position.kept.push_back(kept);
                continue;
            }
            RolledLeg rolled;
            rolled.held = contract(0, leg.right, leg.strike, days);
            for (const RollExpiry& expiry : all) {
                for (const RollContract& one : expiry.contracts) {
                    if (expiry.days == days && one.strike == leg.strike && one.right == leg.right)
                        rolled.held = one;
                }
            }
            rolled.ratio = leg.quantity;
            rolled.delta = delta(leg.right, leg.strike.toDouble(), days);
            position.legs.push_back(rolled);
        }
        return position;
    }
};

} // namespace strikedesk
