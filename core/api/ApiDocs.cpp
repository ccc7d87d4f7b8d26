// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/ApiDocs.h"

#include "core/api/ApiSchemas.h"
#include "core/api/Route.h"

#include <QJsonDocument>
#include <QString>

namespace strikedesk::api {
namespace {

QByteArray latinOf(std::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

QByteArray scopeWords(const Route& route)
{
    return route.anyOf.isEmpty() ? "none"
                                 : QByteArray::fromStdString(route.anyOf.text()).replace(',', " or ");
}

QByteArray queryWords(const Route& route)
{
    return *route.query ? "?" + QByteArray(route.query).replace(" ", ", ") : QByteArray();
}

QByteArray htmlText(const QByteArray& text)
{
    return QString::fromUtf8(text).toHtmlEscaped().toUtf8();
}

} // namespace

QByteArray docsRouteTable()
{
    QByteArray table = "| route | scope | limit | |\n|---|---|---|---|\n";
    for (const Route& route : routes()) {
        table += "| `" + latinOf(nameOf(route.method)) + " " + route.path + "`";
        if (*route.query)
            table += " `" + queryWords(route) + "`";
        table += " | " + scopeWords(route) + " | " + latinOf(nameOf(route.limit)) + " | " + route.summary
            + " |\n";
    }
    return table;
}

QByteArray docsHtml()
{
    QByteArray page
        = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Strikedesk API</title>"
          "<style>body{font:15px/1.5 sans-serif;max-width:70em;margin:2em auto;padding:0 1em}"
          "table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;"
          "padding:.3em .8em .3em 0;border-bottom:1px solid #ccc}pre{background:#f4f4f4;padding:1em;"
          "overflow:auto}code{font-family:monospace}</style></head><body><h1>Strikedesk API</h1>"
          "<p>JSON, UTF-8. Send <code>Authorization: Bearer TOKEN</code>. Money is a decimal in quotes, "
          "times are UTC, the unknown is null. Errors are problem documents with a <code>code</code>. "
          "The machine-readable form is <a href=\"/openapi.json\">openapi.json</a>.</p>"
          "<table><tr><th>Route</th><th>Scope</th><th>What it does</th></tr>";
    for (const Route& route : routes()) {
        page += "<tr><td><code>" + latinOf(nameOf(route.method)) + " " + htmlText(route.path)
            + "</code> <small>" + htmlText(queryWords(route)) + "</small></td><td>" + scopeWords(route)
            + "</td><td>" + htmlText(route.summary) + "</td></tr>";
    }
    page += "</table><h2>Bodies</h2>";
    const QJsonObject schemas = apiSchemas();
    for (const QString& name : schemas.keys()) {
        const QJsonObject example = exampleBody(name);
        if (example.isEmpty())
            continue;
        page += "<h3>" + name.toUtf8() + "</h3><pre>"
            + htmlText(QJsonDocument(example).toJson(QJsonDocument::Indented)) + "</pre>";
    }
    return page + "</body></html>";
}

} // namespace strikedesk::api
