// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/BodyFields.h"

#include "core/api/JsonGuard.h"

#include <QJsonDocument>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace strikedesk::api {
namespace {

tl::unexpected<Error> fieldRefused(const char* name, const char* expected)
{
    return fail("input.field", fmt::format("The field '{}' must be {}.", name, expected));
}

QJsonValue fieldOf(const QJsonObject& body, const char* name)
{
    const QJsonValue value = body.value(QLatin1String(name));
    return value.isUndefined() ? QJsonValue(QJsonValue::Null) : value;
}

} // namespace

Result<QJsonObject> bodyObject(const QByteArray& body)
{
    if (body.isEmpty())
        return QJsonObject();
    if (const auto guarded = guardJson({body.constData(), std::size_t(body.size())}); !guarded)
        return fail(guarded.error());
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return fail("input.json", "The body must be a JSON object.");
    return document.object();
}

Result<void> allowOnlyFields(const QJsonObject& body, std::initializer_list<const char*> names)
{
    for (auto field = body.begin(); field != body.end(); ++field) {
        const bool isKnown = std::any_of(
            names.begin(), names.end(), [&](const char* name) { return field.key() == QLatin1String(name); });
        if (!isKnown)
            return fail("input.unknown_field",
                        fmt::format("The field '{}' is not known here.", field.key().left(64).toStdString()));
    }
    return {};
}

Result<std::optional<std::string>> textField(const QJsonObject& body, const char* name, qsizetype lengthMax)
{
    const QJsonValue value = fieldOf(body, name);
    if (value.isNull())
        return std::optional<std::string>();
    if (!value.isString())
        return fieldRefused(name, "text");
    if (value.toString().size() > lengthMax)
        return fail("input.field",
                    fmt::format("The field '{}' may have at most {} characters.", name, lengthMax));
    return std::optional(value.toString().toStdString());
}

Result<std::optional<bool>> flagField(const QJsonObject& body, const char* name)
{
    const QJsonValue value = fieldOf(body, name);
    if (value.isNull())
        return std::optional<bool>();
    if (!value.isBool())
        return fieldRefused(name, "true or false");
    return std::optional(value.toBool());
}

Result<std::optional<Price>> priceField(const QJsonObject& body, const char* name)
{
    const QJsonValue value = fieldOf(body, name);
    if (value.isNull())
        return std::optional<Price>();
    if (!value.isString())
        return fieldRefused(name, "a decimal in quotes, such as \"1.2500\"");
    return Price::parse(value.toString().toStdString()).map([](Price price) { return std::optional(price); });
}

Result<std::optional<Quantity>> quantityField(const QJsonObject& body, const char* name)
{
    const QJsonValue value = fieldOf(body, name);
    if (value.isNull())
        return std::optional<Quantity>();
    const double number = value.toDouble(-1);
    if (!value.isDouble() || number < 1 || number > 1'000'000 || number != std::floor(number))
        return fieldRefused(name, "a whole number from 1 to 1,000,000");
    return std::optional(Quantity(std::int64_t(number)));
}

Result<std::string> reasonFromBody(const QByteArray& bytes, bool isRequired)
{
    const auto body = bodyObject(bytes);
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

} // namespace strikedesk::api
