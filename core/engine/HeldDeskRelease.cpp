// SPDX-License-Identifier: GPL-3.0-or-later
// Held orders on their way to the venue: what has to be off the market first, how much may go, and what
// becomes of an order that came to nothing.
#include "core/engine/HeldDesk.h"
#include "core/orders/HeldShape.h"
#include "core/orders/NetPrice.h"
#include "core/risk/PriceCollar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace strikedesk {
namespace {

constexpr int attemptsMost = 6;
constexpr Duration chaseInterval = std::chrono::seconds {5};

bool closesTheSame(const OrderRecord& order, const HeldOrder& held)
{
    if (held.closesStructure.empty() || order.closesStructure != held.closesStructure)
        return false;
    return std::ranges::any_of(order.request.legs, [&](const OrderLeg& leg) {
        return leg.effect == PositionEffect::Close
            && std::ranges::find(held.request.legs, leg.symbol, &OrderLeg::symbol) != held.request.legs.end();
    });
}

} // namespace

Duration waitAfter(int waits)
{
    constexpr int waitsDoubled = 6; // from five seconds to five minutes
    constexpr Duration firstWait = std::chrono::seconds {5};
    return firstWait * (1 << std::min(waits, waitsDoubled));
}

bool passesByItself(const std::string& code)
{
    if (code.starts_with("data."))
        return true;
    constexpr std::array<std::string_view, 9> codes {
        "venue.down",       "risk.disarmed",      "risk.killed",        "risk.unknown_outstanding",
        "risk.frozen",      "risk.market_closed", "held.position_busy", "rule.position_busy",
        "risk.breaker_open"};
    return std::ranges::find(codes, code) != codes.end();
}

bool isOfTheDesk(const std::string& actor)
{
    constexpr std::array<std::string_view, 6> actors {"held", "walk", "kill", "breaker", "desk", "rules"};
    return actor.empty() || std::ranges::find(actors, actor) != actors.end();
}

// What could fill beside it: the orders of its group, and where it protects a position all that close it and
// the entry that may still add to it.
std::vector<OrderId> HeldDesk::rivalsOf(const HeldOrder& held) const
{
    std::vector<OrderId> rivals;
    for (const OrderRecord* order : m_context.state.orders().open()) {
        const bool isOfGroup
            = !held.request.ocoGroup.empty() && order->request.ocoGroup == held.request.ocoGroup;
        const bool isInTheWay = held.isProtective() && order->actor != "kill" && closesTheSame(*order, held);
        const OrderId& parent = held.request.parent;
        const bool isItsEntry
            = held.isProtective() && !parent.isEmpty() && (order->id == parent || order->heldAs == parent);
        if (isOfGroup || isInTheWay || isItsEntry)
            rivals.push_back(order->id);
    }
    return rivals;
}

Quantity HeldDesk::quantityNow(const HeldOrder& held) const
{
    const DeskState& state = m_context.state;
    const Quantity own = state.held().filledBy(held, state.orders());
    Quantity quantity = held.request.quantity - own;
    if (!held.request.ocoGroup.empty())
        quantity = std::min(quantity,
                            held.request.quantity
                                - state.held().filledByGroup(held.request.ocoGroup, state.orders()));
    if (!held.closesStructure.empty()) {
        Quantity leaving;
        for (const OrderRecord* order : state.orders().open()) {
            if (closesTheSame(*order, held))
                leaving += order->remaining();
        }
        return std::min(quantity,
                        packagesHeld(state.portfolio(), held.closesStructure, held.request.legs) - leaving);
    }
    if (const auto parent = parentOf(held); parent && parent->total.isPositive())
        quantity = std::min(
            quantity,
            Quantity(held.request.quantity.count() * parent->filled.count() / parent->total.count()) - own);
    return quantity;
}

void HeldDesk::release(const HeldOrder& held)
{
    if ((held.retryAt && m_context.now() < *held.retryAt) || !m_context.state.isArmed())
        return;
    const std::vector<OrderId> rivals = rivalsOf(held);
    for (const OrderId& id : rivals) {
        const OrderRecord& order = *m_context.state.orders().find(id);
        const HeldOrder* stop = order.heldAs.isEmpty() ? nullptr : m_context.state.held().find(order.heldAs);
        // Another stop of the same position is at work: it is not called off, what it leaves is seen to.
        const bool isStopAtWork = stop && stop->isProtective() && order.heldAs != held.id;
        if (m_orders.canCancel(order) && !isStopAtWork)
            (void)m_orders.cancel("held", id, fmt::format("{} takes its place.", held.id.text()));
    }
    if (!rivals.empty())
        return; // until the venue has confirmed that they are gone, they may fill
    const Quantity quantity = quantityNow(held);
    if (!quantity.isPositive()) {
        const bool isLeaving = !held.closesStructure.empty()
            && packagesHeld(m_context.state.portfolio(), held.closesStructure, held.request.legs)
                   .isPositive();
        if (isLeaving)
            return refuse(held, {"held.position_busy", "Other orders are closing what it would close."});
        return end(held, OrderState::Cancelled, "Nothing is left for it to fill.");
    }
    OrderRequest request = releasedRequest(held.request);
    request.quantity = quantity;
    request.structureId = held.closesStructure;
    request.bracket.reset(); // its exits wait for this one
    const Principal principal {held.actor, request.strategy, held.isPerson};
    if (const auto sent
        = m_orders.submit(principal, insideCollar(m_context, std::move(request)), {held.id, {}});
        !sent)
        refuse(held, sent.error());
}

// When it was placed nobody knew the market that it would meet: a price beyond the collar is one that it need
// not pay, and refused it would protect nothing.
OrderRequest insideCollar(const DeskContext& context, OrderRequest request)
{
    const auto markets = legMarkets(context, request.legs);
    if (!markets || !markets->prices)
        return request;
    const auto most = collarBound(markets->legs, *markets->prices, context.state.limitValues());
    const Price quoted = quotedFrom(request.legs, most.value_or(Price()));
    if (!most || (request.legs.size() == 1 && !quoted.isPositive()))
        return request;
    if (request.type == OrderType::MarketableLimit && !request.limit
        && markets->ticks().roundUp(markets->prices->natural) > *most) {
        request.type = OrderType::Limit;
        request.protectionTicks.reset();
        request.limit = quoted;
    }
    if (request.limit && paidFrom(request.legs, *request.limit) > *most)
        request.limit = quoted;
    if (request.walk && request.walk->worst && paidFrom(request.legs, *request.walk->worst) > *most)
        request.walk->worst = quoted;
    return request;
}

// A marketable order that the market has run away from is no protection where it stands.
void HeldDesk::chase(const HeldOrder& held, const OrderRecord& sent)
{
    const bool isMarketable = held.request.type == OrderType::Stop
        || (held.request.type == OrderType::MarketableLimit && !held.request.limit);
    const bool isWorking = sent.state == OrderState::Working || sent.state == OrderState::Partial;
    if (!held.isProtective() || !isMarketable || !isWorking || !m_context.state.isArmed())
        return;
    Look& look = m_looks[held.id];
    look.chaseAt = std::max(look.chaseAt.value_or(Instant {}), sent.limitSetAt + chaseInterval);
    const auto markets = legMarkets(m_context, sent.request.legs);
    if (m_context.now() < *look.chaseAt || !markets || !markets->isTradable || !markets->prices)
        return;
    look.chaseAt = m_context.now() + chaseInterval;
    OrderRequest wanted = sent.request;
    wanted.type = OrderType::Limit;
    wanted.limit = quotedFrom(wanted.legs, markets->ticks().roundUp(markets->prices->natural));
    wanted = insideCollar(m_context, std::move(wanted));
    if (paidFrom(wanted.legs, *wanted.limit) <= paidFrom(wanted.legs, sent.limit))
        return;
    (void)m_orders.replace({held.actor, held.request.strategy, held.isPerson},
                           {sent.id, *wanted.limit, {}, {}}); // refused, it is tried again after the market
}

void HeldDesk::refuse(const HeldOrder& held, const Error& error)
{
    const bool isCounted = !passesByItself(error.code);
    if (isCounted && held.attempts + 1 >= attemptsMost)
        return giveUp(held, error.message);
    const bool isNews = held.alarmCode != error.code;
    m_context.journal.record(
        "held", held.id.text(),
        HeldRefused {held.id, error.code, error.message, isCounted, m_context.now() + waitAfter(held.waits)});
    if (isNews && held.isProtective())
        alarm(held, error.code, "It was triggered and could not be sent: " + error.message);
}

// ---- After it was sent

void HeldDesk::follow(const HeldOrder& held)
{
    const OrderRecord* sent = m_context.state.orders().find(held.sent.back());
    if (sent && !isFinal(sent->state))
        return chase(held, *sent);
    // It was sent for as much as there was to close.
    if (const auto over = whyOver(held))
        return end(held, sent && sent->state == OrderState::Filled ? OrderState::Filled : over->outcome,
                   over->reason);
    if (!sent)
        return end(held, OrderState::Cancelled, "What it sent is not known any more.");
    const std::string what = fmt::format("Its order {} is {}{}", sent->id.text(), nameOf(sent->state),
                                         sent->reason.empty() ? "." : ": " + sent->reason);
    if (!isOfTheDesk(held.cancelledBy))
        return end(held, OrderState::Cancelled, what);
    if (held.isProtective() || held.cancelledBy == "held")
        return putBack(held, what);
    const bool isFilled = sent->state == OrderState::Filled && sent->reversed.isZero();
    end(held, isFilled ? OrderState::Filled : sent->state, what);
}

// A position without the stop that somebody relies on is worse than one that never had any.
void HeldDesk::putBack(const HeldOrder& held, const std::string& why)
{
    const bool isCounted = held.cancelledBy != "held" && held.cancelledBy != "kill";
    if (isCounted && held.attempts + 1 >= attemptsMost)
        return giveUp(held, why);
    std::optional<Instant> retryAt;
    if (isCounted)
        retryAt = m_context.now() + waitAfter(held.attempts);
    m_context.journal.record("held", held.id.text(),
                             HeldRearmed {held.id, held.sent.back(), why, isCounted, retryAt});
    m_looks.erase(held.id);
    if (isCounted)
        alarm(held, "held.put_back", why + " The position stands, so it is put back.");
}

void HeldDesk::giveUp(const HeldOrder& held, const std::string& why)
{
    alarm(held, "held.gave_up",
          fmt::format("After {} tries it is given up{}: {}", attemptsMost,
                      held.isProtective() ? " and the position stands unprotected" : "", why));
    end(held, OrderState::Rejected, why);
}

void HeldDesk::end(const HeldOrder& held, OrderState outcome, const std::string& reason)
{
    m_context.journal.record("held", held.id.text(),
                             HeldEnded {held.id, std::string(nameOf(outcome)), reason});
}

void HeldDesk::alarm(const HeldOrder& held, const std::string& code, const std::string& reason)
{
    m_context.journal.record("held", held.id.text(), HeldAlarmed {held.id, code, reason});
    if (m_announce)
        m_announce(fmt::format("Order {} that this machine holds: {} [{}]", held.id.text(), reason, code));
}

} // namespace strikedesk
