// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/Valuation.h"

namespace strikedesk::pricing {

/// One option at one moment.
struct AttributionPoint
{
    OptionTerms terms; ///< The same option, `years` as of the moment.
    MarketInputs market;
    double volatility = 0;
};

/// Where a gain came from, in dollars. The parts add up to the total exactly: what the terms of second order
/// leave over is the residual, and a large one says that the move was too large for them.
struct Attribution
{
    double delta = 0;
    double gamma = 0; ///< Half of gamma times the move squared.
    double theta = 0; ///< Over the calendar days that passed, at the rate of the first moment.
    double vega = 0;
    double rho = 0;
    double vanna = 0; ///< Delta's answer to volatility, times both moves.
    double volga = 0; ///< Half of vega's answer to volatility, times the move squared.
    double residual = 0;
    double fees = 0; ///< Paid: not positive.
    double total = 0;

    Attribution& operator+=(const Attribution& other);
};

/// The sensitivities of second order to volatility, per 1.00 of it.
struct VolatilityCross
{
    double vanna = 0; ///< Change of delta.
    double volga = 0; ///< Change of vega, itself per 1.00.
};
/// By central differences of value() over two points of volatility: coarse enough that the grid's own error
/// does not drown it, fine against how volatility moves.
[[nodiscard]] Result<VolatilityCross> volatilityCross(const OptionTerms& terms, const MarketInputs& market,
                                                      double volatility,
                                                      Accuracy accuracy = Accuracy::Screen);

/// What a holding of one option gained between two moments, Greeks taken at the first. `shares` is the signed
/// quantity times the multiplier. `fees` is what was paid meanwhile.
/// `pricing.bad_input`: the second moment is before the first, the option is not the same, or cannot be
/// priced.
[[nodiscard]] Result<Attribution> attributeGain(const AttributionPoint& before, const AttributionPoint& after,
                                                double shares, double fees = 0,
                                                Accuracy accuracy = Accuracy::Screen);

/// Stock has delta alone.
[[nodiscard]] Attribution attributeStock(double spotBefore, double spotAfter, double shares, double fees = 0);

} // namespace strikedesk::pricing
