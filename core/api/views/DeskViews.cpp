// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/views/DeskViews.h"

#include "core/api/views/JsonValue.h"
#include "core/orders/OrderRequestCodec.h"
#include "core/risk/RiskGate.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace strikedesk::api {
namespace {

QString viewText(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

template <typename Items, typename View>
QJsonArray viewArray(const Items& items, View view)
{
    QJsonArray array;
    for (const auto& item : items)
        array.append(view(item));
    return array;
}

QJsonObject orderStepJson(const OrderStepView& step)
{
    return {
        {QStringLiteral("at"), toValue(step.at)},
        {QStringLiteral("kind"), toValue(step.kind)},
        {QStringLiteral("price"), toValue(step.price)},
        {QStringLiteral("bid"), toValue(step.bid)},
        {QStringLiteral("mid"), toValue(step.mid)},
        {QStringLiteral("ask"), toValue(step.ask)},
        {QStringLiteral("quantity"), toValue(step.quantity)},
        {QStringLiteral("note"), textOrNull(step.note)},
        {QStringLiteral("audit_sequence"), toValue(step.auditSequence)},
    };
}

QJsonObject heldJson(const HeldView& held)
{
    return {
        {QStringLiteral("phase"), toValue(held.phase)},
        {QStringLiteral("confirmations"), held.confirmations},
        {QStringLiteral("attempts"), held.attempts},
        {QStringLiteral("quantity"), toValue(held.quantity)},
        {QStringLiteral("structure_id"), textOrNull(held.closesStructure)},
        {QStringLiteral("sent"), held.sent ? toValue(held.sent->text()) : QJsonValue()},
        {QStringLiteral("alarm"), textOrNull(held.alarm)},
    };
}

QJsonObject legFillJson(const LegFill& leg)
{
    return {
        {QStringLiteral("symbol"), toValue(leg.symbol)},
        {QStringLiteral("side"), viewText(nameOf(leg.side))},
        {QStringLiteral("quantity"), toValue(leg.quantity)},
        {QStringLiteral("price"), toValue(leg.price)},
        {QStringLiteral("fee"), toValue(leg.fee)},
    };
}

QJsonObject sessionTaskJson(const SessionTaskView& task)
{
    return {
        {QStringLiteral("id"), toValue(task.id)},
        {QStringLiteral("text"), toValue(task.text)},
        {QStringLiteral("priority"), textOrNull(task.priority)},
        {QStringLiteral("state"), toValue(task.state)},
        {QStringLiteral("detail"), textOrNull(task.detail)},
        {QStringLiteral("started_at"), toValue(task.startedAt)},
        {QStringLiteral("ended_at"), toValue(task.endedAt)},
        {QStringLiteral("deadline"), toValue(task.deadline)},
    };
}

// A code that is older than the table, in a record that is read back, counts as hard.
QString kindOfCheck(const std::string& code)
{
    const GateCheck* row = gateCheckOf(code);
    return row && row->isSoft ? QStringLiteral("soft") : QStringLiteral("hard");
}

QJsonObject checkJson(const CheckResult& check)
{
    return {
        {QStringLiteral("code"), toValue(check.code)},
        {QStringLiteral("passed"), check.isPassed},
        {QStringLiteral("warning"), check.isWarning},
        {QStringLiteral("kind"), kindOfCheck(check.code)},
        {QStringLiteral("limit"), textOrNull(check.limit)},
        {QStringLiteral("measured"), textOrNull(check.measured)},
        {QStringLiteral("detail"), toValue(check.sentence)},
    };
}

} // namespace

QJsonObject accountJson(const AccountView& account)
{
    return {
        {QStringLiteral("account"), toValue(account.id)},
        {QStringLiteral("type"), toValue(account.type)},
        {QStringLiteral("option_level"), account.optionLevel},
        {QStringLiteral("cash"), toValue(account.cash)},
        {QStringLiteral("settled_cash"), toValue(account.settledCash)},
        {QStringLiteral("buying_power"), toValue(account.buyingPower)},
        {QStringLiteral("margin"), toValue(account.marginRequired)},
        {QStringLiteral("excess"), toValue(account.excess)},
        {QStringLiteral("net_liquidation"), toValue(account.netLiquidation)},
        {QStringLiteral("realised"), toValue(account.realised)},
        {QStringLiteral("unrealised"), toValue(account.unrealised)},
        {QStringLiteral("fees"), toValue(account.fees)},
        {QStringLiteral("as_of"), toValue(account.asOf)},
        {QStringLiteral("source"), toValue(account.source)},
    };
}

QJsonObject linkJson(const LinkView& link)
{
    return {
        {QStringLiteral("name"), toValue(link.name)},
        {QStringLiteral("up"), link.isUp},
        {QStringLiteral("detail"), textOrNull(link.detail)},
        {QStringLiteral("age_seconds"), toValue(link.ageSeconds)},
    };
}

QJsonObject orderJson(const OrderView& order, bool withSteps)
{
    QJsonObject document {
        {QStringLiteral("id"), toValue(order.id.text())},
        {QStringLiteral("client_order_id"), textOrNull(order.workingClientOrderId.text())},
        {QStringLiteral("venue_order_id"), textOrNull(order.venueOrderId.text())},
        {QStringLiteral("order"), toJson(order.request)},
        {QStringLiteral("state"), isHeld(order) ? QStringLiteral("held") : viewText(nameOf(order.state))},
        {QStringLiteral("final"), isFinal(order.state)},
        {QStringLiteral("held_by"), order.held ? QStringLiteral("this machine") : QStringLiteral("venue")},
        {QStringLiteral("held"), order.held ? QJsonValue(heldJson(*order.held)) : QJsonValue()},
        {QStringLiteral("held_as"), order.heldAs ? toValue(order.heldAs->text()) : QJsonValue()},
        {QStringLiteral("rule"), textOrNull(order.rule)},
        {QStringLiteral("reason"), textOrNull(order.reason)},
        {QStringLiteral("working_limit"), toValue(order.workingLimit)},
        {QStringLiteral("filled"), toValue(order.filled)},
        {QStringLiteral("average_fill_price"), toValue(order.averageFillPrice)},
        {QStringLiteral("decision_mid"), toValue(order.decisionMid)},
        {QStringLiteral("arrival_mid"), toValue(order.arrivalMid)},
        {QStringLiteral("arrival_quality"), textOrNull(order.arrivalQuality)},
        {QStringLiteral("slippage_reserved"), toValue(order.slippageReserved)},
        {QStringLiteral("slippage_spent"), toValue(order.slippageSpent)},
        {QStringLiteral("created_at"), toValue(order.createdAt)},
        {QStringLiteral("updated_at"), toValue(order.updatedAt)},
        {QStringLiteral("actor"), toValue(order.actor)},
    };
    if (withSteps)
        document.insert(QStringLiteral("steps"), viewArray(order.steps, orderStepJson));
    return document;
}

QJsonObject fillJson(const FillView& fill)
{
    return {
        {QStringLiteral("execution_id"), toValue(fill.executionId.text())},
        {QStringLiteral("order_id"), toValue(fill.orderId.text())},
        {QStringLiteral("at"), toValue(fill.at)},
        {QStringLiteral("structure"), textOrNull(fill.structure)},
        {QStringLiteral("quantity"), toValue(fill.quantity)},
        {QStringLiteral("price"), toValue(fill.price)},
        {QStringLiteral("legs"), viewArray(fill.legs, legFillJson)},
        {QStringLiteral("fee"), toValue(fill.fee)},
        {QStringLiteral("slippage"), toValue(fill.slippage)},
        {QStringLiteral("fill_model"), textOrNull(fill.fillModel)},
        {QStringLiteral("reversal"), textOrNull(fill.reversal)},
        {QStringLiteral("audit_sequence"), toValue(fill.auditSequence)},
    };
}

QJsonObject slippageLevelJson(const SlippageLevelView& level)
{
    return {
        {QStringLiteral("level"), toValue(level.level)},
        {QStringLiteral("name"), textOrNull(level.name)},
        {QStringLiteral("limit"), toValue(level.limit)},
        {QStringLiteral("reserved"), toValue(level.reserved)},
        {QStringLiteral("spent"), toValue(level.spent)},
        {QStringLiteral("left"), toValue(level.left)},
        {QStringLiteral("improvement"), toValue(level.improvement)},
        {QStringLiteral("notional"), toValue(level.notional)},
        {QStringLiteral("basis_points"), toValue(level.basisPoints)},
        {QStringLiteral("near_limit"), level.isNearLimit},
    };
}

QJsonObject slippageEntryJson(const SlippageEntryView& entry)
{
    return {
        {QStringLiteral("at"), toValue(entry.at)},
        {QStringLiteral("order_id"), textOrNull(entry.orderId.text())},
        {QStringLiteral("kind"), toValue(entry.kind)},
        {QStringLiteral("amount"), toValue(entry.amount)},
        {QStringLiteral("note"), textOrNull(entry.note)},
        {QStringLiteral("audit_sequence"), toValue(entry.auditSequence)},
    };
}

QJsonObject surveillanceJson(const SurveillanceReport& report)
{
    const auto sender = [](const SenderConduct& conduct) {
        return QJsonObject {{QStringLiteral("sender"), toValue(conduct.actor)},
                            {QStringLiteral("orders"), conduct.orders},
                            {QStringLiteral("messages"), conduct.messages},
                            {QStringLiteral("fills"), conduct.fills},
                            {QStringLiteral("ended"), conduct.ended},
                            {QStringLiteral("cancelled_unfilled"), conduct.cancelled},
                            {QStringLiteral("cancel_ratio"), toValue(conduct.cancelRatio())},
                            {QStringLiteral("messages_per_fill"), toValue(conduct.messagesPerFill())}};
    };
    const auto pattern = [](const LayeringPattern& found) {
        return QJsonObject {{QStringLiteral("sender"), toValue(found.actor)},
                            {QStringLiteral("at"), toValue(found.at)},
                            {QStringLiteral("filled"), toValue(found.filled.text())},
                            {QStringLiteral("cancelled"), viewArray(found.cancelled, [](const OrderId& id) {
                                 return toValue(id.text());
                             })}};
    };
    return {{QStringLiteral("senders"), viewArray(report.senders, sender)},
            {QStringLiteral("patterns"), viewArray(report.patterns, pattern)},
            {QStringLiteral("orders"), report.orders}};
}

QJsonObject sessionJson(const SessionView& session)
{
    const auto phase = [](const SessionPhaseView& view) {
        return QJsonObject {{QStringLiteral("title"), toValue(view.title)},
                            {QStringLiteral("tasks"), viewArray(view.tasks, sessionTaskJson)}};
    };
    return {
        {QStringLiteral("id"), textOrNull(session.id)},
        {QStringLiteral("name"), textOrNull(session.name)},
        {QStringLiteral("goal"), textOrNull(session.goal)},
        {QStringLiteral("state"),
         session.state.empty() ? QJsonValue(QStringLiteral("none")) : toValue(session.state)},
        {QStringLiteral("phases"), viewArray(session.phases, phase)},
        {QStringLiteral("next"), textOrNull(session.next)},
        {QStringLiteral("blockers"),
         viewArray(session.blockers, [](const std::string& text) { return toValue(text); })},
        {QStringLiteral("slippage_budget"), toValue(session.slippageBudget)},
        {QStringLiteral("loss_budget"), toValue(session.lossBudget)},
        {QStringLiteral("orders_budget"), session.ordersBudget},
        {QStringLiteral("orders_used"), session.ordersUsed},
        {QStringLiteral("tasks"), session.tasksTotal},
        {QStringLiteral("done"), session.tasksDone},
        {QStringLiteral("failed"), session.tasksFailed},
    };
}

QJsonObject recoveryJson(const RecoveryRow& row)
{
    return {
        {QStringLiteral("subject"), toValue(row.subject)},
        {QStringLiteral("believed"), textOrNull(row.believed)},
        {QStringLiteral("venue_says"), textOrNull(row.venueSays)},
        {QStringLiteral("will_do"), textOrNull(row.willDo)},
        {QStringLiteral("difference"), row.isDifference},
    };
}

QJsonObject auditRowJson(const AuditRow& row)
{
    const QByteArray bytes = QByteArray::fromStdString(row.body);
    const QJsonDocument body = QJsonDocument::fromJson(bytes);
    return {
        {QStringLiteral("sequence"), toValue(row.sequence)},
        {QStringLiteral("time"), toValue(row.at)},
        {QStringLiteral("category"), toValue(row.category)},
        {QStringLiteral("kind"), toValue(row.kind)},
        {QStringLiteral("actor"), textOrNull(row.actor)},
        {QStringLiteral("entity"), textOrNull(row.entity)},
        {QStringLiteral("body"),
         body.isObject() ? QJsonValue(body.object()) : QJsonValue(QString::fromUtf8(bytes))},
        {QStringLiteral("hash"), toValue(row.hash)},
    };
}

QJsonObject previewJson(const OrderPreview& preview)
{
    return {
        {QStringLiteral("allowed"), preview.isAllowed},
        {QStringLiteral("structure"), textOrNull(preview.structure)},
        {QStringLiteral("natural_price"), toValue(preview.naturalPrice)},
        {QStringLiteral("mid_price"), toValue(preview.midPrice)},
        {QStringLiteral("worst_price"), toValue(preview.worstPrice)},
        {QStringLiteral("maximum_loss"), toValue(preview.maximumLoss)},
        {QStringLiteral("loss_unlimited"), preview.isLossUnlimited},
        {QStringLiteral("maximum_gain"), toValue(preview.maximumGain)},
        {QStringLiteral("buying_power_before"), toValue(preview.buyingPowerBefore)},
        {QStringLiteral("buying_power_after"), toValue(preview.buyingPowerAfter)},
        {QStringLiteral("margin_after"), toValue(preview.marginAfter)},
        {QStringLiteral("fees"), toValue(preview.fees)},
        {QStringLiteral("slippage_to_reserve"), toValue(preview.slippageToReserve)},
        {QStringLiteral("checks"), viewArray(preview.checks, checkJson)},
    };
}

QJsonObject statusJson(const DeskSnapshot& desk)
{
    const QJsonObject session {
        {QStringLiteral("state"),
         desk.session.state.empty() ? QJsonValue(QStringLiteral("none")) : toValue(desk.session.state)},
        {QStringLiteral("name"), textOrNull(desk.session.name)},
        {QStringLiteral("tasks"), desk.session.tasksTotal},
        {QStringLiteral("done"), desk.session.tasksDone},
        {QStringLiteral("failed"), desk.session.tasksFailed},
        {QStringLiteral("next"), textOrNull(desk.session.next)},
    };
    return {
        {QStringLiteral("mode"), viewText(nameOf(desk.mode))},
        {QStringLiteral("simulated_market"), desk.isSimulatedMarket},
        {QStringLiteral("market"), toValue(desk.market)},
        {QStringLiteral("fill_model"), textOrNull(desk.fillModel)},
        {QStringLiteral("time"), toValue(desk.now)},
        {QStringLiteral("revision"), toValue(desk.revision)},
        {QStringLiteral("epoch"), toValue(desk.epoch)},
        {QStringLiteral("armed"), desk.isArmed},
        {QStringLiteral("reconciled"), desk.isReconciled},
        {QStringLiteral("disarmed_reason"), textOrNull(desk.disarmedReason)},
        {QStringLiteral("market_ended"), desk.hasEnded},
        {QStringLiteral("links"), viewArray(desk.links, linkJson)},
        {QStringLiteral("data_age_seconds"), toValue(desk.dataAgeSeconds)},
        {QStringLiteral("queue_depth"), qint64(desk.queueDepth)},
        {QStringLiteral("durable_sequence"), toValue(desk.durableSequence)},
        {QStringLiteral("audit_head"), textOrNull(desk.auditHead)},
        {QStringLiteral("kill_engaged"), desk.kill.isEngaged},
        {QStringLiteral("session"), session},
        {QStringLiteral("recovery"), viewArray(desk.recovery, recoveryJson)},
    };
}

} // namespace strikedesk::api
