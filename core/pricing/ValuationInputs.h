// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/European.h"
#include "core/pricing/Valuation.h"

namespace strikedesk::pricing::detail {

/// Refuses what is not finite or absurd (`pricing.bad_input`), and answers the market with the dividends that
/// matter: those after now and not after settlement, sorted, one per instant.
[[nodiscard]] Result<MarketInputs> checkedMarket(const OptionTerms& terms, const MarketInputs& market);
[[nodiscard]] Result<void> checkVolatility(double volatility);

[[nodiscard]] PlainInputs plainInputs(const OptionTerms& terms, const MarketInputs& market,
                                      double volatility);

/// Smaller spots and strikes count as 0: the formulas divide by them.
inline constexpr double smallestSize = 1e-100;

/// Below this total deviation (volatility times the root of time) an American option is valued along its
/// forward path: the formulas lose their footing, and the difference is far below a tick.
inline constexpr double smallestAmericanDeviation = 1e-4;

/// Above this total deviation a price stands at its bound; the numerical methods stop here.
inline constexpr double largestAmericanDeviation = 30;

/// A price with its slope by the volatility, where the method gives one at no cost.
struct PriceAtVolatility
{
    double price = 0;
    double vega = 0; ///< Per 1.00 of volatility; 0 when unknown.
};

} // namespace strikedesk::pricing::detail
