// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/FrontPayoff.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace strikedesk::pricing {
namespace {

constexpr int curveSteps = 160;
constexpr int refinements = 40;

/// The legs at their first expiry as a function of the spot.
class FrontValue
{
public:
    FrontValue(std::span<const FrontLeg> legs, const MarketInputs& market, double years,
               const ScenarioKernel& kernel)
        : m_kernel(kernel)
        , m_years(years)
        , m_spot(market.spot)
    {
        m_portfolio.underlyings.push_back({"", market, 1});
        for (const FrontLeg& leg : legs) {
            ScenarioLeg row;
            row.isStock = leg.leg.kind == PayoffLeg::Stock;
            row.terms = {leg.style, leg.leg.kind == PayoffLeg::Put ? Right::Put : Right::Call,
                         leg.leg.strike.toDouble(), leg.years};
            row.rate = leg.rate;
            row.volatility = leg.volatility;
            row.quantity = double(leg.leg.quantity.count());
            row.multiplier = double(leg.leg.multiplier.shares());
            m_portfolio.legs.push_back(row);
            m_cost += leg.leg.cost.toDouble();
        }
    }

    [[nodiscard]] Result<std::vector<FrontSample>> at(const std::vector<double>& spots) const
    {
        ScenarioAxes axes;
        axes.spotMoves.clear();
        for (const double spot : spots)
            axes.spotMoves.push_back(spot / m_spot - 1);
        axes.years = {m_years};
        const auto grid = scenarioGrid(m_portfolio, axes, m_kernel);
        if (!grid)
            return fail(grid.error());
        std::vector<FrontSample> samples;
        for (std::size_t i = 0; i < spots.size(); ++i)
            samples.push_back({spots[i], grid->valueAt(0, 0, i) - m_cost});
        return samples;
    }

    [[nodiscard]] double gainAt(double spot) const
    {
        const auto sample = at({spot});
        return sample ? sample->front().gain : 0;
    }

private:
    ScenarioPortfolio m_portfolio;
    const ScenarioKernel& m_kernel;
    double m_years;
    double m_spot;
    double m_cost = 0;
};

std::vector<double> spotsToLookAt(std::span<const FrontLeg> legs, double spot)
{
    double lowest = spot;
    double highest = spot;
    std::vector<double> spots {0};
    for (const FrontLeg& leg : legs) {
        const double strike = leg.leg.strike.toDouble();
        if (leg.leg.kind == PayoffLeg::Stock || !(strike > 0))
            continue;
        spots.push_back(strike);
        lowest = std::min(lowest, strike);
        highest = std::max(highest, strike);
    }
    const double ratio = std::pow(9 * highest / lowest, 1.0 / curveSteps);
    for (double at = lowest / 3; at < 3 * highest; at *= ratio)
        spots.push_back(at);
    // Two far points tell the slope at infinity.
    spots.push_back(10 * highest);
    spots.push_back(20 * highest);
    std::ranges::sort(spots);
    spots.erase(std::unique(spots.begin(), spots.end()), spots.end());
    return spots;
}

/// The best value near a sample, by golden sections; `sign` is 1 for the highest, -1 for the lowest.
double refinedExtreme(const FrontValue& value, const std::vector<FrontSample>& curve, double sign)
{
    const auto best = std::ranges::max_element(
        curve, {}, [sign](const FrontSample& sample) { return sign * sample.gain; });
    if (best == curve.begin() || best + 1 == curve.end())
        return best->gain;
    constexpr double golden = 0.6180339887498949;
    double low = (best - 1)->spot;
    double high = (best + 1)->spot;
    double inner = high - golden * (high - low);
    double outer = low + golden * (high - low);
    double innerGain = sign * value.gainAt(inner);
    double outerGain = sign * value.gainAt(outer);
    for (int step = 0; step < refinements; ++step) {
        if (innerGain > outerGain) {
            high = outer;
            outer = inner;
            outerGain = innerGain;
            inner = high - golden * (high - low);
            innerGain = sign * value.gainAt(inner);
        } else {
            low = inner;
            inner = outer;
            innerGain = outerGain;
            outer = low + golden * (high - low);
            outerGain = sign * value.gainAt(outer);
        }
    }
    return sign * std::max({innerGain, outerGain, sign * best->gain});
}

double crossingBetween(const FrontValue& value, FrontSample low, FrontSample high)
{
    for (int step = 0; step < refinements; ++step) {
        const double middle = 0.5 * (low.spot + high.spot);
        const double gain = value.gainAt(middle);
        ((gain < 0) == (low.gain < 0) ? low : high) = {middle, gain};
    }
    return 0.5 * (low.spot + high.spot);
}

std::vector<double> crossings(const FrontValue& value, const std::vector<FrontSample>& curve)
{
    std::vector<double> found;
    for (std::size_t i = 0; i + 1 < curve.size(); ++i) {
        if (curve[i].gain == 0)
            found.push_back(curve[i].spot);
        else if (curve[i].gain * curve[i + 1].gain < 0)
            found.push_back(crossingBetween(value, curve[i], curve[i + 1]));
    }
    return found;
}

Result<FrontPayoff> exactFront(std::span<const FrontLeg> legs, double years, std::vector<double> spots)
{
    std::vector<PayoffLeg> rows;
    for (const FrontLeg& leg : legs)
        rows.push_back(leg.leg);
    const auto profile = payoffProfile(rows);
    if (!profile)
        return fail(profile.error());
    FrontPayoff front;
    front.years = years;
    if (profile->maximumLoss)
        front.maximumLoss = profile->maximumLoss->toDouble();
    if (profile->maximumGain)
        front.maximumGain = profile->maximumGain->toDouble();
    front.breakEvens = profile->breakEvens;
    for (const double spot : spots) {
        const Price exact = Price::nearest(spot);
        front.curve.push_back({exact.toDouble(), payoffAt(rows, exact).toDouble()});
    }
    return front;
}

} // namespace

double FrontPayoff::gainAt(double spot) const
{
    if (curve.size() < 2)
        return curve.empty() ? 0 : curve.front().gain;
    const auto after = std::ranges::lower_bound(curve, spot, {}, &FrontSample::spot);
    const std::size_t high = std::clamp<std::size_t>(std::size_t(after - curve.begin()), 1, curve.size() - 1);
    const FrontSample& left = curve[high - 1];
    const FrontSample& right = curve[high];
    return left.gain + (right.gain - left.gain) * (spot - left.spot) / (right.spot - left.spot);
}

Result<FrontPayoff> frontPayoff(std::span<const FrontLeg> legs, const MarketInputs& market,
                                const ScenarioKernel& kernel)
{
    std::optional<double> first;
    double last = 0;
    for (const FrontLeg& leg : legs) {
        if (leg.leg.kind == PayoffLeg::Stock)
            continue;
        first = std::min(first.value_or(leg.years), leg.years);
        last = std::max(last, leg.years);
    }
    if (!first || !(market.spot > 0) || !(*first >= 0) || !std::isfinite(last))
        return fail(
            "pricing.bad_input",
            fmt::format("Expected options with time left and a positive spot, found {} legs at a spot "
                        "of {}.",
                        legs.size(), market.spot));
    const std::vector<double> spots = spotsToLookAt(legs, market.spot);
    if (last == *first)
        return exactFront(legs, *first, spots);

    const FrontValue value(legs, market, *first, kernel);
    const auto curve = value.at(spots);
    if (!curve)
        return fail(curve.error());
    FrontPayoff front;
    front.years = *first;
    front.isModel = true;
    front.curve = *curve;
    const FrontSample& far = front.curve[front.curve.size() - 2];
    const FrontSample& farther = front.curve.back();
    // A hundredth of a share: what models leave of a slope that is none.
    const double slope = (farther.gain - far.gain) / (farther.spot - far.spot);
    if (!(slope < -0.01))
        front.maximumLoss = std::max(-refinedExtreme(value, front.curve, -1), 0.0);
    if (!(slope > 0.01))
        front.maximumGain = std::max(refinedExtreme(value, front.curve, 1), 0.0);
    front.breakEvens = crossings(value, front.curve);
    return front;
}

} // namespace strikedesk::pricing
