// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/views/RuleViews.h"

#include "core/api/views/JsonValue.h"
#include "core/positions/RuleTermsCodec.h"

#include <QJsonArray>

namespace strikedesk::api {
namespace {

QJsonObject termsJson(const RuleTerms& terms)
{
    return {
        {QStringLiteral("name"), toValue(terms.name)},
        {QStringLiteral("when"), toValue(terms.when)},
        {QStringLiteral("close"), toValue(perCentText(terms.close))},
        {QStringLiteral("priority"), terms.priority},
        {QStringLiteral("confirmations"), terms.confirmations},
        {QStringLiteral("seconds_apart"), terms.secondsApart},
        {QStringLiteral("cool_down_seconds"), terms.coolDownSeconds},
        {QStringLiteral("how"), toValue(terms.how)},
        {QStringLiteral("rests"), terms.rests},
    };
}

QJsonObject outlookJson(const RuleOutlook& rule)
{
    QJsonObject json = termsJson(rule.terms);
    json.insert(QStringLiteral("phase"), toValue(rule.phase));
    json.insert(QStringLiteral("verdict"), toValue(rule.verdict));
    json.insert(QStringLiteral("sentence"), toValue(rule.sentence));
    json.insert(QStringLiteral("allotted"), toValue(rule.allotted));
    json.insert(QStringLiteral("filled"), toValue(rule.filled));
    json.insert(QStringLiteral("quantity"), toValue(rule.quantity));
    json.insert(QStringLiteral("profit"), toValue(rule.profit));
    json.insert(QStringLiteral("confirmed"), rule.confirmations);
    json.insert(QStringLiteral("alarm"), textOrNull(rule.alarm));
    return json;
}

} // namespace

QJsonObject rulesJson(const RulesReply& reply)
{
    QJsonArray rules;
    for (const RuleOutlook& rule : reply.rules)
        rules.append(outlookJson(rule));
    return {
        {QStringLiteral("structure_id"), toValue(reply.structure)},
        {QStringLiteral("set"), reply.isSet},
        {QStringLiteral("paused"), reply.isPaused},
        {QStringLiteral("packages"), toValue(reply.facts.packages)},
        {QStringLiteral("held"), toValue(reply.held)},
        {QStringLiteral("cost"), toValue(reply.facts.cost)},
        {QStringLiteral("fees"), toValue(reply.facts.fees)},
        {QStringLiteral("maximum_profit"), toValue(reply.facts.maximumProfit)},
        {QStringLiteral("maximum_loss"), toValue(reply.facts.maximumLoss)},
        {QStringLiteral("profit"), toValue(reply.profit)},
        {QStringLiteral("fault"), textOrNull(reply.fault)},
        {QStringLiteral("rules"), rules},
    };
}

QJsonObject ruleListJson(const RuleListRow& row)
{
    QJsonArray rules;
    for (const RuleListRow::Rule& rule : row.rules)
        rules.append(QJsonObject {{QStringLiteral("name"), toValue(rule.name)},
                                  {QStringLiteral("when"), toValue(rule.when)},
                                  {QStringLiteral("phase"), toValue(rule.phase)},
                                  {QStringLiteral("filled"), toValue(rule.filled)},
                                  {QStringLiteral("alarm"), textOrNull(rule.alarm)}});
    return {
        {QStringLiteral("structure_id"), toValue(row.structure)},
        {QStringLiteral("structure"), textOrNull(row.name)},
        {QStringLiteral("set_by"), toValue(row.actor)},
        {QStringLiteral("set_at"), toValue(row.setAt)},
        {QStringLiteral("paused"), row.isPaused},
        {QStringLiteral("held"), toValue(row.held)},
        {QStringLiteral("packages"), toValue(row.packages)},
        {QStringLiteral("rules"), rules},
    };
}

QJsonObject ruleTemplateJson(const RuleTemplate& row)
{
    QJsonArray rules;
    for (const TemplateRule& rule : row.rules)
        rules.append(QJsonObject {{QStringLiteral("name"), toValue(std::string(rule.name))},
                                  {QStringLiteral("when"), toValue(std::string(rule.when))},
                                  {QStringLiteral("close"), toValue(perCentText(rule.close))}});
    return {
        {QStringLiteral("key"), toValue(std::string(row.key))},
        {QStringLiteral("title"), toValue(std::string(row.title))},
        {QStringLiteral("of"), toValue(std::string(nameOf(row.suits)))},
        {QStringLiteral("rules"), rules},
    };
}

} // namespace strikedesk::api
