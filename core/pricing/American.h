// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/European.h"
#include "core/pricing/ExerciseBoundary.h"
#include "core/pricing/Valuation.h"

#include <optional>

namespace strikedesk::pricing::detail {

/// How an American option without cash dividends is valued.
enum class AmericanCase {
    NeverExercised, ///< The European value is the value.
    OneBoundary,    ///< Spectral collocation.
    TwoBoundaries,  ///< Negative rates below the yield and the like: the grid.
};

[[nodiscard]] AmericanCase americanCaseOf(const PlainInputs& inputs);

/// Price and Greeks where there is one boundary; nothing when the boundary did not settle. Where the scheme
/// of the screen does not, that of the reference may.
[[nodiscard]] std::optional<PriceAndGreeks> spectralValue(const PlainInputs& inputs, Accuracy accuracy);

/// Prices of one option at one volatility after the other; each boundary starts from the one before.
class SpectralPricer
{
public:
    SpectralPricer(const PlainInputs& inputs, Accuracy accuracy);

    [[nodiscard]] std::optional<double> price(double volatility);

private:
    PlainInputs m_inputs;
    Accuracy m_accuracy;
    std::optional<ExerciseBoundary> m_boundary;
};

} // namespace strikedesk::pricing::detail
