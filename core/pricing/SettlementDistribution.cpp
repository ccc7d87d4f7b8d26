// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/SettlementDistribution.h"

#include "core/pricing/Normal.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace strikedesk::pricing {
namespace {

constexpr int boundSteps = 800;
constexpr double boundWidth = 10; // deviations either way

} // namespace

std::string_view nameOf(DistributionSource source)
{
    return source == DistributionSource::Smile ? "smile" : "lognormal";
}

std::optional<SettlementDistribution> SettlementDistribution::fromSmile(const SurfaceSlice& slice)
{
    auto distribution = lognormal(slice.forward, slice.smile.volatilityAt(slice.forward), slice.years);
    if (distribution) {
        distribution->m_smile = slice.smile;
        distribution->smooth();
    }
    return distribution;
}

std::optional<SettlementDistribution> SettlementDistribution::lognormal(double forward, double volatility,
                                                                        double years)
{
    if (!(forward > 0) || !(volatility > 0) || !(years > 0) || !std::isfinite(forward * volatility * years))
        return {};
    SettlementDistribution distribution;
    distribution.m_forward = forward;
    distribution.m_years = years;
    distribution.m_volatility = volatility;
    return distribution;
}

DistributionSource SettlementDistribution::source() const
{
    return m_smile ? DistributionSource::Smile : DistributionSource::Lognormal;
}

// What the call prices say by themselves.
double SettlementDistribution::slopeBelow(double spot) const
{
    const double volatility = m_smile ? m_smile->volatilityAt(spot) : m_volatility;
    const double deviation = volatility * std::sqrt(m_years);
    const double d1 = std::log(m_forward / spot) / deviation + 0.5 * deviation;
    double above = detail::normalCdf(d1 - deviation);
    if (m_smile) {
        // The call falls with its strike by the digital, and follows the smile by its vega.
        const double step = 1e-4 * spot;
        const double slope
            = (m_smile->volatilityAt(spot + step) - m_smile->volatilityAt(spot - step)) / (2 * step);
        above -= m_forward * detail::normalDensity(d1) * std::sqrt(m_years) * slope;
    }
    return 1 - std::clamp(above, 0.0, 1.0);
}

// Half way between the lowest ascending curve above and the highest one below.
void SettlementDistribution::smooth()
{
    const double deviation = m_volatility * std::sqrt(m_years);
    for (int i = 0; i <= boundSteps; ++i) {
        const double moneyness = deviation * boundWidth * (2.0 * i / boundSteps - 1);
        m_bounds.push_back(slopeBelow(m_forward * std::exp(moneyness)));
    }
    std::vector<double> least = m_bounds;
    for (std::size_t i = m_bounds.size() - 1; i > 0; --i)
        least[i - 1] = std::min(least[i - 1], least[i]);
    for (std::size_t i = 1; i < m_bounds.size(); ++i)
        m_bounds[i] = std::max(m_bounds[i], m_bounds[i - 1]);
    for (std::size_t i = 0; i < m_bounds.size(); ++i)
        m_bounds[i] = 0.5 * (m_bounds[i] + least[i]);
}

double SettlementDistribution::below(double spot) const
{
    if (!(spot > 0))
        return 0;
    if (spot == std::numeric_limits<double>::infinity())
        return 1;
    if (m_bounds.empty())
        return slopeBelow(spot);
    const double width = m_volatility * std::sqrt(m_years) * boundWidth;
    const double place = (std::log(spot / m_forward) / width + 1) * 0.5 * boundSteps;
    const auto at = std::size_t(std::clamp(std::floor(place), 0.0, double(boundSteps - 1)));
    const double lowest = place < 0 ? 0 : m_bounds[at];
    const double highest = place > boundSteps ? 1 : m_bounds[at + 1];
    return std::clamp(slopeBelow(spot), place > boundSteps ? m_bounds.back() : lowest,
                      place < 0 ? m_bounds.front() : highest);
}

double probabilityOfProfit(const SettlementDistribution& distribution, std::span<const double> breakEvens,
                           const std::function<double(double)>& gainAt)
{
    double probability = 0;
    double lower = 0;
    for (std::size_t i = 0; i <= breakEvens.size(); ++i) {
        const bool isLast = i == breakEvens.size();
        const double upper = isLast ? std::numeric_limits<double>::infinity() : breakEvens[i];
        const double inside = isLast ? 2 * lower + 1 : 0.5 * (lower + upper);
        if (upper > lower && gainAt(inside) > 0)
            probability += std::max(distribution.below(upper) - distribution.below(lower), 0.0);
        lower = std::max(lower, upper);
    }
    return std::min(probability, 1.0);
}

std::optional<double> probabilityOfTouch(double spot, double barrier, double drift, double volatility,
                                         double years)
{
    const double deviation = volatility * std::sqrt(years);
    const double distance = std::fabs(std::log(barrier / spot));
    if (!(spot > 0) || !(barrier > 0) || !(volatility > 0) || !(years > 0)
        || !std::isfinite(distance + drift + deviation))
        return {};
    const double up = barrier >= spot ? 1 : -1;
    const double pace = up * (drift - 0.5 * volatility * volatility); // towards the barrier
    const double direct = detail::normalCdf((pace * years - distance) / deviation);
    const double tail = detail::normalCdf((-pace * years - distance) / deviation);
    // The factor may overflow where the tail is nothing.
    const double reflected
        = tail > 0 ? std::exp(2 * pace * distance / (volatility * volatility) + std::log(tail)) : 0;
    return std::clamp(direct + reflected, 0.0, 1.0);
}

} // namespace strikedesk::pricing
