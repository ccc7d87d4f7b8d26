// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/European.h"

#include "core/pricing/Normal.h"

#include <algorithm>
#include <cmath>

namespace strikedesk::pricing::detail {
namespace {

struct EuropeanTerms
{
    double sign;
    double deviation; // volatility times the root of time
    double d1;
    double d2;
    double discountedSpot;
    double discountedStrike;
};

EuropeanTerms europeanTermsOf(const PlainInputs& in)
{
    const double deviation = in.volatility * std::sqrt(in.years);
    const double d1
        = (std::log(in.spot / in.strike) + (in.rate - in.yield) * in.years) / deviation + 0.5 * deviation;
    return {in.right == Right::Call ? 1.0 : -1.0,
            deviation,
            d1,
            d1 - deviation,
            in.spot * std::exp(-in.yield * in.years),
            in.strike * std::exp(-in.rate * in.years)};
}

/// Phi(-x) / phi(x) for x of either sign: finite where the plain quotient is 0 / 0.
double millsRatio(double x)
{
    if (x < 8.0)
        return normalCdf(-x) / normalDensity(x);
    // Continued fraction, which converges quickly this far out.
    double tail = x;
    for (int k = 40; k >= 1; --k)
        tail = x + k / tail;
    return 1.0 / tail;
}

/// The logarithm of the undiscounted out-of-the-money value over the root of forward times strike, and its
/// derivative by the total deviation `s`; `x` is minus the distance of the log strike.
struct LogValue
{
    double value;
    double slope;
};

LogValue logOutOfTheMoney(double x, double s)
{
    const double h = x / s;
    const double t = 0.5 * s;
    const double difference = millsRatio(-h - t) - millsRatio(-h + t);
    const double vegaLog = -0.5 * (h * h + t * t) + std::log(inverseRootTwoPi);
    return {vegaLog + std::log(difference), 1.0 / difference};
}

} // namespace

double europeanPrice(const PlainInputs& in)
{
    const EuropeanTerms t = europeanTermsOf(in);
    const double price = t.sign
        * (t.discountedSpot * normalCdf(t.sign * t.d1) - t.discountedStrike * normalCdf(t.sign * t.d2));
    return std::max(price, 0.0);
}

PriceAndGreeks europeanValue(const PlainInputs& in)
{
    const EuropeanTerms t = europeanTermsOf(in);
    const double density = normalDensity(t.d1);
    const double cdf1 = normalCdf(t.sign * t.d1);
    const double cdf2 = normalCdf(t.sign * t.d2);
    const double spotPart = t.discountedSpot * cdf1;
    const double strikePart = t.discountedStrike * cdf2;
    PriceAndGreeks result;
    result.price = std::max(t.sign * (spotPart - strikePart), 0.0);
    Greeks& greeks = result.greeks;
    greeks.delta = t.sign * std::exp(-in.yield * in.years) * cdf1;
    greeks.gamma = t.discountedSpot * density / (in.spot * in.spot * t.deviation);
    const double thetaPerYear = -0.5 * t.discountedSpot * density * in.volatility / std::sqrt(in.years)
        + t.sign * (in.yield * spotPart - in.rate * strikePart);
    greeks.thetaPerDay = thetaPerYear / 365.0;
    greeks.vegaPerPoint = 0.01 * t.discountedSpot * density * std::sqrt(in.years);
    greeks.rhoPerPoint = 0.01 * t.sign * in.years * strikePart;
    return result;
}

double europeanImpliedVolatility(const PlainInputs& in, double price)
{
    const double discount = std::exp(-in.rate * in.years);
    const double forward = in.spot * std::exp((in.rate - in.yield) * in.years);
    const double sign = in.right == Right::Call ? 1.0 : -1.0;
    const double intrinsic = std::max(sign * (forward - in.strike), 0.0);
    const double scale = std::sqrt(forward * in.strike);
    const double timeValue = (price / discount - intrinsic) / scale;
    const double ceiling = std::min(forward, in.strike) / scale;
    if (!(timeValue > 0) || !(timeValue < ceiling))
        return -1;

    // Newton on the logarithm of the out-of-the-money value: it is increasing and concave in s where the
    // start is on the left, and a bracket catches the rest.
    const double x = -std::fabs(std::log(forward / in.strike));
    const double target = std::log(timeValue);
    double low = 0;
    double high = 1e4;
    double s = std::clamp(std::sqrt(2.0 * std::fabs(x)), 1e-3, 10.0);
    if (-x < 0.1)
        s = std::clamp(timeValue / inverseRootTwoPi, 1e-9, 5.0);
    for (int step = 0; step < 200; ++step) {
        const LogValue now = logOutOfTheMoney(x, s);
        const double gap = now.value - target;
        if (!std::isfinite(now.value) || gap < 0)
            low = s;
        else
            high = s;
        double next = s - gap / now.slope;
        if (!std::isfinite(next) || next <= low || next >= high)
            next = high >= 1e4 ? s * 2.0 : 0.5 * (low + high);
        if (std::fabs(next - s) <= 4e-16 * s || gap == 0)
            return next / std::sqrt(in.years);
        s = next;
    }
    return s / std::sqrt(in.years);
}

} // namespace strikedesk::pricing::detail
