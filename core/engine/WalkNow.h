// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/LegMarkets.h"
#include "core/execution/Walk.h"
#include "core/orders/OrderLedger.h"

namespace strikedesk {

/// What the walk of a working order has to do now, in the market of its legs. Only for orders that have a
/// walk and a worst limit. Thread: trading.
[[nodiscard]] WalkDecision walkNow(const DeskContext& context, const OrderRecord& order,
                                   const LegMarkets& markets);

} // namespace strikedesk
