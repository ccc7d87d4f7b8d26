// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/orders/OrderLifecycle.h"
#include "core/types/Money.h"
#include "core/util/Error.h"

namespace strikedesk {

/// State and filled quantity of one order, moved on by events only: the two cannot contradict each other.
struct OrderProgress
{
    OrderState state = OrderState::Intent;
    Quantity total;  ///< Packages, what has been filled included.
    Quantity filled; ///< Only ever grows.

    /// Moves on by an event without a fill. `order.illegal_transition` leaves everything as it was.
    [[nodiscard]] Result<OrderState> advance(OrderEvent event);
    /// Takes a fill of `quantity` packages. `order.overfill` and `order.illegal_transition` leave everything
    /// as it was; the fill itself still belongs to the portfolio, and the desk has a difference to explain.
    [[nodiscard]] Result<OrderState> fill(Quantity quantity);

    [[nodiscard]] Quantity remaining() const { return total - filled; }
    friend bool operator==(const OrderProgress&, const OrderProgress&) = default;
};

} // namespace strikedesk
