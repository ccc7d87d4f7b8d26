// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/risk/Limits.h"
#include "core/risk/PackagePrices.h"

#include <cstdint>
#include <optional>
#include <span>

namespace strikedesk {

/// How far from the mid an order's worst price may be. Whole ticks only.
struct PriceCollar
{
    std::int64_t ticks = 0; ///< From mid, towards worse: part of the mid, ticks or spread, whichever is most.
    Price legs; ///< What the legs of a package allow by themselves, and never less than the natural.
};

/// Every leg is quoted on both sides, and the limits of the collar are set.
[[nodiscard]] PriceCollar priceCollar(std::span<const PricedLeg> legs, const PackagePrices& prices,
                                      const Limits& limits);

/// Ticks from mid to `worstPaid`, those begun included; 0 when it is better than mid.
[[nodiscard]] std::int64_t ticksFromMid(std::span<const PricedLeg> legs, const PackagePrices& prices,
                                        Price worstPaid);

/// The most that an order may pay inside the collar, on a tick; nothing where the collar is not set or a leg
/// lacks a side.
[[nodiscard]] std::optional<Price> collarBound(std::span<const PricedLeg> legs, const PackagePrices& prices,
                                               const Limits& limits);

} // namespace strikedesk
