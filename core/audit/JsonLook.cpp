// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/JsonLook.h"

#include <QString>

#include <charconv>
#include <string_view>

namespace strikedesk {
namespace {

template <typename Number>
std::optional<Number> numberIn(std::string_view digits)
{
    Number number {};
    const char* const end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, number);
    return read.ec == std::errc() && read.ptr == end ? std::optional(number) : std::nullopt;
}

} // namespace

bool JsonLook::isThere() const
{
    const auto* tree = std::get_if<QJsonValue>(&m_value);
    return tree ? !tree->isUndefined() : std::get<CanonicalReader::Value>(m_value).isThere();
}

bool JsonLook::isNull() const
{
    const auto* tree = std::get_if<QJsonValue>(&m_value);
    return tree ? tree->isNull() : std::get<CanonicalReader::Value>(m_value).isNull();
}

bool JsonLook::isText() const
{
    const auto* tree = std::get_if<QJsonValue>(&m_value);
    return tree ? tree->isString() : std::get<CanonicalReader::Value>(m_value).isText();
}

bool JsonLook::isFlag() const
{
    const auto* tree = std::get_if<QJsonValue>(&m_value);
    return tree ? tree->isBool() : std::get<CanonicalReader::Value>(m_value).isFlag();
}

bool JsonLook::isNumber() const
{
    const auto* tree = std::get_if<QJsonValue>(&m_value);
    return tree ? tree->isDouble() : std::get<CanonicalReader::Value>(m_value).isNumber();
}

bool JsonLook::isList() const
{
    const auto* tree = std::get_if<QJsonValue>(&m_value);
    return tree ? tree->isArray() : std::get<CanonicalReader::Value>(m_value).isList();
}

bool JsonLook::isObject() const
{
    const auto* tree = std::get_if<QJsonValue>(&m_value);
    return tree ? tree->isObject() : std::get<CanonicalReader::Value>(m_value).isObject();
}

std::string JsonLook::text() const
{
    const auto* tree = std::get_if<QJsonValue>(&m_value);
    return tree ? tree->toString().toStdString() : std::get<CanonicalReader::Value>(m_value).text();
}

bool JsonLook::flag() const
{
    const auto* tree = std::get_if<QJsonValue>(&m_value);
    return tree ? tree->toBool() : std::get<CanonicalReader::Value>(m_value).flag();
}

std::optional<double> JsonLook::number() const
{
    if (!isNumber())
        return {};
    if (const auto* tree = std::get_if<QJsonValue>(&m_value))
        return tree->toDouble();
    return numberIn<double>(std::get<CanonicalReader::Value>(m_value).raw());
}

std::optional<std::int64_t> JsonLook::whole() const
{
    if (!isNumber())
        return {};
    const auto* tree = std::get_if<QJsonValue>(&m_value);
    if (!tree)
        return numberIn<std::int64_t>(std::get<CanonicalReader::Value>(m_value).raw());
    // Two defaults that differ: a number with a fraction answers both.
    const std::int64_t number = tree->toInteger(0);
    return number == tree->toInteger(1) ? std::optional(number) : std::nullopt;
}

JsonLook JsonLook::member(const char* key) const
{
    if (const auto* tree = std::get_if<QJsonValue>(&m_value))
        return tree->toObject().value(QLatin1String(key));
    return std::get<CanonicalReader::Value>(m_value).member(key);
}

std::size_t JsonLook::size() const
{
    if (const auto* tree = std::get_if<QJsonValue>(&m_value))
        return std::size_t(tree->toArray().size());
    std::size_t items = 0;
    forEach([&](const JsonLook&) { ++items; });
    return items;
}

} // namespace strikedesk
