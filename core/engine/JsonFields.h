// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/CanonicalReader.h"
#include "core/audit/Digest.h"
#include "core/types/Ids.h"
#include "core/types/Money.h"
#include "core/types/OrderLeg.h"
#include "core/util/Error.h"
#include "core/util/Instant.h"

#include <charconv>
#include <cstdint>
#include <deque>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace strikedesk::json {

/// Reads a struct that has `describe(archive, value)` from what CanonicalFields wrote: one list of fields
/// serves both directions. The first field that is missing or has another shape ends it: `audit.bad_record`.
class Reader
{
public:
    using Value = CanonicalReader::Value;

    explicit Reader(Value object)
        : m_members(object)
    {
    }

    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

    template <typename T>
    void operator()(const char* key, T& value)
    {
        if (m_error)
            return;
        take(key, value);
        if (!m_isFieldGood && !m_error)
            m_error = Error {"audit.bad_record",
                             std::string("The field \"") + key + "\" of a record is missing or malformed."};
    }

private:
    template <typename T>
    void take(const char* key, std::optional<T>& value)
    {
        m_isFieldGood = true;
        const Value found = m_members.find(key);
        if (!found.isThere()) {
            value.reset();
            return;
        }
        T inner {};
        fromValue(found, inner);
        value = std::move(inner);
    }
    template <typename T>
    void take(const char* key, T& value)
    {
        m_isFieldGood = true;
        fromValue(m_members.find(key), value);
    }

    void fromValue(const Value& found, std::string& value)
    {
        m_isFieldGood = m_isFieldGood && found.isText();
        value = found.text();
    }
    void fromValue(const Value& found, bool& value)
    {
        m_isFieldGood = m_isFieldGood && found.isFlag();
        value = found.flag();
    }
    void fromValue(const Value& found, int& value)
    {
        m_isFieldGood = m_isFieldGood && found.isNumber();
        const std::int64_t whole = found.whole();
        value = std::in_range<int>(whole) ? int(whole) : 0;
    }
    void fromValue(const Value& found, std::uint64_t& value) { fromDigits(found, value); }
    void fromValue(const Value& found, Quantity& value)
    {
        m_isFieldGood = m_isFieldGood && found.isNumber();
        value = Quantity(found.whole());
    }
    void fromValue(const Value& found, Instant& value)
    {
        std::int64_t count = 0;
        fromDigits(found, count);
        value = Instant {Duration {count}};
    }
    template <typename Tag>
    void fromValue(const Value& found, Decimal<Tag>& value)
    {
        const auto parsed = Decimal<Tag>::parse(found.isText() ? found.raw() : std::string_view());
        m_isFieldGood = m_isFieldGood && parsed.has_value();
        if (parsed)
            value = *parsed;
    }
    template <typename Tag>
    void fromValue(const Value& found, Id<Tag>& value)
    {
        m_isFieldGood = m_isFieldGood && found.isText();
        value = Id<Tag>(found.text());
    }
    void fromValue(const Value& found, std::map<std::string, std::string>& values)
    {
        m_isFieldGood = m_isFieldGood && found.isObject();
        found.forEachMember(
            [&](std::string key, const Value& value) { values[std::move(key)] = value.text(); });
    }
    void fromValue(const Value& found, std::int64_t& value) { fromDigits(found, value); }
    void fromValue(const Value& found, Multiplier& value)
    {
        const std::int64_t shares = found.whole();
        m_isFieldGood = m_isFieldGood && shares > 0 && std::in_range<std::int32_t>(shares);
        if (m_isFieldGood)
            value = Multiplier(std::int32_t(shares));
    }
    void fromValue(const Value& found, Date& value)
    {
        const auto parsed = parseDate(found.text());
        m_isFieldGood = m_isFieldGood && parsed.has_value();
        value = parsed.value_or(Date {});
    }
    void fromValue(const Value& found, Digest& value)
    {
        const auto parsed = digestFromHex(found.text());
        m_isFieldGood = m_isFieldGood && parsed.has_value();
        value = parsed.value_or(Digest {});
    }
    template <typename First, typename Second>
    void fromValue(const Value& found, std::pair<First, Second>& value)
    {
        m_isFieldGood = m_isFieldGood && found.isList();
        int part = 0;
        found.forEach([&](const Value& item) {
            if (++part == 1)
                fromValue(item, value.first);
            else
                fromValue(item, value.second);
        });
        m_isFieldGood = m_isFieldGood && part == 2;
    }
    template <typename T>
    void fromValue(const Value& found, std::vector<T>& values)
    {
        fromList<T>(found, values);
    }
    template <typename T>
    void fromValue(const Value& found, std::deque<T>& values)
    {
        fromList<T>(found, values);
    }
    template <typename T>
    void fromValue(const Value& found, std::list<T>& values)
    {
        fromList<T>(found, values);
    }
    template <typename T>
    void fromValue(const Value& found, std::set<T>& values)
    {
        fromList<T>(found, values);
    }
    template <typename Key, typename T>
    void fromValue(const Value& found, std::map<Key, T>& values)
    {
        fromList<std::pair<Key, T>>(found, values);
    }
    template <typename T>
    requires std::is_enum_v<T>
    void fromValue(const Value& found, T& value)
    {
        m_isFieldGood = m_isFieldGood && found.isNumber();
        value = static_cast<T>(found.whole());
    }
    template <typename T>
    void fromValue(const Value& found, T& value)
    {
        const Result<void> read = fromJson(found, value);
        if (!read && !m_error) // an order or a venue's event inside has codes of its own
            m_error = Error {"audit.bad_record", read.error().message};
        m_isFieldGood = m_isFieldGood && found.isObject();
    }

    template <typename T, typename Container>
    void fromList(const Value& found, Container& values)
    {
        values.clear();
        m_isFieldGood = m_isFieldGood && found.isList();
        found.forEach([&](const Value& item) {
            T value {};
            fromValue(item, value);
            values.insert(values.end(), std::move(value));
        });
    }

    // Numbers beyond 2^53 are written as text.
    template <typename Number>
    void fromDigits(const Value& found, Number& value)
    {
        const std::string_view digits = found.isText() ? found.raw() : std::string_view();
        const char* const end = digits.data() + digits.size();
        const auto read = std::from_chars(digits.data(), end, value);
        m_isFieldGood = m_isFieldGood && read.ec == std::errc() && read.ptr == end && !digits.empty();
    }

    CanonicalReader::Members m_members;
    std::optional<Error> m_error;
    bool m_isFieldGood = true;
};

} // namespace strikedesk::json
