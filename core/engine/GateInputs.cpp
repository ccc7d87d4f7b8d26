// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/GateInputs.h"

#include "core/engine/AccountMargin.h"
#include "core/instruments/TradingCalendar.h"
#include "core/orders/NetPrice.h"
#include "core/orders/OrderShape.h"
#include "core/pricing/Payoff.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

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

std::vector<ExposureLeg> exposureHeld(const DeskContext& context)
{
    std::vector<ExposureLeg> legs;
    for (const HeldLeg& held : heldAccount(context))
        legs.push_back({held.instrument, held.quantity});
    return legs;
}

std::vector<ExposureLeg> exposureOf(const LegMarkets& markets, Quantity packages)
{
    std::vector<ExposureLeg> legs;
    for (const PricedLeg& leg : markets.legs)
        legs.push_back({leg.instrument, packages * (leg.leg.ratio * signOf(leg.leg.side))});
    return legs;
}

std::vector<pricing::PayoffLeg> payoffLegs(const LegMarkets& markets, const OrderRequest& request, Money cost)
{
    std::vector<pricing::PayoffLeg> legs;
    for (const ExposureLeg& leg : exposureOf(markets, request.quantity)) {
        pricing::PayoffLeg payoff;
        payoff.quantity = leg.quantity;
        payoff.multiplier = leg.instrument.multiplier;
        payoff.kind = pricing::PayoffLeg::Stock;
        if (leg.instrument.option) {
            payoff.kind = leg.instrument.option->right == Right::Call ? pricing::PayoffLeg::Call
                                                                      : pricing::PayoffLeg::Put;
            payoff.strike = leg.instrument.option->strike;
            payoff.expiresAt = TradingCalendar::us().settlesAt(*leg.instrument.option);
        }
        legs.push_back(payoff);
    }
    if (!legs.empty())
        legs.front().cost = cost; // the package has one price; which leg carries it does not matter
    return legs;
}

// What a working order that adds risk takes of the buying power: its cost, its fees and the margin it would
// need.
Money takenByOrder(const DeskContext& context, const OrderRecord& order, std::span<const ExposureLeg> held,
                   Money marginHeld)
{
    const auto markets = legMarkets(context, order.request.legs);
    if (order.isReducing || !markets)
        return {};
    const Price worstPaid = paidFrom(order.request.legs, order.worst.value_or(order.limit));
    const Money cost = packageValue(markets->legs, worstPaid, order.remaining());
    const Money margin
        = marginRequired(context, combined(held, exposureOf(*markets, order.remaining()))) - marginHeld;
    return std::max(Money(), cost + estimatedFees(markets->legs, order.remaining()) + margin);
}

Money stockValueOf(const DeskContext& context, std::span<const ExposureLeg> held)
{
    Money sum;
    for (const ExposureLeg& leg : held) {
        if (leg.instrument.kind != InstrumentKind::Stock)
            continue;
        const Spot spot = context.board.spot(leg.instrument.underlying, context.now(), context.rate());
        if (spot.isKnown())
            sum += value(Price::nearest(spot.price), leg.quantity, leg.instrument.multiplier);
    }
    return sum;
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
    const auto& orders = context.state.orders().all();
    for (auto order = orders.rbegin(); order != orders.rend(); ++order) {
        if (context.now() - order->createdAt > recentWindow)
            break;
        recent.push_back({order->createdAt, order->request.legs, order->request.quantity,
                          worstLimitOf(order->request), order->request.stop, order->request.strategy});
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
    const auto held = exposureHeld(context);
    account.stockValue = stockValueOf(context, held);
    account.marginRequired = marginRequired(context, held);
    for (const OrderRecord* order : context.state.orders().open())
        account.reserved += takenByOrder(context, *order, held, account.marginRequired);
    return account;
}

OrderImpact impactOf(const DeskContext& context, const OrderRequest& request, const LegMarkets& markets,
                     std::optional<Price> limitPaid, std::optional<Price> arrivalPaid)
{
    OrderImpact impact;
    impact.prices = markets.prices;
    impact.worstPaid = worstPaidOf(request, markets.prices);
    impact.fees = estimatedFees(markets.legs, request.quantity);
    impact.notional = notionalOf(markets.legs, request.quantity);
    if (impact.worstPaid)
        impact.cost = packageValue(markets.legs, *impact.worstPaid, request.quantity);
    if (const auto profile = pricing::payoffProfile(payoffLegs(markets, request, impact.cost))) {
        impact.isLossUnlimited = profile->isLossUnlimited();
        if (profile->maximumLoss)
            impact.maximumLoss = *profile->maximumLoss + impact.fees;
        impact.maximumGain = profile->maximumGain;
    }
    const auto held = exposureHeld(context);
    const Account account = accountNow(context);
    impact.marginBefore = account.marginRequired;
    impact.marginAfter = marginRequired(context, combined(held, exposureOf(markets, request.quantity)));
    impact.buyingPowerBefore = account.buyingPower();
    impact.buyingPowerAfter
        = impact.buyingPowerBefore - impact.cost - impact.fees - (impact.marginAfter - impact.marginBefore);
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
    input.impact = impactOf(context, request, markets, limitPaid, arrivalPaid);
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
