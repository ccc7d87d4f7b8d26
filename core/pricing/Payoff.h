// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Money.h"
#include "core/util/Error.h"
#include "core/util/Instant.h"

#include <optional>
#include <span>
#include <vector>

namespace strikedesk::pricing {

struct PayoffLeg
{
    enum Kind { Call, Put, Stock };

    Kind kind = Call;
    Price strike;                ///< Of options only.
    Quantity quantity;           ///< Contracts or shares, short is negative.
    Multiplier multiplier {100}; ///< 1 for stock.
    Money cost;                  ///< Of the whole leg: positive was paid, negative received.
    Instant expiresAt {};        ///< Legs with different instants are treated by the conservative rule below.
};

/// What a set of legs can win and lose by expiry, exact to 1/10,000 dollar, cost included.
///
/// With one expiry this is the payoff itself. With several it is a bound: each expiry may meet its own worst
/// spot; a long that expires no earlier than a short of the same right covers it and counts with its
/// intrinsic value at that short's expiry; a long that expires earlier does not cover it. The gain then
/// leaves out what time value the longer legs keep.
struct PayoffProfile
{
    std::optional<Money> maximumLoss; ///< Not negative; nothing when it is unlimited.
    std::optional<Money> maximumGain; ///< Not negative; nothing when it is unlimited.
    std::vector<double> breakEvens;   ///< Spots, ascending; empty when there are several expiries at work.
    bool isMixedExpiry = false;

    [[nodiscard]] bool isLossUnlimited() const { return !maximumLoss; }
};

/// `pricing.bad_input` when the legs are so large that exact money would overflow.
[[nodiscard]] Result<PayoffProfile> payoffProfile(std::span<const PayoffLeg> legs);

/// Profit or loss when every leg is exercised, expires or is sold at this spot. For legs payoffProfile()
/// accepts.
[[nodiscard]] Money payoffAt(std::span<const PayoffLeg> legs, Price spot);

} // namespace strikedesk::pricing
