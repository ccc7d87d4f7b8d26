// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/JsonLook.h"
#include "core/types/Decimal.h"
#include "core/util/Error.h"
#include "core/util/Instant.h"

#include <QString>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

/// Text as JSON holds it, and back. Both sides are UTF-8.
[[nodiscard]] inline QString wireText(const std::string& text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// "2013-06-28T13:31:00.250Z", with six fraction digits where the instant has more than milliseconds: what
/// goes over a wire must come back as it was.
[[nodiscard]] std::string exactIsoText(Instant instant);

/// Reads one JSON object field by field and keeps the first thing that is wrong with it: a missing field, a
/// wrong type, a value out of bounds, or, at finish(), a field nobody asked for. After a failure the readers
/// answer defaults, so that a decoder can read on and look once at the end.
class StrictObject
{
public:
    /// `what` names the object in messages ("a fill").
    StrictObject(JsonLook object, std::string what);

    [[nodiscard]] bool has(const char* key) const;
    /// 1 to `longest` bytes without control characters.
    [[nodiscard]] std::string text(const char* key, std::size_t longest = 64);
    /// Like text(), but may be empty.
    [[nodiscard]] std::string optionalText(const char* key, std::size_t longest = 256);
    [[nodiscard]] std::int64_t whole(const char* key, std::int64_t lowest, std::int64_t highest);
    [[nodiscard]] bool flag(const char* key);
    [[nodiscard]] Instant instant(const char* key);
    [[nodiscard]] Date date(const char* key);
    [[nodiscard]] JsonLook object(const char* key);
    [[nodiscard]] JsonLook list(const char* key, std::size_t longest);
    /// Money and prices travel as decimal strings, never as JSON numbers.
    template <typename Amount>
    [[nodiscard]] Amount decimal(const char* key)
    {
        return Amount::ofUnits(decimalUnits(key));
    }

    void refuse(std::string message);
    /// Takes over the first failure of an inner object.
    template <typename T>
    [[nodiscard]] T valueOf(Result<T> inner)
    {
        if (inner)
            return *std::move(inner);
        if (!m_error)
            m_error = inner.error();
        return {};
    }
    /// The first failure, an unknown field included. Call it last, once.
    [[nodiscard]] std::optional<Error> finish();

private:
    [[nodiscard]] JsonLook value(const char* key);
    [[nodiscard]] std::int64_t decimalUnits(const char* key);
    void expected(const char* key, const char* expectation);

    JsonLook m_object;
    std::string m_what;
    std::vector<std::string_view> m_seen; ///< Names that stand in the program.
    std::optional<Error> m_error;
};

} // namespace strikedesk
