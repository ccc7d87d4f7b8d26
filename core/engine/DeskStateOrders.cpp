// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the fold that concerns orders: intents of ours and what the venue reports of them.
#include "core/engine/DeskState.h"
#include "core/instruments/TradingCalendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>
#include <utility>

namespace strikedesk {
namespace {

// Moves an order along the lifecycle table; false when the table does not know the pair. An answer that comes
// after the end ("too late to cancel") is noted in the record and changes nothing.
bool advanceOrder(OrderRecord& order, OrderEvent step, Instant at)
{
    if (isLateAnswer(order.state, step))
        return true;
    order.updatedAt = at;
    return order.advance(step).has_value();
}

} // namespace

OrderStep DeskState::stepOf(const DeskEvent& event, const char* kind, std::optional<Price> price,
                            Quantity quantity, const PackageSeen& package)
{
    return {event.at, kind, price, package.bid, package.mid, package.ask, quantity, {}, event.sequence};
}

OrderRecord* DeskState::orderOf(const ClientOrderId& id, const DeskEvent& event)
{
    OrderRecord* order = m_orders.findByClient(id);
    if (!order)
        noteAnomaly(event, fmt::format("no order of ours has the client order id \"{}\"", id.text()));
    return order;
}

void DeskState::on(const OrderDenied&, const DeskEvent& event)
{
    m_risk.pace.addMessage(event.actor, event.at);
    ++m_denials;
}

void DeskState::on(const OrderIntended& e, const DeskEvent& event)
{
    forgetLongEnded();
    OrderRecord order;
    order.id = e.order;
    order.request = e.request;
    order.actor = event.actor;
    order.structure = e.structure;
    order.opensStructure = e.opensStructure;
    order.closesStructure = e.closesStructure;
    order.isReducing = e.isReducing;
    order.heldAs = e.held.value_or(OrderId());
    order.rule = e.rule.value_or(std::string());
    order.roll = e.roll;
    order.working = e.clientOrderId;
    order.limit = e.limit;
    order.total = e.request.quantity;
    order.worst = e.worst;
    order.decisionMid = e.decisionMid;
    order.arrivalMid = e.arrivalMid;
    order.arrivalQuality = e.arrivalQuality;
    order.createdAt = order.updatedAt = order.limitSetAt = event.at;
    order.steps.push_back(stepOf(event, "submit", e.limit, e.request.quantity, e.package));
    beginStanding(order, e.limit, e.package, event.at);
    if (!e.opensStructure.empty())
        m_structureNames[e.opensStructure] = e.roll ? e.roll->name : e.structure;
    m_orders.add(std::move(order));
    m_risk.pace.addMessage(event.actor, event.at);
    m_risk.pace.addSent(event.at);
    if (m_session.state == "running" && event.actor == "session:" + m_session.id)
        ++m_session.ordersUsed;
}

void DeskState::on(const OrderSending& e, const DeskEvent& event)
{
    if (OrderRecord* order = orderOf(e.clientOrderId, event);
        order && !advanceOrder(*order, OrderEvent::Send, event.at))
        noteAnomaly(event,
                    fmt::format("order {} cannot be sent from {}", order->id.text(), nameOf(order->state)));
}

void DeskState::on(const ReplaceIntended& e, const DeskEvent& event)
{
    OrderRecord* order = orderOf(e.original, event);
    if (!order)
        return;
    if (!advanceOrder(*order, OrderEvent::AskReplace, event.at))
        return noteAnomaly(
            event,
            fmt::format("order {} cannot be replaced from {}", order->id.text(), nameOf(order->state)));
    m_orders.alias(e.replacement, order->id);
    m_risk.pace.addSent(event.at);
    if (event.actor != "walk") // the sender of the walk did not ask for this step
        m_risk.pace.addMessage(event.actor, event.at);
    order->replacement = e.replacement;
    order->pendingLimit = e.limit;
    order->pendingQuantity = e.quantity;
    order->limitSetAt = event.at;
    order->hasRested = false;
    order->walkSteps = e.step.value_or(order->walkSteps);
    order->steps.push_back(stepOf(event, "replace", e.limit, e.quantity, e.package));
    endStanding(*order, event.at, false);
    beginStanding(*order, e.limit, e.package, event.at);
}

void DeskState::on(const CancelIntended& e, const DeskEvent& event)
{
    OrderRecord* order = orderOf(e.clientOrderId, event);
    if (!order)
        return;
    if (!advanceOrder(*order, OrderEvent::AskCancel, event.at))
        return noteAnomaly(
            event,
            fmt::format("order {} cannot be cancelled from {}", order->id.text(), nameOf(order->state)));
    order->isCancelAsked = true;
    order->reason = e.reason;
    order->steps.push_back(stepOf(event, "cancel", {}, order->remaining()));
    if (m_kill.isEngaged)
        m_kill.asked.insert(order->id);
}

void DeskState::on(const OrderUnknown& e, const DeskEvent& event)
{
    OrderRecord* order = orderOf(e.clientOrderId, event);
    if (!order)
        return;
    if (!advanceOrder(*order, OrderEvent::LoseAnswer, event.at))
        return noteAnomaly(
            event,
            fmt::format("order {} cannot become unknown from {}", order->id.text(), nameOf(order->state)));
    order->reason = e.reason;
}

void DeskState::on(const OrderAbsent& e, const DeskEvent& event)
{
    OrderRecord* order = orderOf(e.clientOrderId, event);
    if (!order)
        return;
    const OrderEvent step = e.what == "replace" ? OrderEvent::RefuseReplace
        : e.what == "cancel"                    ? OrderEvent::RefuseCancel
                                                : OrderEvent::ProveAbsent;
    if (!advanceOrder(*order, step, event.at))
        return noteAnomaly(
            event, fmt::format("order {} cannot be absent in {}", order->id.text(), nameOf(order->state)));
    if (step == OrderEvent::RefuseReplace)
        settleReplacement(*order, false);
    order->isCancelAsked = order->isCancelAsked && step != OrderEvent::RefuseCancel;
    order->reason = e.evidence;
    countKillConfirmation(*order, event.at); // what never arrived does not work either
}

// ---- What the venue reports
// ---------------------------------------------------------------------------------------

void DeskState::on(const VenueReported& e, const DeskEvent& event)
{
    if (e.event.sequence <= m_venueSequence)
        return; // told twice: known already
    if (e.event.sequence != m_venueSequence + 1)
        noteAnomaly(event,
                    fmt::format("venue event {} follows {}: a gap", e.event.sequence, m_venueSequence));
    m_venueSequence = e.event.sequence;
    std::visit(
        [&](const auto& body) {
            if constexpr (std::is_same_v<std::decay_t<decltype(body)>, VenueFill>)
                onFill(body, e.market ? e.market->package : PackageSeen(), event);
            else
                onVenue(body, event);
        },
        e.event.body);
}

void DeskState::settleReplacement(OrderRecord& order, bool isConfirmed)
{
    if (isConfirmed) {
        order.working = order.replacement.value_or(order.working);
        order.limit = order.pendingLimit.value_or(order.limit);
        order.total = order.pendingQuantity.value_or(order.total);
    }
    order.replacement.reset();
    order.pendingLimit.reset();
    order.pendingQuantity.reset();
}

void DeskState::onVenue(const VenueAccepted& e, const DeskEvent& event)
{
    OrderRecord* order = orderOf(e.clientOrderId, event);
    if (!order)
        return;
    order->venueOrderId = e.venueOrderId;
    if (!advanceOrder(*order, OrderEvent::Accept, event.at))
        noteAnomaly(event, fmt::format("order {} accepted while {}", order->id.text(), nameOf(order->state)));
}

void DeskState::onVenue(const VenueRejected& e, const DeskEvent& event)
{
    OrderRecord* order = orderOf(e.clientOrderId, event);
    if (!order)
        return;
    if (!advanceOrder(*order, OrderEvent::Reject, event.at))
        return noteAnomaly(event,
                           fmt::format("order {} rejected while {}", order->id.text(), nameOf(order->state)));
    noteReject(*order, event.at);
    order->reason = fmt::format("{} [{}]", e.reason, e.code);
    countKillConfirmation(*order, event.at);
}

void DeskState::onVenue(const VenueReplaced& e, const DeskEvent& event)
{
    OrderRecord* order = orderOf(e.replacement, event);
    if (!order)
        return;
    if (!advanceOrder(*order, OrderEvent::ConfirmReplace, event.at))
        return noteAnomaly(event,
                           fmt::format("order {} replaced while {}", order->id.text(), nameOf(order->state)));
    order->venueOrderId = e.venueOrderId;
    settleReplacement(*order, true);
}

void DeskState::onVenue(const VenueReplaceRejected& e, const DeskEvent& event)
{
    OrderRecord* order = orderOf(e.replacement, event);
    if (!order)
        return;
    if (!advanceOrder(*order, OrderEvent::RefuseReplace, event.at))
        return noteAnomaly(
            event,
            fmt::format("replace refused of order {} while {}", order->id.text(), nameOf(order->state)));
    noteReject(*order, event.at);
    settleReplacement(*order, false);
}

void DeskState::onVenue(const VenueCancelled& e, const DeskEvent& event)
{
    OrderRecord* order = orderOf(e.clientOrderId, event);
    if (!order)
        return;
    if (!advanceOrder(*order, OrderEvent::ConfirmCancel, event.at))
        return noteAnomaly(
            event, fmt::format("order {} cancelled while {}", order->id.text(), nameOf(order->state)));
    if (order->reason.empty())
        order->reason = e.reason;
    endStanding(*order, event.at, false);
    countKillConfirmation(*order, event.at);
}

void DeskState::onVenue(const VenueCancelRejected& e, const DeskEvent& event)
{
    OrderRecord* order = orderOf(e.clientOrderId, event);
    if (!order)
        return;
    if (!advanceOrder(*order, OrderEvent::RefuseCancel, event.at))
        return noteAnomaly(
            event,
            fmt::format("cancel refused of order {} while {}", order->id.text(), nameOf(order->state)));
    order->isCancelAsked = false;
    if (!isFinal(order->state))
        order->reason = e.reason;
}

void DeskState::onVenue(const VenueExpired& e, const DeskEvent& event)
{
    OrderRecord* order = orderOf(e.clientOrderId, event);
    if (!order)
        return;
    if (!advanceOrder(*order, OrderEvent::Expire, event.at))
        return noteAnomaly(event,
                           fmt::format("order {} expired while {}", order->id.text(), nameOf(order->state)));
    order->reason = "Expired at the venue.";
    endStanding(*order, event.at, false);
    countKillConfirmation(*order, event.at);
}

void DeskState::onVenue(const VenueRestated& e, const DeskEvent& event)
{
    OrderRecord* order = orderOf(e.clientOrderId, event);
    if (!order)
        return;
    if (!advanceOrder(*order, OrderEvent::Restate, event.at))
        return noteAnomaly(event,
                           fmt::format("order {} restated while {}", order->id.text(), nameOf(order->state)));
    // A stop order without a limit of its own keeps its stop where others keep the limit.
    order->limit = e.limit.value_or(e.stop.value_or(order->limit));
    OrderStep step = stepOf(event, "restate", order->limit, order->remaining());
    step.note = e.reason;
    order->steps.push_back(std::move(step));
}

} // namespace strikedesk
