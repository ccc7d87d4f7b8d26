// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/European.h"

#include "core/pricing/lanes/LaneDispatch.h"

#include <cmath>

namespace strikedesk::pricing::detail {
namespace {

EuropeanSlice sliceOf(const PlainInputs& in)
{
    return europeanSlice(in.spot, in.rate, in.yield, in.years);
}

} // namespace

EuropeanSlice europeanSlice(double spot, double rate, double yield, double years)
{
    EuropeanSlice slice;
    slice.spot = spot;
    slice.rate = rate;
    slice.yield = yield;
    slice.years = years;
    slice.rootYears = std::sqrt(years);
    slice.drift = (rate - yield) * years;
    slice.strikeDiscount = std::exp(-rate * years);
    slice.spotDiscount = std::exp(-yield * years);
    return slice;
}

PriceAndGreeks europeanValue(const PlainInputs& in)
{
    PriceAndGreeks result;
    Greeks& greeks = result.greeks;
    GreekColumns out;
    out.price = &result.price;
    out.delta = &greeks.delta;
    out.gamma = &greeks.gamma;
    out.thetaPerDay = &greeks.thetaPerDay;
    out.vegaPerPoint = &greeks.vegaPerPoint;
    out.rhoPerPoint = &greeks.rhoPerPoint;
    LaneVerdict verdict {};
    laneKernels().europeanValues(sliceOf(in), {&in.strike, &in.right, &in.volatility, 1}, out, &verdict);
    return result;
}

double europeanPrice(const PlainInputs& in)
{
    double price = 0;
    GreekColumns out;
    out.price = &price;
    LaneVerdict verdict {};
    laneKernels().europeanValues(sliceOf(in), {&in.strike, &in.right, &in.volatility, 1}, out, &verdict);
    return price;
}

EuropeanVolatility europeanImpliedVolatility(const PlainInputs& in, double price)
{
    EuropeanVolatility result;
    laneKernels().europeanVolatilities(sliceOf(in), {&in.strike, &in.right, &price, 1}, &result.volatility,
                                       &result.verdict);
    return result;
}

} // namespace strikedesk::pricing::detail
