// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/PortfolioMargin.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace strikedesk::pricing {
namespace {

struct MarginClassRow
{
    MarginClass marginClass;
    std::string_view name;
    double down;
    double up;
};

constexpr std::array marginClassRows {
    MarginClassRow {MarginClass::Equity, "equity", -0.15, 0.15},
    MarginClassRow {MarginClass::HighCapitalisation, "high-capitalisation broad index", -0.08, 0.06},
    MarginClassRow {MarginClass::OtherBroadIndex, "other broad index", -0.10, 0.10},
};

const MarginClassRow& marginClassRow(MarginClass marginClass)
{
    return *std::ranges::find(marginClassRows, marginClass, &MarginClassRow::marginClass);
}

/// $0.375 times the multiplier for each option contract; a long one is never asked for more than it is worth.
Money minimumOf(const ShockClass& shocked)
{
    const Price each = Price::ofUnits(3'750);
    Money sum;
    for (const ShockLeg& row : shocked.legs) {
        if (row.leg.isStock)
            continue;
        const Money charge = value(each, absolute(row.quantity), row.multiplier);
        sum += row.quantity.isPositive() ? std::min(charge, value(row.mark, row.quantity, row.multiplier))
                                         : charge;
    }
    return sum;
}

Result<ShockMargin> shockMargin(const ShockClass& shocked, const ScenarioKernel& kernel)
{
    constexpr double dollarsMax = 1e13; // exact money holds a good deal more
    ScenarioPortfolio portfolio;
    portfolio.underlyings.push_back({shocked.name, shocked.market, 1});
    for (const ShockLeg& row : shocked.legs) {
        ScenarioLeg leg = row.leg;
        leg.underlying = 0;
        leg.quantity = double(row.quantity.count());
        leg.multiplier = double(row.multiplier.shares());
        portfolio.legs.push_back(leg);
    }
    const std::array moves = marginMoves(shocked.marginClass);
    ScenarioAxes axes;
    axes.spotMoves.assign(moves.begin(), moves.end());
    const auto grid = scenarioGrid(portfolio, axes, kernel);
    if (!grid)
        return fail(grid.error());
    ShockMargin margin;
    margin.name = shocked.name;
    for (std::size_t i = 0; i < moves.size(); ++i) {
        const double gain = grid->gainAt(0, 0, i);
        if (!(std::fabs(gain) < dollarsMax))
            return fail("pricing.bad_input",
                        fmt::format("Expected positions worth less than {} dollars.", dollarsMax));
        margin.gains.push_back(Money::nearest(gain));
        if (i == 0 || margin.gains[i] < -margin.worstLoss) {
            margin.worstLoss = -margin.gains[i];
            margin.worstMove = moves[i];
        }
    }
    margin.worstLoss = std::max(margin.worstLoss, Money());
    margin.minimum = minimumOf(shocked);
    margin.requirement = std::max(margin.worstLoss, margin.minimum);
    return margin;
}

} // namespace

std::string_view nameOf(MarginClass marginClass)
{
    return marginClassRow(marginClass).name;
}

std::array<double, 10> marginMoves(MarginClass marginClass)
{
    const MarginClassRow& row = marginClassRow(marginClass);
    std::array<double, 10> moves {};
    for (int step = 0; step < 5; ++step) {
        moves[std::size_t(step)] = row.down * (5 - step) / 5;
        moves[std::size_t(step) + 5] = row.up * (step + 1) / 5;
    }
    return moves;
}

Result<PortfolioMarginResult> portfolioMargin(std::span<const ShockClass> classes,
                                              const ScenarioKernel& kernel)
{
    PortfolioMarginResult result;
    for (const ShockClass& shocked : classes) {
        const auto margin = shockMargin(shocked, kernel);
        if (!margin)
            return fail(margin.error());
        result.requirement += margin->requirement;
        result.classes.push_back(*margin);
    }
    return result;
}

} // namespace strikedesk::pricing
