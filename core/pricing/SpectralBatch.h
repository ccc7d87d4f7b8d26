// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/ExerciseBoundary.h"
#include "core/pricing/Valuation.h"
#include "core/pricing/lanes/KernelTable.h"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace strikedesk::pricing::detail {

/// Price and Greeks of one option; per unit, not per day or point.
struct SpectralAnswer
{
    double price = 0;
    double delta = 0;
    double gamma = 0;
    double theta = 0;
    double vega = 0;
    double rho = 0;
    bool isSettled = false; ///< Else the answers mean nothing.
};

/// American options of one right and expiry with a continuous yield and one exercise boundary, side by side
/// (lanes/BoundaryLanes.inl). The boundaries belong to (volatility, rate, yield, years) and not to the spot:
/// they are kept, and a new spot costs the premium integral alone.
class SpectralBatch
{
public:
    SpectralBatch(const MarketInputs& market, Right right, double years, const SpectralScheme& scheme);

    /// Solves the boundaries, also with volatility (for vega) and rate (for rho) moved where `moves` is 1
    /// or 2. Spot, strikes and volatilities are positive; neighbours with similar volatilities are quicker.
    void setOptions(std::span<const double> strikes, std::span<const double> volatilities, int moves);
    void values(double spot, SpectralAnswer* answers);

private:
    struct Moved
    {
        double rate = 0;
        double yield = 0;
        double volatilityFactor = 1;
        std::vector<double> strikeGrowth;
        std::vector<double> spotGrowth;
        std::vector<double> volatilities;
        std::vector<double> squares;
    };

    void setGrowth(Moved& moved) const;
    [[nodiscard]] bool isAlike(std::size_t block) const;
    void solveBoundaries(std::size_t block);
    void integrate(const Moved& moved, std::size_t block, const double* unitSpots, SpectralAnswer* answers,
                   double SpectralAnswer::*into);

    MarketInputs m_market;
    Right m_right;
    double m_years;
    const SpectralScheme* m_scheme;
    SpectralTables m_tables;
    std::size_t m_width = 0;
    std::size_t m_moves = 0;
    std::vector<double> m_strikes;
    std::size_t m_count = 0;
    std::array<Moved, 3> m_moved; ///< As it is, volatility moved, rate moved.
    std::vector<char> m_isSettled;
};

} // namespace strikedesk::pricing::detail
