// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/orders/OrderDocumentReader.h"

#include <QString>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace strikedesk {
namespace {

// What nearly every text is; all others are counted in characters.
bool isShortPlainAscii(const std::string& text, int lengthMax)
{
    return text.size() <= std::size_t(lengthMax)
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

} // namespace

OrderDocumentReader::OrderDocumentReader(JsonLook object, std::string place)
    : m_object(std::move(object))
    , m_place(std::move(place))
{
}

void OrderDocumentReader::allowOnly(std::initializer_list<const char*> keys)
{
    m_object.forEachKey([&](const std::string& key) {
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
            refuse("input.unknown_field",
                   fmt::format("There is no field \"{}\" in {}; remove it or check its spelling.",
                               QString::fromStdString(key).left(60).toStdString(), m_place));
    });
}

std::optional<JsonLook> OrderDocumentReader::field(const char* key, bool isRequired)
{
    JsonLook found = m_object.member(key);
    if (found.isThere() && !found.isNull())
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
    if (!found->isText()) {
        refuseField(key, "input.type", "expected a text in quotes.");
        return {};
    }
    std::string text = found->text();
    if (isShortPlainAscii(text, lengthMax))
        return text;
    const QString content = QString::fromStdString(text);
    const auto isControl = [](QChar c) { return c.category() == QChar::Other_Control; };
    if (content.size() > lengthMax || std::any_of(content.begin(), content.end(), isControl)) {
        refuseField(key, "input.text",
                    fmt::format("expected at most {} characters and no control characters, found {} "
                                "characters.",
                                lengthMax, content.size()));
        return {};
    }
    return text;
}

std::optional<std::int64_t> OrderDocumentReader::whole(const char* key, const char* code, bool isRequired)
{
    const auto found = field(key, isRequired);
    if (!found)
        return {};
    const double number = found->number().value_or(std::numeric_limits<double>::quiet_NaN());
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
    if (found->isText())
        return found->text();
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
