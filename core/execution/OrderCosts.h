// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/execution/CostRecord.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace strikedesk {

// What orders have cost against what the market was: pure functions from what the record holds. Every figure
// is signed: a cost is positive, an improvement negative. Dollars with the multiplier in them are exact.
//
//   arrival, decision   (paid - mid then) over what was filled
//   interval, closing   the same against the time-weighted mid of the order's life, and the mid at the close
//   spread paid, drift  arrival cost taken apart at the mid when the fill came: paid - mid, mid - arrival mid
//   effective spread    2 x (paid - mid when filled); quoted spread: bid to ask then, of the same fills
//   realised spread     2 x (paid - mid five minutes later); price impact: 2 x (that mid - mid when filled)
//   opportunity         (mid at the end - decision mid) over what was not filled
//   shortfall           decision cost + opportunity + fees: the order against its paper portfolio
//
// Sources: A. Perold, "The Implementation Shortfall", Journal of Portfolio Management 14(3), 1988; R. Huang
// and H. Stoll, "Dealer versus auction markets", Journal of Financial Economics 41, 1996 (realised spread,
// impact).

/// A cost and what it was measured on. Sums are sums of dollars: a ratio of sums is weighted by notional.
struct CostFigure
{
    Money cost;
    Money notional;              ///< Premium: the leg prices, all positive, of what was measured.
    bool isNotionalWhole = true; ///< False when the premium of a part is not known: then there are no points.
    Quantity contracts;
    int fills = 0;
    int orders = 0;

    [[nodiscard]] bool isKnown() const { return orders > 0; }
    /// Of the notional; nothing when it is not known or nothing.
    [[nodiscard]] std::optional<double> basisPoints() const;
    CostFigure& operator+=(const CostFigure& other);
    friend bool operator==(const CostFigure&, const CostFigure&) = default;
};

/// Every figure that an order, a leg or a group has.
struct CostFigures
{
    CostFigure arrival;
    CostFigure decision;
    CostFigure interval;
    CostFigure closing;
    CostFigure spreadPaid;
    CostFigure drift;
    CostFigure effective;
    CostFigure quoted;
    CostFigure realised;
    CostFigure impact;
    CostFigure opportunity;
    CostFigure shortfall;

    CostFigures& operator+=(const CostFigures& other);
    friend bool operator==(const CostFigures&, const CostFigures&) = default;
};

/// A figure with its name in documents, in the order in which they are shown.
struct CostFigureName
{
    const char* name;
    CostFigure CostFigures::*figure;
};
// clang-format off
inline constexpr CostFigureName costFigureNames[] = {
    {"arrival", &CostFigures::arrival},       {"decision", &CostFigures::decision},
    {"interval", &CostFigures::interval},     {"closing", &CostFigures::closing},
    {"spread_paid", &CostFigures::spreadPaid}, {"drift", &CostFigures::drift},
    {"effective_spread", &CostFigures::effective}, {"quoted_spread", &CostFigures::quoted},
    {"realised_spread", &CostFigures::realised},   {"price_impact", &CostFigures::impact},
    {"opportunity", &CostFigures::opportunity},    {"shortfall", &CostFigures::shortfall},
};
// clang-format on

/// One leg by itself, against its own mids. It knows no decision mid, interval or shortfall: those are of the
/// package that was decided on.
struct LegCosts
{
    CostLeg leg;
    Quantity contracts;
    Money notional;
    std::optional<Price> arrivalMid;
    CostFigures figures;
};

struct OrderCosts
{
    CostedOrderPtr order;
    Quantity filled; ///< Packages that stand.
    Quantity contractsAsked;
    Quantity contractsFilled; ///< Options; of an order for stock alone, shares.
    Money notional;
    Money fees;
    int fills = 0;
    int busts = 0;
    int corrections = 0;
    CostFigures figures;
    /// Contracts and the seconds they took from the order's creation, fill by fill.
    std::vector<std::pair<Quantity, double>> waits;
    std::vector<LegCosts> legs;
};

[[nodiscard]] OrderCosts costsOf(const CostedOrderPtr& order);

} // namespace strikedesk
