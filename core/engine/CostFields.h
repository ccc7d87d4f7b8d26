// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/CostBook.h"
#include "core/engine/EventFields.h"
#include "core/engine/JsonStructs.h"

namespace strikedesk {

// The members of the cost book, for snapshots (StateFields.h).

// clang-format off
template <typename A> void describe(A& a, auto& e, const CostQuote*) { a("ask", e.ask); a("bid", e.bid); }
template <typename A> void describe(A& a, auto& e, const CostMarket*) { a("at", e.at); a("legs", e.legs); a("mid", e.mid); a("spread", e.spread); }
template <typename A> void describe(A& a, auto& e, const CostFill*)
{
    a("after", e.after); a("at", e.at); a("closing", e.closing); a("execution", e.execution); a("legs", e.legs); a("market", e.market);
    a("model", e.fillModel); a("packages", e.packages); a("paid", e.paid); a("reversal", e.reversal);
}
template <typename A> void describe(A& a, auto& e, const CostLeg*) { a("multiplier", e.multiplier); a("option", e.isOption); a("ratio", e.ratio); a("side", e.side); a("symbol", e.symbol); }
template <typename Archive, typename Self>
void describe(Archive& a, Self& e, const TimeWeightedMid*) { a("at", e.m_at); a("mid", e.m_mid); a("milliseconds", e.m_milliseconds); a("seen", e.m_seen); a("sum", e.m_sum); }
template <typename A> void describe(A& a, auto& e, const CostedOrder*)
{
    a("actor", e.actor); a("arrival", e.arrival); a("arrival_mid", e.arrivalMid); a("arrival_quality", e.arrivalQuality); a("asked", e.asked);
    a("cancels", e.cancelsAsked); a("created", e.createdAt); a("decision_mid", e.decisionMid); a("ended", e.ended); a("ended_at", e.endedAt);
    a("fills", e.fills); a("id", e.id); a("interval", e.interval); a("kind", e.kind); a("legs", e.legs); a("multiplier", e.multiplier);
    a("outcome", e.outcome); a("pending", e.pendingQuantity); a("reason", e.reason); a("refused", e.replacesRefused); a("replaces", e.replaces);
    a("strategy", e.strategy); a("structure", e.structure); a("underlying", e.underlying); a("venue", e.venue);
}
template <typename A> void describe(A& a, auto& e, const CostDue*) { a("at", e.at); a("moment", e.moment); a("order", e.order); }
template <typename Archive, typename Self>
void describe(Archive& a, Self& e, const CostBook*)
{
    a("denials", e.m_denials); a("due", e.m_due); a("forgotten", e.m_forgotten); a("orders", e.m_orders); a("venue", e.m_venue);
    a("venue_sequence", e.m_venueSequence);
}
// clang-format on

// Orders are shared with whoever looks at them.
inline void writeCanonical(CanonicalWriter& out, const CostedOrderPtr& order)
{
    writeCanonical(out, *order);
}

inline Result<void> fromJson(const CanonicalReader::Value& object, CostedOrderPtr& order)
{
    auto read = std::make_shared<CostedOrder>();
    auto done = fromJson(object, *read);
    order = std::move(read);
    return done;
}

// More than its members: an order is found by its id.
inline Result<void> fromJson(const CanonicalReader::Value& object, CostBook& book)
{
    json::Reader reader(object);
    describe(reader, book, &book);
    if (reader.error())
        return fail(*reader.error());
    book.index();
    return {};
}

} // namespace strikedesk
