// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/Valuation.h"

namespace strikedesk::pricing::detail {

/// The value when the volatility is zero: the spot runs along its forward, and an American option is
/// exercised at the best instant of that path. Also the lower bound of every value. Dividends are sorted and
/// lie in (0, years].
[[nodiscard]] double deterministicPrice(const OptionTerms& terms, const MarketInputs& market);
[[nodiscard]] Valuation deterministicValue(const OptionTerms& terms, const MarketInputs& market);

/// The value as the volatility grows without bound.
[[nodiscard]] double largestPrice(const OptionTerms& terms, const MarketInputs& market);

} // namespace strikedesk::pricing::detail
