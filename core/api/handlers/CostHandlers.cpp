// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/Page.h"
#include "core/api/handlers/Handlers.h"
#include "core/api/views/CostViews.h"
#include "core/api/views/DeskViews.h"
#include "core/api/views/JsonValue.h"

namespace strikedesk::api {

Outcome getExecutionQuality(ApiContext& context, const RouteCall& call)
{
    const auto request = pageRequestFrom(call);
    if (!request)
        return problemAnswer(request.error());
    const DeskSnapshotPtr desk = context.desk.snapshot();
    auto document = costDocument(desk->costs ? *desk->costs : CostRecord(),
                                 call.parameter("by").value_or("underlying"), *request);
    if (!document)
        return problemAnswer(document.error());
    document->insert(QStringLiteral("as_of"), toValue(desk->now));
    return jsonAnswer(*document);
}

Outcome getSurveillance(ApiContext& context, const RouteCall&)
{
    const DeskSnapshotPtr desk = context.desk.snapshot();
    QJsonObject document = surveillanceJson(surveillanceOf(desk->orders));
    document.insert(QStringLiteral("as_of"), toValue(desk->now));
    return jsonAnswer(document);
}

} // namespace strikedesk::api
