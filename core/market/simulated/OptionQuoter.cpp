// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/simulated/OptionQuoter.h"

#include <algorithm>
#include <cmath>

namespace strikedesk::simulated {
namespace {

constexpr double deltaPartOfStockSpread = 0.6; // The hedge costs part of the underlying's spread.
constexpr double pricePartOfWidth = 0.0012;    // What funding and borrowing are unsure by.
constexpr double fairNoise = 0.2;              // Of the half width: makers disagree a little.
constexpr double lockedProbability = 0.0012;

} // namespace

OptionQuoter::OptionQuoter(const ClassTraits& traits, std::uint64_t seed, std::uint64_t stream)
    : m_traits(traits)
    , m_random(seed, stream)
{
}

double OptionQuoter::halfWidth(const StrikePrices& prices, const Wanted& wanted) const
{
    const bool isCall = wanted.right == Right::Call;
    const double delta = isCall ? prices.callDelta : 1 - prices.callDelta;
    return wanted.haste * m_traits.volatilityHalfSpread * prices.relativeVega
        + deltaPartOfStockSpread * delta * m_traits.stockHalfSpread
        + pricePartOfWidth * (isCall ? prices.call : prices.put);
}

// Lognormal around what is typical, thinner away from the money.
std::int32_t OptionQuoter::size(double nearness)
{
    const double typical = m_traits.optionSize * (0.15 + 0.85 * nearness);
    return std::max(1, static_cast<std::int32_t>(std::lround(typical * std::exp(0.6 * m_random.gaussian()))));
}

QuoteUpdate OptionQuoter::quote(const StrikePrices& prices, const Wanted& wanted)
{
    const double fair = wanted.right == Right::Call ? prices.call : prices.put;
    const double half = halfWidth(prices, wanted);
    const double middle = fair + fairNoise * half * (2 * m_random.uniform() - 1);
    const double nearness = 4 * prices.callDelta * (1 - prices.callDelta);

    Price bid = wanted.ticks.roundDown(Price::nearest(std::max(middle - half, 0.0)));
    Price offer = wanted.ticks.roundUp(Price::nearest(middle + half));
    if (offer <= bid)
        offer = wanted.ticks.advance(bid, 1);
    const bool isTight = bid.isPositive() && offer == wanted.ticks.advance(bid, 1);
    if (isTight && m_random.uniform() < lockedProbability)
        offer = bid;

    QuoteUpdate update;
    update.instrument = wanted.instrument;
    update.ask = QuoteSide {offer, size(nearness), wanted.at};
    update.bid = QuoteSide {bid, bid.isPositive() ? size(nearness) : 0, wanted.at};
    return update;
}

} // namespace strikedesk::simulated
