// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/Valuation.h"
#include "core/pricing/lanes/KernelTable.h"

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace strikedesk::pricing::detail {

/// How fine the two grids are.
struct GridSize
{
    int halfNodes = 0; ///< Nodes on each side of the spot, on the coarser of the two grids.
    int steps = 0; ///< Over the whole life on the coarser one; each stretch between ex-dates gets its share.
    double width = 0;  ///< Standard deviations covered on each side.
    int wildSteps = 0; ///< In place of `steps` where the total deviation is large; 0: no others.

    [[nodiscard]] static GridSize forAccuracy(Accuracy accuracy);
};

/// What vega and rho are differences of: on one grid, with one exercise rule, its errors cancel, so the steps
/// can be small.
inline constexpr double gridVolatilityStep = 1e-4; ///< Relative.
inline constexpr double gridRateStep = 1e-6;

/// What the options of one underlying, expiry and right share on a grid: the times, and what far nodes are
/// worth at each. Cash dividends are positive, sorted, and lie in (0, years].
class GridPlan
{
public:
    /// `reads` are times to expiry in (0, years], ascending, at which the solution is wanted as well.
    GridPlan(const MarketInputs& market, ExerciseStyle style, Right right, double years, const GridSize& size,
             int refinement, std::span<const double> reads = {});

    /// How wide the grids are and how many nodes they have.
    struct Extent
    {
        double reach = 0;  ///< Half the width in log spot.
        int halfNodes = 0; ///< On the coarser of the two grids.

        [[nodiscard]] double coarseSpacing() const { return reach / halfNodes; }
    };
    /// For the largest volatility on them, around `centre`; `farthest` is a distance that has to be on the
    /// grid, which takes more nodes where it is far out.
    [[nodiscard]] Extent extentFor(double volatility, double centre, double farthest = 0) const;
    /// Everything of a task but its options, variants, window and memory; centred on the spot.
    [[nodiscard]] GridTask task(double rate, const Extent& extent) const;
    [[nodiscard]] const GridFarValue* far(bool isRateMoved) const
    {
        return isRateMoved ? m_movedFar.data() : m_far.data();
    }

private:
    /// A time at which a stretch ends.
    struct Mark
    {
        double time = 0;
        double dividend = 0;
        bool isRead = false;
    };
    [[nodiscard]] static std::vector<Mark> marksOf(const MarketInputs& market, double years,
                                                   std::span<const double> reads);
    /// `damped` steps are taken as two fully implicit halves each.
    void addStretch(const MarketInputs& market, double from, double to, int steps, int damped);
    /// Candidates at a time to expiry; answers where they begin.
    int addFarValues(const MarketInputs& market, double time);

    ExerciseStyle m_style;
    Right m_right;
    double m_spot;
    double m_yield;
    double m_years;
    double m_drift;
    double m_paid;
    double m_width;
    int m_halfNodes;
    int m_refinement;
    bool m_exercisesBetween;
    std::vector<GridStretch> m_stretches;
    std::vector<GridSolve> m_solves;
    std::vector<GridFarValue> m_far;
    std::vector<GridFarValue> m_movedFar; ///< At a moved rate.
};

/// The plans of one underlying, expiry and right, each made when it is first asked for.
class GridPlans
{
public:
    using Pair = std::array<GridPlan, 2>; ///< The coarser one and the one twice as fine.

    GridPlans(MarketInputs market, ExerciseStyle style, Right right, double years, const GridSize& size,
              std::vector<double> reads = {});

    /// For the largest volatility on the grids.
    [[nodiscard]] const Pair& forVolatility(double volatility);

private:
    MarketInputs m_market;
    ExerciseStyle m_style;
    Right m_right;
    double m_years;
    GridSize m_size;
    std::vector<double> m_reads;
    std::optional<Pair> m_calm;
    std::optional<Pair> m_wild;
};

} // namespace strikedesk::pricing::detail
