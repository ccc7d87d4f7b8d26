// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/Attribution.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace strikedesk::pricing {

Attribution& Attribution::operator+=(const Attribution& other)
{
    delta += other.delta;
    gamma += other.gamma;
    theta += other.theta;
    vega += other.vega;
    rho += other.rho;
    vanna += other.vanna;
    volga += other.volga;
    residual += other.residual;
    fees += other.fees;
    total += other.total;
    return *this;
}

Result<VolatilityCross> volatilityCross(const OptionTerms& terms, const MarketInputs& market,
                                        double volatility, Accuracy accuracy)
{
    const double step = std::min(0.01, 0.25 * volatility);
    if (!(step > 0))
        return VolatilityCross {};
    const auto up = value(terms, market, volatility + step, accuracy);
    if (!up)
        return fail(up.error());
    const auto down = value(terms, market, volatility - step, accuracy);
    if (!down)
        return fail(down.error());
    constexpr double pointsPerOne = 100;
    return VolatilityCross {(up->greeks.delta - down->greeks.delta) / (2 * step),
                            pointsPerOne * (up->greeks.vegaPerPoint - down->greeks.vegaPerPoint)
                                / (2 * step)};
}

Result<Attribution> attributeGain(const AttributionPoint& before, const AttributionPoint& after,
                                  double shares, double fees, Accuracy accuracy)
{
    const bool isSame = before.terms.style == after.terms.style && before.terms.right == after.terms.right
        && before.terms.strike == after.terms.strike;
    if (!isSame || !(after.terms.years <= before.terms.years))
        return fail(
            "pricing.bad_input",
            fmt::format("Expected the same option no earlier than before, found strikes {} and {} with "
                        "{} and {} years left.",
                        before.terms.strike, after.terms.strike, before.terms.years, after.terms.years));
    const auto first = value(before.terms, before.market, before.volatility, accuracy);
    if (!first)
        return fail(first.error());
    const auto second = value(after.terms, after.market, after.volatility, accuracy);
    if (!second)
        return fail(second.error());
    const auto cross = volatilityCross(before.terms, before.market, before.volatility, accuracy);
    if (!cross)
        return fail(cross.error());

    const double move = after.market.spot - before.market.spot;
    const double shift = after.volatility - before.volatility;
    const double days = 365 * (before.terms.years - after.terms.years);
    Attribution parts;
    parts.delta = shares * first->greeks.delta * move;
    parts.gamma = shares * 0.5 * first->greeks.gamma * move * move;
    parts.theta = shares * first->greeks.thetaPerDay * days;
    parts.vega = shares * first->greeks.vegaPerPoint * 100 * shift;
    parts.rho = shares * first->greeks.rhoPerPoint * 100 * (after.market.rate - before.market.rate);
    parts.vanna = shares * cross->vanna * move * shift;
    parts.volga = shares * 0.5 * cross->volga * shift * shift;
    parts.fees = -fees;
    const double gain = shares * (second->price - first->price);
    parts.residual = gain
        - (parts.delta + parts.gamma + parts.theta + parts.vega + parts.rho + parts.vanna + parts.volga);
    parts.total = gain + parts.fees;
    return parts;
}

Attribution attributeStock(double spotBefore, double spotAfter, double shares, double fees)
{
    Attribution parts;
    parts.delta = shares * (spotAfter - spotBefore);
    parts.fees = -fees;
    parts.total = parts.delta + parts.fees;
    return parts;
}

} // namespace strikedesk::pricing
