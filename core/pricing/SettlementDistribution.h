// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/VolatilitySurface.h"

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace strikedesk::pricing {

enum class DistributionSource {
    Smile,     ///< The slope of call prices along the fitted smile: skew and wings count.
    Lognormal, ///< One volatility for every strike.
};
[[nodiscard]] std::string_view nameOf(DistributionSource source);

/// Where the underlying settles, as the options price it: risk-neutral, not a forecast.
class SettlementDistribution
{
public:
    /// Nothing without a forward and time left. Where the smile has arbitrage (a kink is enough) the slope of
    /// its prices falls back; there the nearest distribution that never does takes its place.
    [[nodiscard]] static std::optional<SettlementDistribution> fromSmile(const SurfaceSlice& slice);
    /// Nothing without a forward, a volatility and time left.
    [[nodiscard]] static std::optional<SettlementDistribution> lognormal(double forward, double volatility,
                                                                         double years);

    [[nodiscard]] DistributionSource source() const;
    /// The probability of a settlement below `spot`, 0..1.
    [[nodiscard]] double below(double spot) const;

private:
    [[nodiscard]] double slopeBelow(double spot) const;
    void smooth();

    double m_forward = 0;
    double m_years = 0;
    double m_volatility = 0;
    std::optional<Smile> m_smile;
    std::vector<double> m_bounds; ///< Ascending, at even steps of log-moneyness; of a smile only.
};

/// The probability that a position ends with a gain: of the stretches between its break-evens (ascending)
/// those where `gainAt` is positive. The probability of profit of the whole life, with its adjustments, is
/// another.
[[nodiscard]] double probabilityOfProfit(const SettlementDistribution& distribution,
                                         std::span<const double> breakEvens,
                                         const std::function<double(double spot)>& gainAt);

/// The risk-neutral probability that the spot touches `barrier` at any moment of `years`, watched without a
/// pause, with one volatility and continuous rate less yield (reflection principle). Nothing for input that
/// is not positive.
[[nodiscard]] std::optional<double> probabilityOfTouch(double spot, double barrier, double drift,
                                                       double volatility, double years);

} // namespace strikedesk::pricing
