// SPDX-License-Identifier: GPL-3.0-or-later
// Walks: which of the orders that work are to be moved now, and to where.
#include "core/engine/Breakers.h"
#include "core/engine/OrderDesk.h"
#include "core/engine/WalkNow.h"
#include "core/orders/NetPrice.h"

#include <algorithm>
#include <utility>

namespace strikedesk {
namespace {

bool isWalking(const OrderRecord& order)
{
    return order.request.walk && (order.state == OrderState::Working || order.state == OrderState::Partial);
}

const BreakerRecord* frozenBy(const DeskContext& context, const OrderRecord& order)
{
    for (const auto& [scope, breaker] : context.state.risk().breakers) {
        if (breaker.mode == BreakerMode::Freeze
            && concerns(scope, instrumentsOf(context, order.request.legs), order.request.strategy))
            return &breaker;
    }
    return nullptr;
}

} // namespace

// With hundreds of walks and quotes by the ten thousand, most looks find that nothing has changed.
void OrderDesk::readWalks()
{
    if (std::exchange(m_walksReadAt, m_context.state.eventCount()) == m_context.state.eventCount())
        return;
    const Catalogue& catalogue = m_context.board.catalogue();
    m_walks.clear();
    for (const OrderRecord* order : m_context.state.orders().open()) {
        if (!isWalking(*order))
            continue;
        const WalkTerms& terms = *order->request.walk;
        WalkLook look;
        look.order = order->id;
        for (const OrderLeg& leg : order->request.legs) {
            if (const auto id = catalogue.find(leg.symbol))
                look.legs.push_back(*id);
        }
        look.stepDueAt = order->limitSetAt + terms.stepInterval;
        look.clockDueAt = walkDueAfter(terms, order->createdAt, order->limitSetAt,
                                       std::max(look.stepDueAt, m_context.now()));
        m_walks.push_back(std::move(look));
    }
}

std::optional<Instant> OrderDesk::heardAt(const WalkLook& look) const
{
    std::optional<Instant> heard;
    for (const InstrumentId id : look.legs) {
        const Quote& quote = m_context.board.quote(id);
        for (const auto* side : {&quote.bid, &quote.ask}) {
            if (*side)
                heard = std::max(heard.value_or((*side)->at), (*side)->at);
        }
    }
    return heard;
}

std::optional<Instant> OrderDesk::nextDue()
{
    readWalks();
    std::optional<Instant> next;
    const auto consider = [&](Instant due) {
        if (due > m_context.now())
            next = std::min(next.value_or(due), due);
    };
    for (const WalkLook& look : m_walks) {
        consider(look.stepDueAt);
        if (look.clockDueAt)
            consider(*look.clockDueAt);
    }
    return next;
}

void OrderDesk::walk()
{
    readWalks();
    std::vector<OrderId> due;
    for (WalkLook& look : m_walks) {
        if (m_context.now() < look.stepDueAt)
            continue;
        const auto heard = heardAt(look);
        const bool isClockDue = look.clockDueAt && m_context.now() >= *look.clockDueAt;
        if (!isClockDue && look.decidedOn && look.decidedOn == heard)
            continue;
        look.decidedOn = heard;
        if (isClockDue)
            look.clockDueAt.reset();
        due.push_back(look.order);
    }
    for (const OrderId& id : due)
        walkOne(*m_context.state.orders().find(id));
}

void OrderDesk::walkOne(const OrderRecord& order)
{
    if (const BreakerRecord* frozen = frozenBy(m_context, order))
        return rest(order, "risk.frozen", "Breaker: " + frozen->reason + ".");
    const auto markets = legMarkets(m_context, order.request.legs);
    if (!markets || !order.worst)
        return;
    const WalkDecision decision = walkNow(m_context, order, *markets);
    if (const auto* step = std::get_if<WalkSteps>(&decision)) {
        const Price limit = quotedFrom(order.request.legs, step->toPaid);
        const auto asked = askReplace("walk", order, limit, order.total, "walk step", *markets, step->step);
        if (!asked)
            rest(order, asked.error().code, asked.error().message);
    } else if (const auto* rests = std::get_if<WalkRests>(&decision)) {
        rest(order, rests->code, rests->reason);
    } else if (const auto* givesUp = std::get_if<WalkGivesUp>(&decision)) {
        (void)cancel("walk", order.id, givesUp->reason);
    }
}

// Said once for each place where it rests, not at every look.
void OrderDesk::rest(const OrderRecord& order, const std::string& code, const std::string& reason)
{
    if (order.hasRested && order.reason == reason)
        return;
    m_context.journal.record("walk", order.id.text(), WalkRested {order.id, order.limit, code, reason});
}

} // namespace strikedesk
