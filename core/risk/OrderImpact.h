// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/orders/OrderRequest.h"
#include "core/risk/AccountMargin.h"
#include "core/risk/Coverage.h"
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
    /// The margin was not searched: what is said of it is the most that it can be, and that much is there.
    bool isMarginBound = false;
    Money slippageToReserve;
};

/// Margin and stock value of what is held on other underlyings than the order's: an order does not change
/// them, so that nobody has to search them again. `problem`: why they are not known; else empty.
struct MarginElsewhere
{
    Money margin;
    Money stockValue;
    std::string problem;
};

/// What the figures of an order are made of.
struct ImpactInput
{
    OrderRequest request;
    std::vector<PricedLeg> legs; ///< In the order of request.legs.
    std::vector<MarkedLeg> held; ///< On the order's underlyings at least, net per instrument.
    /// Cover that working orders may come to need: the order's own margin is what it adds beside them.
    std::vector<MarkedLeg> working;
    /// Options that a roll takes along into what it opens: they are a part of it, and may cover its shorts.
    std::vector<ExposureLeg> carried;
    MarginElsewhere elsewhere;        ///< Of everything that is not in `held`.
    Spots spots;                      ///< Of every underlying held or ordered, as far as known.
    std::optional<Price> arrivalPaid; ///< What slippage is measured against; absent: the mid.
    Account account;                  ///< With its margin and stock value as they are now.
    /// The margin of a book with the order is the dear figure: when its bound fits into the buying power, it
    /// need not be searched. Only for an account whose margin is known, and where nobody looks at the figure.
    bool isBoundEnough = false;
};

/// All figures of an order. The maximum loss is the larger of two: what its opening legs can lose by
/// themselves (payoff at expiry, its whole price and fees included), and what it adds to the loss of all
/// that is held on the same underlying, so that taking away a cover is seen. What cannot be told is absent.
[[nodiscard]] OrderImpact impactOf(const ImpactInput& input);

/// Buying power that the order takes if it fills at its worst, not negative.
[[nodiscard]] Money takenOfBuyingPower(const ImpactInput& input);

/// The same for options of one underlying that cover each other and have a worst price: that price, the
/// dearest fees and the worst of the payoff at expiry. Never less than what the order can take beside any
/// holdings, so that for an order with a limit it stands until the order changes. Nothing for other orders.
[[nodiscard]] std::optional<Money> takenAlone(const ImpactInput& input);

/// The worst price of a request in these prices, net paid; see OrderImpact::worstPaid.
[[nodiscard]] std::optional<Price> worstPaidOf(const OrderRequest& request,
                                               const std::optional<PackagePrices>& prices);

/// Fees of `packages` at about the mid, by the published schedule of the simulator (docs/market-rules.md,
/// fees): per contract 0.65 from a premium of 0.10, 0.50 from 0.05, 0.25 below, at least 1.00 an order;
/// per share 0.0035, at least 0.35. An unknown premium counts as the dearest class.
[[nodiscard]] Money estimatedFees(std::span<const PricedLeg> legs, Quantity packages);

/// What that schedule takes of one contract or share at this premium, and of an order at least.
[[nodiscard]] Money feeOfOne(const Instrument& instrument, const std::optional<Price>& premium);
[[nodiscard]] Money leastFee(const Instrument& instrument);

/// Strike (or price, for stock) x shares, of the dearer side; an unknown stock price counts nothing.
[[nodiscard]] Money notionalOf(std::span<const PricedLeg> legs, Quantity packages);

} // namespace strikedesk
