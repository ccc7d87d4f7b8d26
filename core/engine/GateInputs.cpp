// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/GateInputs.h"

#include "core/instruments/TradingCalendar.h"
#include "core/orders/NetPrice.h"
#include "core/orders/OrderShape.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ranges>
#include <utility>

namespace strikedesk {
namespace {

constexpr Duration recentWindow = std::chrono::minutes {2};

// Contracts that working orders may still close, by symbol.
std::map<std::string, Quantity> workingCloses(const DeskContext& context)
{
    std::map<std::string, Quantity> closes;
    for (const OrderRecord* order : context.state.orders().open()) {
        for (const OrderLeg& leg : order->request.legs) {
            if (leg.effect == PositionEffect::Close)
                closes[leg.symbol] += order->remaining() * leg.ratio;
        }
    }
    return closes;
}

// Every underlying that is held or ordered, as far as its price is known.
Spots spotsNow(const DeskContext& context)
{
    Spots spots;
    for (const std::string& underlying : context.board.catalogue().underlyings()) {
        const Spot spot = context.board.spot(underlying, context.now(), context.rate());
        if (spot.isKnown())
            spots[underlying] = spot.price;
    }
    return spots;
}

std::vector<MarkedLeg> markedHoldings(const DeskContext& context)
{
    std::vector<MarkedLeg> legs;
    for (const HeldLeg& held : heldAccount(context)) {
        const auto id = context.board.catalogue().find(held.instrument.symbol);
        std::optional<Price> mark = context.board.quote(*id).mid();
        if (!mark && held.instrument.kind == InstrumentKind::Stock)
            mark = context.board.lastTrade(*id);
        legs.push_back({held.instrument, held.quantity, mark});
    }
    return legs;
}

// What a working order that adds risk takes of the buying power at its worst.
Money takenByOrder(const DeskContext& context, const OrderRecord& order, std::span<const MarkedLeg> held,
                   const Spots& spots, const Account& account)
{
    const auto markets = legMarkets(context, order.request.legs);
    if (order.isReducing || !markets)
        return {};
    OrderRequest rest = order.request;
    rest.quantity = order.remaining();
    const OrderImpact impact = impactOf({.request = std::move(rest),
                                         .legs = markets->legs,
                                         .held = {held.begin(), held.end()},
                                         .spots = spots,
                                         .arrivalPaid = {},
                                         .account = account});
    return std::max(Money(), impact.buyingPowerBefore - impact.buyingPowerAfter);
}

struct SessionNow
{
    bool isOpen = true;
    std::string note;
};

SessionNow sessionOf(const DeskContext& context, const LegMarkets& markets)
{
    SessionNow now;
    const TradingCalendar& calendar = TradingCalendar::us();
    const Date today = newYorkLocal(context.now()).date;
    for (const PricedLeg& leg : markets.legs) {
        const auto session = leg.instrument.option ? calendar.optionSession(today, leg.instrument.underlying)
                                                   : calendar.session(today);
        const bool isInside
            = session && context.now() >= session->opensAt && context.now() < session->closesAt;
        const bool stillTrades
            = !leg.instrument.option || calendar.lastTradesAt(*leg.instrument.option) > context.now();
        if (isInside && stillTrades)
            continue;
        now.isOpen = false;
        now.note = stillTrades
            ? fmt::format("The next session is on {}.", toIsoText(calendar.nextTradingDay(today)))
            : fmt::format("{} has stopped trading.", leg.instrument.symbol);
    }
    return now;
}

GateFlags flagsNow(const DeskContext& context)
{
    GateFlags flags;
    flags.isKilled = context.state.kill().isEngaged;
    flags.killReason = context.state.kill().reason;
    flags.isArmed = context.state.isArmed();
    flags.disarmedReason = context.state.disarmedReason();
    flags.isFeedUp = context.state.isFeedOn() && context.board.isFeedConnected();
    for (const OrderRecord* order : context.state.orders().open()) {
        if (order->state != OrderState::Unknown)
            continue;
        for (const OrderLeg& leg : order->request.legs) {
            if (const auto id = context.board.catalogue().find(leg.symbol))
                flags.unknownUnderlyings.push_back(context.board.catalogue().at(*id).underlying);
        }
    }
    return flags;
}

std::vector<RecentOrder> recentOrders(const DeskContext& context)
{
    std::vector<RecentOrder> recent;
    for (const OrderRecord& order : std::views::reverse(context.state.orders().all())) {
        if (context.now() - order.createdAt > recentWindow)
            break;
        recent.push_back({order.createdAt, order.request.legs, order.request.quantity,
                          worstLimitOf(order.request), order.request.stop, order.request.strategy});
    }
    return recent;
}

} // namespace

std::vector<HeldLeg> heldAccount(const DeskContext& context)
{
    const auto closes = workingCloses(context);
    std::vector<HeldLeg> held;
    for (const NetPosition& position : context.state.portfolio().netPositions()) {
        const auto id = context.board.catalogue().find(position.symbol);
        if (!id)
            continue;
        const auto closing = closes.find(position.symbol);
        held.push_back({context.board.catalogue().at(*id), position.quantity,
                        closing == closes.end() ? Quantity() : closing->second});
    }
    return held;
}

Account accountNow(const DeskContext& context)
{
    Account account;
    const auto& run = context.state.run();
    account.id = run ? run->account : std::string();
    account.type = run && run->accountType == "cash" ? AccountType::Cash : AccountType::Margin;
    account.optionLevel = run ? run->optionLevel : 0;
    account.cash = context.state.portfolio().cash();
    account.settledCash = context.state.portfolio().settledCash(newYorkLocal(context.now()).date);
    const std::vector<MarkedLeg> held = markedHoldings(context);
    const Spots spots = spotsNow(context);
    // What cannot be told asks for all there is, so that nothing opens on it.
    account.marginRequired
        = marginRequired(account.type, held, spots).value_or(std::max(Money(), account.cash));
    account.stockValue = stockValue(held, spots).value_or(Money());
    const Account alone = account;
    for (const OrderRecord* order : context.state.orders().open())
        account.reserved += takenByOrder(context, *order, held, spots, alone);
    return account;
}

OrderImpact impactNow(const DeskContext& context, const OrderRequest& request, const LegMarkets& markets,
                      std::optional<Price> limitPaid, std::optional<Price> arrivalPaid)
{
    OrderImpact impact = impactOf({.request = request,
                                   .legs = markets.legs,
                                   .held = markedHoldings(context),
                                   .spots = spotsNow(context),
                                   .arrivalPaid = arrivalPaid,
                                   .account = accountNow(context)});
    // A walk reserves for its first limit and tops up before each step.
    impact.slippageToReserve = {};
    if (limitPaid && arrivalPaid)
        impact.slippageToReserve = worstCost(
            *arrivalPaid, *limitPaid, pricedQuantity(request.legs, request.quantity), markets.multiplier());
    return impact;
}

SlippageScope slippageScopeOf(const DeskContext& context, const OrderRequest& request,
                              const std::string& actor, bool isReducing)
{
    SlippageScope scope;
    scope.orderLimit = request.slippageLimit;
    scope.strategy = request.strategy;
    scope.day = toIsoText(TradingCalendar::us().tradeDate(context.now()));
    if (actor == "session:" + context.state.session().id)
        scope.session = context.state.session().id;
    scope.isRiskReducing = isReducing;
    return scope;
}

GateInput gateInputFor(const DeskContext& context, const std::string& actor, const OrderRequest& request,
                       const LegMarkets& markets, std::optional<Price> limitPaid,
                       std::optional<Price> arrivalPaid)
{
    GateInput input;
    input.request = request;
    input.legs = markets.legs;
    input.held = heldAccount(context);
    input.account = accountNow(context);
    input.impact = impactNow(context, request, markets, limitPaid, arrivalPaid);
    if (const auto limits = limitsFrom(context.state.limits().version, context.state.limits().limits))
        input.limits = *limits;
    input.slippage = &context.state.slippage();
    input.isReducing = isRiskReducing(request, input.held);
    input.slippageScope = slippageScopeOf(context, request, actor, input.isReducing);
    input.recent = recentOrders(context);
    input.flags = flagsNow(context);
    input.now = context.now();
    const SessionNow session = sessionOf(context, markets);
    input.isSessionOpen = session.isOpen;
    input.sessionNote = session.note;
    input.quoteAgeLimit = context.source.profile().quoteAgeLimit;
    input.packageAgeSpread = context.source.profile().packageAgeSpread;
    return input;
}

} // namespace strikedesk
