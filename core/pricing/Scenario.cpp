// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/Scenario.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace strikedesk::pricing {
namespace {

constexpr std::size_t axisPointsMax = 10'000;
constexpr double yearsMax = 100;

/// Options that one call of the kernel values together.
struct SliceLegs
{
    std::vector<double> weights; ///< Dollars for a dollar of price, signed.
    std::vector<Right> rights;
    std::vector<double> strikes;
    std::vector<double> volatilities;
};

using SliceKey = std::tuple<std::size_t, ExerciseStyle, double, double>; // underlying, style, years, rate
using SliceGroups = std::map<SliceKey, SliceLegs>;

Result<void> checkScenarioPortfolio(const ScenarioPortfolio& portfolio)
{
    for (const ScenarioLeg& leg : portfolio.legs) {
        if (leg.underlying >= portfolio.underlyings.size())
            return fail("pricing.bad_input",
                        fmt::format("Expected a leg to name one of {} underlyings, found {}.",
                                    portfolio.underlyings.size(), leg.underlying));
        if (!std::isfinite(leg.quantity * leg.multiplier))
            return fail("pricing.bad_input", "Expected finite quantities and multipliers, found another.");
    }
    for (const ScenarioUnderlying& underlying : portfolio.underlyings) {
        if (!(underlying.market.spot > 0) || !std::isfinite(underlying.market.spot)
            || !std::isfinite(underlying.beta))
            return fail("pricing.bad_input",
                        fmt::format("Expected a positive spot and a finite beta of {}, found {} and {}.",
                                    underlying.name, underlying.market.spot, underlying.beta));
    }
    return {};
}

Result<void> checkAxis(std::string_view name, const std::vector<double>& points, double lowest,
                       double highest)
{
    const bool isSized = !points.empty() && points.size() < axisPointsMax;
    const bool isInside
        = std::ranges::all_of(points, [&](double point) { return point >= lowest && point <= highest; });
    if (isSized && isInside)
        return {};
    return fail("pricing.bad_input",
                fmt::format("Expected 1 to {} {} from {} to {}, found {} points.", axisPointsMax - 1, name,
                            lowest, highest, points.size()));
}

/// Legs that differ in nothing are valued once.
SliceGroups sliceGroups(const ScenarioPortfolio& portfolio)
{
    SliceGroups groups;
    for (const ScenarioLeg& leg : portfolio.legs) {
        if (leg.isStock)
            continue;
        SliceLegs& group = groups[{leg.underlying, leg.terms.style, leg.terms.years, leg.rate}];
        const double weight = leg.quantity * leg.multiplier;
        std::size_t i = 0;
        while (i < group.strikes.size()
               && (group.strikes[i] != leg.terms.strike || group.rights[i] != leg.terms.right
                   || group.volatilities[i] != leg.volatility))
            ++i;
        if (i < group.strikes.size()) {
            group.weights[i] += weight;
            continue;
        }
        group.weights.push_back(weight);
        group.rights.push_back(leg.terms.right);
        group.strikes.push_back(leg.terms.strike);
        group.volatilities.push_back(leg.volatility);
    }
    return groups;
}

/// Adds the options of one group to `sums[(date * shifts + shift) * spots + spot]`.
Result<void> addSlice(const SliceKey& key, const SliceLegs& legs, const MarketInputs& now,
                      std::span<const double> spots, std::span<const double> shifts,
                      std::span<const double> dates, const ScenarioKernel& kernel, std::span<double> sums)
{
    ScenarioSlice slice {std::get<1>(key),
                         std::get<2>(key),
                         now,
                         legs.rights,
                         legs.strikes,
                         legs.volatilities,
                         spots,
                         shifts,
                         dates};
    slice.market.rate = std::get<3>(key);
    std::vector<double> prices(dates.size() * legs.strikes.size() * spots.size() * shifts.size());
    if (const auto filled = kernel(slice, prices); !filled)
        return filled;
    std::size_t next = 0;
    for (std::size_t date = 0; date < dates.size(); ++date) {
        double* const ofDate = &sums[date * shifts.size() * spots.size()];
        for (const double weight : legs.weights) {
            for (std::size_t spot = 0; spot < spots.size(); ++spot) {
                for (std::size_t shift = 0; shift < shifts.size(); ++shift)
                    ofDate[shift * spots.size() + spot] += weight * prices[next++];
            }
        }
    }
    return {};
}

/// The portfolio on all dates for spots per underlying: `spots[underlying][move]`.
Result<std::vector<double>> valuesAt(const ScenarioPortfolio& portfolio, const SliceGroups& groups,
                                     const std::vector<std::vector<double>>& spots,
                                     std::span<const double> shifts, std::span<const double> dates,
                                     const ScenarioKernel& kernel)
{
    const std::size_t moves = spots.empty() ? 1 : spots.front().size();
    std::vector<double> sums(dates.size() * moves * shifts.size(), 0.0);
    for (const auto& [key, legs] : groups) {
        const std::size_t underlying = std::get<0>(key);
        const auto added = addSlice(key, legs, portfolio.underlyings[underlying].market, spots[underlying],
                                    shifts, dates, kernel, sums);
        if (!added)
            return fail(added.error());
    }
    for (const ScenarioLeg& leg : portfolio.legs) {
        if (!leg.isStock)
            continue;
        for (std::size_t row = 0; row < dates.size() * shifts.size(); ++row) {
            for (std::size_t move = 0; move < moves; ++move)
                sums[row * moves + move] += leg.quantity * leg.multiplier * spots[leg.underlying][move];
        }
    }
    return sums;
}

/// Where an axis stands at 0.
std::optional<std::size_t> zeroOf(const std::vector<double>& points)
{
    const auto found = std::ranges::find(points, 0.0);
    return found == points.end() ? std::nullopt : std::optional(std::size_t(found - points.begin()));
}

} // namespace

double ScenarioGrid::valueAt(std::size_t years, std::size_t shift, std::size_t move) const
{
    return values.at((years * axes.volatilityShifts.size() + shift) * axes.spotMoves.size() + move);
}

Result<ScenarioGrid> scenarioGrid(const ScenarioPortfolio& portfolio, const ScenarioAxes& axes,
                                  const ScenarioKernel& kernel)
{
    for (const auto& checked :
         {checkScenarioPortfolio(portfolio), checkAxis("spot moves", axes.spotMoves, -1, 100),
          checkAxis("volatility shifts", axes.volatilityShifts, -10, 10),
          checkAxis("dates", axes.years, 0, yearsMax)}) {
        if (!checked)
            return fail(checked.error());
    }
    const SliceGroups groups = sliceGroups(portfolio);
    std::vector<std::vector<double>> spots;
    std::vector<std::vector<double>> unmoved;
    for (const ScenarioUnderlying& underlying : portfolio.underlyings) {
        std::vector<double>& moved = spots.emplace_back();
        for (const double move : axes.spotMoves)
            moved.push_back(underlying.market.spot * std::max(1 + underlying.beta * move, 0.0));
        unmoved.push_back({underlying.market.spot});
    }
    if (portfolio.underlyings.empty())
        spots.emplace_back(axes.spotMoves.size(), 0.0); // an empty book is worth nothing everywhere
    auto values = valuesAt(portfolio, groups, spots, axes.volatilityShifts, axes.years, kernel);
    if (!values)
        return fail(values.error());
    ScenarioGrid grid {axes, 0, std::move(*values)};
    const auto year = zeroOf(axes.years);
    const auto shift = zeroOf(axes.volatilityShifts);
    const auto move = zeroOf(axes.spotMoves);
    if (year && shift && move) {
        grid.valueNow = grid.valueAt(*year, *shift, *move);
        return grid;
    }
    constexpr std::array zero {0.0};
    const auto now = valuesAt(portfolio, groups, unmoved, zero, zero, kernel);
    if (!now)
        return fail(now.error());
    grid.valueNow = now->front();
    return grid;
}

Result<double> portfolioValue(const ScenarioPortfolio& portfolio, const ScenarioState& state,
                              const ScenarioKernel& kernel)
{
    if (const auto usable = checkScenarioPortfolio(portfolio); !usable)
        return fail(usable.error());
    if (state.spots.size() != portfolio.underlyings.size())
        return fail(
            "pricing.bad_input",
            fmt::format("Expected {} spots, found {}.", portfolio.underlyings.size(), state.spots.size()));
    std::vector<std::vector<double>> spots;
    for (const double spot : state.spots)
        spots.push_back({spot});
    const std::array shift {state.volatilityShift};
    const std::array date {state.years};
    const auto values = valuesAt(portfolio, sliceGroups(portfolio), spots, shift, date, kernel);
    return values ? Result<double>(values->front()) : fail(values.error());
}

} // namespace strikedesk::pricing
