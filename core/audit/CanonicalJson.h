// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

class QJsonObject;
class QJsonValue;
class QString;

namespace strikedesk {

/// The one way an object is written as bytes, so that equal objects have equal hashes (docs/audit.md): keys
/// sorted by their UTF-8 bytes, no white space, UTF-8, whole numbers without point or exponent, other
/// numbers in the shortest form that reads back the same.
[[nodiscard]] std::string canonicalBytes(const QJsonObject& object);
[[nodiscard]] std::string canonicalBytes(const QJsonValue& value);

/// Appends a JSON string with its quotes; `text` is valid UTF-8.
void appendCanonicalText(std::string& out, std::string_view text);
/// A JSON string with its quotes.
[[nodiscard]] std::string canonicalString(const QString& text);

} // namespace strikedesk
