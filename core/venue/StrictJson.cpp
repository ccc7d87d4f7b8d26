// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/StrictJson.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace strikedesk {

std::string exactIsoText(Instant instant)
{
    const auto whole = std::chrono::floor<std::chrono::milliseconds>(instant);
    std::string text = toIsoText(Instant {whole});
    const auto rest = (instant - whole).count();
    if (rest != 0)
        text.insert(text.size() - 1, fmt::format("{:03}", rest));
    return text;
}

StrictObject::StrictObject(const QJsonObject& object, std::string what)
    : m_object(object)
    , m_what(std::move(what))
{
}

void StrictObject::refuse(std::string message)
{
    if (!m_error)
        m_error = Error {"input.venue_message", std::move(message)};
}

void StrictObject::expected(const char* key, const char* expectation)
{
    refuse(fmt::format("The field \"{}\" of {} should be {}.", key, m_what, expectation));
}

bool StrictObject::has(const char* key) const
{
    return m_object.contains(QLatin1String(key));
}

QJsonValue StrictObject::value(const char* key)
{
    const QString name = QString::fromLatin1(key);
    m_seen.insert(name);
    const QJsonValue found = m_object.value(name);
    if (found.isUndefined())
        refuse(fmt::format("The field \"{}\" of {} is missing.", key, m_what));
    return found;
}

std::string StrictObject::text(const char* key, std::size_t longest)
{
    std::string read = optionalText(key, longest);
    if (read.empty())
        expected(key, "a text that is not empty");
    return read;
}

std::string StrictObject::optionalText(const char* key, std::size_t longest)
{
    const QJsonValue found = value(key);
    std::string read = found.toString().toStdString();
    const bool hasControls
        = std::any_of(read.begin(), read.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    if (!found.isString() || read.size() > longest || hasControls) {
        expected(key, "a short text without control characters");
        return {};
    }
    return read;
}

std::int64_t StrictObject::whole(const char* key, std::int64_t lowest, std::int64_t highest)
{
    const QJsonValue found = value(key);
    // Two defaults that differ: a number with a fraction answers both.
    const std::int64_t number = found.toInteger(0);
    if (!found.isDouble() || number != found.toInteger(1) || number < lowest || number > highest) {
        refuse(fmt::format("The field \"{}\" of {} should be a whole number from {} to {}.", key, m_what,
                           lowest, highest));
        return lowest;
    }
    return number;
}

bool StrictObject::flag(const char* key)
{
    const QJsonValue found = value(key);
    if (!found.isBool())
        expected(key, "true or false");
    return found.toBool();
}

Instant StrictObject::instant(const char* key)
{
    return valueOf(parseInstant(text(key, 40)));
}

Date StrictObject::date(const char* key)
{
    return valueOf(parseDate(text(key, 10)));
}

QJsonObject StrictObject::object(const char* key)
{
    const QJsonValue found = value(key);
    if (!found.isObject())
        expected(key, "an object");
    return found.toObject();
}

QJsonArray StrictObject::array(const char* key, qsizetype longest)
{
    const QJsonValue found = value(key);
    if (!found.isArray() || found.toArray().size() > longest) {
        refuse(fmt::format("The field \"{}\" of {} should be a list of at most {} items.", key, m_what,
                           longest));
        return {};
    }
    return found.toArray();
}

std::int64_t StrictObject::decimalUnits(const char* key)
{
    return valueOf(detail::parseDecimal(text(key, 20)));
}

std::optional<Error> StrictObject::finish()
{
    for (auto it = m_object.constBegin(); it != m_object.constEnd(); ++it) {
        if (!m_seen.contains(it.key()))
            refuse(
                fmt::format("The field \"{}\" of {} is not known.", it.key().left(40).toStdString(), m_what));
    }
    return m_error;
}

} // namespace strikedesk
