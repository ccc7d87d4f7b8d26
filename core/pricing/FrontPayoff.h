// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/Payoff.h"
#include "core/pricing/Scenario.h"

#include <optional>
#include <span>
#include <vector>

namespace strikedesk::pricing {

/// A payoff leg with what the model needs to value it while it lives on.
struct FrontLeg
{
    PayoffLeg leg;
    ExerciseStyle style = ExerciseStyle::American;
    double years = 0; ///< To its own settlement, from now; of options only, as are the next.
    double rate = 0;
    double volatility = 0;
};

struct FrontSample
{
    double spot = 0;
    double gain = 0; ///< Dollars, cost counted.
};

/// What a set of legs can win and lose at its first expiry.
struct FrontPayoff
{
    double years = 0;     ///< To that expiry.
    bool isModel = false; ///< Legs live on and count with what the model says; else this is exact.
    std::optional<double> maximumLoss; ///< Dollars, not negative; nothing when it is unlimited.
    std::optional<double> maximumGain; ///< As above.
    std::vector<double> breakEvens;    ///< Spots, ascending.
    std::vector<FrontSample> curve;    ///< By spot.

    /// On the curve, by a line between its samples; beyond the last along its slope.
    [[nodiscard]] double gainAt(double spot) const;
};

/// With one expiry the exact payoff (payoffProfile()). With several the value at the first of them by the
/// model, at today's volatilities, rates and known dividends; the later ones are not exercised early but
/// valued with that right. Extremes are searched between spot 0 and far beyond the strikes, `unlimited` by
/// the slope there. Where payoffProfile() bounds what may happen to the end, this says what closing
/// everything at the first expiry would give. `pricing.bad_input` when no leg is an option, or one cannot be
/// priced.
[[nodiscard]] Result<FrontPayoff> frontPayoff(std::span<const FrontLeg> legs, const MarketInputs& market,
                                              const ScenarioKernel& kernel = valueKernel());

} // namespace strikedesk::pricing
