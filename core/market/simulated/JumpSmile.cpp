// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/simulated/JumpSmile.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace strikedesk::simulated {
namespace {

double cumulativeNormal(double x)
{
    // Beyond eight deviations nothing is left to count.
    if (std::abs(x) > 8)
        return x > 0 ? 1 : 0;
    return 0.5 * std::erfc(-x / std::numbers::sqrt2);
}

double densityNormal(double x)
{
    return std::exp(-0.5 * x * x) / std::sqrt(2 * std::numbers::pi);
}

} // namespace

JumpSmile::JumpSmile(const JumpLaw& law)
    : m_forward(law.forward)
    , m_discount(law.discount)
{
    const double jumpVariance = law.jumpDeviation * law.jumpDeviation;
    const double logMean
        = law.jumpMean + jumpVariance / 2; // Of the factor a jump multiplies with, on average.
    double weight = std::exp(-law.jumpsExpected);
    double weights = 0;
    double mean = 0;
    for (std::size_t jumps = 0; jumps < partsMax; ++jumps) {
        const auto count = double(jumps);
        // Never quite zero, so that the last instant needs no case of its own.
        const double deviation = std::sqrt(law.diffusionVariance + count * jumpVariance) + 1e-9;
        m_parts[jumps] = {weight, std::exp(count * logMean), 0, deviation};
        weights += weight;
        mean += weight * m_parts[jumps].forward;
        m_count = jumps + 1;
        weight *= law.jumpsExpected / (count + 1);
        if (weight < 1e-7)
            break;
    }
    // What was cut off is spread over the rest, and the mean stays the forward: so parity holds exactly.
    for (std::size_t jumps = 0; jumps < m_count; ++jumps) {
        m_parts[jumps].weight /= weights;
        m_parts[jumps].forward *= law.forward * weights / mean;
        m_parts[jumps].logForward = std::log(m_parts[jumps].forward);
    }
}

StrikePrices JumpSmile::at(double strike) const
{
    const double logStrike = std::log(strike);
    StrikePrices prices;
    for (std::size_t jumps = 0; jumps < m_count; ++jumps) {
        const Part& part = m_parts[jumps];
        const double d1 = (part.logForward - logStrike) / part.deviation + part.deviation / 2;
        const double inTheMoney = cumulativeNormal(d1);
        const double call = part.forward * inTheMoney - strike * cumulativeNormal(d1 - part.deviation);
        prices.call += part.weight * std::max(call, 0.0);
        if (jumps == 0) {
            prices.callDelta = inTheMoney;
            prices.relativeVega = m_discount * part.forward * densityNormal(d1) * part.deviation;
        }
    }
    prices.put = m_discount * std::max(prices.call - m_forward + strike, 0.0);
    prices.call *= m_discount;
    return prices;
}

} // namespace strikedesk::simulated
