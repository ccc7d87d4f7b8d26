// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/ApiDocs.h"
#include "core/api/MetricsText.h"
#include "core/api/OpenApi.h"
#include "core/api/handlers/Handlers.h"
#include "core/api/views/DeskViews.h"

#include <QJsonArray>

#include <algorithm>

namespace strikedesk::api {
namespace {

constexpr double loopSilenceSeconds = 5;

struct HealthCheck
{
    const char* name;
    bool isGood;
    bool isVital; ///< The engine does not answer without it.
};

} // namespace

Outcome getHealth(ApiContext& context, const RouteCall&)
{
    const DeskSnapshotPtr desk = context.desk.snapshot();
    const std::optional<double> silence = context.desk.loopAgeSeconds();
    std::vector<HealthCheck> checks {
        {"engine", desk && silence.value_or(0) < loopSilenceSeconds, true},
        {"reconciled", desk && desk->isReconciled, false},
    };
    if (desk) {
        for (const LinkView& link : desk->links)
            checks.push_back({link.name.c_str(), link.isUp, link.name == "storage"});
    }
    QJsonArray items;
    for (const HealthCheck& check : checks)
        items.append(QJsonObject {{QStringLiteral("name"), QString::fromUtf8(check.name)},
                                  {QStringLiteral("ok"), check.isGood}});
    const bool isAlive = std::none_of(checks.begin(), checks.end(),
                                      [](const HealthCheck& c) { return c.isVital && !c.isGood; });
    const bool isWell
        = std::all_of(checks.begin(), checks.end(), [](const HealthCheck& c) { return c.isGood; });
    const char* word = !isAlive ? "failing" : isWell ? "ok" : "degraded";
    return jsonAnswer(
        {{QStringLiteral("status"), QString::fromLatin1(word)}, {QStringLiteral("checks"), items}},
        isAlive ? 200 : 503);
}

Outcome getStatus(ApiContext& context, const RouteCall&)
{
    return jsonAnswer(statusJson(*context.desk.snapshot()));
}

Outcome getMetrics(ApiContext& context, const RouteCall&)
{
    return textAnswer("text/plain; version=0.0.4; charset=utf-8",
                      QByteArray::fromStdString(metricsText(*context.desk.snapshot(), context.statistics)));
}

Outcome getOpenApi(ApiContext&, const RouteCall&)
{
    // Anybody may ask for it, and it never changes: made once.
    static const ApiAnswer document = jsonAnswer(openApiDocument());
    return document;
}

Outcome getDocs(ApiContext&, const RouteCall&)
{
    static const QByteArray page = docsHtml();
    ApiAnswer answer = textAnswer("text/html; charset=utf-8", page);
    answer.headers.emplace_back("Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    return answer;
}

Outcome getStream(ApiContext&, const RouteCall&)
{
    ApiAnswer answer = problemAnswer(
        HttpRefusal {426, "http.upgrade_required", "This path is a WebSocket; ask for an upgrade."});
    answer.headers.emplace_back("Upgrade", "websocket");
    return answer;
}

} // namespace strikedesk::api
