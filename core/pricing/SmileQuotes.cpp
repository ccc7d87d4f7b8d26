// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/SmileQuotes.h"

#include <algorithm>
#include <cmath>

namespace strikedesk::pricing {

std::optional<SmilePoint> smilePointOf(const SmileQuote& quote, const SmileExpiry& expiry)
{
    constexpr double spreadMin = 0.005;
    const bool isOutOfTheMoney = quote.isCall == (quote.strike >= expiry.forward);
    const bool isHeard = isOutOfTheMoney && quote.bid > 0 && quote.ask >= quote.bid && quote.volatility > 0
        && quote.strike > 0 && std::isfinite(quote.ask);
    const bool isTooOld = expiry.ageLimitSeconds > 0 && !(quote.ageSeconds <= expiry.ageLimitSeconds);
    if (!isHeard || isTooOld)
        return {};
    // The vega only weighs; that of the European option on the forward is near enough and costs one formula.
    const OptionTerms terms {ExerciseStyle::European, quote.isCall ? Right::Call : Right::Put, quote.strike,
                             expiry.years};
    const auto valued = value(terms, {expiry.forward, 0, 0, {}}, quote.volatility);
    if (!valued || !(valued->greeks.vegaPerPoint > 0))
        return {};
    const double precision = valued->greeks.vegaPerPoint / std::max(quote.ask - quote.bid, spreadMin);
    const double age
        = expiry.ageLimitSeconds > 0 ? std::max(quote.ageSeconds, 0.0) / expiry.ageLimitSeconds : 0;
    return SmilePoint {quote.strike, quote.volatility, precision * precision * std::exp2(-2 * age)};
}

} // namespace strikedesk::pricing
