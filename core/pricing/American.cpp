// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/American.h"

#include <algorithm>
#include <cmath>

namespace strikedesk::pricing::detail {
namespace {

/// A call is a put with spot and strike, rate and yield exchanged (McDonald and Schroder).
UnitPut unitPutOf(const PlainInputs& in)
{
    if (in.right == Right::Put)
        return {in.rate, in.yield, in.volatility, in.years};
    return {in.yield, in.rate, in.volatility, in.years};
}

double unitSpotOf(const PlainInputs& in)
{
    return in.right == Right::Put ? in.spot / in.strike : in.strike / in.spot;
}

double unitSizeOf(const PlainInputs& in)
{
    return in.right == Right::Put ? in.strike : in.spot;
}

std::optional<ExerciseBoundary> boundaryOf(const UnitPut& put, Accuracy accuracy,
                                           const ExerciseBoundary* start = nullptr)
{
    if (accuracy == Accuracy::Screen) {
        if (auto boundary = ExerciseBoundary::solve(put, SpectralScheme::screen(), start))
            return boundary;
    }
    return ExerciseBoundary::solve(put, SpectralScheme::reference(), start);
}

std::optional<double> bumpedPrice(const PlainInputs& in, Accuracy accuracy, const ExerciseBoundary& start)
{
    if (americanCaseOf(in) == AmericanCase::NeverExercised)
        return europeanPrice(in);
    if (americanCaseOf(in) == AmericanCase::TwoBoundaries)
        return {};
    const UnitPut put = unitPutOf(in);
    const auto boundary = boundaryOf(put, accuracy, &start);
    if (!boundary)
        return {};
    return unitSizeOf(in) * unitPutValue(put, *boundary, unitSpotOf(in)).price;
}

/// The central difference of the price by one input, or the one-sided one where the other side has no value.
std::optional<double> bumpedSlope(const PlainInputs& in, double PlainInputs::*input, double step,
                                  double price, Accuracy accuracy, const ExerciseBoundary& start)
{
    PlainInputs up = in;
    up.*input += step;
    PlainInputs down = in;
    down.*input -= step;
    const auto above = bumpedPrice(up, accuracy, start);
    const auto below = bumpedPrice(down, accuracy, start);
    if (above && below)
        return (*above - *below) / (2.0 * step);
    if (above)
        return (*above - price) / step;
    if (below)
        return (price - *below) / step;
    return {};
}

} // namespace

AmericanCase americanCaseOf(const PlainInputs& in)
{
    const UnitPut put = unitPutOf(in);
    if (put.rate * put.years > 1e-12)
        return AmericanCase::OneBoundary;
    if (put.yield * put.years >= std::min(put.rate * put.years, 0.0))
        return AmericanCase::NeverExercised;
    return AmericanCase::TwoBoundaries;
}

std::optional<PriceAndGreeks> spectralValue(const PlainInputs& in, Accuracy accuracy)
{
    const UnitPut put = unitPutOf(in);
    const auto boundary = boundaryOf(put, accuracy);
    if (!boundary)
        return {};
    const double unitSpot = unitSpotOf(in);
    const UnitPutValue unit = unitPutValue(put, *boundary, unitSpot);
    PriceAndGreeks result;
    Greeks& greeks = result.greeks;
    result.price = unitSizeOf(in) * unit.price;
    if (unit.isExercised) {
        greeks.delta = in.right == Right::Call ? 1.0 : -1.0;
        return result;
    }
    if (in.right == Right::Put) {
        greeks.delta = unit.slope;
        greeks.gamma = unit.curvature / in.strike;
    } else {
        greeks.delta = unit.price - unitSpot * unit.slope;
        greeks.gamma = unitSpot * unitSpot * unit.curvature / in.spot;
    }
    // The pricing equation itself gives the slope in time.
    const double variance = in.volatility * in.volatility;
    greeks.thetaPerDay = (in.rate * result.price - (in.rate - in.yield) * in.spot * greeks.delta
                          - 0.5 * variance * in.spot * in.spot * greeks.gamma)
        / 365.0;
    const auto vega
        = bumpedSlope(in, &PlainInputs::volatility, 0.01 * in.volatility, result.price, accuracy, *boundary);
    const auto rho = bumpedSlope(in, &PlainInputs::rate, 1e-4, result.price, accuracy, *boundary);
    if (!vega || !rho)
        return {};
    greeks.vegaPerPoint = 0.01 * *vega;
    greeks.rhoPerPoint = 0.01 * *rho;
    return result;
}

SpectralPricer::SpectralPricer(const PlainInputs& inputs, Accuracy accuracy)
    : m_inputs(inputs)
    , m_accuracy(accuracy)
{
}

std::optional<double> SpectralPricer::price(double volatility)
{
    m_inputs.volatility = volatility;
    const UnitPut put = unitPutOf(m_inputs);
    auto boundary = boundaryOf(put, m_accuracy, m_boundary ? &*m_boundary : nullptr);
    if (!boundary && m_boundary)
        boundary = boundaryOf(put, m_accuracy);
    if (!boundary)
        return {};
    m_boundary = std::move(boundary);
    return unitSizeOf(m_inputs) * unitPutValue(put, *m_boundary, unitSpotOf(m_inputs)).price;
}

} // namespace strikedesk::pricing::detail
