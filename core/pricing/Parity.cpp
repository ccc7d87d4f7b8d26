// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/Parity.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace strikedesk::pricing {
namespace {

constexpr std::size_t parityPairsMax = 7;

bool isUsablePair(const ParityPair& pair)
{
    return std::isfinite(pair.strike) && std::isfinite(pair.callMid) && std::isfinite(pair.putMid)
        && pair.strike > 0 && pair.callMid >= 0 && pair.putMid >= 0 && pair.callMid + pair.putMid > 0;
}

double medianOf(std::vector<double>& values)
{
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    return 0.5 * (*middle + *std::max_element(values.begin(), middle));
}

} // namespace

std::optional<ForwardEstimate> parityForward(std::span<const ParityPair> pairs, double years, double rate)
{
    const double growth = std::exp(rate * years);
    if (!std::isfinite(growth) || !(growth > 0) || years < 0)
        return {};
    std::vector<ParityPair> usable;
    std::copy_if(pairs.begin(), pairs.end(), std::back_inserter(usable), isUsablePair);
    if (usable.empty())
        return {};
    // Near the money call and put cost about the same; far from it one of them is a wide, slow quote.
    std::sort(usable.begin(), usable.end(), [](const ParityPair& a, const ParityPair& b) {
        const double left = std::fabs(a.callMid - a.putMid);
        const double right = std::fabs(b.callMid - b.putMid);
        return left != right ? left < right : a.strike < b.strike;
    });
    usable.resize(std::min(usable.size(), parityPairsMax));

    std::vector<double> forwards;
    for (const ParityPair& pair : usable)
        forwards.push_back(pair.strike + growth * (pair.callMid - pair.putMid));
    const double forward = medianOf(forwards);
    if (!std::isfinite(forward) || forward <= 0)
        return {};
    std::vector<double> distances;
    for (const double candidate : forwards)
        distances.push_back(std::fabs(candidate - forward));
    return ForwardEstimate {forward, forward / growth, medianOf(distances), usable.size()};
}

} // namespace strikedesk::pricing
