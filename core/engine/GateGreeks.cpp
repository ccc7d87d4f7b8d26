// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/GateGreeks.h"

#include <algorithm>

namespace strikedesk {

DollarGreeks dollarGreeks(const Instrument& instrument, Quantity quantity, const std::optional<Price>& mid,
                          const pricing::MarketInputs& market, Instant now)
{
    const double count = double(quantity.count());
    if (!instrument.option)
        return {count * double(instrument.multiplier.shares()) * market.spot, 0};
    const OptionContract& option = *instrument.option;
    const double shares = count * double(option.deliverableShares());
    const DollarGreeks asShares {(option.right == Right::Call ? shares : -shares) * market.spot, 0};
    constexpr double secondsPerYear = 365.0 * 24 * 3600;
    const double years = std::max(0.0, secondsBetween(now, instrument.settlesAt) / secondsPerYear);
    const pricing::OptionTerms terms {ExerciseStyle::European, option.right, option.strike.toDouble(), years};
    const auto volatility = mid ? pricing::impliedVolatility(terms, market, mid->toDouble())
                                : Result<double>(fail("data.one_sided", "There is no mid."));
    const auto valued = volatility ? pricing::value(terms, market, *volatility)
                                   : Result<pricing::Valuation>(fail(volatility.error()));
    if (!valued)
        return asShares;
    return {valued->greeks.delta * shares * market.spot,
            valued->greeks.vegaPerPoint * count * double(option.multiplier.shares())};
}

} // namespace strikedesk
