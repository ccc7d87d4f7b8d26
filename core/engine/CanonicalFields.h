// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/CanonicalWriter.h"
#include "core/engine/JsonFields.h"

namespace strikedesk::json {

/// Writes a struct that has `describe(archive, value)` as canonical bytes, without a tree: the record is
/// written on the way of every order, and a tree costs more than all the rest. Money and prices are decimal
/// strings, times microseconds, absent values are left out.
class CanonicalFields
{
public:
    explicit CanonicalFields(CanonicalWriter& out)
        : m_out(out)
    {
    }

    template <typename T>
    void operator()(const char* key, const T& value)
    {
        m_out.key(key);
        write(value);
    }
    template <typename T>
    void operator()(const char* key, const std::optional<T>& value)
    {
        if (value)
            (*this)(key, *value);
    }

private:
    void write(const std::string& text) { m_out.text(text); }
    void write(bool value) { m_out.boolean(value); }
    void write(int value) { m_out.number(value); }
    void write(std::uint64_t value) { m_out.text(std::to_string(value)); }
    void write(Quantity value) { m_out.number(value.count()); }
    void write(Instant value) { m_out.numberAsText(value.time_since_epoch().count()); }
    template <typename Tag>
    void write(Decimal<Tag> value)
    {
        m_out.text(value.text());
    }
    template <typename Tag>
    void write(const Id<Tag>& value)
    {
        m_out.text(value.text());
    }
    void write(const std::map<std::string, std::string>& values)
    {
        m_out.beginObject();
        for (const auto& [key, text] : values) {
            m_out.key(key);
            m_out.text(text);
        }
        m_out.endObject();
    }
    void write(std::int64_t value) { m_out.numberAsText(value); }
    void write(Multiplier value) { m_out.number(value.shares()); }
    void write(Date value) { m_out.text(toIsoText(value)); }
    void write(const Digest& value) { m_out.text(hexText(value)); }
    template <typename First, typename Second>
    void write(const std::pair<First, Second>& value)
    {
        m_out.beginArray();
        write(value.first);
        write(value.second);
        m_out.endArray();
    }
    template <typename T>
    void write(const std::vector<T>& values)
    {
        writeList(values);
    }
    template <typename T>
    void write(const std::deque<T>& values)
    {
        writeList(values);
    }
    template <typename T>
    void write(const std::list<T>& values)
    {
        writeList(values);
    }
    template <typename T>
    void write(const std::set<T>& values)
    {
        writeList(values);
    }
    /// Pairs, since a key need not be a text.
    template <typename Key, typename T>
    void write(const std::map<Key, T>& values)
    {
        writeList(values);
    }
    template <typename T>
    requires std::is_enum_v<T>
    void write(const T& value) { m_out.number(static_cast<std::int64_t>(value)); }
    template <typename T>
    void write(const T& value)
    {
        writeCanonical(m_out, value); // found by argument-dependent lookup: a struct with fields of its own
    }

    template <typename List>
    void writeList(const List& values)
    {
        m_out.beginArray();
        for (const auto& value : values)
            write(value);
        m_out.endArray();
    }

    CanonicalWriter& m_out;
};

} // namespace strikedesk::json
