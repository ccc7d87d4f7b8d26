// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/GridValue.h"

#include "core/pricing/DividendGrid.h"

#include <algorithm>

namespace strikedesk::pricing::detail {
namespace {

constexpr double relativeVolatilityStep = 0.01;
constexpr double rateStep = 1e-5;

GridProblem gridProblemOf(const OptionTerms& terms, const MarketInputs& market, double volatility)
{
    GridProblem problem;
    problem.right = terms.right;
    problem.style = terms.style;
    problem.spot = market.spot;
    problem.strike = terms.strike;
    problem.years = terms.years;
    problem.yield = market.yield;
    problem.dividends = market.dividends;
    problem.spanVolatility = volatility;
    const double step = relativeVolatilityStep * volatility;
    problem.lanes
        = {GridLane {market.rate, volatility}, GridLane {market.rate, volatility + step},
           GridLane {market.rate, volatility - step}, GridLane {market.rate + rateStep, volatility}};
    return problem;
}

} // namespace

Valuation gridValue(const OptionTerms& terms, const MarketInputs& market, double volatility,
                    Accuracy accuracy)
{
    const GridResult grid
        = solveGrid(gridProblemOf(terms, market, volatility), GridSize::forAccuracy(accuracy));
    const double intrinsic = intrinsicValue(terms.right, market.spot, terms.strike);
    Valuation result;
    result.price = std::max(grid.prices[0], 0.0);
    if (terms.style == ExerciseStyle::American && grid.isExercised) {
        result.price = intrinsic;
        result.greeks.delta = terms.right == Right::Call ? 1.0 : -1.0;
        return result;
    }
    if (terms.style == ExerciseStyle::American)
        result.price = std::max(result.price, intrinsic);
    Greeks& greeks = result.greeks;
    greeks.delta = grid.delta;
    greeks.gamma = grid.gamma;
    greeks.vegaPerPoint
        = 0.01 * (grid.prices[1] - grid.prices[2]) / (2.0 * relativeVolatilityStep * volatility);
    greeks.rhoPerPoint = 0.01 * (grid.prices[3] - grid.prices[0]) / rateStep;
    greeks.thetaPerDay
        = (market.rate * result.price - (market.rate - market.yield) * market.spot * greeks.delta
           - 0.5 * volatility * volatility * market.spot * market.spot * greeks.gamma)
        / 365.0;
    return result;
}

PriceAtVolatility gridPrice(const OptionTerms& terms, const MarketInputs& market, double volatility,
                            Accuracy accuracy)
{
    const GridResult grid
        = solveGrid(gridProblemOf(terms, market, volatility), GridSize::forAccuracy(accuracy));
    return {grid.prices[0], (grid.prices[1] - grid.prices[2]) / (2.0 * relativeVolatilityStep * volatility)};
}

} // namespace strikedesk::pricing::detail
