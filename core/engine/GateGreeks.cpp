// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/GateGreeks.h"

#include <algorithm>
#include <cmath>

namespace strikedesk {

namespace {

// A limit on the book's delta does not need what a screen shows to the cent: the dividends until expiry are
// taken off the spot, which costs one formula where paying them on their dates costs a grid for every order.
pricing::MarketInputs withoutDividends(const GateMarket& gate, double years)
{
    pricing::MarketInputs market = gate.inputs;
    market.rate = gate.rates.rateAt(years);
    double presentValue = 0;
    for (const pricing::DividendPoint& dividend : market.dividends) {
        if (dividend.years > 0 && dividend.years <= years)
            presentValue += dividend.amount * std::exp(-market.rate * dividend.years);
    }
    market.dividends.clear();
    market.spot = std::max(market.spot - presentValue, market.spot * 0.01);
    return market;
}

} // namespace

std::optional<QuickGreeks> quickGreeks(const Instrument& instrument, const std::optional<Price>& mid,
                                       const GateMarket& market, Instant now)
{
    if (!instrument.option || !mid)
        return {};
    const OptionContract& option = *instrument.option;
    constexpr double secondsPerYear = 365.0 * 24 * 3600;
    const double years = std::max(0.0, secondsBetween(now, instrument.settlesAt) / secondsPerYear);
    const pricing::OptionTerms terms {ExerciseStyle::European, option.right, option.strike.toDouble(), years};
    const pricing::MarketInputs plain = withoutDividends(market, years);
    const auto volatility = pricing::impliedVolatility(terms, plain, mid->toDouble());
    const auto valued = volatility ? pricing::value(terms, plain, *volatility)
                                   : Result<pricing::Valuation>(fail(volatility.error()));
    if (!valued)
        return {};
    return QuickGreeks {valued->greeks.delta, valued->greeks.vegaPerPoint, *volatility};
}

DollarGreeks dollarGreeks(const Instrument& instrument, Quantity quantity, const std::optional<Price>& mid,
                          const GateMarket& market, Instant now)
{
    const double spot = market.inputs.spot;
    const double count = double(quantity.count());
    if (!instrument.option)
        return {count * double(instrument.multiplier.shares()) * spot, 0};
    const OptionContract& option = *instrument.option;
    const double shares = count * double(option.deliverableShares());
    const DollarGreeks asShares {(option.right == Right::Call ? shares : -shares) * spot, 0};
    const auto greeks = quickGreeks(instrument, mid, market, now);
    if (!greeks)
        return asShares;
    return {greeks->delta * shares * spot, greeks->vegaPerPoint * count * double(option.multiplier.shares())};
}

} // namespace strikedesk
