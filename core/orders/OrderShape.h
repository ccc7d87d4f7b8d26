// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/orders/OrderRequest.h"
#include "core/util/Error.h"

#include <cstdint>

namespace strikedesk {

/// The bounds that keep every later sum of money inside 64 bits: what arithmetic checks as an invariant is
/// refused here as input.
struct OrderBounds
{
    static constexpr std::size_t legsMax = 8;
    static constexpr std::int64_t contractsMax = 1'000'000; ///< Contracts or shares of one leg in one order.
    static constexpr Price priceMax = Price::ofWhole(1'000'000);
    static constexpr Money slippageMax = Money::ofWhole(1'000'000'000);
    static constexpr int stepTicksMax = 100;
    static constexpr int walkStepsMax = 100;
    static constexpr int confirmationsMax = 100;
    static constexpr std::chrono::seconds waitMax {24 * 60 * 60};
};

/// True when the request makes sense by itself: legs, counts, and the prices its type needs and no others.
/// Whoever builds a request (a document, the ticket, a session) passes here before the gate sees it.
/// `input.legs`, `input.ratio`, `input.quantity`, `input.limit`, `input.stop`, `input.walk`,
/// `input.time_in_force`, `input.good_till`, `input.slippage_limit`, and what checkHeldShape() refuses.
[[nodiscard]] Result<void> checkShape(const OrderRequest& request);

/// The part of it that a walk has to pass by itself. `input.walk`.
[[nodiscard]] Result<void> checkWalkTerms(const WalkTerms& walk);

/// The worst price the person named: the walk's, else the limit; nothing when the market decides.
[[nodiscard]] std::optional<Price> worstLimitOf(const OrderRequest& request);

} // namespace strikedesk
