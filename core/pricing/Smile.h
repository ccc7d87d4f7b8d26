// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Money.h"

#include <array>
#include <optional>
#include <span>

namespace strikedesk::pricing {

struct SmilePoint
{
    double strike = 0;
    double impliedVolatility = 0;
    double weight = 1; ///< Trust in the quote: 1 / spread squared, say; 0 leaves it out.
};

/// The volatilities of one expiry as a quadratic of total variance over log-moneyness, bounded by what was
/// quoted.
class Smile
{
public:
    /// The model's volatility of a strike; beyond the strikes it was fitted to it stays at the edge.
    [[nodiscard]] double volatilityAt(double strike) const;
    /// Root of the weighted mean squared distance to the points, in volatility.
    [[nodiscard]] double residual() const { return m_residual; }

private:
    friend std::optional<Smile> fitSmile(std::span<const SmilePoint> points, double forward, double years);

    [[nodiscard]] double varianceAt(double moneyness) const;

    double m_forward = 0;
    double m_years = 0;
    double m_scale = 1; ///< Of log-moneyness: one standard deviation.
    double m_lowest = 0;
    double m_highest = 0;
    double m_varianceMin = 0;
    double m_varianceMax = 0;
    std::array<double, 3> m_coefficients {};
    double m_residual = 0;
};

/// Weighted least squares, re-weighted so that a bad quote loses its say. One usable point gives a flat line,
/// two a sloped one. Nothing without a usable point, a positive forward and time left.
[[nodiscard]] std::optional<Smile> fitSmile(std::span<const SmilePoint> points, double forward, double years);

enum class MarkSource { Mid, Model };

struct Mark
{
    Price price;
    MarkSource source = MarkSource::Mid;

    friend bool operator==(const Mark&, const Mark&) = default;
};

/// The mark of an instrument (law 10): the mid when both sides are young and the market is narrow, else the
/// fair value held between bid and ask and flagged as the model's. Nothing when neither is known.
[[nodiscard]] std::optional<Mark> markFor(std::optional<Price> bid, std::optional<Price> ask,
                                          bool isYoungAndNarrow, std::optional<double> fairValue);

} // namespace strikedesk::pricing
