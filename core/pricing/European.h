// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Contract.h"
#include "core/types/Greeks.h"

namespace strikedesk::pricing::detail {

/// An option without cash dividends. Spot, strike, years and volatility are positive.
struct PlainInputs
{
    Right right = Right::Call;
    double spot = 0;
    double strike = 0;
    double years = 0;
    double rate = 0;
    double yield = 0;
    double volatility = 0;
};

struct PriceAndGreeks
{
    double price = 0;
    Greeks greeks;
};

/// Black–Scholes–Merton in closed form (Haug, "The Complete Guide to Option Pricing Formulas").
[[nodiscard]] PriceAndGreeks europeanValue(const PlainInputs& inputs);
[[nodiscard]] double europeanPrice(const PlainInputs& inputs);

/// The volatility of a European price that lies strictly between its bounds; negative when none was found.
[[nodiscard]] double europeanImpliedVolatility(const PlainInputs& inputs, double price);

} // namespace strikedesk::pricing::detail
