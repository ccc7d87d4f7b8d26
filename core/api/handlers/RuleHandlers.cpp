// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/BodyFields.h"
#include "core/api/handlers/Handlers.h"
#include "core/api/views/JsonValue.h"
#include "core/api/views/RuleViews.h"
#include "core/positions/RuleTemplates.h"
#include "core/positions/RuleTermsCodec.h"

#include <QJsonArray>

namespace strikedesk::api {
namespace {

// "rules", or those of "template". Nothing when neither is there.
Result<std::optional<std::vector<RuleTerms>>> rulesField(const QJsonObject& body)
{
    const QJsonValue rules = body.value(QLatin1String("rules"));
    const auto shipped = textField(body, "template", 64);
    if (!shipped)
        return fail(shipped.error());
    const bool hasRules = !rules.isUndefined() && !rules.isNull();
    if (hasRules && *shipped)
        return fail("input.rules", "Name \"rules\" or a \"template\", not both.");
    if (!hasRules && !*shipped)
        return std::optional<std::vector<RuleTerms>>();
    return (hasRules ? ruleTermsFrom(JsonLook(rules)) : rulesOfTemplate(**shipped))
        .map([](std::vector<RuleTerms> read) { return std::optional(std::move(read)); });
}

ApiAnswer rulesAnswer(const DeskReply& reply)
{
    const auto* rules = std::get_if<RulesReply>(&reply);
    return rules ? jsonAnswer(rulesJson(*rules))
                 : problemAnswer(Error {"api.internal", "The desk sent no rules."});
}

Outcome pauseOrResume(const RouteCall& call, bool isPaused)
{
    const auto reason = reasonFromBody(call.body, false);
    if (!reason)
        return problemAnswer(reason.error());
    const std::string& structure = call.arguments.front();
    return CommandCall {PauseRules {structure, isPaused, *reason}, [structure, isPaused](const DeskReply&) {
                            return jsonAnswer({{QStringLiteral("structure_id"), toValue(structure)},
                                               {QStringLiteral("paused"), isPaused}});
                        }};
}

} // namespace

Outcome listRuleTemplates(ApiContext&, const RouteCall&)
{
    QJsonArray items;
    for (const RuleTemplate& row : ruleTemplates())
        items.append(ruleTemplateJson(row));
    return jsonAnswer({{QStringLiteral("items"), items}});
}

Outcome listRules(ApiContext&, const RouteCall&)
{
    return CommandCall {ListRules {}, [](const DeskReply& reply) {
                            const auto* list = std::get_if<RuleListReply>(&reply);
                            QJsonArray items;
                            for (const RuleListRow& row :
                                 list ? list->positions : std::vector<RuleListRow> {})
                                items.append(ruleListJson(row));
                            return jsonAnswer({{QStringLiteral("items"), items}});
                        }};
}

Outcome getRules(ApiContext&, const RouteCall& call)
{
    return CommandCall {PreviewRules {call.arguments.front(), {}}, rulesAnswer};
}

Outcome previewRules(ApiContext&, const RouteCall& call)
{
    const auto body = bodyObject(call.body);
    if (!body)
        return problemAnswer(body.error());
    if (const auto known = allowOnlyFields(*body, {"rules", "template"}); !known)
        return problemAnswer(known.error());
    auto rules = rulesField(*body);
    if (!rules)
        return problemAnswer(rules.error());
    return CommandCall {PreviewRules {call.arguments.front(), std::move(*rules)}, rulesAnswer};
}

Outcome setRules(ApiContext&, const RouteCall& call)
{
    const auto body = bodyObject(call.body);
    if (!body)
        return problemAnswer(body.error());
    if (const auto known = allowOnlyFields(*body, {"rules", "template", "reason"}); !known)
        return problemAnswer(known.error());
    const auto reason = textField(*body, "reason", reasonLengthMax);
    if (!reason)
        return problemAnswer(reason.error());
    auto rules = rulesField(*body);
    if (!rules)
        return problemAnswer(rules.error());
    if (!*rules)
        return problemAnswer(Error {"input.rules", "Name \"rules\", or a \"template\"."});
    return CommandCall {SetRules {call.arguments.front(), std::move(**rules), reason->value_or("")},
                        rulesAnswer};
}

Outcome pauseRules(ApiContext&, const RouteCall& call)
{
    return pauseOrResume(call, true);
}

Outcome resumeRules(ApiContext&, const RouteCall& call)
{
    return pauseOrResume(call, false);
}

Outcome removeRules(ApiContext&, const RouteCall& call)
{
    const std::string& structure = call.arguments.front();
    return CommandCall {RemoveRules {structure, "asked through the API"}, [structure](const DeskReply&) {
                            return jsonAnswer({{QStringLiteral("structure_id"), toValue(structure)},
                                               {QStringLiteral("removed"), true}});
                        }};
}

} // namespace strikedesk::api
