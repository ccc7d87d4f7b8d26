// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/orders/OrderRequest.h"
#include "core/risk/AccountMargin.h"
#include "core/risk/PackagePrices.h"
#include "core/types/Money.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace strikedesk {

/// What an order would cost and do, as numbers: computed once, shown by the preview, judged by the gate.
struct OrderImpact
{
    std::optional<PackagePrices> prices; ///< Absent when a leg lacks a side.
    /// Where the order stops, net paid: its limit, the walk's worst, else the natural price. Absent for a
    /// stop, whose price is decided when it triggers.
    std::optional<Price> worstPaid;
    Money cost; ///< At the worst price without fees; negative brings money.
    Money fees;
    Money notional; ///< The larger of what is bought and what is sold, at strikes and stock prices.
    std::optional<Money>
        maximumLoss; ///< Not negative, fees included; absent when it is unlimited or unknown.
    std::optional<Money> maximumGain; ///< Absent when it is unlimited or not known.
    bool isLossUnlimited = false;
    std::string marginProblem; ///< Why the margin cannot be told; empty when it can.
    Money marginBefore;
    Money marginAfter;
    Money buyingPowerBefore;
    Money buyingPowerAfter;
    Money slippageToReserve;
};

/// What the figures of an order are made of.
struct ImpactInput
{
    OrderRequest request;
    std::vector<PricedLeg> legs;      ///< In the order of request.legs.
    std::vector<MarkedLeg> held;      ///< The whole account, net per instrument.
    Spots spots;                      ///< Of every underlying held or ordered, as far as known.
    std::optional<Price> arrivalPaid; ///< What slippage is measured against; absent: the mid.
    Account account;                  ///< With its margin and stock value as they are now.
};

/// All figures of an order. The maximum loss is the larger of two: what its opening legs can lose by
/// themselves (payoff at expiry, its whole price and fees included), and what it adds to the loss of all
/// that is held on the same underlying, so that taking away a cover is seen. What cannot be told is absent.
[[nodiscard]] OrderImpact impactOf(const ImpactInput& input);

/// The worst price of a request in these prices, net paid; see OrderImpact::worstPaid.
[[nodiscard]] std::optional<Price> worstPaidOf(const OrderRequest& request,
                                               const std::optional<PackagePrices>& prices);

/// Fees of `packages` at about the mid, by the published schedule of the simulator (docs/market-rules.md,
/// fees): per contract 0.65 from a premium of 0.10, 0.50 from 0.05, 0.25 below, at least 1.00 an order;
/// per share 0.0035, at least 0.35. An unknown premium counts as the dearest class.
[[nodiscard]] Money estimatedFees(std::span<const PricedLeg> legs, Quantity packages);

/// Strike (or price, for stock) x shares, of the dearer side; an unknown stock price counts nothing.
[[nodiscard]] Money notionalOf(std::span<const PricedLeg> legs, Quantity packages);

} // namespace strikedesk
