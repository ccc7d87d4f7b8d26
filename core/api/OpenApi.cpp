// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/OpenApi.h"

#include "core/api/ApiSchemas.h"
#include "core/api/Route.h"

#include <QJsonArray>
#include <QStringList>

#include <strikedesk/BuildIdentity.h>

#include <string>

namespace strikedesk::api {
namespace {

QJsonObject schemaReference(const char* name)
{
    return {{QStringLiteral("$ref"), QString(QStringLiteral("#/components/schemas/") + QLatin1String(name))}};
}

QJsonObject answerReference(const char* name)
{
    return {
        {QStringLiteral("$ref"), QString(QStringLiteral("#/components/responses/") + QLatin1String(name))}};
}

QJsonObject parameterObject(const QString& name, const char* place, bool isRequired)
{
    const bool isNumber = name == QLatin1String("limit") || name == QLatin1String("after");
    QJsonObject schema {
        {QStringLiteral("type"), isNumber ? QStringLiteral("integer") : QStringLiteral("string")}};
    if (isNumber)
        schema.insert(QStringLiteral("minimum"), 0);
    else
        schema.insert(QStringLiteral("maxLength"), 256);
    return {{QStringLiteral("name"), name},
            {QStringLiteral("in"), QLatin1String(place)},
            {QStringLiteral("required"), isRequired},
            {QStringLiteral("schema"), schema}};
}

QJsonArray parametersOf(const Route& route)
{
    QJsonArray parameters;
    const QString path = QLatin1String(route.path);
    const qsizetype open = path.indexOf(QLatin1Char('{'));
    if (open >= 0)
        parameters.append(
            parameterObject(path.mid(open + 1, path.indexOf(QLatin1Char('}')) - open - 1), "path", true));
    for (const QString& name : QString::fromLatin1(route.query).split(QLatin1Char(' '), Qt::SkipEmptyParts))
        parameters.append(parameterObject(name, "query", false));
    if (route.method == HttpMethod::Post)
        parameters.append(parameterObject(QStringLiteral("Idempotency-Key"), "header", false));
    return parameters;
}

QJsonObject responsesOf(const Route& route)
{
    const QString path = QLatin1String(route.path);
    const QString media = path == QLatin1String("/metrics") ? QStringLiteral("text/plain")
        : path == QLatin1String("/docs")                    ? QStringLiteral("text/html")
                                                            : QStringLiteral("application/json");
    const QJsonObject schema = media == QLatin1String("application/json")
        ? QJsonObject {{QStringLiteral("type"), QStringLiteral("object")}}
        : QJsonObject {{QStringLiteral("type"), QStringLiteral("string")}};
    QJsonObject responses {
        {QString::number(route.success),
         QJsonObject {{QStringLiteral("description"), QLatin1String(route.summary)},
                      {QStringLiteral("content"),
                       QJsonObject {{media, QJsonObject {{QStringLiteral("schema"), schema}}}}}}},
        {QStringLiteral("400"), answerReference("Problem")},
        {QStringLiteral("421"), answerReference("Problem")},
        {QStringLiteral("429"), answerReference("Problem")},
        {QStringLiteral("503"), answerReference("Problem")},
    };
    const auto add = [&](std::initializer_list<const char*> statuses) {
        for (const char* status : statuses)
            responses.insert(QLatin1String(status), answerReference("Problem"));
    };
    if (!route.anyOf.isEmpty())
        add({"401", "403"});
    if (path.contains(QLatin1Char('{')))
        add({"404"});
    if (isChanging(route.method))
        add({"409", "422", "504"});
    if (route.body != BodyKind::None)
        add({"413", "415"});
    return responses;
}

QJsonObject operationOf(const Route& route)
{
    const std::string_view limit = nameOf(route.limit);
    QJsonObject operation {
        {QStringLiteral("operationId"), QLatin1String(route.name)},
        {QStringLiteral("summary"), QLatin1String(route.summary)},
        {QStringLiteral("responses"), responsesOf(route)},
        {QStringLiteral("x-scope"), QString::fromStdString(route.anyOf.text())},
        {QStringLiteral("x-limit"), QString::fromUtf8(limit.data(), qsizetype(limit.size()))},
    };
    QJsonArray security;
    if (!route.anyOf.isEmpty())
        security.append(QJsonObject {{QStringLiteral("bearer"), QJsonArray()}});
    operation.insert(QStringLiteral("security"), security);
    if (const QJsonArray parameters = parametersOf(route); !parameters.isEmpty())
        operation.insert(QStringLiteral("parameters"), parameters);
    if (*route.schema) {
        QJsonObject media {{QStringLiteral("schema"), schemaReference(route.schema)},
                           {QStringLiteral("example"), exampleBody(QLatin1String(route.schema))}};
        operation.insert(QStringLiteral("requestBody"),
                         QJsonObject {{QStringLiteral("required"), route.body == BodyKind::Required},
                                      {QStringLiteral("content"),
                                       QJsonObject {{QStringLiteral("application/json"), media}}}});
    }
    return operation;
}

QJsonObject componentsObject()
{
    const QJsonObject problemMedia {{QStringLiteral("schema"), schemaReference("Problem")}};
    const QJsonObject problem {
        {QStringLiteral("description"), QStringLiteral("Why it was not done, as a problem document.")},
        {QStringLiteral("content"),
         QJsonObject {{QStringLiteral("application/problem+json"), problemMedia}}}};
    const QJsonObject bearer {{QStringLiteral("type"), QStringLiteral("http")},
                              {QStringLiteral("scheme"), QStringLiteral("bearer")}};
    return {{QStringLiteral("schemas"), apiSchemas()},
            {QStringLiteral("responses"), QJsonObject {{QStringLiteral("Problem"), problem}}},
            {QStringLiteral("securitySchemes"), QJsonObject {{QStringLiteral("bearer"), bearer}}}};
}

} // namespace

QJsonObject openApiDocument()
{
    QJsonObject paths;
    for (const Route& route : routes()) {
        const QString path = QLatin1String(route.path);
        const std::string_view name = nameOf(route.method);
        QJsonObject item = paths.value(path).toObject();
        item.insert(QString::fromUtf8(name.data(), qsizetype(name.size())).toLower(), operationOf(route));
        paths.insert(path, item);
    }
    const QJsonObject info {
        {QStringLiteral("title"), QStringLiteral("Strikedesk")},
        {QStringLiteral("version"), QLatin1String(build::version)},
        {QStringLiteral("description"), QStringLiteral("The local API of one trading desk.")},
        {QStringLiteral("license"),
         QJsonObject {{QStringLiteral("name"), QStringLiteral("GPL-3.0-or-later")},
                      {QStringLiteral("identifier"), QStringLiteral("GPL-3.0-or-later")}}},
    };
    return {
        {QStringLiteral("openapi"), QStringLiteral("3.1.0")},
        {QStringLiteral("info"), info},
        {QStringLiteral("servers"), QJsonArray {QJsonObject {{QStringLiteral("url"), QStringLiteral("/")}}}},
        {QStringLiteral("paths"), paths},
        {QStringLiteral("components"), componentsObject()}};
}

} // namespace strikedesk::api
