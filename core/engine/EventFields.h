// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskEvents.h"

namespace strikedesk {

// The fields of every event, once: Writer and Reader (JsonFields.h) both walk these lists. `Self` is the
// struct or the const struct. Names are part of the record's format (docs/audit.md) and never change their
// meaning.

// clang-format off
template <typename A> void describe(A& a, auto& e, const QuoteSeen*) { a("symbol", e.symbol); a("bid", e.bid); a("ask", e.ask); a("bid_size", e.bidSize); a("ask_size", e.askSize); a("bid_at", e.bidAt); a("ask_at", e.askAt); a("quality", e.quality); }
template <typename A> void describe(A& a, auto& e, const PackageSeen*) { a("bid", e.bid); a("mid", e.mid); a("ask", e.ask); a("quality", e.quality); }
template <typename A> void describe(A& a, auto& e, const OrderMarketSeen*) { a("package", e.package); a("quotes", e.quotes); }
template <typename A> void describe(A& a, auto& e, const CheckResult*) { a("code", e.code); a("passed", e.isPassed); a("warning", e.isWarning); a("limit", e.limit); a("measured", e.measured); a("sentence", e.sentence); }
template <typename A> void describe(A& a, auto& e, const ReconciledRow*) { a("subject", e.subject); a("believed", e.believed); a("venue_says", e.venueSays); a("will_do", e.willDo); a("difference", e.isDifference); a("delta", e.delta); }
template <typename A> void describe(A& a, auto& e, const MarkSeen*) { a("symbol", e.symbol); a("mark", e.mark); a("quality", e.quality); }

template <typename A> void describe(A& a, auto& e, const RunStarted*) { a("inputs", e.inputs); a("mode", e.mode); a("market", e.market); a("simulated", e.isSimulated); a("fill_model", e.fillModel); a("seed", e.seed); a("account", e.account); a("account_type", e.accountType); a("option_level", e.optionLevel); a("opening_cash", e.openingCash); a("starts_at", e.startsAt); }
template <typename A> void describe(A& a, auto& e, const EngineStarted*) { a("epoch", e.epoch); a("version", e.version); a("commit", e.commit); a("records_replayed", e.recordsReplayed); a("snapshot", e.snapshot); a("snapshots_passed_over", e.snapshotsPassedOver); }
template <typename A> void describe(A& a, auto& e, const RecordBroken*) { a("first_bad", e.firstBad); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const LimitsSet*) { a("version", e.version); a("limits", e.limits); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const CommandTaken*) { a("command", e.command); a("arguments", e.arguments); }
template <typename A> void describe(A& a, auto& e, const CommandRefused*) { a("command", e.command); a("code", e.code); a("message", e.message); }
template <typename A> void describe(A& a, auto& e, const OrderDenied*) { a("request", e.request); a("code", e.code); a("message", e.message); a("package", e.package); a("quotes", e.quotes); a("checks", e.checks); }
template <typename A> void describe(A& a, auto& e, const OrderIntended*) { a("order", e.order); a("client_order_id", e.clientOrderId); a("request", e.request); a("structure", e.structure); a("opens_structure", e.opensStructure); a("closes_structure", e.closesStructure); a("decision_mid", e.decisionMid); a("arrival_mid", e.arrivalMid); a("arrival_quality", e.arrivalQuality); a("limit", e.limit); a("worst", e.worst); a("reducing", e.isReducing); a("package", e.package); a("quotes", e.quotes); a("checks", e.checks); }
template <typename A> void describe(A& a, auto& e, const OrderSending*) { a("order", e.order); a("client_order_id", e.clientOrderId); }
template <typename A> void describe(A& a, auto& e, const ReplaceIntended*) { a("order", e.order); a("original", e.original); a("replacement", e.replacement); a("limit", e.limit); a("quantity", e.quantity); a("reason", e.reason); a("package", e.package); a("quotes", e.quotes); }
template <typename A> void describe(A& a, auto& e, const CancelIntended*) { a("order", e.order); a("client_order_id", e.clientOrderId); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const OrderUnknown*) { a("order", e.order); a("client_order_id", e.clientOrderId); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const OrderAbsent*) { a("order", e.order); a("client_order_id", e.clientOrderId); a("what", e.what); a("evidence", e.evidence); }
template <typename A> void describe(A& a, auto& e, const WalkRested*) { a("order", e.order); a("limit", e.limit); a("code", e.code); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const VenueReported*) { a("event", e.event); a("market", e.market); }
template <typename A> void describe(A& a, auto& e, const SlippageReserved*) { a("order", e.order); a("strategy", e.strategy); a("day", e.day); a("session", e.session); a("order_limit", e.orderLimit); a("amount", e.amount); a("reducing", e.isReducing); }
template <typename A> void describe(A& a, auto& e, const SlippageToppedUp*) { a("order", e.order); a("reserve", e.reserve); }
template <typename A> void describe(A& a, auto& e, const SlippageImposed*) { a("order", e.order); a("reserve", e.reserve); }
template <typename A> void describe(A& a, auto& e, const SlippageRefused*) { a("order", e.order); a("asked", e.asked); a("message", e.message); }
template <typename A> void describe(A& a, auto& e, const SlippageSpent*) { a("order", e.order); a("execution", e.execution); a("amount", e.amount); a("released", e.released); }
template <typename A> void describe(A& a, auto& e, const SlippageReversed*) { a("order", e.order); a("execution", e.execution); a("amount", e.amount); }
template <typename A> void describe(A& a, auto& e, const SlippageReleased*) { a("order", e.order); a("amount", e.amount); }
template <typename A> void describe(A& a, auto& e, const SlippageLimitSet*) { a("level", e.level); a("name", e.name); a("limit", e.limit); }
template <typename A> void describe(A& a, auto& e, const SessionStarted*) { a("session", e.session); a("plan_name", e.planName); a("plan_text", e.planText); }
template <typename A> void describe(A& a, auto& e, const TaskChanged*) { a("session", e.session); a("task", e.task); a("state", e.state); a("detail", e.detail); a("attempt", e.attempt); a("memory", e.memory); }
template <typename A> void describe(A& a, auto& e, const SlippageSeen*) { a("level", e.level); a("name", e.name); a("limit", e.limit); a("reserved", e.reserved); a("spent", e.spent); a("improvement", e.improvement); }
template <typename A> void describe(A& a, auto& e, const SessionReported*) { a("session", e.session); a("task", e.task); a("realised", e.realised); a("fees", e.fees); a("orders_used", e.ordersUsed); a("slippage", e.slippage); }
template <typename A> void describe(A& a, auto& e, const SessionEnded*) { a("session", e.session); a("state", e.state); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const KillEngaged*) { a("reason", e.reason); a("flatten", e.flatten); a("drill", e.isDrill); }
template <typename A> void describe(A& a, auto& e, const KillReset*) { a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const FeedSwitched*) { a("connected", e.isConnected); }
template <typename A> void describe(A& a, auto& e, const Reconciled*) { a("clean", e.isClean); a("rows", e.rows); }
template <typename A> void describe(A& a, auto& e, const DifferenceSettled*) { a("subject", e.subject); a("action", e.action); a("delta", e.delta); a("price", e.price); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const Armed*) { a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const Disarmed*) { a("code", e.code); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const TokenRecorded*) { a("id", e.id); a("name", e.name); a("scopes", e.scopes); a("hash", e.hash); a("expires_at", e.expiresAt); }
template <typename A> void describe(A& a, auto& e, const TokenRevoked*) { a("id", e.id); }
template <typename A> void describe(A& a, auto& e, const RunEnded*) { a("quotes", e.quotes); a("trades", e.trades); a("marks", e.marks); }
template <typename A> void describe(A& a, auto& e, const EquityMarked*) { a("day", e.day); a("opening", e.opening); a("peak", e.peak); }
template <typename A> void describe(A& a, auto& e, const BreakerTripped*) { a("code", e.code); a("limit", e.limit); a("measured", e.measured); a("reason", e.reason); a("scope", e.scope); a("mode", e.mode); }
template <typename A> void describe(A& a, auto& e, const BreakerReset*) { a("reason", e.reason); a("scope", e.scope); }
template <typename A> void describe(A& a, auto& e, const PrincipalDisarmed*) { a("principal", e.principal); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const PrincipalEnabled*) { a("principal", e.principal); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const UnderlyingRestricted*) { a("underlying", e.underlying); a("restricted", e.isRestricted); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const LimitChanged*) { a("version", e.version); a("scope", e.scope); a("limit", e.limit); a("before", e.before); a("after", e.after); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const LimitRaiseAsked*) { a("scope", e.scope); a("limit", e.limit); a("before", e.before); a("after", e.after); a("effective_at", e.effectiveAt); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const LimitRaiseCancelled*) { a("scope", e.scope); a("limit", e.limit); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const RiskOverridden*) { a("order", e.order); a("code", e.code); a("limit", e.limit); a("measured", e.measured); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const KillDrilled*) { a("orders", e.orders); a("confirmed", e.confirmed); a("blocked_us", e.blockedMicroseconds); a("sent_us", e.sentMicroseconds); a("confirmed_us", e.confirmedMicroseconds); }
// clang-format on

} // namespace strikedesk
