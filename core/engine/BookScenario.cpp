// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/BookScenario.h"

#include "core/instruments/Roots.h"
#include "core/instruments/TradingCalendar.h"
#include "core/pricing/MarginTable.h"
#include "core/pricing/RateCurve.h"

#include <algorithm>
#include <map>

namespace strikedesk {
namespace {

const std::vector<double> spotMoves {-0.20, -0.15, -0.10, -0.05, -0.02, 0, 0.02, 0.05, 0.10, 0.15, 0.20};
const std::vector<double> volatilityShifts {-0.10, -0.05, 0, 0.05, 0.10};
constexpr double secondsPerYear = 365.0 * 86'400;

/// A leg with what its chain says of it.
struct PricedLeg
{
    const OutlookLeg* leg = nullptr;
    const ChainExpiry* expiry = nullptr; // Of options only, as is the next.
    Price mark;
    double volatility = 0;

    [[nodiscard]] bool isStock() const { return expiry == nullptr; }
};

/// All of one underlying that can be valued.
struct PricedClass
{
    const ChainSnapshot* chain = nullptr;
    std::vector<PricedLeg> legs;

    [[nodiscard]] pricing::MarketInputs market() const
    {
        double longest = 0;
        for (const PricedLeg& leg : legs)
            longest = leg.isStock() ? longest : std::max(longest, leg.expiry->years);
        return {chain->spot.price, chain->rate, chain->yield,
                pricing::dividendPoints(chain->dividends, chain->at, longest)};
    }
};

pricing::OptionTerms termsOf(const PricedLeg& leg)
{
    const OptionContract& contract = *leg.leg->option;
    return {contract.style, contract.right, contract.strike.toDouble(), leg.expiry->years};
}

pricing::ScenarioLeg scenarioLeg(const PricedLeg& leg, std::size_t underlying)
{
    pricing::ScenarioLeg result;
    result.underlying = underlying;
    result.isStock = leg.isStock();
    result.quantity = double(leg.leg->quantity.count());
    result.multiplier = leg.isStock() ? 1 : leg.leg->multiplier.shares();
    if (leg.isStock())
        return result;
    result.terms = termsOf(leg);
    result.rate = leg.expiry->rate;
    result.volatility = leg.volatility;
    return result;
}

// Nothing where the chain has no volatility or no mark: such a leg is said, never guessed.
std::optional<PricedLeg> pricedLeg(const OutlookLeg& leg, const ChainSnapshot& chain)
{
    if (!leg.option)
        return PricedLeg {&leg, nullptr, Price::nearest(chain.spot.price), 0};
    if (leg.option->isAdjusted())
        return {};
    for (const ChainExpiry& expiry : chain.expiries) {
        const auto row = std::ranges::find(expiry.rows, leg.symbol, &ChainRow::symbol);
        if (row == expiry.rows.end())
            continue;
        const double strike = row->strike.toDouble();
        const auto volatility = row->impliedVolatility ? row->impliedVolatility
            : expiry.smile                             ? std::optional(expiry.smile->volatilityAt(strike))
                                                       : std::nullopt;
        if (!volatility || !row->mark)
            return {};
        return PricedLeg {&leg, &expiry, *row->mark, *volatility};
    }
    return {};
}

std::map<std::string, PricedClass> classesOf(std::span<const OutlookLeg> legs,
                                             std::span<const ChainSnapshotPtr> chains,
                                             std::vector<std::string>& leftOut)
{
    std::map<std::string, PricedClass> classes;
    for (const OutlookLeg& leg : legs) {
        const auto chain = std::ranges::find_if(chains, [&](const ChainSnapshotPtr& each) {
            return each && each->underlying == leg.underlying && each->spot.isKnown();
        });
        const auto priced = chain == chains.end() ? std::nullopt : pricedLeg(leg, **chain);
        if (!priced) {
            leftOut.push_back(leg.symbol);
            continue;
        }
        PricedClass& held = classes[leg.underlying];
        held.chain = chain->get();
        held.legs.push_back(*priced);
    }
    return classes;
}

const ChainExpiry* firstExpiryOf(const PricedClass& held)
{
    const ChainExpiry* first = nullptr;
    for (const PricedLeg& leg : held.legs) {
        if (!leg.isStock() && (first == nullptr || leg.expiry->settlesAt < first->settlesAt))
            first = leg.expiry;
    }
    return first;
}

pricing::FrontLeg frontLeg(const PricedLeg& leg)
{
    using Kind = pricing::PayoffLeg::Kind;
    pricing::FrontLeg front;
    front.leg.quantity = leg.leg->quantity;
    front.leg.cost = leg.leg->cost;
    if (leg.isStock()) {
        front.leg.kind = Kind::Stock;
        front.leg.multiplier = Multiplier(1);
        return front;
    }
    const OptionContract& contract = *leg.leg->option;
    front.leg.kind = contract.right == Right::Call ? Kind::Call : Kind::Put;
    front.leg.strike = contract.strike;
    front.leg.multiplier = leg.leg->multiplier;
    front.leg.expiresAt = leg.expiry->settlesAt;
    front.style = contract.style;
    front.years = leg.expiry->years;
    front.rate = leg.expiry->rate;
    front.volatility = leg.volatility;
    return front;
}

void addPayoff(UnderlyingOutlook& outlook, const PricedClass& held)
{
    const ChainExpiry* first = firstExpiryOf(held);
    if (first == nullptr)
        return;
    outlook.firstExpiry = first->settlesAt;
    std::vector<pricing::FrontLeg> legs;
    for (const PricedLeg& leg : held.legs)
        legs.push_back(frontLeg(leg));
    auto payoff = pricing::frontPayoff(legs, held.market());
    if (!payoff) {
        outlook.reason = payoff.error().message + " [" + payoff.error().code + "]";
        return;
    }
    outlook.payoff = *std::move(payoff);
    if (!first->forward)
        return;
    const auto distribution = first->smile ? pricing::SettlementDistribution::fromSmile(
                                  {first->years, *first->forward, first->rate, *first->smile, {}})
                                           : std::nullopt;
    if (!distribution)
        return;
    outlook.distribution = nameOf(distribution->source());
    outlook.probabilityOfProfit = pricing::probabilityOfProfit(
        *distribution, outlook.payoff->breakEvens, [&](double spot) { return outlook.payoff->gainAt(spot); });
}

pricing::MarginLeg marginLeg(const PricedLeg& leg)
{
    using Kind = pricing::MarginLeg::Kind;
    pricing::MarginLeg result;
    result.quantity = leg.leg->quantity;
    result.mark = leg.mark;
    if (leg.isStock()) {
        result.kind = Kind::Stock;
        result.multiplier = Multiplier(1);
        return result;
    }
    result.kind = leg.leg->option->right == Right::Call ? Kind::Call : Kind::Put;
    result.strike = leg.leg->option->strike;
    result.expiresAt = leg.expiry->settlesAt;
    result.multiplier = leg.leg->multiplier;
    return result;
}

void addMargin(UnderlyingOutlook& outlook, const PricedClass& held)
{
    std::vector<pricing::MarginLeg> legs;
    pricing::ShockClass shocked {
        outlook.underlying, pricing::marginClassOf(outlook.underlying), held.market(), {}};
    for (const PricedLeg& leg : held.legs) {
        legs.push_back(marginLeg(leg));
        shocked.legs.push_back({scenarioLeg(leg, 0), leg.mark, leg.leg->quantity,
                                leg.isStock() ? Multiplier(1) : leg.leg->multiplier});
    }
    if (auto strategy = pricing::marginFor(legs, outlook.spot, isBroadIndex(outlook.underlying)))
        outlook.strategyMargin = *std::move(strategy);
    else
        outlook.reason = strategy.error().message + " [" + strategy.error().code + "]";
    if (auto shocks = pricing::portfolioMargin({&shocked, 1}))
        outlook.shockMargin = std::move(shocks->classes.front());
    else
        outlook.reason = shocks.error().message + " [" + shocks.error().code + "]";
}

// Now, and for options half way to the first expiry and that itself; what falls together is one date.
std::vector<Instant> datesOf(const std::map<std::string, PricedClass>& classes, Instant now)
{
    std::optional<Instant> first;
    for (const auto& [underlying, held] : classes) {
        if (const ChainExpiry* expiry = firstExpiryOf(held))
            first = std::min(first.value_or(expiry->settlesAt), expiry->settlesAt);
    }
    if (!first || *first <= now)
        return {now};
    return {now, now + (*first - now) / 2, *first};
}

void addGrid(BookScenario& scenario, const std::map<std::string, PricedClass>& classes)
{
    pricing::ScenarioPortfolio portfolio;
    for (const auto& [underlying, held] : classes) {
        portfolio.underlyings.push_back({underlying, held.market(), 1});
        for (const PricedLeg& leg : held.legs)
            portfolio.legs.push_back(scenarioLeg(leg, portfolio.underlyings.size() - 1));
    }
    scenario.dates = datesOf(classes, scenario.at);
    pricing::ScenarioAxes axes {spotMoves, volatilityShifts, {}};
    for (const Instant date : scenario.dates)
        axes.years.push_back(secondsBetween(scenario.at, date) / secondsPerYear);
    auto grid = pricing::scenarioGrid(portfolio, axes);
    if (grid)
        scenario.grid = *std::move(grid);
    else
        scenario.reason = grid.error().message + " [" + grid.error().code + "]";
}

} // namespace

BookScenario bookScenario(std::span<const OutlookLeg> legs, std::span<const ChainSnapshotPtr> chains)
{
    BookScenario scenario;
    for (const ChainSnapshotPtr& chain : chains)
        scenario.at = chain ? std::max(scenario.at, chain->at) : scenario.at;
    const auto classes = classesOf(legs, chains, scenario.leftOut);
    for (const auto& [underlying, held] : classes) {
        UnderlyingOutlook outlook;
        outlook.underlying = underlying;
        outlook.spot = held.chain->spot.price;
        addPayoff(outlook, held);
        addMargin(outlook, held);
        scenario.underlyings.push_back(std::move(outlook));
    }
    if (classes.empty())
        scenario.reason = legs.empty() ? "Nothing is held." : "Nothing that is held can be valued now.";
    else
        addGrid(scenario, classes);
    return scenario;
}

} // namespace strikedesk
