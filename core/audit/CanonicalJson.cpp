// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/CanonicalJson.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

namespace strikedesk {
namespace {

void writeCanonicalValue(std::string& out, const QJsonValue& value);

bool isPlainCharacter(char c)
{
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

void escapeCharacter(std::string& out, char c)
{
    switch (c) {
    case '"': out += "\\\""; break;
    case '\\': out += "\\\\"; break;
    case '\b': out += "\\b"; break;
    case '\f': out += "\\f"; break;
    case '\n': out += "\\n"; break;
    case '\r': out += "\\r"; break;
    case '\t': out += "\\t"; break;
    default: out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    }
}

// The shortest digits that read back as the same double; plain for exponents from -4 to 15, else scientific.
// (Also what Python's json module writes, so its verifier can re-make the bytes.)
void writeCanonicalDouble(std::string& out, double number)
{
    char buffer[32];
    const auto end
        = std::to_chars(std::begin(buffer), std::end(buffer), number, std::chars_format::scientific);
    const std::string_view text(buffer, std::size_t(end.ptr - buffer));
    const std::size_t mark = text.find('e');
    int exponent = 0;
    const char* const exponentStart = text.data() + mark + (text[mark + 1] == '+' ? 2 : 1);
    std::from_chars(exponentStart, end.ptr, exponent);
    if (exponent < -4 || exponent >= 16) {
        out += text;
        return;
    }
    const auto plainEnd
        = std::to_chars(std::begin(buffer), std::end(buffer), number, std::chars_format::fixed);
    out.append(buffer, std::size_t(plainEnd.ptr - buffer));
}

void writeCanonicalNumber(std::string& out, const QJsonValue& value)
{
    // Qt keeps every whole number that fits 64 bits as an integer; only then do two different fallbacks
    // agree.
    const qint64 whole = value.toInteger(0);
    if (whole == value.toInteger(1)) {
        out += fmt::format("{}", whole);
        return;
    }
    const double number = value.toDouble();
    if (std::isfinite(number))
        writeCanonicalDouble(out, number);
    else
        out += "null"; // JSON has no infinity; unknown is null.
}

void writeCanonicalObject(std::string& out, const QJsonObject& object)
{
    std::vector<std::pair<std::string, QJsonValue>> members;
    members.reserve(std::size_t(object.size()));
    for (auto member = object.begin(); member != object.end(); ++member)
        members.emplace_back(member.key().toStdString(), member.value());
    std::sort(members.begin(), members.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; }); // by unsigned bytes
    out += '{';
    const char* separator = "";
    for (const auto& [key, value] : members) {
        out += std::exchange(separator, ",");
        appendCanonicalText(out, key);
        out += ':';
        writeCanonicalValue(out, value);
    }
    out += '}';
}

void writeCanonicalArray(std::string& out, const QJsonArray& array)
{
    out += '[';
    const char* separator = "";
    for (const QJsonValue value : array) {
        out += std::exchange(separator, ",");
        writeCanonicalValue(out, value);
    }
    out += ']';
}

void writeCanonicalValue(std::string& out, const QJsonValue& value)
{
    switch (value.type()) {
    case QJsonValue::Bool: out += value.toBool() ? "true" : "false"; break;
    case QJsonValue::Double: writeCanonicalNumber(out, value); break;
    case QJsonValue::String: appendCanonicalText(out, value.toString().toStdString()); break;
    case QJsonValue::Array: writeCanonicalArray(out, value.toArray()); break;
    case QJsonValue::Object: writeCanonicalObject(out, value.toObject()); break;
    case QJsonValue::Null:
    case QJsonValue::Undefined: out += "null"; break;
    }
}

} // namespace

std::string canonicalBytes(const QJsonObject& object)
{
    std::string out;
    writeCanonicalObject(out, object);
    return out;
}

std::string canonicalBytes(const QJsonValue& value)
{
    std::string out;
    writeCanonicalValue(out, value);
    return out;
}

void appendCanonicalText(std::string& out, std::string_view text)
{
    out += '"';
    while (!text.empty()) {
        const auto special = std::find_if_not(text.begin(), text.end(), isPlainCharacter);
        out.append(text.begin(), special);
        text.remove_prefix(std::size_t(special - text.begin()));
        if (text.empty())
            break;
        escapeCharacter(out, text.front());
        text.remove_prefix(1);
    }
    out += '"';
}

std::string canonicalString(const QString& text)
{
    std::string out;
    appendCanonicalText(out, text.toStdString());
    return out;
}

} // namespace strikedesk
