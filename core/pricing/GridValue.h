// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/GridBatch.h"
#include "core/pricing/Valuation.h"
#include "core/pricing/ValuationInputs.h"

namespace strikedesk::pricing::detail {

/// Price and Greeks on the grid: options with cash dividends, and the rare American ones that have two
/// exercise boundaries. The market is checked, spot, strike, years and volatility are positive.
[[nodiscard]] Valuation gridValue(const OptionTerms& terms, const MarketInputs& market, double volatility,
                                  Accuracy accuracy);

/// In the units of Valuation.
[[nodiscard]] Valuation gridValuation(const GridAnswer& answer);

/// The price and its slope alone.
[[nodiscard]] PriceAtVolatility gridPrice(const OptionTerms& terms, const MarketInputs& market,
                                          double volatility, Accuracy accuracy);

} // namespace strikedesk::pricing::detail
