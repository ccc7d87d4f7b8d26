// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/GateInputs.h"

#include "core/engine/Breakers.h"
#include "core/engine/EquityWatch.h"
#include "core/engine/SeriesPricing.h"
#include "core/instruments/TradingCalendar.h"
#include "core/orders/NetPrice.h"
#include "core/orders/OrderShape.h"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>
#include <utility>

namespace strikedesk {
namespace {

constexpr Duration recentWindow = std::chrono::minutes {2};

struct SessionNow
{
    bool isOpen = true;
    std::string note;
    std::optional<Duration> tradesFor; ///< Of the opening contracts.
};

SessionNow sessionOf(const DeskContext& context, const LegMarkets& markets)
{
    SessionNow now;
    const TradingCalendar& calendar = TradingCalendar::us();
    const Date today = newYorkLocal(context.now()).date;
    for (const PricedLeg& leg : markets.legs) {
        const auto session = leg.instrument->option
            ? calendar.optionSession(today, leg.instrument->underlying)
            : calendar.session(today);
        const bool isInside
            = session && context.now() >= session->opensAt && context.now() < session->closesAt;
        const bool stillTrades = !leg.instrument->option || leg.instrument->lastTradesAt > context.now();
        if (leg.instrument->option && leg.leg.effect == PositionEffect::Open) {
            const Duration left = leg.instrument->lastTradesAt - context.now();
            now.tradesFor = std::min(now.tradesFor.value_or(left), left);
        }
        if (isInside && stillTrades)
            continue;
        now.isOpen = false;
        now.note = stillTrades
            ? fmt::format("The next session is on {}.", toIsoText(calendar.nextTradingDay(today)))
            : fmt::format("{} has stopped trading.", leg.instrument->symbol);
    }
    return now;
}

GateFlags flagsNow(const DeskContext& context, const GateAsk& ask)
{
    GateFlags flags;
    flags.isKilled = context.state.kill().isEngaged;
    flags.killReason = context.state.kill().reason;
    flags.isArmed = context.state.isArmed();
    flags.disarmedReason = context.state.disarmedReason();
    flags.isFeedUp = context.state.isFeedOn() && context.board.isFeedConnected();
    if (!context.state.risk().breakers.empty()) {
        const std::vector<const Instrument*> legs = instrumentsOf(context, ask.request.legs);
        for (const auto& [scope, breaker] : context.state.risk().breakers) {
            if (concerns(scope, legs, ask.request.strategy))
                flags.breakers.push_back(breaker);
        }
    }
    for (const auto& [underlying, reason] : context.state.risk().restricted)
        flags.restrictedUnderlyings.push_back(underlying);
    const auto underlyings = context.board.catalogue().underlyings();
    for (std::size_t row = 0; row < underlyings.size(); ++row) {
        if (context.book.part(row).unknown > 0)
            flags.unknownUnderlyings.push_back(underlyings[row]);
    }
    return flags;
}

// The order that is replaced is not its own duplicate.
std::vector<RecentOrder> recentOrders(const DeskContext& context, const OrderRecord* except)
{
    std::vector<RecentOrder> recent;
    for (const OrderRecord& order : std::views::reverse(context.state.orders().all())) {
        if (context.now() - order.createdAt > recentWindow)
            break;
        if (&order == except)
            continue;
        recent.push_back({order.createdAt, order.request.legs, order.request.quantity,
                          worstLimitOf(order.request), order.request.stop, order.request.strategy,
                          order.actor});
    }
    return recent;
}

} // namespace

Account accountNow(const DeskContext& context)
{
    context.book.refresh(context);
    return context.book.account();
}

namespace {

// What an order would cost and do. `limitPaid`: the first working limit, for what has to be reserved at once.
OrderImpact impactNow(const DeskContext& context, const GateInput& input,
                      const std::vector<std::size_t>& rows, const GateAsk& order)
{
    ImpactInput ask;
    ask.request = input.request;
    ask.legs = input.legs;
    for (const CarriedLeg& leg : order.roll ? order.roll->carried : std::vector<CarriedLeg> {}) {
        const auto id = context.board.catalogue().find(leg.symbol);
        if (id && context.board.catalogue().at(*id).option)
            ask.carried.push_back({&context.board.catalogue().at(*id), order.request.quantity * leg.ratio});
    }
    ask.account = input.account;
    ask.arrivalPaid = order.arrivalPaid;
    ask.isBoundEnough = order.depth == PlanDepth::Verdict && context.book.isMarginKnown()
        && ask.account.type == AccountType::Margin;
    ask.elsewhere = context.book.elsewhere(rows);
    for (const std::size_t row : rows) {
        const RiskBook::Part& part = context.book.part(row);
        ask.held.insert(ask.held.end(), part.marked.begin(), part.marked.end());
        if (const auto spot = context.book.spot(context, row))
            ask.spots.emplace(context.board.catalogue().underlyings()[row], *spot);
    }
    for (const ExposureLeg& leg : input.working) {
        const auto mid = context.board.quote(leg.instrument->id).mid();
        ask.working.push_back({leg.instrument, leg.quantity, mid});
    }
    OrderImpact impact = impactOf(ask);
    // A walk reserves for its first limit and tops up before each step.
    impact.slippageToReserve = {};
    if (order.limitPaid && order.arrivalPaid)
        impact.slippageToReserve = worstCost(*order.arrivalPaid, *order.limitPaid,
                                             pricedQuantity(input.request.legs, input.request.quantity),
                                             packageMultiplier(input.legs));
    return impact;
}

} // namespace

namespace {

// Of all legs; a package over several has no budget of this level.
std::string underlyingOf(const DeskContext& context, const std::vector<OrderLeg>& legs)
{
    std::string underlying;
    for (const Instrument* instrument : instrumentsOf(context, legs)) {
        if (!underlying.empty() && underlying != instrument->underlying)
            return {};
        underlying = instrument->underlying;
    }
    return underlying;
}

} // namespace

SlippageScope slippageScopeOf(const DeskContext& context, const OrderRequest& request,
                              const std::string& actor, bool isReducing)
{
    SlippageScope scope;
    scope.orderLimit = request.slippageLimit;
    scope.strategy = request.strategy;
    scope.underlying = underlyingOf(context, request.legs);
    scope.day = toIsoText(TradingCalendar::us().tradeDate(context.now()));
    if (actor == "session:" + context.state.session().id)
        scope.session = context.state.session().id;
    scope.isRiskReducing = isReducing;
    return scope;
}

namespace {

// What is held on the order's underlyings, with what may already be leaving it.
std::vector<HeldLeg> heldNow(const DeskContext& context, const std::vector<std::size_t>& rows,
                             const OrderRecord* except)
{
    std::vector<HeldLeg> held;
    for (const std::size_t row : rows) {
        const auto& part = context.book.part(row).held;
        held.insert(held.end(), part.begin(), part.end());
    }
    if (!except)
        return held;
    for (const OrderLeg& leg : except->request.legs) {
        for (HeldLeg& row : held) {
            if (leg.effect == PositionEffect::Close && row.instrument->symbol == leg.symbol)
                row.workingCloses -= except->remaining() * leg.ratio;
        }
    }
    return held;
}

void addReach(const DeskContext& context, const std::vector<std::size_t>& rows, const OrderRecord* except,
              GateInput& input)
{
    const Catalogue& catalogue = context.board.catalogue();
    for (const PricedLeg& leg : input.legs)
        input.reach.push_back(context.book.reach(leg.instrument->id, except));
    for (const std::size_t row : rows)
        input.contracts.push_back({catalogue.underlyings()[row], context.book.contracts(row, except)});
    if (!input.impact.worstPaid)
        return;
    if (const auto* own = context.book.selfMatch(input.request.legs, *input.impact.worstPaid, except))
        input.selfMatch = own->id.text();
}

void addGreeks(const DeskContext& context, GateInput& input)
{
    for (ScopeLimits& narrow : input.scopes) {
        if (narrow.scope.kind != LimitScopeKind::Underlying)
            continue;
        const DollarGreeks& held = context.book.part(context.book.rowOf(narrow.scope.name)).greeks;
        narrow.greeks.dollarDelta = held.delta;
        narrow.greeks.dollarVega = held.vega;
    }
    for (std::size_t row = 0; row < context.board.catalogue().underlyings().size(); ++row) {
        const RiskBook::Part& part = context.book.part(row);
        input.greeks.isKnown = input.greeks.isKnown && part.areGreeksKnown;
        input.greeks.dollarDelta += part.greeks.delta;
        input.greeks.dollarVega += part.greeks.vega;
    }
    const pricing::RateCurve rates = ratesOf(context);
    for (const PricedLeg& leg : input.legs) {
        const auto market = pricingInputs(context, leg.instrument->underlying);
        input.greeks.isKnown = input.greeks.isKnown && market.has_value();
        if (!market)
            continue;
        const Quantity traded = input.request.quantity * leg.leg.ratio * signOf(leg.leg.side);
        const DollarGreeks added = dollarGreeks(*leg.instrument, traded, leg.quote.mid(),
                                                GateMarket {*market, rates}, context.now());
        input.greeks.orderDollarDelta += added.delta;
        input.greeks.orderDollarVega += added.vega;
        const LimitScope own {LimitScopeKind::Underlying, leg.instrument->underlying};
        if (const auto narrow = std::ranges::find(input.scopes, own, &ScopeLimits::scope);
            narrow != input.scopes.end()) {
            narrow->greeks.orderDollarDelta += added.delta;
            narrow->greeks.orderDollarVega += added.vega;
        }
    }
}

// Account apart; each once.
ScopesOfOrder scopesOf(const GateAsk& ask)
{
    ScopesOfOrder scopes;
    const auto add = [&](LimitScopeKind kind, std::string name) {
        LimitScope scope {kind, std::move(name)};
        if (!scope.name.empty() && std::ranges::find(scopes, scope) == scopes.end())
            scopes.push_back(std::move(scope));
    };
    for (const PricedLeg& leg : ask.markets.legs) {
        add(LimitScopeKind::Underlying, leg.instrument->underlying);
        if (leg.instrument->option)
            add(LimitScopeKind::Expiry, toIsoText(leg.instrument->option->expiry));
    }
    add(LimitScopeKind::Strategy, ask.request.strategy);
    add(LimitScopeKind::Principal, ask.principal.actor);
    return scopes;
}

void addLimits(const DeskContext& context, const GateAsk& ask, GateInput& input)
{
    const LimitBook& book = context.state.limitBook();
    if (book.narrower().empty()) {
        input.limits = book.account();
        return;
    }
    const ScopesOfOrder scopes = scopesOf(ask);
    BoundLimits bound = book.boundFor(scopes);
    input.limits = std::move(bound.limits);
    input.narrowLimits = std::move(bound.narrow);
    for (auto& [scope, limits] : book.narrowerOf(scopes))
        input.scopes.push_back({scope, std::move(limits), {}});
}

PrincipalPace paceNow(const DeskContext& context, const Principal& principal, const std::string& strategy)
{
    const RiskRecord& risk = context.state.risk();
    PrincipalPace pace;
    pace.isAutomated = !principal.isPerson;
    if (const auto disarmed = risk.disarmed.find(principal.actor); disarmed != risk.disarmed.end()) {
        pace.isDisarmed = true;
        pace.disarmedReason = disarmed->second;
    }
    pace.messagesLastMinute = risk.pace.messagesLastMinute(principal.actor, context.now());
    pace.executionsToday = risk.pace.executions(principal.actor, strategy,
                                                toIsoText(TradingCalendar::us().tradeDate(context.now())));
    pace.messagesLastHour = risk.pace.sentLastHour(context.now());
    pace.fillsLastHour = risk.pace.fillsLastHour(context.now());
    return pace;
}

} // namespace

GateInput gateInputFor(const DeskContext& context, const GateAsk& ask)
{
    GateInput input;
    input.request = ask.request;
    input.legs = ask.markets.legs;
    input.account = accountNow(context);
    input.account.reserved -= context.book.reservedBy(ask.replaces);
    const std::vector<std::size_t> rows = underlyingRows(input.legs);
    input.held = heldNow(context, rows, ask.replaces);
    input.working = context.book.coverTaken(rows, ask.replaces);
    input.impact = impactNow(context, input, rows, ask);
    addLimits(context, ask, input);
    input.actor = ask.principal.actor;
    input.slippage = &context.state.slippage();
    input.isReducing = isRiskReducing(ask.request, input.held, input.working);
    input.slippageScope = slippageScopeOf(context, ask.request, ask.principal.actor, input.isReducing);
    input.recent = recentOrders(context, ask.replaces);
    input.flags = flagsNow(context, ask);
    addReach(context, rows, ask.replaces, input);
    addGreeks(context, input);
    input.day = dayResult(context);
    input.pace = paceNow(context, ask.principal, ask.request.strategy);
    input.now = context.now();
    const SessionNow session = sessionOf(context, ask.markets);
    input.isSessionOpen = session.isOpen;
    input.sessionNote = session.note;
    input.tradesFor = session.tradesFor;
    input.quoteAgeLimit = context.source.profile().quoteAgeLimit;
    input.packageAgeSpread = context.source.profile().packageAgeSpread;
    return input;
}

} // namespace strikedesk
