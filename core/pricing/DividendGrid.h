// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Contract.h"
#include "core/pricing/Valuation.h"

#include <array>
#include <cstddef>
#include <vector>

namespace strikedesk::pricing::detail {

/// How many problems one pass solves side by side: the same option at slightly different rates and
/// volatilities, so that differences between them are free of grid noise.
inline constexpr std::size_t gridLanes = 4;

struct GridLane
{
    double rate = 0;
    double volatility = 0;
};

/// An option in the spot model. Spot, strike, years and volatilities are positive; dividends are positive,
/// sorted, and lie in (0, years].
struct GridProblem
{
    Right right = Right::Call;
    ExerciseStyle style = ExerciseStyle::American;
    double spot = 0;
    double strike = 0;
    double years = 0;
    double yield = 0;
    std::vector<DividendPoint> dividends;
    std::array<GridLane, gridLanes> lanes;
    double spanVolatility = 0; ///< Sets the width of the grid, the same for every lane.
};

struct GridSize
{
    int halfNodes = 0; ///< Nodes on each side of the spot, on the coarser of the two grids.
    int steps = 0;     ///< Over the whole life; each stretch between ex-dates gets its share.
    double width = 0;  ///< Standard deviations covered on each side.

    [[nodiscard]] static GridSize forAccuracy(Accuracy accuracy);
};

struct GridResult
{
    std::array<double, gridLanes> prices {};
    double delta = 0; ///< Of lane 0.
    double gamma = 0; ///< Of lane 0.
    bool isExercised = false;
};

/// Crank–Nicolson on the log of the spot with Rannacher starts at expiry and at each ex-date, a direct solve
/// of the early-exercise problem (Brennan and Schwartz), and Richardson extrapolation from a grid and one
/// twice as fine.
[[nodiscard]] GridResult solveGrid(const GridProblem& problem, const GridSize& size);

} // namespace strikedesk::pricing::detail
