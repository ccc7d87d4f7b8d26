// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/Payoff.h"
#include "core/risk/Coverage.h"
#include "core/types/OrderLeg.h"
#include "core/util/Error.h"

#include <cstddef>
#include <span>
#include <vector>

namespace strikedesk {

/// One leg of a roll, per package: what is held and leaves, or is opened.
struct RollTrade
{
    OrderLeg leg;
    const Instrument* instrument = nullptr; ///< A row of the catalogue.
    pricing::PayoffLeg payoff; ///< Of what is held or opened, signed so, at the mark of now as its cost.
};

/// What could be lost from here on, in a form that can be compared.
struct RollRisk
{
    std::optional<Money> maximumLoss; ///< Absent: unlimited.
    Money worst;                      ///< Of the payoff on the spots that states are compared on.
    UncoveredShorts uncovered;

    /// No larger loss, and no more shorts of any kind that nothing covers.
    [[nodiscard]] bool isNoRiskierThan(const RollRisk& other) const;
};

/// A state on the way: what is still held, what is open already, and what stays.
[[nodiscard]] RollRisk rollRisk(std::span<const pricing::PayoffLeg> payoffs,
                                std::span<const ExposureLeg> exposures, std::span<const Price> spots);

/// The fewest packages of at most `legsMost` legs whose every state on the way is no riskier than the start,
/// as places in `trades`: the first such way, packages that close before those that open. One package when
/// all legs fit. `roll.no_way` when there is none, `roll.too_many_legs` beyond rollTradesMost.
inline constexpr std::size_t rollTradesMost = 12;
[[nodiscard]] Result<std::vector<std::vector<std::size_t>>>
splitRoll(std::span<const RollTrade> trades, std::span<const RollTrade> kept, int legsMost);

} // namespace strikedesk
