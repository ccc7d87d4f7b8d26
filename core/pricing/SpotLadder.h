// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/GridPlan.h"
#include "core/pricing/ScenarioKernel.h"

#include <cstddef>
#include <span>
#include <vector>

namespace strikedesk::pricing::detail {

/// The options of one right and expiry at many spots, volatilities and dates: one solution for each option
/// and volatility is read at all spots and dates.
///
/// The grid stands around the strike and counts in strikes, so that options of different strikes share its
/// nodes (only what a cash dividend is worth differs), the kink of the payoff lies on a node, and a spot
/// beyond its edge is so far from the strike that the best exercise along the forward path is the value.
class SpotLadder
{
public:
    /// `market` is that of the slice, checked (ValuationInputs.h). `dates` are rows of its dates, in order of
    /// time and before the settlement; the sweeps start at the settlement and end at the first of them.
    SpotLadder(const ScenarioSlice& slice, const MarketInputs& market, Right right,
               std::vector<std::size_t> dates);

    /// `options` are rows of the slice with that right. Fills their prices on those dates, but for spots and
    /// volatilities that a grid is not made for.
    void fill(std::span<const std::size_t> options, std::span<double> prices);

private:
    /// An option with one of its volatilities.
    struct Sweep
    {
        std::size_t option = 0; ///< Row of the slice.
        std::size_t shift = 0;
        double volatility = 0;
    };

    [[nodiscard]] double farValue(std::size_t date, std::size_t option, std::size_t spot);
    void solveGroup(std::span<const Sweep> group);
    [[nodiscard]] GridPlans plans() const;
    void runPass(const GridPlans::Pair& plans, std::size_t pass, std::span<const Sweep> group);
    [[nodiscard]] double farthestSpot(std::span<const Sweep> group) const;
    [[nodiscard]] double farthestChoice() const;
    void read(const Sweep& sweep, std::size_t place, std::size_t sets);
    [[nodiscard]] double readAt(double position, std::size_t read, std::size_t place, std::size_t sets) const;

    [[nodiscard]] double leftAt(std::size_t date) const;

    const ScenarioSlice& m_slice;
    MarketInputs m_market;
    Right m_right;
    std::vector<std::size_t> m_dates;
    GridPlans m_plans;
    std::vector<double> m_logSpots;
    std::vector<MarketInputs> m_markets; ///< Per date.
    std::vector<double> m_far; ///< [date][option of the slice][spot]; not finite where not known yet.
    std::span<double> m_prices;
    // Of the group under way.
    GridPlan::Extent m_extent;
    std::size_t m_width = 0;
    std::vector<double> m_ones;
    std::vector<double> m_scales[3];
    std::vector<double> m_volatilities[3];
    std::vector<double> m_work;
    std::vector<double> m_columns[2]; ///< As GridTask::columns, coarse and fine.
};

} // namespace strikedesk::pricing::detail
