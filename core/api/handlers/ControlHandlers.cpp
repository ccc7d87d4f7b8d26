// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/BodyFields.h"
#include "core/api/handlers/Handlers.h"
#include "core/api/views/DeskViews.h"
#include "core/api/views/JsonValue.h"

#include <QJsonArray>

namespace strikedesk::api {
namespace {

constexpr qsizetype planLengthMax = 512 * 1024;

ApiAnswer doneAnswer(const char* state)
{
    return jsonAnswer({{QStringLiteral("state"), QString::fromLatin1(state)}});
}

} // namespace

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
    const auto reason = reasonFromBody(call.body, false);
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
