// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/Deterministic.h"

#include <algorithm>
#include <cmath>

namespace strikedesk::pricing::detail {
namespace {

/// Collects the best discounted payoff along the path.
struct BestExercise
{
    double sign;
    double strike;
    double rate;
    double yield;
    double best = 0;

    void consider(double carried, double at)
    {
        best = std::max(best, sign * (carried * std::exp(-yield * at) - strike * std::exp(-rate * at)));
    }

    /// The ends of a stretch without dividends, and the instant inside it at which waiting stops to pay.
    void considerStretch(double carried, double from, double to)
    {
        consider(carried, from);
        consider(carried, to);
        const double quotient = rate * strike / (yield * carried);
        if (!(quotient > 0) || !std::isfinite(quotient) || rate == yield)
            return;
        const double turn = std::log(quotient) / (rate - yield);
        if (turn > from && turn < to)
            consider(carried, turn);
    }
};

} // namespace

double deterministicPrice(const OptionTerms& terms, const MarketInputs& market)
{
    BestExercise exercise {terms.right == Right::Call ? 1.0 : -1.0, terms.strike, market.rate, market.yield};
    double carried = market.spot; // the discounted spot, ex the dividends so far, before the yield
    double from = 0;
    for (const DividendPoint& dividend : market.dividends) {
        if (terms.style == ExerciseStyle::American)
            exercise.considerStretch(carried, from, dividend.years);
        from = dividend.years;
        carried -= dividend.amount * std::exp((market.yield - market.rate) * from);
        carried = std::max(carried, 0.0);
    }
    if (terms.style == ExerciseStyle::American)
        exercise.considerStretch(carried, from, terms.years);
    exercise.consider(carried, terms.years);
    return exercise.best;
}

Valuation deterministicValue(const OptionTerms& terms, const MarketInputs& market)
{
    Valuation result;
    result.price = deterministicPrice(terms, market);

    const double spotStep = std::max(1e-6 * market.spot, 1e-9);
    MarketInputs up = market;
    up.spot += spotStep;
    MarketInputs down = market;
    down.spot = std::max(market.spot - spotStep, 0.0);
    result.greeks.delta
        = (deterministicPrice(terms, up) - deterministicPrice(terms, down)) / (up.spot - down.spot);

    MarketInputs dearer = market;
    dearer.rate += 1e-6;
    MarketInputs cheaper = market;
    cheaper.rate -= 1e-6;
    result.greeks.rhoPerPoint
        = 0.01 * (deterministicPrice(terms, dearer) - deterministicPrice(terms, cheaper)) / 2e-6;

    const double timeStep = std::min(1e-6, 0.5 * terms.years);
    OptionTerms later = terms;
    later.years -= timeStep;
    MarketInputs afterwards = market;
    for (DividendPoint& dividend : afterwards.dividends)
        dividend.years = std::max(dividend.years - timeStep, 0.0);
    result.greeks.thetaPerDay = (deterministicPrice(later, afterwards) - result.price) / timeStep / 365.0;
    return result;
}

double largestPrice(const OptionTerms& terms, const MarketInputs& market)
{
    const double spot = market.spot * std::exp(-market.yield * terms.years);
    const double strike = terms.strike * std::exp(-market.rate * terms.years);
    if (terms.style == ExerciseStyle::European)
        return terms.right == Right::Call ? spot : strike;
    return terms.right == Right::Call ? std::max(spot, market.spot) : std::max(strike, terms.strike);
}

} // namespace strikedesk::pricing::detail
