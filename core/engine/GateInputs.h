// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskCommands.h"
#include "core/engine/LegMarkets.h"
#include "core/risk/RiskGate.h"

#include <string>
#include <vector>

namespace strikedesk {

// What the risk gate looks at, gathered from the desk. Thread: trading.

/// Everything the account holds, net per instrument, with what working orders may still close of it.
[[nodiscard]] std::vector<HeldLeg> heldAccount(const DeskContext& context);

/// Cash, margin and what working orders take at their worst.
[[nodiscard]] Account accountNow(const DeskContext& context);

/// What an order would cost and do. `limitPaid`: the first working limit, for what has to be reserved at
/// once.
[[nodiscard]] OrderImpact impactNow(const DeskContext& context, const OrderRequest& request,
                                    const LegMarkets& markets, std::optional<Price> limitPaid,
                                    std::optional<Price> arrivalPaid);

/// The levels an order spends slippage at.
[[nodiscard]] SlippageScope slippageScopeOf(const DeskContext& context, const OrderRequest& request,
                                            const std::string& actor, bool isReducing);

/// All of it for one order.
[[nodiscard]] GateInput gateInputFor(const DeskContext& context, const std::string& actor,
                                     const OrderRequest& request, const LegMarkets& markets,
                                     std::optional<Price> limitPaid, std::optional<Price> arrivalPaid);

} // namespace strikedesk
