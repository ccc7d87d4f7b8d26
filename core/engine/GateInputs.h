// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskCommands.h"
#include "core/engine/LegMarkets.h"
#include "core/risk/RiskGate.h"

#include <string>
#include <vector>

namespace strikedesk {

// What the risk gate looks at, gathered from the desk. Thread: trading.

/// How much has to be known of an order: its verdict, or every figure of it as well. Both verdicts are the
/// same; a bound answers the first where it can (ImpactInput::isBoundEnough).
enum class PlanDepth { Verdict, Figures };

/// Who asks for what, with the market that was found for it.
struct GateAsk
{
    const Principal& principal;
    const OrderRequest& request;
    const LegMarkets& markets;
    std::optional<Price> limitPaid;
    std::optional<Price> arrivalPaid;
    PlanDepth depth = PlanDepth::Figures;
    const OrderRecord* replaces = nullptr; ///< The working order that this one takes the place of.
    const RollPart* roll = nullptr;        ///< That the order is a part of.
};

/// Cash, margin and what working orders take at their worst.
[[nodiscard]] Account accountNow(const DeskContext& context);

/// The levels an order spends slippage at.
[[nodiscard]] SlippageScope slippageScopeOf(const DeskContext& context, const OrderRequest& request,
                                            const std::string& actor, bool isReducing);

/// All of it for one order.
[[nodiscard]] GateInput gateInputFor(const DeskContext& context, const GateAsk& ask);

} // namespace strikedesk
