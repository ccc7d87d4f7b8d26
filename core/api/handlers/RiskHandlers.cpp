// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/BodyFields.h"
#include "core/api/handlers/Handlers.h"
#include "core/api/views/DeskViews.h"
#include "core/api/views/JsonValue.h"
#include "core/api/views/RiskViews.h"

#include <QJsonArray>

#include <fmt/format.h>

namespace strikedesk::api {
namespace {

constexpr qsizetype scopeLengthMax = 160;

// Texts, or null for a limit that is to be taken away.
Result<std::map<std::string, std::string>> limitsField(const QJsonObject& body)
{
    const QJsonValue value = body.value(QLatin1String("limits"));
    if (!value.isObject())
        return fail("input.field", "The field 'limits' must be an object of limit codes and values.");
    std::map<std::string, std::string> limits;
    const QJsonObject object = value.toObject();
    for (auto field = object.begin(); field != object.end(); ++field) {
        const std::string code = field.key().left(64).toStdString();
        if (!field->isString() && !field->isNull())
            return fail("input.field",
                        fmt::format("The limit '{}' must be text, such as \"25\" or \"2500.0000\", or "
                                    "null.",
                                    code));
        limits[code] = field->isNull() ? "none" : field->toString().left(64).toStdString();
    }
    return limits;
}

Result<TripBreaker> breakerFields(const RouteCall& call, bool hasMode)
{
    const auto body = bodyObject(call.body);
    if (!body)
        return fail(body.error());
    const auto known = hasMode ? allowOnlyFields(*body, {"scope", "mode", "reason"})
                               : allowOnlyFields(*body, {"scope", "reason"});
    if (!known)
        return fail(known.error());
    const auto scope = textField(*body, "scope", scopeLengthMax);
    const auto mode = textField(*body, "mode", scopeLengthMax);
    const auto reason = textField(*body, "reason", reasonLengthMax);
    for (const auto& field : {scope, mode, reason}) {
        if (!field)
            return fail(field.error());
    }
    return TripBreaker {scope->value_or("account"), mode->value_or(""), reason->value_or("")};
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
    return jsonAnswer({{QStringLiteral("limits_version"), desk->limitsVersion},
                       {QStringLiteral("limits"), limits},
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

Outcome drillKill(ApiContext&, const RouteCall& call)
{
    const auto body = bodyObject(call.body);
    if (!body)
        return problemAnswer(body.error());
    if (const auto known = allowOnlyFields(*body, {}); !known)
        return problemAnswer(known.error());
    return CommandCall {DrillKill {}, [](const DeskReply& reply) {
                            const auto* drill = std::get_if<DrillReply>(&reply);
                            return drill ? jsonAnswer(drillJson(*drill))
                                         : problemAnswer(Error {"api.internal", "The desk sent no report."});
                        }};
}

Outcome resetKill(ApiContext&, const RouteCall& call)
{
    const auto reason = reasonFromBody(call.body, true);
    if (!reason)
        return problemAnswer(reason.error());
    return CommandCall {ResetKill {*reason}, [](const DeskReply&) {
                            return jsonAnswer({{QStringLiteral("engaged"), false}});
                        }};
}

Outcome resetBreaker(ApiContext&, const RouteCall& call)
{
    const auto fields = breakerFields(call, false);
    if (!fields)
        return problemAnswer(fields.error());
    if (fields->reason.empty())
        return problemAnswer(Error {"input.field", "Say why: the field 'reason' is missing."});
    return CommandCall {ResetBreaker {fields->reason, fields->scope}, [](const DeskReply&) {
                            return jsonAnswer({{QStringLiteral("open"), false}});
                        }};
}

Outcome tripBreaker(ApiContext&, const RouteCall& call)
{
    auto fields = breakerFields(call, true);
    if (!fields)
        return problemAnswer(fields.error());
    return CommandCall {std::move(*fields), [](const DeskReply&) {
                            return jsonAnswer({{QStringLiteral("open"), true}});
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

Outcome setLimits(ApiContext&, const RouteCall& call)
{
    const auto body = bodyObject(call.body);
    if (!body)
        return problemAnswer(body.error());
    if (const auto known = allowOnlyFields(*body, {"scope", "limits", "reason"}); !known)
        return problemAnswer(known.error());
    const auto scope = textField(*body, "scope", scopeLengthMax);
    const auto reason = textField(*body, "reason", reasonLengthMax);
    for (const auto& field : {scope, reason}) {
        if (!field)
            return problemAnswer(field.error());
    }
    auto limits = limitsField(*body);
    if (!limits)
        return problemAnswer(limits.error());
    const std::string name = scope->value_or("account");
    return CommandCall {SetLimits {name, std::move(*limits), reason->value_or("")},
                        [name](const DeskReply& reply) {
                            const auto* set = std::get_if<LimitsReply>(&reply);
                            QJsonArray outcomes;
                            for (const LimitOutcome& row : set ? set->limits : std::vector<LimitOutcome> {})
                                outcomes.append(limitOutcomeJson(row));
                            return jsonAnswer({{QStringLiteral("version"), set ? set->version : 0},
                                               {QStringLiteral("scope"), toValue(name)},
                                               {QStringLiteral("limits"), outcomes}});
                        }};
}

Outcome cancelLimitRaise(ApiContext&, const RouteCall& call)
{
    const auto body = bodyObject(call.body);
    if (!body)
        return problemAnswer(body.error());
    if (const auto known = allowOnlyFields(*body, {"scope", "limit", "reason"}); !known)
        return problemAnswer(known.error());
    const auto scope = textField(*body, "scope", scopeLengthMax);
    const auto limit = textField(*body, "limit", 64);
    const auto reason = textField(*body, "reason", reasonLengthMax);
    for (const auto& field : {scope, limit, reason}) {
        if (!field)
            return problemAnswer(field.error());
    }
    return CommandCall {
        CancelLimitRaise {scope->value_or("account"), limit->value_or(""), reason->value_or("")},
        [](const DeskReply&) {
            return jsonAnswer({{QStringLiteral("pending"), false}});
        }};
}

} // namespace strikedesk::api
