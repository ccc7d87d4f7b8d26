// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/SliceBatch.h"
#include "core/pricing/Valuation.h"

#include <algorithm>
#include <functional>
#include <span>

namespace strikedesk::pricing {

/// Options of one underlying, style and expiry, and the spots, volatility shifts and dates to value them at:
/// the piece of work that a batch of options is natural for.
struct ScenarioSlice
{
    ExerciseStyle style = ExerciseStyle::American;
    double years = 0;    ///< To the settlement, from now.
    MarketInputs market; ///< Now, with the rate of the expiry. The spot is that of `spots`.
    std::span<const Right> rights;
    std::span<const double> strikes;
    std::span<const double> volatilities;
    std::span<const double> spots;
    std::span<const double> shifts;
    std::span<const double> dates; ///< Years from now. What is paid until a date is not in the prices on it.
};

/// Fills `prices[((date * options + option) * spots + spot) * shifts + shift]`, per share. An option past its
/// settlement is worth its intrinsic value. `pricing.bad_input` where an option cannot be priced.
using ScenarioKernel = std::function<Result<void>(const ScenarioSlice& slice, std::span<double> prices)>;

/// value() one by one.
[[nodiscard]] ScenarioKernel valueKernel(Accuracy accuracy = Accuracy::Screen);
/// Whole slices in lanes: closed forms, and for the others one grid per option and volatility that is read at
/// all spots and dates. Within the error of `Screen` of value() (docs/pricing.md), and hundreds of times as
/// quick.
[[nodiscard]] ScenarioKernel sliceKernel();

/// Volatilities after a shift are at least 0.01 %.
inline constexpr double shiftedVolatilityMin = 1e-4;
[[nodiscard]] inline double shiftedVolatility(const ScenarioSlice& slice, std::size_t option,
                                              std::size_t shift)
{
    return std::max(slice.volatilities[option] + slice.shifts[shift], shiftedVolatilityMin);
}

/// The market at a later date: dividends that have been paid until then are gone.
[[nodiscard]] MarketInputs marketAfter(MarketInputs market, double years);
/// What is left until the settlement; what is left of equal times after a subtraction is nothing.
[[nodiscard]] double yearsLeft(double years, double passed);

} // namespace strikedesk::pricing
