// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/exchange/PackagePricing.h"

#include "core/instruments/Roots.h"

#include <algorithm>
#include <limits>

namespace strikedesk {
namespace {

// What a package costs, in 1/10,000 dollar of money for one package: positive is paid.
struct PackageMarket
{
    std::int64_t natural = 0;  ///< Every leg at the touch.
    std::int64_t twiceMid = 0; ///< Twice the cost at the mids, so that it stays a whole number.
    std::int64_t packagesLeft = 0;
    std::vector<Price> touches;
};

// Two-sided, young, not crossed, with displayed size, and legs heard at about the same time.
std::optional<PackageMarket> packageMarket(const ExchangeOrder& order, const ExchangeQuotes& quotes,
                                           Instant now)
{
    PackageMarket market;
    market.packagesLeft = std::numeric_limits<std::int64_t>::max();
    Instant oldest = Instant::max();
    Instant newest = Instant::min();
    for (const ExchangeLeg& leg : order.legs) {
        const Standing& standing = quotes.at(leg.instrument);
        if (!standing.isTwoSided() || standing.isCrossed()
            || quotes.isStale(leg.instrument, *standing.bid, now)
            || quotes.isStale(leg.instrument, *standing.ask, now))
            return {};
        const StandingSide& touch = *standing.opposite(leg.side);
        oldest = std::min(oldest, touch.heardAt);
        newest = std::max(newest, touch.heardAt);
        const std::int64_t signedWeight = signOf(leg.side) * leg.weight;
        market.natural += touch.price.units() * signedWeight;
        market.twiceMid += (standing.bid->price + standing.ask->price).units() * signedWeight;
        market.packagesLeft = std::min(market.packagesLeft, touch.left / leg.ratio);
        market.touches.push_back(touch.price);
    }
    if (newest <= order.effectiveAt || newest - oldest > quotes.profile().packageAgeSpread
        || market.packagesLeft == 0)
        return {};
    return market;
}

// The smallest multiple of `step` that is not less than `cost`: rounding against us.
std::int64_t roundCostUp(std::int64_t cost, std::int64_t step)
{
    const std::int64_t rest = ((cost % step) + step) % step;
    return rest == 0 ? cost : cost + (step - rest);
}

// The cost that a model asks for at least, rounded against us to a net price on tick; never better than
// `permille` of the way from mid to natural, never worse than natural.
std::int64_t costInside(const PackageMarket& market, int permille, const ExchangeOrder& order)
{
    const std::int64_t twiceWay = 2 * market.natural - market.twiceMid; // of the whole way from mid
    // Doubled and in thousandths: exact until the one rounding.
    const std::int64_t scaled = market.twiceMid * 1'000 + twiceWay * permille;
    const std::int64_t tick = packageTicks(order.underlying).tickAt({}).units() * order.packageMultiplier;
    const std::int64_t cost = roundCostUp(scaled, 2'000 * tick) / 2'000;
    return std::min(cost, market.natural);
}

// Which cost the model lets the package trade at under `limitCost`; nothing when it does not.
std::optional<std::int64_t> costAllowed(const PackageMarket& market, const ExchangeOrder& order,
                                        std::optional<std::int64_t> limitCost, const FillRules& rules)
{
    if (!limitCost)
        return market.natural; // A market order crosses every leg, whatever the model.
    std::int64_t reached = market.natural;
    if (rules.model == FillModel::Calibrated)
        reached = costInside(market, rules.insidePermille, order);
    if (rules.model == FillModel::Optimistic)
        reached = costInside(market, 0, order);
    if (reached > *limitCost)
        return {};
    if (rules.model == FillModel::Optimistic)
        return reached;
    return order.hasRested ? *limitCost : std::min(*limitCost, market.natural);
}

// Moves one leg by as much of `gain` (what the package is cheaper than natural; negative: dearer) as it can
// take, up to `most` price units, and answers what it took.
std::int64_t moveLeg(Price& price, const ExchangeLeg& leg, std::int64_t gain, std::int64_t most)
{
    const std::int64_t wanted = gain / leg.weight;
    const std::int64_t units = std::clamp(wanted, -most, most);
    // A leg that sells gets dearer when the package gets cheaper, one that buys cheaper.
    const Price moved = Price::ofUnits(price.units() - signOf(leg.side) * units);
    if (moved.isNegative())
        return 0;
    price = moved;
    return units * leg.weight;
}

// Leg prices that add up to `cost`: from the touches, the difference goes to the legs with the widest
// spreads, each up to its far side; what is left (a market that jumped through the limit) to the first that
// can carry it. Answers what could not be placed, 0 in all but odd ratios.
std::int64_t spreadOverLegs(std::int64_t gain, const ExchangeOrder& order, const ExchangeQuotes& quotes,
                            std::vector<Price>& prices)
{
    struct Room
    {
        std::size_t leg;
        std::int64_t units;
    };
    std::vector<Room> rooms;
    for (std::size_t index = 0; index < order.legs.size(); ++index) {
        const Standing& standing = quotes.at(order.legs[index].instrument);
        rooms.push_back({index, (standing.ask->price - standing.bid->price).units()});
    }
    std::stable_sort(rooms.begin(), rooms.end(),
                     [](const Room& a, const Room& b) { return a.units > b.units; });
    for (const Room& room : rooms) {
        const std::int64_t half = room.units / 2 / 100 * 100; // whole cents
        gain -= moveLeg(prices[room.leg], order.legs[room.leg], gain, gain > 0 ? half : 0);
    }
    for (const Room& room : rooms) {
        gain -= moveLeg(prices[room.leg], order.legs[room.leg], gain,
                        gain > 0 ? room.units : std::numeric_limits<std::int32_t>::max());
    }
    return gain;
}

} // namespace

std::optional<PricedExecution> pricePackage(const ExchangeOrder& order, const ExchangeQuotes& quotes,
                                            Instant now, const FillRules& rules)
{
    const std::optional<PackageMarket> market = packageMarket(order, quotes, now);
    if (!market)
        return {};
    std::optional<std::int64_t> limitCost;
    if (order.limit)
        limitCost = order.limit->units() * order.packageMultiplier;
    const std::optional<std::int64_t> cost = costAllowed(*market, order, limitCost, rules);
    if (!cost)
        return {};

    PricedExecution execution;
    execution.packages = std::min(order.remaining(), market->packagesLeft);
    execution.legPrices = market->touches;
    const std::int64_t unplaced = spreadOverLegs(market->natural - *cost, order, quotes, execution.legPrices);
    const std::int64_t traded = *cost + unplaced;
    if (limitCost && traded > *limitCost)
        return {};
    execution.price = Price::ofUnits(roundCostUp(traded, order.packageMultiplier) / order.packageMultiplier);
    return execution;
}

} // namespace strikedesk
