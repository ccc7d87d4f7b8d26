// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/BodyFields.h"
#include "core/api/handlers/Handlers.h"
#include "core/api/views/DeskViews.h"
#include "core/api/views/JsonValue.h"

#include <QJsonArray>

namespace strikedesk::api {
namespace {

constexpr qsizetype reasonLengthMax = 500;
constexpr qsizetype planLengthMax = 512 * 1024;

/// A body that holds a reason and nothing else.
Result<std::string> reasonFromBody(const RouteCall& call, bool isRequired)
{
    const auto body = bodyObject(call.body);
    if (!body)
        return fail(body.error());
    if (const auto known = allowOnlyFields(*body, {"reason"}); !known)
        return fail(known.error());
    const auto reason = textField(*body, "reason", reasonLengthMax);
    if (!reason)
        return fail(reason.error());
    if (isRequired && reason->value_or("").empty())
        return fail("input.field", "Say why: the field 'reason' is missing.");
    return reason->value_or("");
}

ApiAnswer doneAnswer(const char* state)
{
    return jsonAnswer({{QStringLiteral("state"), QString::fromLatin1(state)}});
}

} // namespace

Outcome getRisk(ApiContext& context, const RouteCall&)
{
    const DeskSnapshotPtr desk = context.desk.snapshot();
    QJsonArray limits;
    for (const LimitView& limit : desk->limits)
        limits.append(limitJson(limit));
    QJsonArray recovery;
    for (const RecoveryRow& row : desk->recovery)
        recovery.append(recoveryJson(row));
    return jsonAnswer({{QStringLiteral("limits"), limits},
                       {QStringLiteral("kill"), killJson(desk->kill)},
                       {QStringLiteral("state"), riskJson(desk->risk)},
                       {QStringLiteral("armed"), desk->isArmed},
                       {QStringLiteral("disarmed_reason"), textOrNull(desk->disarmedReason)},
                       {QStringLiteral("recovery"), recovery},
                       {QStringLiteral("books_compared_at"), toValue(desk->booksComparedAt)},
                       {QStringLiteral("as_of"), toValue(desk->now)}});
}

Outcome engageKill(ApiContext&, const RouteCall& call)
{
    const auto body = bodyObject(call.body);
    if (!body)
        return problemAnswer(body.error());
    if (const auto known = allowOnlyFields(*body, {"flatten", "reason"}); !known)
        return problemAnswer(known.error());
    const auto flatten = flagField(*body, "flatten");
    if (!flatten)
        return problemAnswer(flatten.error());
    const auto reason = textField(*body, "reason", reasonLengthMax);
    if (!reason)
        return problemAnswer(reason.error());
    const bool flattens = flatten->value_or(false);
    return CommandCall {
        EngageKill {flattens, reason->value_or("asked through the API")}, [flattens](const DeskReply&) {
            return jsonAnswer({{QStringLiteral("engaged"), true}, {QStringLiteral("flatten"), flattens}});
        }};
}

Outcome resetKill(ApiContext&, const RouteCall& call)
{
    const auto reason = reasonFromBody(call, true);
    if (!reason)
        return problemAnswer(reason.error());
    return CommandCall {ResetKill {*reason}, [](const DeskReply&) {
                            return jsonAnswer({{QStringLiteral("engaged"), false}});
                        }};
}

Outcome resetBreaker(ApiContext&, const RouteCall& call)
{
    const auto reason = reasonFromBody(call, true);
    if (!reason)
        return problemAnswer(reason.error());
    return CommandCall {ResetBreaker {*reason}, [](const DeskReply&) {
                            return jsonAnswer({{QStringLiteral("open"), false}});
                        }};
}

Outcome enableSender(ApiContext&, const RouteCall& call)
{
    const auto body = bodyObject(call.body);
    if (!body)
        return problemAnswer(body.error());
    if (const auto known = allowOnlyFields(*body, {"sender", "reason"}); !known)
        return problemAnswer(known.error());
    const auto sender = textField(*body, "sender", 128);
    const auto reason = textField(*body, "reason", reasonLengthMax);
    for (const auto& field : {sender, reason}) {
        if (!field)
            return problemAnswer(field.error());
    }
    const std::string name = sender->value_or("");
    return CommandCall {EnablePrincipal {name, reason->value_or("")}, [name](const DeskReply&) {
                            return jsonAnswer({{QStringLiteral("enabled"), QString::fromStdString(name)}});
                        }};
}

Outcome restrictUnderlying(ApiContext&, const RouteCall& call)
{
    const auto body = bodyObject(call.body);
    if (!body)
        return problemAnswer(body.error());
    if (const auto known = allowOnlyFields(*body, {"underlying", "restricted", "reason"}); !known)
        return problemAnswer(known.error());
    const auto underlying = textField(*body, "underlying", 32);
    const auto reason = textField(*body, "reason", reasonLengthMax);
    for (const auto& field : {underlying, reason}) {
        if (!field)
            return problemAnswer(field.error());
    }
    const auto restricted = flagField(*body, "restricted");
    if (!restricted)
        return problemAnswer(restricted.error());
    const bool isRestricted = restricted->value_or(true);
    return CommandCall {RestrictUnderlying {underlying->value_or(""), isRestricted, reason->value_or("")},
                        [isRestricted](const DeskReply&) {
                            return jsonAnswer({{QStringLiteral("restricted"), isRestricted}});
                        }};
}

Outcome switchFeed(ApiContext&, const RouteCall& call)
{
    const auto body = bodyObject(call.body);
    if (!body)
        return problemAnswer(body.error());
    if (const auto known = allowOnlyFields(*body, {"connected"}); !known)
        return problemAnswer(known.error());
    const auto connected = flagField(*body, "connected");
    if (!connected)
        return problemAnswer(connected.error());
    if (!*connected)
        return problemAnswer(Error {"input.field", "The field 'connected' must be true or false."});
    const bool isConnected = **connected;
    return CommandCall {SwitchFeed {isConnected}, [isConnected](const DeskReply&) {
                            return jsonAnswer({{QStringLiteral("connected"), isConnected}});
                        }};
}

Outcome getSession(ApiContext& context, const RouteCall&)
{
    return jsonAnswer(sessionJson(context.desk.snapshot()->session));
}

Outcome startSession(ApiContext&, const RouteCall& call)
{
    const auto body = bodyObject(call.body);
    if (!body)
        return problemAnswer(body.error());
    if (const auto known = allowOnlyFields(*body, {"plan", "name"}); !known)
        return problemAnswer(known.error());
    const auto plan = textField(*body, "plan", planLengthMax);
    if (!plan)
        return problemAnswer(plan.error());
    const auto name = textField(*body, "name", 128);
    if (!name)
        return problemAnswer(name.error());
    if (plan->value_or("").empty())
        return problemAnswer(
            Error {"input.field", "The field 'plan' must hold the text of a plan file (YAML)."});
    return CommandCall {StartSession {**plan, name->value_or("plan from the API")},
                        [](const DeskReply&) { return doneAnswer("running"); }};
}

Outcome abortSession(ApiContext&, const RouteCall& call)
{
    const auto reason = reasonFromBody(call, false);
    if (!reason)
        return problemAnswer(reason.error());
    return CommandCall {AbortSession {reason->empty() ? "asked through the API" : *reason},
                        [](const DeskReply&) { return doneAnswer("aborted"); }};
}

Outcome resumeSession(ApiContext&, const RouteCall& call)
{
    const auto body = bodyObject(call.body);
    if (!body)
        return problemAnswer(body.error());
    if (const auto known = allowOnlyFields(*body, {}); !known)
        return problemAnswer(known.error());
    return CommandCall {ResumeSession {}, [](const DeskReply&) { return doneAnswer("running"); }};
}

Outcome getSessionReport(ApiContext& context, const RouteCall&)
{
    const DeskSnapshotPtr desk = context.desk.snapshot();
    QJsonArray levels;
    for (const SlippageLevelView& level : desk->slippageLevels) {
        if (level.level == "session")
            levels.append(slippageLevelJson(level));
    }
    QJsonObject document = sessionJson(desk->session);
    document.insert(QStringLiteral("slippage"), levels);
    document.insert(QStringLiteral("realised"), toValue(desk->account.realised));
    document.insert(QStringLiteral("unrealised"), toValue(desk->account.unrealised));
    document.insert(QStringLiteral("fees"), toValue(desk->account.fees));
    document.insert(QStringLiteral("fills"), qint64(desk->fills.size()));
    document.insert(QStringLiteral("progress"), textOrNull(desk->session.progressText));
    document.insert(QStringLiteral("as_of"), toValue(desk->now));
    return jsonAnswer(document);
}

} // namespace strikedesk::api
