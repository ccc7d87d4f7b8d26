// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/VenueIntake.h"

#include "core/orders/NetPrice.h"
#include "core/util/FaultPoint.h"

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk {
namespace {

// The client order id an event is about; empty for those that are not about an order.
ClientOrderId subjectOf(const VenueEventBody& body)
{
    return std::visit(
        [](const auto& event) -> ClientOrderId {
            if constexpr (requires { event.clientOrderId; })
                return event.clientOrderId;
            else if constexpr (requires { event.replacement; })
                return event.replacement;
            else
                return {};
        },
        body);
}

// While a replace is on its way the worse of both limits is reserved.
Money worstReserve(const OrderRecord& order, Multiplier multiplier)
{
    const Money working = reserveFor(order, order.limit, order.remaining(), multiplier);
    if (!order.pendingLimit)
        return working;
    return std::max(working, reserveFor(order, *order.pendingLimit, order.remaining(), multiplier));
}

// As cost analysis weighs it: a net price near zero would make basis points mean nothing.
Money premiumOf(const DeskContext& context, const FillView& fill)
{
    Money premium;
    const Catalogue& catalogue = context.board.catalogue();
    for (const LegFill& leg : fill.legs) {
        if (const auto id = catalogue.find(leg.symbol))
            premium += value(absolute(leg.price), absolute(leg.quantity), catalogue.at(*id).multiplier);
    }
    return premium;
}

} // namespace

Money reserveFor(const OrderRecord& order, Price quotedLimit, Quantity packages, Multiplier multiplier)
{
    if (!order.arrivalMid)
        return {};
    const auto& legs = order.request.legs;
    return worstCost(paidFrom(legs, *order.arrivalMid), paidFrom(legs, quotedLimit),
                     pricedQuantity(legs, packages), multiplier);
}

Result<void> VenueIntake::catchUp()
{
    auto events = m_context.venue.advanceTo(m_context.now(), m_context.state.venueSequence());
    if (!events)
        return fail(events.error());
    std::ranges::stable_sort(*events, {}, &VenueEvent::sequence);
    for (const VenueEvent& event : *events) {
        if (event.sequence > m_context.state.venueSequence() + 1)
            return fail("venue.gap",
                        fmt::format("The venue's event {} came after {}: those between are missing.",
                                    event.sequence, m_context.state.venueSequence()));
        take(event);
    }
    return {};
}

void VenueIntake::take(const VenueEvent& event)
{
    if (event.sequence <= m_context.state.venueSequence())
        return;
    faultPoint("venue.heard");
    const ClientOrderId subject = subjectOf(event.body);
    const OrderRecord* order = m_context.state.orders().findByClient(subject);
    m_context.journal.record("venue", order ? order->id.text() : subject.text(),
                             VenueReported {event, marketAt(event, order)});
    if (const auto* fill = std::get_if<VenueFill>(&event.body))
        spendOnFill(fill->executionId);
    if (const auto* bust = std::get_if<VenueBusted>(&event.body))
        takeBackSpent(bust->busted);
    if (const auto* correction = std::get_if<VenueCorrected>(&event.body)) {
        takeBackSpent(correction->corrected);
        spendOnFill(correction->executionId);
    }
    if (order && std::holds_alternative<VenueReplaceRejected>(event.body))
        lowerReserve(*order);
    if (order && std::holds_alternative<VenueRestated>(event.body))
        followRestatement(*order);
    if (order)
        releaseIfEnded(order->id);
}

// A fill is judged by the market it came in: the record keeps it, whatever is asked of it later.
std::optional<OrderMarketSeen> VenueIntake::marketAt(const VenueEvent& event, const OrderRecord* order) const
{
    if (!order || !std::holds_alternative<VenueFill>(event.body))
        return {};
    const auto& legs = order->request.legs;
    const auto markets = legMarkets(m_context, legs);
    if (!markets)
        return {};
    return OrderMarketSeen {packageSeen(*markets, legs), quotesSeen(*markets)};
}

void VenueIntake::spendOnFill(const ExecutionId& execution)
{
    const auto& fills = m_context.state.fills();
    if (fills.empty() || fills.front().executionId != execution)
        return; // told twice: nothing was booked
    const FillView& fill = fills.front();
    const OrderRecord* order = m_context.state.orders().find(fill.orderId);
    if (!order || !order->arrivalMid)
        return;
    const Multiplier multiplier = multiplierOfPackage(m_context, order->request.legs);
    const auto& legs = order->request.legs;
    const Money spent = slippageCost(paidFrom(legs, *order->arrivalMid), paidFrom(legs, fill.price),
                                     pricedQuantity(legs, fill.quantity), multiplier);
    const Money stillNeeded = worstReserve(*order, multiplier);
    const Money held = m_context.state.slippage().reservedFor(order->id);
    m_context.journal.record("desk", order->id.text(),
                             SlippageSpent {order->id, execution, spent,
                                            std::max(Money(), held - stillNeeded),
                                            premiumOf(m_context, fill)});
}

// What the record says was spent on a fill that this event has just taken back.
void VenueIntake::takeBackSpent(const ExecutionId& execution)
{
    const auto& fills = m_context.state.fills();
    const auto fill = std::ranges::find(fills, execution, &FillView::executionId);
    if (fill != fills.end() && !fill->reversal.empty() && !fill->slippage.isZero())
        m_context.journal.record(
            "desk", fill->orderId.text(),
            SlippageReversed {fill->orderId, execution, fill->slippage, premiumOf(m_context, *fill)});
}

// The limit that was asked for did not come to be: only the working one can still cost.
void VenueIntake::lowerReserve(const OrderRecord& order)
{
    if (isFinal(order.state))
        return;
    const Multiplier multiplier = multiplierOfPackage(m_context, order.request.legs);
    const Money needed = reserveFor(order, order.limit, order.remaining(), multiplier);
    if (needed < m_context.state.slippage().reservedFor(order.id))
        m_context.journal.record("desk", order.id.text(), SlippageToppedUp {order.id, needed});
}

// Nobody was asked whether there is room for what a limit may cost that the venue has moved.
void VenueIntake::followRestatement(const OrderRecord& order)
{
    if (isFinal(order.state))
        return;
    const Money needed = worstReserve(order, multiplierOfPackage(m_context, order.request.legs));
    if (needed != m_context.state.slippage().reservedFor(order.id))
        m_context.journal.record("desk", order.id.text(), SlippageImposed {order.id, needed});
}

void VenueIntake::releaseIfEnded(const OrderId& id)
{
    const OrderRecord* order = m_context.state.orders().find(id);
    if (!order || !isFinal(order->state))
        return;
    const Money held = m_context.state.slippage().reservedFor(id);
    if (!held.isZero())
        m_context.journal.record("desk", id.text(), SlippageReleased {id, held});
}

} // namespace strikedesk
