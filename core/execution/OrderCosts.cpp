// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/execution/OrderCosts.h"

#include "core/instruments/TradingCalendar.h"
#include "core/slippage/SlippageLedger.h"

#include <algorithm>
#include <functional>

namespace strikedesk {
namespace {

/// What a fill, or the part of it that one leg is, was measured on.
struct Measured
{
    Price paid; ///< Per priced unit: the package, or the leg with the sign of its side.
    Quantity priced;
    Multiplier multiplier {1};
    Money notional;
    Quantity contracts;
};

/// The mids a fill is held against, all as paid; what is absent leaves its figures alone.
struct Benchmarks
{
    std::optional<Price> arrival;
    std::optional<Price> decision;
    std::optional<Price> interval;
    std::optional<Price> closing;
    std::optional<Price> fill;
    std::optional<Price> after;
    std::optional<Price> spread; ///< Bid to ask when it was filled.
};

void add(CostFigure& figure, const Measured& measured, Money cost)
{
    figure.cost += cost;
    figure.notional += measured.notional;
    figure.contracts += measured.contracts;
    ++figure.fills;
    figure.orders = 1;
}

void addAgainst(CostFigure& figure, const Measured& measured, std::optional<Price> mid, int times = 1)
{
    if (mid)
        add(figure, measured,
            slippageCost(*mid, measured.paid, measured.priced, measured.multiplier) * times);
}

// From one mid to another, both known.
void addBetween(CostFigure& figure, const Measured& measured, std::optional<Price> from,
                std::optional<Price> to, int times = 1)
{
    if (from && to)
        add(figure, measured, slippageCost(*from, *to, measured.priced, measured.multiplier) * times);
}

void addFill(CostFigures& figures, const Measured& measured, const Benchmarks& mids)
{
    addAgainst(figures.arrival, measured, mids.arrival);
    addAgainst(figures.decision, measured, mids.decision);
    addAgainst(figures.interval, measured, mids.interval);
    addAgainst(figures.closing, measured, mids.closing);
    if (mids.arrival) // both parts or neither, so that they add up to what they are parts of
        addAgainst(figures.spreadPaid, measured, mids.fill);
    addBetween(figures.drift, measured, mids.arrival, mids.fill);
    addAgainst(figures.effective, measured, mids.fill, 2);
    if (mids.spread)
        add(figures.quoted, measured, value(*mids.spread, measured.priced, measured.multiplier));
    addAgainst(figures.realised, measured, mids.after, 2);
    addBetween(figures.impact, measured, mids.fill, mids.after, 2);
}

// A market that was noted too late is of another moment.
const CostMarket* inTime(const std::optional<CostMarket>& market, Instant due)
{
    return market && market->at >= due && market->at - due <= notedWithin ? &*market : nullptr;
}

const CostMarket* afterOf(const CostFill& fill)
{
    return inTime(fill.after, fill.at + realisedAfter);
}

const CostMarket* closingOf(const CostedOrder& order, const CostFill& fill)
{
    const TradingCalendar& calendar = TradingCalendar::us();
    const auto session = calendar.optionSession(calendar.tradeDate(fill.at), order.underlying);
    return session ? inTime(fill.closing, session->closesAt) : nullptr;
}

Money premiumOf(const std::vector<LegFill>& fills, const std::vector<CostLeg>& legs)
{
    Money premium;
    for (std::size_t i = 0; i < fills.size() && i < legs.size(); ++i)
        premium += value(absolute(fills[i].price), fills[i].quantity, Multiplier(legs[i].multiplier));
    return premium;
}

bool hasOptions(const CostedOrder& order)
{
    return std::ranges::any_of(order.legs, &CostLeg::isOption);
}

Quantity contractsOf(const CostedOrder& order, Quantity packages)
{
    Quantity contracts;
    for (const CostLeg& leg : order.legs) {
        if (leg.isOption || !hasOptions(order))
            contracts += packages * leg.ratio;
    }
    return contracts;
}

Quantity pricedOf(const CostedOrder& order, Quantity packages)
{
    return order.legs.size() == 1 ? packages * order.legs.front().ratio : packages;
}

Measured measuredOf(const CostedOrder& order, const CostFill& fill)
{
    return {fill.paid, pricedOf(order, fill.packages), Multiplier(order.multiplier),
            premiumOf(fill.legs, order.legs), contractsOf(order, fill.packages)};
}

Benchmarks benchmarksOf(const CostedOrder& order, const CostFill& fill)
{
    Benchmarks mids;
    mids.arrival = order.arrivalMid;
    mids.decision = order.decisionMid;
    mids.interval = order.interval.value();
    mids.fill = fill.market.mid;
    mids.spread = fill.market.spread;
    if (const CostMarket* closing = closingOf(order, fill))
        mids.closing = closing->mid;
    if (const CostMarket* after = afterOf(fill))
        mids.after = after->mid;
    return mids;
}

std::optional<Price> legMidPaid(const CostMarket* market, std::size_t leg, Side side)
{
    if (!market || leg >= market->legs.size())
        return {};
    const auto mid = market->legs[leg].mid();
    return mid ? std::optional(*mid * signOf(side)) : std::nullopt;
}

LegCosts legCostsOf(const CostedOrder& order, std::size_t index)
{
    LegCosts costs;
    costs.leg = order.legs[index];
    const Side side = costs.leg.side;
    if (index < order.arrival.legs.size())
        costs.arrivalMid = order.arrival.legs[index].mid();
    for (const CostFill& fill : order.fills) {
        if (!fill.stands() || index >= fill.legs.size())
            continue;
        const LegFill& traded = fill.legs[index];
        const Multiplier multiplier(costs.leg.multiplier);
        const Measured measured {traded.price * signOf(side), traded.quantity, multiplier,
                                 value(absolute(traded.price), traded.quantity, multiplier), traded.quantity};
        Benchmarks mids;
        mids.arrival = legMidPaid(&order.arrival, index, side);
        mids.fill = legMidPaid(&fill.market, index, side);
        mids.after = legMidPaid(afterOf(fill), index, side);
        mids.closing = legMidPaid(closingOf(order, fill), index, side);
        if (mids.fill)
            mids.spread = *fill.market.legs[index].ask - *fill.market.legs[index].bid;
        addFill(costs.figures, measured, mids);
        costs.contracts += traded.quantity;
        costs.notional += measured.notional;
    }
    return costs;
}

// The premium of packages that were never filled, at the mids of the arrival.
std::optional<Money> arrivalPremium(const CostedOrder& order, Quantity packages)
{
    Money premium;
    for (std::size_t i = 0; i < order.legs.size(); ++i) {
        const auto mid = legMidPaid(&order.arrival, i, Side::Buy);
        if (!mid)
            return {};
        premium
            += value(absolute(*mid), packages * order.legs[i].ratio, Multiplier(order.legs[i].multiplier));
    }
    return premium;
}

// What could not be bought or sold at the decision mid has moved away, or come nearer (Perold).
void addShortfall(OrderCosts& costs)
{
    const CostedOrder& order = *costs.order;
    const Quantity missing = order.asked - costs.filled;
    const bool hasEnded = order.outcome != CostOutcome::Open;
    if (!order.decisionMid || !hasEnded || missing.isNegative())
        return;
    CostFigure& lost = costs.figures.opportunity;
    if (missing.isPositive()) {
        const CostMarket* end = order.endedAt ? inTime(order.ended, *order.endedAt) : nullptr;
        if (!end || !end->mid)
            return;
        const auto premium = arrivalPremium(order, missing);
        lost.cost = slippageCost(*order.decisionMid, *end->mid, pricedOf(order, missing),
                                 Multiplier(order.multiplier));
        lost.notional = premium.value_or(Money());
        lost.isNotionalWhole = premium.has_value();
        lost.contracts = contractsOf(order, missing);
        lost.orders = 1;
    }
    CostFigure& whole = costs.figures.shortfall;
    whole = costs.figures.decision;
    whole.cost += lost.cost + costs.fees;
    whole.notional += lost.notional;
    whole.isNotionalWhole = lost.isNotionalWhole;
    whole.contracts += lost.contracts;
    whole.orders = 1;
}

} // namespace

std::optional<double> CostFigure::basisPoints() const
{
    if (!isKnown() || !isNotionalWhole || !notional.isPositive())
        return {};
    return cost.toDouble() / notional.toDouble() * 10'000;
}

CostFigure& CostFigure::operator+=(const CostFigure& other)
{
    cost += other.cost;
    notional += other.notional;
    isNotionalWhole = isNotionalWhole && other.isNotionalWhole;
    contracts += other.contracts;
    fills += other.fills;
    orders += other.orders;
    return *this;
}

CostFigures& CostFigures::operator+=(const CostFigures& other)
{
    for (const CostFigureName& row : costFigureNames)
        this->*row.figure += other.*row.figure;
    return *this;
}

OrderCosts costsOf(const CostedOrderPtr& order)
{
    OrderCosts costs;
    costs.order = order;
    costs.filled = order->filled();
    costs.contractsAsked = contractsOf(*order, order->asked);
    costs.contractsFilled = contractsOf(*order, costs.filled);
    for (const CostFill& fill : order->fills) {
        costs.busts += fill.reversal == "busted" ? 1 : 0;
        costs.corrections += fill.reversal == "corrected" ? 1 : 0;
        if (!fill.stands())
            continue;
        ++costs.fills;
        const Measured measured = measuredOf(*order, fill);
        costs.notional += measured.notional;
        for (const LegFill& leg : fill.legs)
            costs.fees += leg.fee;
        addFill(costs.figures, measured, benchmarksOf(*order, fill));
        costs.waits.emplace_back(measured.contracts, secondsBetween(order->createdAt, fill.at));
    }
    addShortfall(costs);
    for (std::size_t i = 0; i < order->legs.size(); ++i)
        costs.legs.push_back(legCostsOf(*order, i));
    return costs;
}

} // namespace strikedesk
