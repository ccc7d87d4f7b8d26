// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/Valuation.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace strikedesk::pricing {

/// A slice: the options of one underlying and one expiry, side by side. This is the natural call of the
/// library; value() and impliedVolatility() are slices of one.
struct SliceTerms
{
    ExerciseStyle style = ExerciseStyle::American;
    double years = 0; ///< To the settlement instant, a fraction of 365 days.
};

/// Columns of the same length. `values` are volatilities (1 is 100 %) or prices, as the function says.
struct SliceOptions
{
    std::span<const double> strikes;
    std::span<const Right> rights;
    std::span<const double> values;
};

/// Why a row has no number; its numbers are 0 then, never NaN. The codes are those of Valuation.h.
enum class PriceStatus : std::uint8_t {
    Valued,
    Expired, ///< Prices: the intrinsic value and the Greeks' limits. Volatilities: none.
    BadInput,
    BelowIntrinsic,
    NoTimeValue,
    AboveMaximum,
    NoConvergence,
};

/// "pricing.below_intrinsic" and so on; empty for `Valued`.
[[nodiscard]] std::string_view codeOf(PriceStatus status);

/// Per share; units as in core/types/Greeks.h. The second-order Greeks, which stay empty unless asked for:
/// vanna is the change of delta, volga that of vegaPerPoint, for a volatility point; charm the change of
/// delta in a calendar day.
struct SliceValues
{
    std::vector<double> price;
    std::vector<double> delta;
    std::vector<double> gamma;
    std::vector<double> thetaPerDay;
    std::vector<double> vegaPerPoint;
    std::vector<double> rhoPerPoint;
    std::vector<double> vannaPerPoint;
    std::vector<double> volgaPerPoint;
    std::vector<double> charmPerDay;
    std::vector<PriceStatus> status;

    /// Keeps what has been allocated, so that a revaluation of the same chain allocates nothing.
    void resize(std::size_t count, bool withSecondOrder);
};

struct SliceVolatilities
{
    std::vector<double> volatility;
    std::vector<PriceStatus> status;
};

enum class GreekOrder : std::uint8_t { First, Second };

/// Price and Greeks at the given volatilities, by the model and the methods of value(). The spans must be of
/// one length (asserted). Thread: any; nothing is kept but what `result` holds.
void priceSlice(const SliceTerms& terms, const MarketInputs& market, const SliceOptions& volatilities,
                SliceValues& result, Accuracy accuracy = Accuracy::Screen,
                GreekOrder order = GreekOrder::First);

/// The volatilities that give the prices, in the same model: to the last digits that the price determines for
/// European options.
void impliedVolatilities(const SliceTerms& terms, const MarketInputs& market, const SliceOptions& prices,
                         SliceVolatilities& result, Accuracy accuracy = Accuracy::Screen);

} // namespace strikedesk::pricing
