// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Catalogue.h"
#include "core/pricing/RateCurve.h"
#include "core/pricing/Valuation.h"
#include "core/types/Money.h"

#include <optional>

namespace strikedesk {

/// Dollars for a move of the underlying by its own price, and for one point of volatility.
struct DollarGreeks
{
    double delta = 0;
    double vega = 0;

    DollarGreeks& operator+=(const DollarGreeks& other)
    {
        delta += other.delta;
        vega += other.vega;
        return *this;
    }
};

/// An underlying's market for all expiries: the rate of the inputs is not used.
struct GateMarket
{
    pricing::MarketInputs inputs;
    pricing::RateCurve rates;
};

/// Of one share's worth of an option.
struct QuickGreeks
{
    double delta = 0;
    double vegaPerPoint = 0;
    double volatility = 0;
};

/// As dollarGreeks() reckons them, at the volatility of this mid; nothing when the mid has none.
[[nodiscard]] std::optional<QuickGreeks> quickGreeks(const Instrument& instrument,
                                                     const std::optional<Price>& mid,
                                                     const GateMarket& market, Instant now);

/// Of a position, by Black-Scholes at the volatility of its own mid, early exercise left out: quick enough
/// for every check, and what screens show differs little. The rate is that of the expiry. An option without a
/// usable mid counts as its shares.
[[nodiscard]] DollarGreeks dollarGreeks(const Instrument& instrument, Quantity quantity,
                                        const std::optional<Price>& mid, const GateMarket& market,
                                        Instant now);

} // namespace strikedesk
