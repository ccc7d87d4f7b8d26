// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/GateInputs.h"

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
    const auto underlyings = context.board.catalogue().underlyings();
    for (std::size_t row = 0; row < underlyings.size(); ++row) {
        if (context.book.part(row).hasUnknown)
            flags.unknownUnderlyings.push_back(underlyings[row]);
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

Account accountNow(const DeskContext& context)
{
    context.book.refresh(context);
    return context.book.account();
}

namespace {

// What an order would cost and do. `limitPaid`: the first working limit, for what has to be reserved at once.
OrderImpact impactNow(const DeskContext& context, const GateInput& input,
                      const std::vector<std::size_t>& rows, std::optional<Price> limitPaid,
                      std::optional<Price> arrivalPaid, PlanDepth depth)
{
    ImpactInput ask;
    ask.request = input.request;
    ask.legs = input.legs;
    ask.account = input.account;
    ask.arrivalPaid = arrivalPaid;
    ask.isBoundEnough = depth == PlanDepth::Verdict && context.book.isMarginKnown()
        && ask.account.type == AccountType::Margin;
    ask.elsewhere = context.book.elsewhere(rows);
    for (const std::size_t row : rows) {
        const RiskBook::Part& part = context.book.part(row);
        ask.held.insert(ask.held.end(), part.marked.begin(), part.marked.end());
        if (const auto spot = context.book.spot(context, row))
            ask.spots.emplace(context.board.catalogue().underlyings()[row], *spot);
    }
    OrderImpact impact = impactOf(ask);
    // A walk reserves for its first limit and tops up before each step.
    impact.slippageToReserve = {};
    if (limitPaid && arrivalPaid)
        impact.slippageToReserve
            = worstCost(*arrivalPaid, *limitPaid, pricedQuantity(input.request.legs, input.request.quantity),
                        packageMultiplier(input.legs));
    return impact;
}

} // namespace

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
                       std::optional<Price> arrivalPaid, PlanDepth depth)
{
    GateInput input;
    input.request = request;
    input.legs = markets.legs;
    input.account = accountNow(context);
    const std::vector<std::size_t> rows = underlyingRows(context.book, input.legs);
    for (const std::size_t row : rows) {
        const auto& held = context.book.part(row).held;
        input.held.insert(input.held.end(), held.begin(), held.end());
    }
    input.impact = impactNow(context, input, rows, limitPaid, arrivalPaid, depth);
    input.limits = context.state.limitValues();
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
