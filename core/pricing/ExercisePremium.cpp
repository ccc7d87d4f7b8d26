// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/ExerciseBoundary.h"
#include "core/pricing/Normal.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace strikedesk::pricing::detail {
namespace {

/// What one instant of possible early exercise adds to the price, its slope and its curvature.
struct PremiumSums
{
    double price = 0;
    double slope = 0;
    double curvature = 0;
};

void addPremiumPanel(const UnitPut& put, const QuadratureRule& rule, const ExerciseBoundary& boundary,
                     double spot, double from, double to, PremiumSums& sums)
{
    const double vol = put.volatility;
    const double logSpot = std::log(spot);
    const double half = 0.5 * (to - from);
    for (std::size_t k = 0; k < rule.points.size(); ++k) {
        const double root = from + half * (1.0 + rule.points[k]); // the root of the time from now
        const double passed = root * root;
        const double logBoundary = boundary.logAt(std::sqrt(std::max(put.years - passed, 0.0)));
        const double deviation = vol * root;
        const double minus
            = (logSpot - logBoundary + (put.rate - put.yield) * passed) / deviation - 0.5 * deviation;
        const double plus = minus + deviation;
        const double weight = rule.weights[k] * half * 2.0 * root;
        const double strikePart = weight * put.rate * std::exp(-put.rate * passed);
        const double densityMinus = normalDensity(minus) / (spot * deviation);
        sums.price += strikePart * normalCdf(-minus);
        sums.slope -= strikePart * densityMinus;
        sums.curvature += strikePart * densityMinus * (1.0 + minus / deviation) / spot;
        if (put.yield == 0)
            continue;
        const double spotPart = weight * put.yield * std::exp(-put.yield * passed);
        const double densityPlus = normalDensity(plus) / deviation;
        const double cdfPlus = normalCdf(-plus);
        sums.price -= spotPart * spot * cdfPlus;
        sums.slope -= spotPart * (cdfPlus - densityPlus);
        sums.curvature += spotPart * densityPlus / spot * (1.0 - plus / deviation);
    }
}

} // namespace

UnitPutValue unitPutValue(const UnitPut& put, const ExerciseBoundary& boundary, double spot)
{
    if (spot <= boundary.now())
        return {1.0 - spot, -1.0, 0.0, true};

    const double rootTime = std::sqrt(put.years);
    const double deviation = put.volatility * rootTime;
    const double plus = (std::log(spot) + (put.rate - put.yield) * put.years) / deviation + 0.5 * deviation;
    const double minus = plus - deviation;
    const double spotDiscount = std::exp(-put.yield * put.years);
    const double strikeDiscount = std::exp(-put.rate * put.years);

    PremiumSums sums;
    // Near the boundary the derivatives of the integrand live on the short time the spot needs to get there,
    // so that stretch gets points of its own.
    const double reach = 4.0 * std::log(spot / boundary.now()) / put.volatility;
    const double split = std::min(reach, 0.5 * rootTime);
    addPremiumPanel(put, boundary.scheme().priceRule, boundary, spot, 0, split, sums);
    addPremiumPanel(put, boundary.scheme().priceRule, boundary, spot, split, rootTime, sums);

    UnitPutValue value;
    value.price = strikeDiscount * normalCdf(-minus) - spot * spotDiscount * normalCdf(-plus) + sums.price;
    value.slope = -spotDiscount * normalCdf(-plus) + sums.slope;
    value.curvature = spotDiscount * normalDensity(plus) / (spot * deviation) + sums.curvature;
    return value;
}

} // namespace strikedesk::pricing::detail
