// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/handlers/Handlers.h"
#include "core/api/views/JsonValue.h"
#include "core/api/views/ScenarioViews.h"

namespace strikedesk::api {
namespace {

// What was asked for last is answered at once, and asked for anew: the pricing thread takes its time, and a
// script that asks again gets what is newer.
Outcome answerScenario(ApiContext& context, QJsonObject (*document)(const BookScenario&))
{
    context.desk.askScenario();
    const PricingSnapshotPtr pricing = context.desk.pricing();
    if (pricing && pricing->scenario)
        return jsonAnswer(document(*pricing->scenario));
    QJsonObject empty = document(BookScenario());
    empty.insert(QStringLiteral("as_of"), QJsonValue::Null);
    return jsonAnswer(empty);
}

} // namespace

Outcome getScenario(ApiContext& context, const RouteCall&)
{
    return answerScenario(context, scenarioJson);
}

Outcome getMargin(ApiContext& context, const RouteCall&)
{
    return answerScenario(context, marginJson);
}

} // namespace strikedesk::api
