// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/orders/OrderRequest.h"
#include "core/orders/OrderState.h"

#include <optional>
#include <string_view>

namespace strikedesk {

// The API's spelling of every enumerated word of an order, both ways. A word that is not listed is nobody's
// default: the answer is empty. nameOf(OrderState) is declared beside its enum.

[[nodiscard]] std::string_view nameOf(OrderType type);          ///< "limit", "marketable_limit", "walk" …
[[nodiscard]] std::string_view nameOf(TimeInForce timeInForce); ///< "day", "gtc", "gtd", "ioc".

[[nodiscard]] std::optional<OrderState> orderStateFrom(std::string_view name);
[[nodiscard]] std::optional<OrderType> orderTypeFrom(std::string_view name);
[[nodiscard]] std::optional<TimeInForce> timeInForceFrom(std::string_view name);
[[nodiscard]] std::optional<Side> sideFrom(std::string_view name);
[[nodiscard]] std::optional<PositionEffect> positionEffectFrom(std::string_view name);

} // namespace strikedesk
