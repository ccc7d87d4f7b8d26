// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Contract.h"
#include "core/types/Greeks.h"
#include "core/util/Error.h"

#include <vector>

namespace strikedesk::pricing {

/// What is priced: one share's worth of one option.
struct OptionTerms
{
    ExerciseStyle style = ExerciseStyle::American;
    Right right = Right::Call;
    double strike = 0;
    double years = 0; ///< To the settlement instant, a fraction of 365 days.
};

/// A cash dividend: the stock drops by `amount` at the ex-date instant, `years` from now.
struct DividendPoint
{
    double years = 0;
    double amount = 0;

    friend bool operator==(const DividendPoint&, const DividendPoint&) = default;
};

/// What the price depends on besides the volatility. Rate and yield are continuously compounded, per year.
struct MarketInputs
{
    double spot = 0;
    double rate = 0;
    double yield = 0;
    /// In any order. Those at or before now and those after the settlement instant have no effect.
    std::vector<DividendPoint> dividends;
};

/// `Screen` is for chains and risk (errors well under a tick); `Reference` is for reports and checks and
/// takes a hundred times longer. docs/pricing.md has the measured errors of both.
enum class Accuracy { Screen, Reference };

/// Per share. The units of the Greeks stand in core/types/Greeks.h.
struct Valuation
{
    double price = 0;
    Greeks greeks;
    bool isExpired = false; ///< The intrinsic value and the Greeks' limits, not a model value.
};

/// Price and Greeks. Cash dividends follow the spot model: the stock itself drops by the amount, to no less
/// than zero; nothing is escrowed. Never answers a number that is not finite.
/// Codes: `pricing.bad_input`, `pricing.no_convergence`.
[[nodiscard]] Result<Valuation> value(const OptionTerms& terms, const MarketInputs& market, double volatility,
                                      Accuracy accuracy = Accuracy::Screen);

/// The volatility at which value() gives `price`, in the same model and accuracy.
/// Codes: `pricing.below_intrinsic` (less than any volatility gives), `pricing.no_time_value` (every small
/// volatility gives it), `pricing.above_maximum`, `pricing.expired`, `pricing.bad_input`,
/// `pricing.no_convergence`.
[[nodiscard]] Result<double> impliedVolatility(const OptionTerms& terms, const MarketInputs& market,
                                               double price, Accuracy accuracy = Accuracy::Screen);

/// What the option pays if it were exercised at this spot.
[[nodiscard]] double intrinsicValue(Right right, double spot, double strike);

} // namespace strikedesk::pricing
