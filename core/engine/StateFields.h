// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/CostFields.h"
#include "core/engine/DeskState.h"
#include "core/engine/EventFields.h"
#include "core/engine/JsonStructs.h"

namespace strikedesk {

// Every member of the state, for snapshots: json::CanonicalFields and json::Reader walk these lists as they
// walk those of the events. A member that is not listed is lost by a restart from a snapshot. Only the build
// that wrote a snapshot reads it, so that the lists may change.

// clang-format off
template <typename A> void describe(A& a, auto& e, const LegFill*) { a("fee", e.fee); a("price", e.price); a("quantity", e.quantity); a("side", e.side); a("symbol", e.symbol); }
template <typename A> void describe(A& a, auto& e, const OrderStep*) { a("ask", e.ask); a("at", e.at); a("audit", e.auditSequence); a("bid", e.bid); a("kind", e.kind); a("mid", e.mid); a("note", e.note); a("price", e.price); a("quantity", e.quantity); }
template <typename A> void describe(A& a, auto& e, const OrderRecord*)
{
    a("actor", e.actor); a("arrival_mid", e.arrivalMid); a("arrival_quality", e.arrivalQuality); a("cancel_asked", e.isCancelAsked);
    a("closes", e.closesStructure); a("created", e.createdAt); a("decision_mid", e.decisionMid); a("filled", e.filled);
    a("filled_total", e.filledTotal); a("held_as", e.heldAs); a("id", e.id); a("limit", e.limit); a("limit_set", e.limitSetAt); a("opens", e.opensStructure);
    a("pending_limit", e.pendingLimit); a("pending_quantity", e.pendingQuantity); a("place", e.place); a("reason", e.reason); a("reducing", e.isReducing);
    a("replacement", e.replacement); a("request", e.request); a("rested", e.hasRested); a("reversed", e.reversed); a("roll", e.roll); a("rule", e.rule); a("standing_since", e.standingSince); a("state", e.state);
    a("steps", e.steps); a("structure", e.structure); a("submissions", e.submissions); a("total", e.total); a("updated", e.updatedAt);
    a("venue_order", e.venueOrderId); a("walk_steps", e.walkSteps); a("working", e.working); a("worst", e.worst);
}
template <typename A> void describe(A& a, auto& e, const FillView*) { a("at", e.at); a("audit", e.auditSequence); a("execution", e.executionId); a("fee", e.fee); a("legs", e.legs); a("model", e.fillModel); a("order", e.orderId); a("price", e.price); a("quantity", e.quantity); a("reversal", e.reversal); a("slippage", e.slippage); a("structure", e.structure); }
template <typename A> void describe(A& a, auto& e, const FillRates::Place*) { a("fills", e.fills); a("microseconds", e.microseconds); }
template <typename Archive, typename Self>
void describe(Archive& a, Self& e, const FillRates*) { a("places", e.m_places); }
template <typename A> void describe(A& a, auto& e, const FillSums*) { a("fees", e.fees); a("fills", e.fills); a("slippage", e.slippage); }
template <typename A> void describe(A& a, auto& e, const PastOrders*) { a("by_model", e.byFillModel); a("orders", e.orders); a("rejected", e.rejected); }

template <typename A> void describe(A& a, auto& e, const PortfolioPosition*) { a("cost", e.cost); a("fees", e.fees); a("multiplier", e.multiplier); a("quantity", e.quantity); a("realised", e.realised); a("strategy", e.strategy); a("structure", e.structureId); a("symbol", e.symbol); }
template <typename Archive, typename Self>
void describe(Archive& a, Self& e, const Portfolio*)
{
    a("adopted_fees", e.m_adoptedFees); a("cash", e.m_cash); a("changes", e.m_changes); a("executions", e.m_executions);
    a("folded_fees", e.m_foldedFees); a("folded_realised", e.m_foldedRealised); a("opening_cash", e.m_openingCash); a("positions", e.m_positions);
    a("unsettled", e.m_unsettled);
}

template <typename A> void describe(A& a, auto& e, const SlippageScope*) { a("day", e.day); a("order_limit", e.orderLimit); a("reducing", e.isRiskReducing); a("session", e.session); a("strategy", e.strategy); a("underlying", e.underlying); }
template <typename A> void describe(A& a, auto& e, const SlippageHolding*) { a("reserved", e.reserved); a("scope", e.scope); a("spent", e.spent); }
template <typename A> void describe(A& a, auto& e, const SlippageBalance*) { a("cost", e.cost); a("improvement", e.improvement); a("level", e.level); a("limit", e.limit); a("name", e.name); a("notional", e.notional); a("reserved", e.reserved); a("spent", e.spent); }
template <typename A> void describe(A& a, auto& e, const SlippageEntry*) { a("amount", e.amount); a("kind", e.kind); a("note", e.note); a("order", e.order); }
template <typename Archive, typename Self>
void describe(Archive& a, Self& e, const SlippageLedger*) { a("balances", e.m_balances); a("entries", e.m_entries); a("holdings", e.m_holdings); }
template <typename A> void describe(A& a, auto& e, const SlippageEntryView*) { a("amount", e.amount); a("at", e.at); a("audit", e.auditSequence); a("kind", e.kind); a("note", e.note); a("order", e.orderId); }

template <typename A> void describe(A& a, auto& e, const TaskRecord*) { a("attempt", e.attempt); a("detail", e.detail); a("ended", e.endedAt); a("memory", e.memory); a("started", e.startedAt); a("state", e.state); }
template <typename A> void describe(A& a, auto& e, const SessionRecord*) { a("id", e.id); a("orders_used", e.ordersUsed); a("plan_name", e.planName); a("plan_text", e.planText); a("reason", e.reason); a("started", e.startedAt); a("state", e.state); a("tasks", e.tasks); }
template <typename A> void describe(A& a, auto& e, const KillRecord*) { a("actor", e.actor); a("asked", e.asked); a("confirmed", e.confirmed); a("drill", e.isDrill); a("engaged", e.isEngaged); a("engaged_at", e.engagedAt); a("flatten", e.flatten); a("last_confirmed", e.lastConfirmedAt); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const TokenView*) { a("created", e.createdAt); a("expires", e.expiresAt); a("hash", e.hash); a("id", e.id); a("name", e.name); a("revoked", e.isRevoked); a("scopes", e.scopes); }
template <typename A> void describe(A& a, auto& e, const IgnoredDifference*) { a("actor", e.actor); a("delta", e.delta); a("reason", e.reason); }

template <typename A> void describe(A& a, auto& e, const EquityRecord*) { a("day", e.day); a("marked", e.markedAt); a("opening", e.opening); a("peak", e.peak); }
template <typename A> void describe(A& a, auto& e, const DrillRecord*) { a("at", e.at); a("report", e.report); }
template <typename A> void describe(A& a, auto& e, const BreakerScope*) { a("kind", e.kind); a("name", e.name); }
template <typename A> void describe(A& a, auto& e, const BreakerRecord*) { a("actor", e.actor); a("code", e.code); a("limit", e.limit); a("measured", e.measured); a("mode", e.mode); a("reason", e.reason); a("scope", e.scope); a("tripped", e.trippedAt); }
template <typename A> void describe(A& a, auto& e, const PaceBook::Minute*) { a("fills", e.fills); a("sent", e.sent); }
template <typename A> void describe(A& a, auto& e, const PaceBook::Executions*) { a("count", e.count); a("day", e.day); }
template <typename Archive, typename Self>
void describe(Archive& a, Self& e, const EventHash*) { e.settle(); a("chain", e.m_chain); }
template <typename Archive, typename Self>
void describe(Archive& a, Self& e, const PaceBook*) { a("executions", e.m_executions); a("messages", e.m_messages); a("minutes", e.m_minutes); a("rejects", e.m_rejects); }
template <typename A> void describe(A& a, auto& e, const RiskRecord*) { a("breakers", e.breakers); a("disarmed", e.disarmed); a("equity", e.equity); a("pace", e.pace); a("restricted", e.restricted); a("warned_budgets", e.warnedBudgets); }

template <typename A> void describe(A& a, auto& e, const LimitScope*) { a("kind", e.kind); a("name", e.name); }
template <typename A> void describe(A& a, auto& e, const Limits*) { a("values", e.values); a("version", e.version); }
template <typename A> void describe(A& a, auto& e, const PendingLimit*) { a("actor", e.actor); a("asked", e.askedAt); a("from", e.from); a("id", e.id); a("reason", e.reason); a("scope", e.scope); a("value", e.value); }
template <typename Archive, typename Self>
void describe(Archive& a, Self& e, const LimitBook*) { a("account", e.m_account); a("narrower", e.m_narrower); a("pending", e.m_pending); }

template <typename A> void describe(A& a, auto& e, const HeldOrder*)
{
    a("actor", e.actor); a("alarm", e.alarm); a("alarm_code", e.alarmCode); a("attempts", e.attempts); a("cancelled_by", e.cancelledBy); a("closes", e.closesStructure); a("created", e.createdAt);
    a("filled_before", e.filledBefore); a("id", e.id); a("observations", e.observations); a("outcome", e.outcome); a("person", e.isPerson); a("phase", e.phase);
    a("reason", e.reason); a("request", e.request); a("retry", e.retryAt); a("sent", e.sent); a("steps", e.steps); a("structure", e.structure);
    a("updated", e.updatedAt); a("waits", e.waits);
}
template <typename A> void describe(A& a, auto& e, const HeldBook::Group*) { a("filled_before", e.filledBefore); a("orders", e.orders); }
template <typename Archive, typename Self>
void describe(Archive& a, Self& e, const HeldBook*) { a("groups", e.m_groups); a("held", e.m_held); a("live", e.m_liveCount); }

template <typename A> void describe(A& a, auto& e, const RuleRow*)
{
    a("alarm", e.alarm); a("alarm_code", e.alarmCode); a("attempts", e.attempts); a("cancelled_by", e.cancelledBy); a("confirmations", e.confirmations); a("confirmed", e.confirmedAt);
    a("filled_before", e.filledBefore); a("peak", e.peak); a("phase", e.phase); a("reason", e.reason); a("retry", e.retryAt); a("sent", e.sent); a("sent_now", e.isSent); a("terms", e.terms); a("waits", e.waits);
}
template <typename A> void describe(A& a, auto& e, const RuleSheet*)
{
    a("acted", e.actedAt); a("actor", e.actor); a("facts", e.facts); a("legs", e.legs); a("paused", e.isPaused); a("person", e.isPerson); a("reason", e.reason);
    a("rules", e.rules); a("set", e.setAt); a("strategy", e.strategy); a("structure", e.structure);
}
template <typename Archive, typename Self>
void describe(Archive& a, Self& e, const RuleBook*) { a("editions", e.m_editions); a("sheets", e.m_sheets); }

template <typename A> void describe(A& a, auto& e, const RollStepRow*) { a("filled_before", e.filledBefore); a("paid_before", e.paidBefore); a("sent", e.sent); }
template <typename A> void describe(A& a, auto& e, const RollSheet*)
{
    a("actor", e.actor); a("alarm", e.alarm); a("alarm_code", e.alarmCode); a("attempts", e.attempts); a("decision", e.decision); a("id", e.id); a("outcome", e.outcome); a("reason", e.reason);
    a("retry", e.retryAt); a("rolled", e.rolled); a("rules_carried", e.areRulesCarried); a("rules_refused", e.rulesRefused); a("started", e.startedAt); a("steps", e.steps); a("stopping", e.isStopping); a("waits", e.waits);
}
template <typename A> void describe(A& a, auto& e, const RollLink*) { a("credit", e.credit); a("fees", e.fees); a("folded", e.isFolded); a("from", e.from); a("opened", e.openedAt); a("realised", e.realised); a("underlying", e.underlying); }
template <typename Archive, typename Self>
void describe(Archive& a, Self& e, const RollBook*) { a("links", e.m_links); a("rolls", e.m_rolls); }

template <typename Archive, typename Self>
void describe(Archive& a, Self& e, const DeskState*)
{
    a("anomalies", e.m_anomalies); a("armed", e.m_isArmed); a("costs", e.m_costs); a("denials", e.m_denials); a("disarmed_reason", e.m_disarmedReason);
    a("ending", e.m_ending); a("event_count", e.m_eventCount); a("feed", e.m_isFeedOn); a("fill_rates", e.m_fillRates); a("fills", e.m_fills); a("hash", e.m_hash); a("held", e.m_held);
    a("ignored_differences", e.m_ignoredDifferences); a("kill", e.m_kill); a("last_drill", e.m_lastDrill); a("last_event", e.m_lastEventAt);
    a("limits", e.m_limits); a("orders", e.m_orders); a("past", e.m_past); a("portfolio", e.m_portfolio); a("reconciled", e.m_isReconciled);
    a("reconciliation", e.m_reconciliation); a("risk", e.m_risk); a("rolls", e.m_rolls); a("rules", e.m_rules); a("run", e.m_run); a("session", e.m_session); a("slippage", e.m_slippage);
    a("slippage_entries", e.m_slippageEntries); a("structure_names", e.m_structureNames); a("tokens", e.m_tokens);
    a("venue_sequence", e.m_venueSequence);
}
// clang-format on

// More than its members: what is open follows from the rows.
inline Result<void> fromJson(const CanonicalReader::Value& object, Portfolio& books)
{
    json::Reader reader(object);
    describe(reader, books, &books);
    if (reader.error())
        return fail(*reader.error());
    books.sumUp();
    return {};
}

// More than its members: there is a row for every place.
inline Result<void> fromJson(const CanonicalReader::Value& object, FillRates& rates)
{
    json::Reader reader(object);
    describe(reader, rates, &rates);
    if (reader.error())
        return fail(*reader.error());
    if (!rates.isWhole())
        return fail("audit.bad_record", "The fill rates of a snapshot lack a place.");
    return {};
}

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
