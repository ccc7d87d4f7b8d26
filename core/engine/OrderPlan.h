// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/GateInputs.h"
#include "core/execution/Walk.h"

#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

/// An order thought through: its market, its first and worst limit, what it is measured against, and the
/// gate's verdict. Nothing has happened yet. Prices are as paid (core/orders/NetPrice.h).
struct OrderPlan
{
    OrderRequest request; ///< With canonical symbols.
    LegMarkets markets;
    std::string structure;       ///< What the opening legs are, else the closing ones.
    std::string closesStructure; ///< Id of the structure whose legs close; empty when nothing closes.
    bool opens = false;
    std::optional<Price> limitPaid;
    std::optional<Price> worstPaid;
    std::optional<Price> arrivalPaid;
    std::string arrivalQuality;              ///< "mid", "model", or why there is none.
    std::vector<SlippageLimitSet> newLimits; ///< Budgets that this order is the first to use.
    SlippageScope scope;
    OrderImpact impact;
    GateVerdict verdict;
};

/// Fails on what cannot be understood (`input.*`); what the gate refuses is in the verdict. Thread: trading.
[[nodiscard]] Result<OrderPlan> planOrder(const DeskContext& context, const Principal& principal,
                                          const OrderRequest& request, PlanDepth depth,
                                          const OrderRecord* replaces = nullptr,
                                          const RollPart* roll = nullptr);

/// The package's fair price now: its mid when every leg's market is young and narrow, else each wide leg at
/// the smile's value held between bid and ask (law 10). Nothing while a leg is not two-sided and young.
struct ArrivalPrice
{
    std::optional<Price> paid;
    std::string quality;
};
[[nodiscard]] ArrivalPrice arrivalPrice(const DeskContext& context, const LegMarkets& markets);

} // namespace strikedesk
