// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/ScenarioKernel.h"

#include <string>
#include <vector>

namespace strikedesk::pricing {

/// One underlying of a portfolio as a scenario moves it.
struct ScenarioUnderlying
{
    std::string name;
    MarketInputs market; ///< Now. Its rate is not used: each leg has that of its expiry.
    double beta = 1;     ///< Its move for a move of 1 of the index that spot shocks are of.
};

/// One holding. Stock is a leg without terms that matter.
struct ScenarioLeg
{
    std::size_t underlying = 0; ///< Index into the underlyings.
    bool isStock = false;
    OptionTerms terms;       ///< `years` from now.
    double rate = 0;         ///< To this expiry, continuously compounded.
    double volatility = 0;   ///< Now; it stays with the strike when the spot moves (sticky strike).
    double quantity = 0;     ///< Contracts or shares, signed.
    double multiplier = 100; ///< Dollars for a dollar of price; 1 for stock.
};

struct ScenarioPortfolio
{
    std::vector<ScenarioUnderlying> underlyings;
    std::vector<ScenarioLeg> legs;
};

/// The three axes. Every combination is one point of the grid.
struct ScenarioAxes
{
    std::vector<double> spotMoves {0};        ///< Fractions: -0.1 is ten per cent down; times each beta.
    std::vector<double> volatilityShifts {0}; ///< Added to every leg's volatility: 0.05 is five points.
    std::vector<double> years {0};            ///< From now.
};

/// What the portfolio is worth at each point, in dollars.
struct ScenarioGrid
{
    ScenarioAxes axes;
    double valueNow = 0;
    std::vector<double> values; ///< By years, then volatility shift, then spot move.

    [[nodiscard]] double valueAt(std::size_t years, std::size_t shift, std::size_t move) const;
    [[nodiscard]] double gainAt(std::size_t years, std::size_t shift, std::size_t move) const
    {
        return valueAt(years, shift, move) - valueNow;
    }
};

/// The whole grid by full revaluation, early exercise and cash dividends included. A move takes place at the
/// date it stands under; dividends paid until then have left the spot only through the move itself. An option
/// past its settlement is worth its intrinsic value at the spot of the point: what the delivered shares did
/// afterwards is not followed.
/// `pricing.bad_input`: an axis without points or with 10,000 and more, a move below -100 %, a leg
/// that names no underlying, an option that cannot be priced.
[[nodiscard]] Result<ScenarioGrid> scenarioGrid(const ScenarioPortfolio& portfolio, const ScenarioAxes& axes,
                                                const ScenarioKernel& kernel = sliceKernel());

/// What the portfolio is worth at one combined state.
struct ScenarioState
{
    std::vector<double> spots;  ///< By underlying.
    double volatilityShift = 0; ///< Added to every leg.
    double years = 0;           ///< From now.
};
[[nodiscard]] Result<double> portfolioValue(const ScenarioPortfolio& portfolio, const ScenarioState& state,
                                            const ScenarioKernel& kernel = valueKernel());

} // namespace strikedesk::pricing
