// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/Parity.h"

#include <algorithm>
#include <cmath>
#include <iterator>
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

std::optional<RateEstimate> parityRate(std::span<const ParityPair> pairs, double years, double spreadMost)
{
    constexpr std::size_t pairsLeast = 5;
    constexpr std::size_t pairsMost = 48;
    std::vector<ParityPair> usable;
    std::copy_if(pairs.begin(), pairs.end(), std::back_inserter(usable), isUsablePair);
    if (usable.size() < pairsLeast || !(years > 0))
        return {};
    std::sort(usable.begin(), usable.end(),
              [](const ParityPair& a, const ParityPair& b) { return a.strike < b.strike; });
    // Every pair of strikes is looked at: of a long chain an even choice says as much.
    const std::size_t stride = 1 + (usable.size() - 1) / pairsMost;
    for (std::size_t i = 0; i * stride < usable.size(); ++i)
        usable[i] = usable[i * stride];
    usable.resize((usable.size() + stride - 1) / stride);
    // Neighbouring strikes say nothing about a slope but the noise of their quotes.
    const double apart = (usable.back().strike - usable.front().strike) / 3;
    std::vector<double> slopes;
    for (std::size_t low = 0; low < usable.size(); ++low) {
        for (std::size_t high = usable.size() - 1; high > low; --high) {
            const double width = usable[high].strike - usable[low].strike;
            if (!(width > 0) || width < apart)
                break;
            slopes.push_back(
                (usable[low].callMid - usable[low].putMid - usable[high].callMid + usable[high].putMid)
                / width);
        }
    }
    if (slopes.size() < pairsLeast)
        return {};
    std::sort(slopes.begin(), slopes.end());
    const double discount = medianOf(slopes);
    std::sort(slopes.begin(), slopes.end());
    const double lower = slopes[slopes.size() / 4];
    const double upper = slopes[slopes.size() - 1 - slopes.size() / 4];
    if (!(lower > 0) || !std::isfinite(upper))
        return {};
    RateEstimate estimate {-std::log(discount) / years, discount, 0, 0.5 * std::log(upper / lower) / years,
                           usable.size()};
    const auto forward = parityForward(usable, years, estimate.rate);
    if (!forward || !(estimate.spread <= spreadMost))
        return {};
    estimate.forward = forward->forward;
    return estimate;
}

double forwardOf(const MarketInputs& market, double years)
{
    const double drift = market.rate - market.yield;
    double forward = market.spot * std::exp(drift * years);
    for (const DividendPoint& dividend : market.dividends) {
        if (dividend.years > 0 && dividend.years <= years)
            forward -= dividend.amount * std::exp(drift * (years - dividend.years));
    }
    return forward;
}

} // namespace strikedesk::pricing
