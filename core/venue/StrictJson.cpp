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

StrictObject::StrictObject(JsonLook object, std::string what)
    : m_object(std::move(object))
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
    return m_object.member(key).isThere();
}

JsonLook StrictObject::value(const char* key)
{
    m_seen.emplace_back(key);
    JsonLook found = m_object.member(key);
    if (!found.isThere())
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
    const JsonLook found = value(key);
    std::string read = found.text();
    const bool hasControls
        = std::any_of(read.begin(), read.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    if (!found.isText() || read.size() > longest || hasControls) {
        expected(key, "a short text without control characters");
        return {};
    }
    return read;
}

std::int64_t StrictObject::whole(const char* key, std::int64_t lowest, std::int64_t highest)
{
    const std::optional<std::int64_t> number = value(key).whole();
    if (!number || *number < lowest || *number > highest) {
        refuse(fmt::format("The field \"{}\" of {} should be a whole number from {} to {}.", key, m_what,
                           lowest, highest));
        return lowest;
    }
    return *number;
}

bool StrictObject::flag(const char* key)
{
    const JsonLook found = value(key);
    if (!found.isFlag())
        expected(key, "true or false");
    return found.flag();
}

Instant StrictObject::instant(const char* key)
{
    return valueOf(parseInstant(text(key, 40)));
}

Date StrictObject::date(const char* key)
{
    return valueOf(parseDate(text(key, 10)));
}

JsonLook StrictObject::object(const char* key)
{
    JsonLook found = value(key);
    if (!found.isObject())
        expected(key, "an object");
    return found;
}

JsonLook StrictObject::list(const char* key, std::size_t longest)
{
    JsonLook found = value(key);
    if (!found.isList() || found.size() > longest) {
        refuse(fmt::format("The field \"{}\" of {} should be a list of at most {} items.", key, m_what,
                           longest));
        return {};
    }
    return found;
}

std::int64_t StrictObject::decimalUnits(const char* key)
{
    return valueOf(detail::parseDecimal(text(key, 20)));
}

std::optional<Error> StrictObject::finish()
{
    m_object.forEachKey([&](const std::string& key) {
        if (std::ranges::find(m_seen, key) == m_seen.end())
            refuse(fmt::format("The field \"{}\" of {} is not known.",
                               QString::fromStdString(key).left(40).toStdString(), m_what));
    });
    return m_error;
}

} // namespace strikedesk
