// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/views/RiskViews.h"

#include "core/api/views/JsonValue.h"
#include "core/engine/RiskViews.h"

#include <QJsonArray>

namespace strikedesk::api {
namespace {

QJsonObject pendingJson(const PendingLimitView& pending)
{
    return {
        {QStringLiteral("limit"), toValue(pending.limit)},
        {QStringLiteral("from"), toValue(pending.from)},
        {QStringLiteral("actor"), toValue(pending.actor)},
        {QStringLiteral("reason"), toValue(pending.reason)},
    };
}

QJsonObject breakerJson(const BreakerView& breaker)
{
    return {
        {QStringLiteral("scope"), toValue(breaker.scope)},
        {QStringLiteral("mode"), toValue(breaker.mode)},
        {QStringLiteral("code"), toValue(breaker.code)},
        {QStringLiteral("reason"), toValue(breaker.reason)},
        {QStringLiteral("actor"), toValue(breaker.actor)},
        {QStringLiteral("tripped_at"), toValue(breaker.trippedAt)},
        {QStringLiteral("resettable_from"), toValue(breaker.resettableFrom)},
    };
}

// Whether any is open, and the first of them: what a script looks at that knows one breaker only.
QJsonObject breakerSummary(const RiskView& risk)
{
    QJsonObject summary = risk.breakers.empty()
        ? QJsonObject {{QStringLiteral("code"), QJsonValue::Null},
                       {QStringLiteral("reason"), QJsonValue::Null},
                       {QStringLiteral("tripped_at"), QJsonValue::Null}}
        : breakerJson(risk.breakers.front());
    summary.insert(QStringLiteral("open"), !risk.breakers.empty());
    return summary;
}

QJsonObject drillViewJson(const DrillView& drill)
{
    return {
        {QStringLiteral("at"), toValue(drill.at)},
        {QStringLiteral("orders"), drill.orders},
        {QStringLiteral("confirmed"), drill.confirmed},
        {QStringLiteral("entries_blocked_after_seconds"), toValue(drill.blockedAfterSeconds)},
        {QStringLiteral("last_cancel_sent_after_seconds"), toValue(drill.sentAfterSeconds)},
        {QStringLiteral("confirmed_after_seconds"), toValue(drill.confirmedAfterSeconds)},
    };
}

} // namespace

QJsonObject drillJson(const DrillReply& reply)
{
    QJsonObject report = drillViewJson(drillView(reply.report, {}));
    report.remove(QStringLiteral("at"));
    report.insert(QStringLiteral("kill_engaged"), reply.isStillEngaged);
    return report;
}

QJsonObject limitJson(const LimitView& limit)
{
    return {
        {QStringLiteral("code"), toValue(limit.code)},
        {QStringLiteral("title"), toValue(limit.title)},
        {QStringLiteral("limit"), textOrNull(limit.limit)},
        {QStringLiteral("unit"), textOrNull(limit.unit)},
        {QStringLiteral("scope"), toValue(limit.scope)},
        {QStringLiteral("kind"), toValue(limit.kind)},
        {QStringLiteral("pending"),
         limit.pending ? QJsonValue(pendingJson(*limit.pending)) : QJsonValue(QJsonValue::Null)},
    };
}

QJsonObject killJson(const KillView& kill)
{
    return {
        {QStringLiteral("engaged"), kill.isEngaged},
        {QStringLiteral("reason"), textOrNull(kill.reason)},
        {QStringLiteral("actor"), textOrNull(kill.actor)},
        {QStringLiteral("engaged_at"), toValue(kill.engagedAt)},
        {QStringLiteral("cancels_asked"), kill.cancelsAsked},
        {QStringLiteral("cancels_confirmed"), kill.cancelsConfirmed},
        {QStringLiteral("confirmed_after_seconds"), toValue(kill.confirmedAfterSeconds)},
        {QStringLiteral("flatten"), textOrNull(kill.flatten)},
        {QStringLiteral("drill"), kill.isDrill},
        {QStringLiteral("last_drill"),
         kill.lastDrill ? QJsonValue(drillViewJson(*kill.lastDrill)) : QJsonValue(QJsonValue::Null)},
    };
}

QJsonObject riskJson(const RiskView& risk)
{
    QJsonArray breakers;
    for (const BreakerView& breaker : risk.breakers)
        breakers.append(breakerJson(breaker));
    const auto named = [](const std::vector<NamedReason>& rows, const char* name) {
        QJsonArray array;
        for (const NamedReason& row : rows)
            array.append(QJsonObject {{QString::fromLatin1(name), toValue(row.name)},
                                      {QStringLiteral("reason"), textOrNull(row.reason)}});
        return array;
    };
    return {
        {QStringLiteral("breaker"), breakerSummary(risk)},
        {QStringLiteral("breakers"), breakers},
        {QStringLiteral("day_loss"), toValue(risk.dayLoss)},
        {QStringLiteral("drawdown"), toValue(risk.drawdown)},
        {QStringLiteral("disarmed_senders"), named(risk.disarmed, "sender")},
        {QStringLiteral("restricted"), named(risk.restricted, "underlying")},
    };
}

QJsonObject limitOutcomeJson(const LimitOutcome& outcome)
{
    return {
        {QStringLiteral("code"), toValue(outcome.code)},
        {QStringLiteral("before"), toValue(outcome.before)},
        {QStringLiteral("after"), toValue(outcome.after)},
        {QStringLiteral("pending_until"), toValue(outcome.from)},
    };
}

} // namespace strikedesk::api
