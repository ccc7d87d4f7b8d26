// SPDX-License-Identifier: GPL-3.0-or-later
// Which orders are held, and how they come to be.
#include "core/engine/HeldDesk.h"
#include "core/orders/HeldShape.h"
#include "core/orders/OrderShape.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace strikedesk {
namespace {

constexpr std::uint64_t heldMost = 500;

std::string whatItWaitsFor(const OrderRequest& request)
{
    if (!request.parent.isEmpty())
        return fmt::format("Waits until {} has filled.", request.parent.text());
    if (request.notBefore)
        return fmt::format("Waits until {}.", toIsoText(*request.notBefore));
    return "Held by this machine.";
}

// A price that no venue takes would be found out when it is needed most.
Result<void> checkOnTicks(const LegMarkets& markets, std::initializer_list<std::optional<Price>> prices)
{
    const TickTable ticks = markets.ticks();
    for (const std::optional<Price>& price : prices) {
        if (price && !ticks.isOnTick(*price))
            return fail("input.tick",
                        fmt::format("Expected a price on a tick of {} ({}), found {}.",
                                    ticks.tickAt(*price).text(), ticks.name(), price->text()));
    }
    return {};
}

Result<void> checkExits(const DeskContext& context, const OrderRequest& entry)
{
    if (!entry.bracket)
        return {};
    const auto markets = legMarkets(context, entry.legs);
    return markets ? checkOnTicks(*markets, {entry.bracket->takeProfit, entry.bracket->stopLimit})
                   : Result<void>(fail(markets.error()));
}

} // namespace

bool HeldDesk::isGroupBusy(const std::string& group) const
{
    if (group.empty())
        return false;
    const auto isOnItsWay = [&](const HeldOrder* held) {
        return held->request.ocoGroup == group
            && (held->phase == HeldPhase::Triggered || held->phase == HeldPhase::Sent);
    };
    return !m_context.state.held().workingOf(group, m_context.state.orders()).empty()
        || std::ranges::any_of(m_context.state.held().live(), isOnItsWay);
}

bool HeldDesk::hasToBeHeld(const OrderRequest& request) const
{
    const bool isForeignStop = isStopType(request.type)
        && (request.legs.size() > 1 || !m_context.venue.profile().hasNativeStops
            || !request.ocoGroup.empty());
    return waitsForSomething(request) || isForeignStop || isGroupBusy(request.ocoGroup);
}

// Two orders of a group at the venue could both fill: the second comes when its own price is there.
Result<OrderRequest> HeldDesk::waitingForItsTurn(OrderRequest request) const
{
    if (!isGroupBusy(request.ocoGroup) || waitsForSomething(request) || isStopType(request.type))
        return request;
    if (!request.limit)
        return fail("input.oco_group",
                    fmt::format("An order of the group \"{}\" works already, and two could both fill: this "
                                "one needs a limit or a trigger at which it takes the other's place.",
                                request.ocoGroup));
    request.trigger = TriggerTerms {TriggerBasis::Mid, TriggerWhen::Better, *request.limit, 1};
    return request;
}

Result<OrderReply> HeldDesk::submit(const Principal& principal, const OrderRequest& request)
{
    if (auto shape = checkShape(request); !shape)
        return fail(shape.error());
    if (auto exits = checkExits(m_context, request); !exits)
        return fail(exits.error());
    auto placed = hasToBeHeld(request) ? hold(principal, request) : m_orders.submit(principal, request);
    if (placed && request.bracket)
        holdExits(principal, request, placed->order);
    return placed;
}

Result<OrderPreview> HeldDesk::preview(const Principal& principal, const OrderRequest& request) const
{
    return m_orders.preview(principal, hasToBeHeld(request) ? releasedRequest(request) : request);
}

Result<OrderReply> HeldDesk::hold(const Principal& principal, OrderRequest request)
{
    if (m_context.state.held().liveCount() >= heldMost)
        return fail(
            "order.too_many_held",
            fmt::format("This machine holds {} orders, and no more at a time: cancel some.", heldMost));
    auto turn = waitingForItsTurn(std::move(request));
    if (!turn)
        return fail(turn.error());
    OrderHeld placed;
    placed.request = std::move(*turn);
    placed.isPerson = principal.isPerson;
    placed.reason = whatItWaitsFor(placed.request);
    if (const OrderId& parent = placed.request.parent; !parent.isEmpty()) {
        if (!m_context.state.orders().find(parent) && !m_context.state.held().find(parent))
            return fail(
                "input.parent",
                fmt::format("Expected the id of an order as \"parent\", found \"{}\".", parent.text()));
        const auto markets = legMarkets(m_context, placed.request.legs);
        if (!markets)
            return fail(markets.error());
        if (auto onTicks = checkOnTicks(*markets, {worstLimitOf(placed.request)}); !onTicks)
            return fail(onTicks.error());
        for (std::size_t i = 0; i < markets->legs.size(); ++i)
            placed.request.legs[i] = markets->legs[i].leg;
    } else {
        // Whether it may go is asked when it is to be sent; that it can be understood is asked now.
        const auto plan
            = planOrder(m_context, principal, releasedRequest(placed.request), PlanDepth::Verdict);
        if (!plan)
            return fail(plan.error());
        placed.request.legs = plan->request.legs;
        placed.structure = plan->structure;
        placed.closesStructure = plan->closesStructure;
    }
    placed.order = OrderId(m_context.ids.next('H'));
    const OrderId id = placed.order;
    m_context.journal.record(principal.actor, id.text(), std::move(placed));
    return OrderReply {id, OrderState::Intent};
}

// Part of the entry's own commit: an entry that is durable has its exits.
void HeldDesk::holdExits(const Principal& principal, const OrderRequest& entry, const OrderId& id)
{
    OrderHeld placed;
    placed.isPerson = principal.isPerson;
    placed.reason = fmt::format("Waits until {} has filled.", id.text());
    OrderRequest& exit = placed.request;
    exit.account = entry.account;
    exit.legs = closingLegs(entry.legs);
    exit.quantity = entry.quantity;
    exit.timeInForce = TimeInForce::GoodTillCancelled;
    exit.strategy = entry.strategy;
    exit.clientReference = entry.clientReference;
    exit.parent = id;
    exit.ocoGroup = id.text();
    const auto place = [&](const char* note) {
        OrderHeld row = placed;
        row.request.note = note;
        row.order = OrderId(m_context.ids.next('H'));
        m_context.journal.record(principal.actor, row.order.text(), std::move(row));
    };
    if (entry.bracket->stop) {
        exit.type = entry.bracket->stopLimit ? OrderType::Limit : OrderType::MarketableLimit;
        exit.limit = entry.bracket->stopLimit;
        exit.trigger = entry.bracket->stop;
        place("stop of a bracket");
    }
    if (entry.bracket->takeProfit) {
        exit.type = OrderType::Limit;
        exit.limit = entry.bracket->takeProfit;
        exit.trigger.reset();
        place("take profit of a bracket");
    }
}

Result<OrderReply> HeldDesk::cancel(const std::string& actor, const OrderId& id, const std::string& reason)
{
    const HeldOrder* held = m_context.state.held().find(id);
    if (!held)
        return m_orders.cancel(actor, id, reason);
    if (!held->isLive())
        return fail(
            "order.not_cancellable",
            fmt::format("Order {} is {}: there is nothing to cancel.", id.text(), nameOf(held->outcome)));
    if (held->phase == HeldPhase::Sent)
        return m_orders.cancel(actor, held->sent.back(), reason); // it ends when the venue has confirmed
    m_context.journal.record(actor, id.text(),
                             HeldEnded {id, std::string(nameOf(OrderState::Cancelled)), reason});
    return OrderReply {id, OrderState::Cancelled};
}

} // namespace strikedesk
