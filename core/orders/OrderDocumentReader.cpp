// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/orders/OrderDocumentReader.h"

#include <QString>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace strikedesk {

OrderDocumentReader::OrderDocumentReader(const QJsonObject& object, std::string place)
    : m_object(object)
    , m_place(std::move(place))
{
}

void OrderDocumentReader::allowOnly(std::initializer_list<const char*> keys)
{
    for (const QString& key : m_object.keys()) {
        const auto isThis = [&](const char* known) { return key == QLatin1String(known); };
        if (std::none_of(keys.begin(), keys.end(), isThis)) {
            refuse("input.unknown_field",
                   fmt::format("There is no field \"{}\" in {}; remove it or check its spelling.",
                               key.left(60).toStdString(), m_place));
            return;
        }
    }
}

std::optional<QJsonValue> OrderDocumentReader::field(const char* key, bool isRequired)
{
    const QJsonValue found = m_object.value(QLatin1String(key));
    if (!found.isUndefined() && !found.isNull())
        return found;
    if (isRequired)
        refuse("input.missing_field", fmt::format("The field \"{}\" of {} is missing.", key, m_place));
    return {};
}

std::optional<std::string> OrderDocumentReader::text(const char* key, bool isRequired, int lengthMax)
{
    const auto found = field(key, isRequired);
    if (!found)
        return {};
    if (!found->isString()) {
        refuseField(key, "input.type", "expected a text in quotes.");
        return {};
    }
    const QString content = found->toString();
    const auto isControl = [](QChar c) { return c.category() == QChar::Other_Control; };
    if (content.size() > lengthMax || std::any_of(content.begin(), content.end(), isControl)) {
        refuseField(key, "input.text",
                    fmt::format("expected at most {} characters and no control characters, found {} "
                                "characters.",
                                lengthMax, content.size()));
        return {};
    }
    return content.toStdString();
}

std::optional<std::int64_t> OrderDocumentReader::whole(const char* key, const char* code, bool isRequired)
{
    const auto found = field(key, isRequired);
    if (!found)
        return {};
    const double number = found->toDouble(std::numeric_limits<double>::quiet_NaN());
    // Larger ones are out of every bound, and a double no longer counts them one by one.
    if (std::isfinite(number) && std::trunc(number) == number && std::fabs(number) < 1e15)
        return std::int64_t(number);
    refuseField(key, code, "expected a whole number without quotes.");
    return {};
}

std::optional<std::string> OrderDocumentReader::decimalText(const char* key, const char* code)
{
    const auto found = field(key, false);
    if (!found)
        return {};
    if (found->isString())
        return found->toString().toStdString();
    refuseField(key, code, "expected a decimal in quotes such as \"1.2500\", so that it stays exact.");
    return {};
}

void OrderDocumentReader::refuseField(const char* key, const char* code, const std::string& sentence)
{
    refuse(code, fmt::format("\"{}\" of {}: {}", key, m_place, sentence));
}

void OrderDocumentReader::refuse(std::string code, std::string message)
{
    if (!m_error)
        m_error = Error {std::move(code), std::move(message)};
}

} // namespace strikedesk
