// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskEvents.h"

namespace strikedesk {

// The fields of every event, once: Writer and Reader (JsonFields.h) both walk these lists. `Self` is the
// struct or the const struct. Names are part of the record's format (docs/audit.md) and never change their
// meaning. They stand in their order, so that neither the writer has to sort nor the reader to search.

// clang-format off
template <typename A> void describe(A& a, auto& e, const QuoteSeen*) { a("ask", e.ask); a("ask_at", e.askAt); a("ask_size", e.askSize); a("bid", e.bid); a("bid_at", e.bidAt); a("bid_size", e.bidSize); a("quality", e.quality); a("symbol", e.symbol); }
template <typename A> void describe(A& a, auto& e, const PackageSeen*) { a("ask", e.ask); a("bid", e.bid); a("mid", e.mid); a("quality", e.quality); }
template <typename A> void describe(A& a, auto& e, const OrderMarketSeen*) { a("package", e.package); a("quotes", e.quotes); }
template <typename A> void describe(A& a, auto& e, const CheckResult*) { a("code", e.code); a("limit", e.limit); a("measured", e.measured); a("passed", e.isPassed); a("sentence", e.sentence); a("warning", e.isWarning); }
template <typename A> void describe(A& a, auto& e, const ReconciledRow*) { a("believed", e.believed); a("delta", e.delta); a("difference", e.isDifference); a("subject", e.subject); a("venue_says", e.venueSays); a("will_do", e.willDo); }
template <typename A> void describe(A& a, auto& e, const MarkSeen*) { a("mark", e.mark); a("quality", e.quality); a("symbol", e.symbol); }

template <typename A> void describe(A& a, auto& e, const RunStarted*) { a("account", e.account); a("account_type", e.accountType); a("fill_model", e.fillModel); a("inputs", e.inputs); a("market", e.market); a("mode", e.mode); a("opening_cash", e.openingCash); a("option_level", e.optionLevel); a("seed", e.seed); a("simulated", e.isSimulated); a("starts_at", e.startsAt); }
template <typename A> void describe(A& a, auto& e, const EngineStarted*) { a("commit", e.commit); a("epoch", e.epoch); a("records_replayed", e.recordsReplayed); a("snapshot", e.snapshot); a("snapshots_passed_over", e.snapshotsPassedOver); a("version", e.version); }
template <typename A> void describe(A& a, auto& e, const RecordBroken*) { a("first_bad", e.firstBad); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const LimitsSet*) { a("limits", e.limits); a("reason", e.reason); a("version", e.version); }
template <typename A> void describe(A& a, auto& e, const CommandTaken*) { a("arguments", e.arguments); a("command", e.command); }
template <typename A> void describe(A& a, auto& e, const CommandRefused*) { a("code", e.code); a("command", e.command); a("message", e.message); }
template <typename A> void describe(A& a, auto& e, const OrderDenied*) { a("checks", e.checks); a("code", e.code); a("message", e.message); a("package", e.package); a("quotes", e.quotes); a("request", e.request); }
template <typename A> void describe(A& a, auto& e, const CarriedLeg*) { a("ratio", e.ratio); a("symbol", e.symbol); }
template <typename A> void describe(A& a, auto& e, const RollPart*) { a("carried", e.carried); a("from", e.from); a("name", e.name); a("roll", e.roll); a("step", e.step); a("to", e.to); }
template <typename A> void describe(A& a, auto& e, const OrderIntended*) { a("arrival_mid", e.arrivalMid); a("arrival_quality", e.arrivalQuality); a("checks", e.checks); a("client_order_id", e.clientOrderId); a("closes_structure", e.closesStructure); a("decision_mid", e.decisionMid); a("held", e.held); a("limit", e.limit); a("opens_structure", e.opensStructure); a("order", e.order); a("package", e.package); a("quotes", e.quotes); a("reducing", e.isReducing); a("request", e.request); a("roll", e.roll); a("rule", e.rule); a("structure", e.structure); a("underlying", e.underlying); a("worst", e.worst); }
template <typename A> void describe(A& a, auto& e, const OrderMarketNoted*) { a("market", e.market); a("moment", e.moment); a("order", e.order); }
template <typename A> void describe(A& a, auto& e, const OrderSending*) { a("client_order_id", e.clientOrderId); a("order", e.order); }
template <typename A> void describe(A& a, auto& e, const ReplaceIntended*) { a("limit", e.limit); a("order", e.order); a("original", e.original); a("package", e.package); a("quantity", e.quantity); a("quotes", e.quotes); a("reason", e.reason); a("replacement", e.replacement); a("step", e.step); }
template <typename A> void describe(A& a, auto& e, const CancelIntended*) { a("client_order_id", e.clientOrderId); a("order", e.order); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const OrderUnknown*) { a("client_order_id", e.clientOrderId); a("order", e.order); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const OrderAbsent*) { a("client_order_id", e.clientOrderId); a("evidence", e.evidence); a("order", e.order); a("what", e.what); }
template <typename A> void describe(A& a, auto& e, const WalkRested*) { a("code", e.code); a("limit", e.limit); a("order", e.order); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const VenueReported*) { a("event", e.event); a("market", e.market); }
template <typename A> void describe(A& a, auto& e, const TriggerObservation*) { a("at", e.at); a("basis", e.basis); a("level", e.level); }
template <typename A> void describe(A& a, auto& e, const OrderHeld*) { a("closes_structure", e.closesStructure); a("order", e.order); a("person", e.isPerson); a("reason", e.reason); a("request", e.request); a("structure", e.structure); }
template <typename A> void describe(A& a, auto& e, const HeldArmed*) { a("closes_structure", e.closesStructure); a("order", e.order); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const HeldConfirmed*) { a("order", e.order); a("package", e.package); a("quotes", e.quotes); a("seen", e.seen); }
template <typename A> void describe(A& a, auto& e, const HeldBroken*) { a("order", e.order); a("seen", e.seen); }
template <typename A> void describe(A& a, auto& e, const HeldDoubted*) { a("before", e.before); a("order", e.order); a("package", e.package); a("quotes", e.quotes); a("seen", e.seen); }
template <typename A> void describe(A& a, auto& e, const HeldTriggered*) { a("observations", e.observations); a("order", e.order); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const HeldRefused*) { a("code", e.code); a("counted", e.isCounted); a("order", e.order); a("reason", e.reason); a("retry_at", e.retryAt); }
template <typename A> void describe(A& a, auto& e, const HeldRearmed*) { a("counted", e.isCounted); a("order", e.order); a("reason", e.reason); a("retry_at", e.retryAt); a("sent", e.sent); }
template <typename A> void describe(A& a, auto& e, const HeldAlarmed*) { a("code", e.code); a("order", e.order); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const HeldEnded*) { a("order", e.order); a("outcome", e.outcome); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const RuleTerms*) { a("close", e.close); a("confirmations", e.confirmations); a("cool_down_seconds", e.coolDownSeconds); a("how", e.how); a("name", e.name); a("priority", e.priority); a("rests", e.rests); a("seconds_apart", e.secondsApart); a("when", e.when); }
template <typename A> void describe(A& a, auto& e, const RuleLeg*) { a("ratio", e.ratio); a("symbol", e.symbol); }
template <typename A> void describe(A& a, auto& e, const RuleFacts*) { a("cost", e.cost); a("fees", e.fees); a("maximum_loss", e.maximumLoss); a("maximum_profit", e.maximumProfit); a("packages", e.packages); }
template <typename A> void describe(A& a, auto& e, const RulesSet*) { a("facts", e.facts); a("legs", e.legs); a("person", e.isPerson); a("reason", e.reason); a("rules", e.rules); a("strategy", e.strategy); a("structure", e.structure); }
template <typename A> void describe(A& a, auto& e, const RulesSized*) { a("facts", e.facts); a("structure", e.structure); }
template <typename A> void describe(A& a, auto& e, const RulesPaused*) { a("paused", e.isPaused); a("reason", e.reason); a("structure", e.structure); }
template <typename A> void describe(A& a, auto& e, const RulesRemoved*) { a("reason", e.reason); a("structure", e.structure); }
template <typename A> void describe(A& a, auto& e, const RulePeaked*) { a("peak", e.peak); a("rule", e.rule); a("structure", e.structure); }
template <typename A> void describe(A& a, auto& e, const RuleConfirmed*) { a("package", e.package); a("profit", e.profit); a("quotes", e.quotes); a("rule", e.rule); a("seen", e.seen); a("structure", e.structure); }
template <typename A> void describe(A& a, auto& e, const RuleBroken*) { a("rule", e.rule); a("seen", e.seen); a("structure", e.structure); }
template <typename A> void describe(A& a, auto& e, const RuleFired*) { a("quantity", e.quantity); a("reason", e.reason); a("rule", e.rule); a("structure", e.structure); }
template <typename A> void describe(A& a, auto& e, const RuleRefused*) { a("code", e.code); a("counted", e.isCounted); a("reason", e.reason); a("retry_at", e.retryAt); a("rule", e.rule); a("structure", e.structure); }
template <typename A> void describe(A& a, auto& e, const RulePutBack*) { a("counted", e.isCounted); a("reason", e.reason); a("retry_at", e.retryAt); a("rule", e.rule); a("structure", e.structure); }
template <typename A> void describe(A& a, auto& e, const RuleDone*) { a("reason", e.reason); a("rule", e.rule); a("structure", e.structure); }
template <typename A> void describe(A& a, auto& e, const RuleAlarmed*) { a("code", e.code); a("reason", e.reason); a("rule", e.rule); a("structure", e.structure); }
template <typename A> void describe(A& a, auto& e, const OrderLeg*) { a("effect", e.effect); a("ratio", e.ratio); a("side", e.side); a("symbol", e.symbol); }
template <typename A> void describe(A& a, auto& e, const RollTerms*) { a("days_least", e.daysLeast); a("days_most", e.daysMost); a("rank", e.rank); a("reference", e.reference); a("requires_credit", e.requiresCredit); a("strategy", e.strategy); a("strike_move_most", e.strikeMoveMost); a("target_days", e.targetDays); }
template <typename A> void describe(A& a, auto& e, const RollMove*) { a("from", e.from); a("ratio", e.ratio); a("to", e.to); }
template <typename A> void describe(A& a, auto& e, const RollPackage*) { a("legs", e.legs); }
template <typename A> void describe(A& a, auto& e, const RollDecision*)
{
    a("carried", e.carried); a("carries_rules", e.carriesRules); a("moves", e.moves); a("name", e.name); a("packages", e.packages); a("person", e.isPerson); a("quantity", e.quantity);
    a("reason", e.reason); a("slippage_limit", e.slippageLimit); a("strategy", e.strategy); a("structure", e.structure); a("successor", e.successor); a("terms", e.terms); a("walk", e.walk); a("worst", e.worst);
}
template <typename A> void describe(A& a, auto& e, const RollStarted*) { a("decision", e.decision); a("roll", e.roll); }
template <typename A> void describe(A& a, auto& e, const RollStopped*) { a("reason", e.reason); a("roll", e.roll); }
template <typename A> void describe(A& a, auto& e, const RollRefused*) { a("code", e.code); a("counted", e.isCounted); a("reason", e.reason); a("retry_at", e.retryAt); a("roll", e.roll); }
template <typename A> void describe(A& a, auto& e, const RollRulesCarried*) { a("refused", e.refused); a("roll", e.roll); a("rules", e.rules); a("structure", e.structure); }
template <typename A> void describe(A& a, auto& e, const RollAlarmed*) { a("code", e.code); a("reason", e.reason); a("roll", e.roll); }
template <typename A> void describe(A& a, auto& e, const RollEnded*) { a("outcome", e.outcome); a("quantity", e.quantity); a("reason", e.reason); a("roll", e.roll); }
template <typename A> void describe(A& a, auto& e, const SlippageReserved*) { a("amount", e.amount); a("day", e.day); a("order", e.order); a("order_limit", e.orderLimit); a("reducing", e.isReducing); a("session", e.session); a("strategy", e.strategy); a("underlying", e.underlying); }
template <typename A> void describe(A& a, auto& e, const SlippageToppedUp*) { a("order", e.order); a("reserve", e.reserve); }
template <typename A> void describe(A& a, auto& e, const SlippageImposed*) { a("order", e.order); a("reserve", e.reserve); }
template <typename A> void describe(A& a, auto& e, const SlippageRefused*) { a("asked", e.asked); a("message", e.message); a("order", e.order); }
template <typename A> void describe(A& a, auto& e, const SlippageSpent*) { a("amount", e.amount); a("execution", e.execution); a("notional", e.notional); a("order", e.order); a("released", e.released); }
template <typename A> void describe(A& a, auto& e, const SlippageReversed*) { a("amount", e.amount); a("execution", e.execution); a("notional", e.notional); a("order", e.order); }
template <typename A> void describe(A& a, auto& e, const SlippageWarned*) { a("day", e.day); a("level", e.level); a("limit", e.limit); a("name", e.name); a("used", e.used); }
template <typename A> void describe(A& a, auto& e, const SlippageReleased*) { a("amount", e.amount); a("order", e.order); }
template <typename A> void describe(A& a, auto& e, const SlippageLimitSet*) { a("level", e.level); a("limit", e.limit); a("name", e.name); }
template <typename A> void describe(A& a, auto& e, const SessionStarted*) { a("plan_name", e.planName); a("plan_text", e.planText); a("session", e.session); }
template <typename A> void describe(A& a, auto& e, const TaskChanged*) { a("attempt", e.attempt); a("detail", e.detail); a("memory", e.memory); a("session", e.session); a("state", e.state); a("task", e.task); }
template <typename A> void describe(A& a, auto& e, const SlippageSeen*) { a("improvement", e.improvement); a("level", e.level); a("limit", e.limit); a("name", e.name); a("reserved", e.reserved); a("spent", e.spent); }
template <typename A> void describe(A& a, auto& e, const SessionReported*) { a("fees", e.fees); a("orders_used", e.ordersUsed); a("realised", e.realised); a("session", e.session); a("slippage", e.slippage); a("task", e.task); }
template <typename A> void describe(A& a, auto& e, const SessionEnded*) { a("reason", e.reason); a("session", e.session); a("state", e.state); }
template <typename A> void describe(A& a, auto& e, const KillEngaged*) { a("drill", e.isDrill); a("flatten", e.flatten); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const KillReset*) { a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const FeedSwitched*) { a("connected", e.isConnected); }
template <typename A> void describe(A& a, auto& e, const Reconciled*) { a("clean", e.isClean); a("rows", e.rows); }
template <typename A> void describe(A& a, auto& e, const DifferenceSettled*) { a("action", e.action); a("delta", e.delta); a("price", e.price); a("reason", e.reason); a("subject", e.subject); }
template <typename A> void describe(A& a, auto& e, const Armed*) { a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const Disarmed*) { a("code", e.code); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const TokenRecorded*) { a("expires_at", e.expiresAt); a("hash", e.hash); a("id", e.id); a("name", e.name); a("scopes", e.scopes); }
template <typename A> void describe(A& a, auto& e, const TokenRevoked*) { a("id", e.id); }
template <typename A> void describe(A& a, auto& e, const RunEnded*) { a("marks", e.marks); a("quotes", e.quotes); a("trades", e.trades); }
template <typename A> void describe(A& a, auto& e, const EquityMarked*) { a("day", e.day); a("opening", e.opening); a("peak", e.peak); }
template <typename A> void describe(A& a, auto& e, const BreakerTripped*) { a("code", e.code); a("limit", e.limit); a("measured", e.measured); a("mode", e.mode); a("reason", e.reason); a("scope", e.scope); }
template <typename A> void describe(A& a, auto& e, const BreakerReset*) { a("reason", e.reason); a("scope", e.scope); }
template <typename A> void describe(A& a, auto& e, const PrincipalDisarmed*) { a("principal", e.principal); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const PrincipalEnabled*) { a("principal", e.principal); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const UnderlyingRestricted*) { a("reason", e.reason); a("restricted", e.isRestricted); a("underlying", e.underlying); }
template <typename A> void describe(A& a, auto& e, const LimitChanged*) { a("after", e.after); a("before", e.before); a("limit", e.limit); a("reason", e.reason); a("scope", e.scope); a("version", e.version); }
template <typename A> void describe(A& a, auto& e, const LimitRaiseAsked*) { a("after", e.after); a("before", e.before); a("effective_at", e.effectiveAt); a("limit", e.limit); a("reason", e.reason); a("scope", e.scope); }
template <typename A> void describe(A& a, auto& e, const LimitRaiseCancelled*) { a("limit", e.limit); a("reason", e.reason); a("scope", e.scope); }
template <typename A> void describe(A& a, auto& e, const RiskOverridden*) { a("code", e.code); a("limit", e.limit); a("measured", e.measured); a("order", e.order); a("reason", e.reason); }
template <typename A> void describe(A& a, auto& e, const KillDrilled*) { a("blocked_us", e.blockedMicroseconds); a("confirmed", e.confirmed); a("confirmed_us", e.confirmedMicroseconds); a("orders", e.orders); a("sent_us", e.sentMicroseconds); }
// clang-format on

} // namespace strikedesk
