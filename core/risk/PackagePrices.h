// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Catalogue.h"
#include "core/market/Quote.h"
#include "core/types/OrderLeg.h"

#include <optional>
#include <span>

namespace strikedesk {

/// One leg of an order with what is known of its market at the decision.
struct PricedLeg
{
    OrderLeg leg;
    const Instrument* instrument = nullptr; ///< A row of the catalogue.
    Quote quote;
    QuoteQuality quality;
};

/// Net prices of one package as *paid* (core/orders/NetPrice.h): a buy positive, a sell negative, so that up
/// is always worse for us.
struct PackagePrices
{
    Price natural; ///< Crosses every leg: buys at the ask, sells at the bid.
    Price mid;
    Price passive; ///< Joins every leg: buys at the bid, sells at the ask.

    [[nodiscard]] Price spread() const { return natural - passive; } ///< Negative when crossed.
    friend bool operator==(const PackagePrices&, const PackagePrices&) = default;
};

/// Dollars per package for one dollar of net price: for several legs the largest multiplier of the options
/// among them (1 when all are stock), for one leg its own.
[[nodiscard]] Multiplier packageMultiplier(std::span<const PricedLeg> legs);

/// The net price of leg prices, each with its side and ratio, over the package's multiplier, half to even
/// where a stock leg does not divide.
[[nodiscard]] Price netPaid(std::span<const PricedLeg> legs, std::span<const Price> legPrices);

/// Nothing when any leg lacks a side: a package with an absent price has none. Stale and crossed quotes still
/// have prices; whether they may be used is the gate's decision.
[[nodiscard]] std::optional<PackagePrices> packagePrices(std::span<const PricedLeg> legs);

/// The ticks that the order's price moves in: the leg's own, or those of a package on this underlying.
[[nodiscard]] TickTable priceTicks(std::span<const PricedLeg> legs);

/// What filling `packages` at `paid` costs (negative: brings).
[[nodiscard]] Money packageValue(std::span<const PricedLeg> legs, Price paid, Quantity packages);

} // namespace strikedesk
