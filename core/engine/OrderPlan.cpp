// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/OrderPlan.h"

#include "core/engine/SeriesPricing.h"
#include "core/instruments/Structures.h"
#include "core/orders/NetPrice.h"
#include "core/orders/OrderShape.h"
#include "core/risk/PriceCollar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace strikedesk {
namespace {

std::string structureNameOf(const LegMarkets& markets, PositionEffect effect)
{
    std::vector<StructureLeg> legs;
    for (const PricedLeg& leg : markets.legs) {
        if (leg.leg.effect == effect)
            legs.push_back(structureLeg(*leg.instrument, leg.leg.ratio * signOf(leg.leg.side)));
    }
    return legs.empty() ? std::string() : recogniseStructure(legs).name;
}

// The open structure that holds every closing leg: the one that was named, else the only one that does.
Result<std::string> closingStructure(const DeskContext& context, const OrderRequest& request)
{
    std::set<std::string> holders = context.state.openStructures();
    if (!request.structureId.empty() && !holders.contains(request.structureId))
        return fail("input.structure",
                    fmt::format("Expected the id of an open structure, found \"{}\".", request.structureId));
    if (!request.structureId.empty())
        return request.structureId;
    std::erase_if(holders, [&](const std::string& structure) {
        return std::ranges::any_of(request.legs, [&](const OrderLeg& leg) {
            const auto held = context.state.portfolio().position(structure, leg.symbol);
            return leg.effect == PositionEffect::Close && (!held || !held->isOpen());
        });
    });
    if (holders.empty())
        return fail(
            "input.structure",
            "No open structure holds all the legs that this order closes: close each structure by itself.");
    return *holders.begin(); // ids rise with time: the oldest first
}

// Budgets exist from the first order that needs them, at the limits of the profile.
std::vector<SlippageLimitSet> missingLimits(const SlippageLedger& ledger, const SlippageScope& scope,
                                            const Limits& limits)
{
    const std::array<std::tuple<SlippageLevel, std::string, LimitId>, 4> levels {{
        {SlippageLevel::Strategy, scope.strategy, LimitId::StrategySlippage},
        {SlippageLevel::Underlying, scope.underlying, LimitId::UnderlyingSlippage},
        {SlippageLevel::Day, scope.day, LimitId::DaySlippage},
        {SlippageLevel::Session, scope.session, LimitId::SessionSlippage},
    }};
    std::vector<SlippageLimitSet> missing;
    for (const auto& [level, name, id] : levels) {
        const auto limit = limits.findMoney(id);
        if (!name.empty() && limit && !ledger.balance(level, name))
            missing.push_back({std::string(nameOf(level)), name, *limit});
    }
    return missing;
}

SlippageLedger withLimits(SlippageLedger ledger, const std::vector<SlippageLimitSet>& limits)
{
    for (const SlippageLimitSet& set : limits) {
        if (const auto level = slippageLevelFrom(set.level))
            (void)ledger.setLimit(*level, set.name, set.limit); // opens a balance that is not there yet
    }
    return ledger;
}

// Market with protection: the natural and some ticks, as far as the collar allows.
Price crossingPaid(const DeskContext& context, const OrderPlan& plan)
{
    const TickTable ticks = plan.markets.ticks();
    const PackagePrices& prices = *plan.markets.prices;
    const Price natural = ticks.roundUp(prices.natural);
    const int beyond = plan.request.protectionTicks.value_or(0);
    if (beyond == 0)
        return natural;
    const auto most = collarBound(plan.markets.legs, prices, context.state.limitValues());
    const Price asked = ticks.roundUp(natural + ticks.tickAt(natural) * beyond);
    return std::max(natural, std::min(asked, most.value_or(natural)));
}

// Where the order starts and where it must stop, by its type.
void setPrices(const DeskContext& context, OrderPlan& plan)
{
    const OrderRequest& request = plan.request;
    const TickTable ticks = plan.markets.ticks();
    const auto own = worstLimitOf(request);
    const auto ownPaid = own ? std::optional(paidFrom(request.legs, *own)) : std::nullopt;
    if (request.type != OrderType::Walk && ownPaid) {
        plan.limitPaid = plan.worstPaid = ownPaid;
        return;
    }
    if (!plan.markets.prices)
        return;
    if (request.type == OrderType::MarketableLimit) {
        plan.limitPaid = plan.worstPaid = crossingPaid(context, plan);
        return;
    }
    PackagePrices market = *plan.markets.prices;
    market.mid = plan.arrivalPaid.value_or(market.mid);
    const WalkBounds bounds = walkBounds(request.walk.value_or(WalkTerms {}), market, ownPaid, ticks,
                                         context.state.fillRates(), request.legs.size());
    plan.limitPaid = bounds.start;
    plan.worstPaid = bounds.worst;
}

Result<void> checkTicks(const OrderPlan& plan)
{
    for (const std::optional<Price>& price : {plan.request.limit, plan.request.stop}) {
        if (price && !plan.markets.ticks().isOnTick(*price))
            return fail("input.tick",
                        fmt::format("Expected a price on a tick of {} ({}), found {}.",
                                    plan.markets.ticks().tickAt(*price).text(), plan.markets.ticks().name(),
                                    price->text()));
    }
    return {};
}

Result<void> checkVenueCan(const DeskContext& context, const OrderPlan& plan)
{
    const CapabilityProfile& venue = context.venue.profile();
    if (int(plan.request.legs.size()) > venue.legsMax)
        return fail("input.legs",
                    fmt::format("The venue {} takes at most {} legs in one package, found {}.", venue.name,
                                venue.legsMax, plan.request.legs.size()));
    const bool isStop = plan.request.type == OrderType::Stop || plan.request.type == OrderType::StopLimit;
    if (isStop && !venue.hasNativeStops)
        return fail("input.type",
                    fmt::format("The venue {} has no stops of its own: use a limit, or a walk.", venue.name));
    return {};
}

} // namespace

ArrivalPrice arrivalPrice(const DeskContext& context, const LegMarkets& markets)
{
    if (!markets.prices || !markets.isTradable)
        return {{}, markets.quality};
    if (markets.isMarkable)
        return {markets.prices->mid, "mid"};
    std::vector<Price> prices;
    bool usesModel = false;
    for (const PricedLeg& leg : markets.legs) {
        const auto mark = smileMark(context, leg);
        if (!mark)
            return {markets.prices->mid, "mid of a wide market"};
        usesModel = usesModel || mark->source == pricing::MarkSource::Model;
        prices.push_back(mark->price);
    }
    return {netPaid(markets.legs, prices), usesModel ? "model" : "mid"};
}

Result<OrderPlan> planOrder(const DeskContext& context, const Principal& principal,
                            const OrderRequest& request, PlanDepth depth, const OrderRecord* replaces,
                            const RollPart* roll)
{
    if (auto shape = checkShape(request); !shape)
        return fail(shape.error());
    if (request.overrides) {
        if (auto legal = checkOverride(*request.overrides); !legal)
            return fail(legal.error());
    }
    auto markets = legMarkets(context, request.legs);
    if (!markets)
        return fail(markets.error());
    OrderPlan plan;
    plan.request = request;
    plan.markets = std::move(*markets);
    for (std::size_t i = 0; i < plan.request.legs.size(); ++i)
        plan.request.legs[i] = plan.markets.legs[i].leg;
    const auto hasEffect = [&](PositionEffect effect) {
        return std::ranges::any_of(plan.request.legs,
                                   [&](const OrderLeg& leg) { return leg.effect == effect; });
    };
    plan.opens = hasEffect(PositionEffect::Open);
    plan.structure = structureNameOf(plan.markets, plan.opens ? PositionEffect::Open : PositionEffect::Close);
    if (hasEffect(PositionEffect::Close)) {
        auto closing = closingStructure(context, plan.request);
        if (!closing)
            return fail(closing.error());
        plan.closesStructure = std::move(*closing);
    }
    for (const auto& check : {checkTicks(plan), checkVenueCan(context, plan)}) {
        if (!check)
            return fail(check.error());
    }
    const ArrivalPrice arrival = arrivalPrice(context, plan.markets);
    plan.arrivalPaid = arrival.paid;
    plan.arrivalQuality = arrival.quality;
    setPrices(context, plan);
    if (plan.request.type == OrderType::Walk && plan.request.walk && plan.worstPaid)
        plan.request.walk->worst = quotedFrom(plan.request.legs, *plan.worstPaid);

    GateInput input = gateInputFor(
        context,
        {principal, plan.request, plan.markets, plan.limitPaid, plan.arrivalPaid, depth, replaces, roll});
    plan.scope = input.slippageScope;
    plan.impact = input.impact;
    plan.newLimits = missingLimits(context.state.slippage(), plan.scope, input.limits);
    // Only for an order that is the first to use a budget: the ledger grows with every order that works.
    std::optional<SlippageLedger> ledger;
    if (!plan.newLimits.empty())
        input.slippage = &ledger.emplace(withLimits(context.state.slippage(), plan.newLimits));
    plan.verdict = evaluate(std::move(input));
    return plan;
}

} // namespace strikedesk
