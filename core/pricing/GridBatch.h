// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/GridPlan.h"
#include "core/pricing/SliceBatch.h"
#include "core/pricing/ValuationInputs.h"

#include <array>
#include <span>
#include <vector>

namespace strikedesk::pricing::detail {

/// Which variants of each option are solved along with it.
enum class GridWork {
    Price,        ///< Price, delta, gamma, theta.
    PriceAndVega, ///< Also vega.
    Greeks,       ///< All five.
    SecondOrder,  ///< And vanna, volga, charm.
};

/// What the grid says of one option; per unit, not per day or point.
struct GridAnswer
{
    double price = 0;
    double delta = 0;
    double gamma = 0;
    double theta = 0;
    double vega = 0;
    double rho = 0;
    double vanna = 0;
    double volga = 0;
    double charm = 0;
    bool isExercised = false;
};

/// The values around the spot, for later spots: `windowNodes` of them from the lowest, `spacing` apart in log
/// spot, itself and with volatility and rate moved.
inline constexpr int windowHalf = 4;
inline constexpr int windowNodes = 2 * windowHalf + 1;
struct GridWindow
{
    double spacing = 0; ///< 0: none.
    double volatility = 0;
    std::array<double, 3 * windowNodes> values {};
};

/// One right of one slice; the options are strikes with volatilities.
struct GridRequest
{
    Right right = Right::Call;
    std::span<const double> strikes;
    std::span<const double> volatilities;
    GridWork work = GridWork::Greeks;
};

/// Prices on the grid (lanes/GridLanes.inl) of options with cash dividends, or with two exercise boundaries:
/// Crank–Nicolson on the log of the spot with Rannacher starts at expiry and each ex-date, the direct solve
/// of Brennan and Schwartz, Richardson extrapolation from a grid and one twice as fine. The options of one
/// right are taken by volatility, as many as there are lanes, onto grids that are as wide as the widest
/// needs. The market is checked, spot, strikes, years and volatilities are positive. One object per slice; it
/// keeps its memory and its time grids.
class GridBatch
{
public:
    GridBatch(const MarketInputs& market, ExerciseStyle style, double years, const GridSize& size);

    /// `windows` is null or as long as the answers; it is filled with `Greeks` only.
    void solve(const GridRequest& request, GridAnswer* answers, GridWindow* windows = nullptr);

private:
    /// What three neighbours say of the value in the middle.
    struct LocalSlope
    {
        double delta = 0;
        double gamma = 0;
    };
    struct Pass
    {
        const GridPlan* plan = nullptr;
        std::vector<double> window;
    };

    void solveGroup(const GridRequest& request, std::span<const std::size_t> group, GridAnswer* answers,
                    GridWindow* windows);
    void runPass(Pass& pass, int stride, const GridPlan::Extent& extent, int variants, bool isMoved);
    /// Where an option's solution stands: its lane, and its first variant.
    struct Place
    {
        int variant = 0;
        int lane = 0;
    };
    [[nodiscard]] GridAnswer answerFor(const Place& place, double coarseSpacing, double strike,
                                       double volatility, const GridRequest& request) const;
    void addSecondOrder(const Place& place, double coarseSpacing, double volatility,
                        GridAnswer& answer) const;
    [[nodiscard]] double priceAt(const Place& place, int node = 0) const;
    [[nodiscard]] double movedPriceAt(const Place& place, int variant, int node = 0) const;
    [[nodiscard]] LocalSlope slopeAt(const Place& place, double coarseSpacing, int node = 0) const;
    [[nodiscard]] double thetaOf(double spot, double price, const LocalSlope& slope, double volatility) const;
    void keepWindow(const Place& place, double coarseSpacing, double volatility, GridWindow& window) const;
    [[nodiscard]] double valueAt(const Pass& pass, const Place& place, int node) const;

    MarketInputs m_market;
    ExerciseStyle m_style;
    std::array<GridPlans, 2> m_plans; ///< By right.
    std::vector<std::size_t> m_order;
    std::vector<double> m_work;
    std::vector<double> m_strikes[4];
    std::vector<double> m_volatilities[4];
    Pass m_coarse;
    Pass m_fine;
    int m_width = 0;
};

} // namespace strikedesk::pricing::detail
