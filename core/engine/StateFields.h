// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskState.h"
#include "core/engine/EventFields.h"
#include "core/engine/JsonStructs.h"

namespace strikedesk {

// Every member of the state, for snapshots: json::CanonicalFields and json::Reader walk these lists as they
// walk those of the events. A member that is not listed is lost by a restart from a snapshot. Only the build
// that wrote a snapshot reads it, so that the lists may change.

// clang-format off
template <typename A> void describe(A& a, auto& e, const LegFill*) { a("symbol", e.symbol); a("side", e.side); a("quantity", e.quantity); a("price", e.price); a("fee", e.fee); }
template <typename A> void describe(A& a, auto& e, const OrderStep*) { a("at", e.at); a("kind", e.kind); a("price", e.price); a("bid", e.bid); a("mid", e.mid); a("ask", e.ask); a("quantity", e.quantity); a("note", e.note); a("audit", e.auditSequence); }
template <typename A> void describe(A& a, auto& e, const OrderRecord*)
{
    a("id", e.id); a("state", e.state); a("total", e.total); a("filled", e.filled); a("request", e.request); a("actor", e.actor);
    a("structure", e.structure); a("opens", e.opensStructure); a("closes", e.closesStructure); a("reducing", e.isReducing);
    a("reason", e.reason); a("working", e.working); a("submissions", e.submissions); a("replacement", e.replacement); a("venue_order", e.venueOrderId);
    a("limit", e.limit); a("pending_limit", e.pendingLimit); a("pending_quantity", e.pendingQuantity);
    a("worst", e.worst); a("decision_mid", e.decisionMid); a("arrival_mid", e.arrivalMid); a("arrival_quality", e.arrivalQuality);
    a("reversed", e.reversed); a("filled_total", e.filledTotal); a("rested", e.hasRested); a("cancel_asked", e.isCancelAsked);
    a("created", e.createdAt); a("updated", e.updatedAt); a("limit_set", e.limitSetAt); a("steps", e.steps);
}
template <typename A> void describe(A& a, auto& e, const FillView*) { a("execution", e.executionId); a("order", e.orderId); a("at", e.at); a("structure", e.structure); a("quantity", e.quantity); a("price", e.price); a("legs", e.legs); a("fee", e.fee); a("slippage", e.slippage); a("model", e.fillModel); a("audit", e.auditSequence); a("reversal", e.reversal); }
template <typename A> void describe(A& a, auto& e, const FillSums*) { a("fills", e.fills); a("slippage", e.slippage); a("fees", e.fees); }
template <typename A> void describe(A& a, auto& e, const PastOrders*) { a("orders", e.orders); a("rejected", e.rejected); a("by_model", e.byFillModel); }

template <typename A> void describe(A& a, auto& e, const PortfolioPosition*) { a("structure", e.structureId); a("symbol", e.symbol); a("strategy", e.strategy); a("multiplier", e.multiplier); a("quantity", e.quantity); a("cost", e.cost); a("realised", e.realised); a("fees", e.fees); }
template <typename Archive, typename Self>
void describe(Archive& a, Self& e, const Portfolio*)
{
    a("opening_cash", e.m_openingCash); a("adopted_fees", e.m_adoptedFees); a("cash", e.m_cash); a("folded_realised", e.m_foldedRealised); a("folded_fees", e.m_foldedFees);
    a("changes", e.m_changes); a("unsettled", e.m_unsettled); a("positions", e.m_positions); a("executions", e.m_executions);
}

template <typename A> void describe(A& a, auto& e, const SlippageScope*) { a("order_limit", e.orderLimit); a("strategy", e.strategy); a("day", e.day); a("session", e.session); a("reducing", e.isRiskReducing); }
template <typename A> void describe(A& a, auto& e, const SlippageHolding*) { a("scope", e.scope); a("reserved", e.reserved); a("spent", e.spent); }
template <typename A> void describe(A& a, auto& e, const SlippageBalance*) { a("level", e.level); a("name", e.name); a("limit", e.limit); a("reserved", e.reserved); a("spent", e.spent); a("improvement", e.improvement); }
template <typename A> void describe(A& a, auto& e, const SlippageEntry*) { a("order", e.order); a("kind", e.kind); a("amount", e.amount); a("note", e.note); }
template <typename Archive, typename Self>
void describe(Archive& a, Self& e, const SlippageLedger*) { a("balances", e.m_balances); a("holdings", e.m_holdings); a("entries", e.m_entries); }
template <typename A> void describe(A& a, auto& e, const SlippageEntryView*) { a("at", e.at); a("order", e.orderId); a("kind", e.kind); a("amount", e.amount); a("note", e.note); a("audit", e.auditSequence); }

template <typename A> void describe(A& a, auto& e, const TaskRecord*) { a("state", e.state); a("detail", e.detail); a("attempt", e.attempt); a("memory", e.memory); a("started", e.startedAt); a("ended", e.endedAt); }
template <typename A> void describe(A& a, auto& e, const SessionRecord*) { a("id", e.id); a("plan_name", e.planName); a("plan_text", e.planText); a("state", e.state); a("reason", e.reason); a("tasks", e.tasks); a("orders_used", e.ordersUsed); a("started", e.startedAt); }
template <typename A> void describe(A& a, auto& e, const KillRecord*) { a("engaged", e.isEngaged); a("drill", e.isDrill); a("flatten", e.flatten); a("reason", e.reason); a("actor", e.actor); a("engaged_at", e.engagedAt); a("asked", e.asked); a("confirmed", e.confirmed); a("last_confirmed", e.lastConfirmedAt); }
template <typename A> void describe(A& a, auto& e, const TokenView*) { a("id", e.id); a("name", e.name); a("scopes", e.scopes); a("hash", e.hash); a("created", e.createdAt); a("expires", e.expiresAt); a("revoked", e.isRevoked); }
template <typename A> void describe(A& a, auto& e, const IgnoredDifference*) { a("delta", e.delta); a("actor", e.actor); a("reason", e.reason); }

template <typename A> void describe(A& a, auto& e, const EquityRecord*) { a("day", e.day); a("opening", e.opening); a("peak", e.peak); a("marked", e.markedAt); }
template <typename A> void describe(A& a, auto& e, const DrillRecord*) { a("report", e.report); a("at", e.at); }
template <typename A> void describe(A& a, auto& e, const BreakerScope*) { a("kind", e.kind); a("name", e.name); }
template <typename A> void describe(A& a, auto& e, const BreakerRecord*) { a("scope", e.scope); a("mode", e.mode); a("actor", e.actor); a("code", e.code); a("limit", e.limit); a("measured", e.measured); a("reason", e.reason); a("tripped", e.trippedAt); }
template <typename A> void describe(A& a, auto& e, const PaceBook::Minute*) { a("sent", e.sent); a("fills", e.fills); }
template <typename A> void describe(A& a, auto& e, const PaceBook::Executions*) { a("day", e.day); a("count", e.count); }
template <typename Archive, typename Self>
void describe(Archive& a, Self& e, const EventHash*) { a("chain", e.m_chain); }
template <typename Archive, typename Self>
void describe(Archive& a, Self& e, const PaceBook*) { a("messages", e.m_messages); a("executions", e.m_executions); a("rejects", e.m_rejects); a("minutes", e.m_minutes); }
template <typename A> void describe(A& a, auto& e, const RiskRecord*) { a("equity", e.equity); a("breakers", e.breakers); a("disarmed", e.disarmed); a("restricted", e.restricted); a("pace", e.pace); }

template <typename A> void describe(A& a, auto& e, const LimitScope*) { a("kind", e.kind); a("name", e.name); }
template <typename A> void describe(A& a, auto& e, const Limits*) { a("version", e.version); a("values", e.values); }
template <typename A> void describe(A& a, auto& e, const PendingLimit*) { a("scope", e.scope); a("id", e.id); a("value", e.value); a("asked", e.askedAt); a("from", e.from); a("actor", e.actor); a("reason", e.reason); }
template <typename Archive, typename Self>
void describe(Archive& a, Self& e, const LimitBook*) { a("account", e.m_account); a("narrower", e.m_narrower); a("pending", e.m_pending); }

template <typename Archive, typename Self>
void describe(Archive& a, Self& e, const DeskState*)
{
    a("run", e.m_run); a("ending", e.m_ending); a("limits", e.m_limits); a("orders", e.m_orders); a("past", e.m_past); a("portfolio", e.m_portfolio);
    a("slippage", e.m_slippage); a("structure_names", e.m_structureNames); a("slippage_entries", e.m_slippageEntries); a("fills", e.m_fills);
    a("session", e.m_session); a("kill", e.m_kill); a("last_drill", e.m_lastDrill); a("risk", e.m_risk); a("tokens", e.m_tokens); a("reconciliation", e.m_reconciliation);
    a("ignored_differences", e.m_ignoredDifferences); a("anomalies", e.m_anomalies); a("reconciled", e.m_isReconciled); a("armed", e.m_isArmed);
    a("feed", e.m_isFeedOn); a("disarmed_reason", e.m_disarmedReason); a("venue_sequence", e.m_venueSequence); a("event_count", e.m_eventCount);
    a("denials", e.m_denials); a("last_event", e.m_lastEventAt); a("hash", e.m_hash);
}
// clang-format on

// More than its members: an order is found by its ids.
inline void writeCanonical(CanonicalWriter& out, const OrderLedger& ledger)
{
    json::CanonicalFields fields(out);
    out.beginObject();
    fields("orders", ledger.all());
    out.endObject();
}

inline Result<void> fromJson(const CanonicalReader::Value& object, OrderLedger& ledger)
{
    json::Reader reader(object);
    std::list<OrderRecord> orders;
    reader("orders", orders);
    if (reader.error())
        return fail(*reader.error());
    for (OrderRecord& order : orders) {
        if (ledger.find(order.id))
            return fail("audit.bad_record", "A snapshot has the order " + order.id.text() + " twice.");
        ledger.add(std::move(order));
    }
    return {};
}

} // namespace strikedesk
