// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Contract.h"
#include "core/pricing/lanes/KernelTable.h"
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

/// What the kernels want to know of an expiry; spot and years are positive.
[[nodiscard]] EuropeanSlice europeanSlice(double spot, double rate, double yield, double years);

/// Black–Scholes–Merton in closed form (Haug, "The Complete Guide to Option Pricing Formulas"): the kernels
/// of lanes/EuropeanLanes.inl with one option.
[[nodiscard]] PriceAndGreeks europeanValue(const PlainInputs& inputs);
[[nodiscard]] double europeanPrice(const PlainInputs& inputs);

/// The volatility of a European price (lanes/VolatilityLanes.inl), or why there is none.
struct EuropeanVolatility
{
    double volatility = 0; ///< 0 unless the verdict is `Done`.
    LaneVerdict verdict = LaneVerdict::Unusual;
};
[[nodiscard]] EuropeanVolatility europeanImpliedVolatility(const PlainInputs& inputs, double price);

} // namespace strikedesk::pricing::detail
