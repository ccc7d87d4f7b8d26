// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/orders/OrderRequest.h"
#include "core/util/Error.h"

namespace strikedesk {

/// What a trigger, a time, a link or a bracket has to be by itself. `input.trigger`, `input.bracket`,
/// `input.oco_group`, `input.protection`.
[[nodiscard]] Result<void> checkHeldShape(const OrderRequest& request);

/// The order waits for something before it may be sent: for a trigger, a time or another order.
[[nodiscard]] bool waitsForSomething(const OrderRequest& request);
[[nodiscard]] bool isStopType(OrderType type);
/// Every leg closes.
[[nodiscard]] bool onlyCloses(const OrderRequest& request);

/// The trigger that a request has by its own words, or as a stop that no venue holds for us.
[[nodiscard]] std::optional<TriggerTerms> triggerOf(const OrderRequest& request);

/// What is sent once everything it has waited for is there: a stop becomes a marketable limit, a stop limit a
/// limit; what it waited for is gone, its group stays.
[[nodiscard]] OrderRequest releasedRequest(OrderRequest request);

/// The legs the other way round, closing.
[[nodiscard]] std::vector<OrderLeg> closingLegs(const std::vector<OrderLeg>& legs);

} // namespace strikedesk
