// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace strikedesk::pricing {

/// Where today's implied volatility stands among those of earlier days. Few samples make a poor statement, so
/// their number always goes with it.
struct VolatilityStanding
{
    double rank = 0;       ///< (now - lowest) / (highest - lowest), held to 0..1.
    double percentile = 0; ///< The part of the days that were below now, 0..1.
    double lowest = 0;
    double highest = 0;
    std::size_t samples = 0;
};

/// Against the stored days (today not among them), usually the last 252. Days without a usable number are not
/// counted. Nothing without a single usable day. When all days are alike the rank is 0, 0.5 or 1: below, at
/// or above them.
[[nodiscard]] std::optional<VolatilityStanding> volatilityStanding(std::span<const double> history,
                                                                   double now);

/// One trading day's prices, adjusted for splits.
struct DailyBar
{
    double open = 0;
    double high = 0;
    double low = 0;
    double close = 0;
};

enum class VolatilityEstimator {
    CloseToClose,   ///< Standard deviation of daily log returns about their mean; sees nights.
    Parkinson,      ///< High and low (1980): five times as sharp, blind to nights, biased by a drift.
    GarmanKlass,    ///< Open, high, low, close (1980): sharper still, same blind spots.
    RogersSatchell, ///< The same prices (1991): right under a drift.
    YangZhang,      ///< Night, day and Rogers–Satchell together (2000): sees nights, right under a drift.
};
[[nodiscard]] std::string_view nameOf(VolatilityEstimator estimator);

struct RealisedVolatility
{
    VolatilityEstimator estimator = VolatilityEstimator::CloseToClose;
    double value = 0;        ///< Per year of 252 trading days; 0.20 is 20 %.
    std::size_t samples = 0; ///< Returns or days that it is made from.
};

/// Of all the bars given, oldest first. `pricing.bad_input` when there are too few (two days; three for the
/// estimators that look at nights) or a bar is impossible (a price not positive, a high below the low or
/// beside open and close).
[[nodiscard]] Result<RealisedVolatility> realisedVolatility(std::span<const DailyBar> bars,
                                                            VolatilityEstimator estimator);

} // namespace strikedesk::pricing
