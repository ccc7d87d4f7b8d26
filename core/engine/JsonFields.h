// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Ids.h"
#include "core/types/Money.h"
#include "core/types/OrderLeg.h"
#include "core/util/Error.h"
#include "core/util/Instant.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <cstdint>
#include <deque>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace strikedesk::json {

/// Writes a struct that has `describe(archive, value)` into a JSON object: one list of fields serves both
/// directions. Money and prices are decimal strings, times ISO UTC with microseconds kept, absent values are
/// left out.
class Writer
{
public:
    [[nodiscard]] QJsonObject take() { return std::move(m_object); }

    template <typename T>
    void operator()(const char* key, const T& value)
    {
        put(QString::fromLatin1(key), value);
    }

private:
    template <typename T>
    void put(const QString& key, const std::optional<T>& value)
    {
        if (value)
            m_object.insert(key, toValue(*value));
    }
    template <typename T>
    void put(const QString& key, const T& value)
    {
        m_object.insert(key, toValue(value));
    }

    static QJsonValue toValue(const std::string& text) { return QString::fromStdString(text); }
    static QJsonValue toValue(bool value) { return value; }
    static QJsonValue toValue(int value) { return value; }
    /// Beyond 2^53 a JSON number is not exact, so that counters are written as text.
    static QJsonValue toValue(std::uint64_t value) { return QString::number(value); }
    static QJsonValue toValue(Quantity value) { return QJsonValue(qint64(value.count())); }
    static QJsonValue toValue(Instant value) { return QString::number(value.time_since_epoch().count()); }
    template <typename Tag>
    static QJsonValue toValue(Decimal<Tag> value)
    {
        return QString::fromStdString(value.text());
    }
    template <typename Tag>
    static QJsonValue toValue(const Id<Tag>& value)
    {
        return QString::fromStdString(value.text());
    }
    static QJsonValue toValue(const std::map<std::string, std::string>& values)
    {
        QJsonObject object;
        for (const auto& [key, text] : values)
            object.insert(QString::fromStdString(key), QString::fromStdString(text));
        return object;
    }
    static QJsonValue toValue(std::int64_t value) { return QString::number(value); }
    static QJsonValue toValue(Multiplier value) { return value.shares(); }
    static QJsonValue toValue(Date value) { return QString::fromStdString(toIsoText(value)); }
    template <typename First, typename Second>
    static QJsonValue toValue(const std::pair<First, Second>& value)
    {
        return QJsonArray {toValue(value.first), toValue(value.second)};
    }
    template <typename T>
    static QJsonValue toValue(const std::vector<T>& values)
    {
        return arrayOf(values);
    }
    template <typename T>
    static QJsonValue toValue(const std::deque<T>& values)
    {
        return arrayOf(values);
    }
    template <typename T>
    static QJsonValue toValue(const std::list<T>& values)
    {
        return arrayOf(values);
    }
    template <typename T>
    static QJsonValue toValue(const std::set<T>& values)
    {
        return arrayOf(values);
    }
    /// Pairs, since a key need not be a text.
    template <typename Key, typename T>
    static QJsonValue toValue(const std::map<Key, T>& values)
    {
        return arrayOf(values);
    }
    template <typename T>
    requires std::is_enum_v<T>
    static QJsonValue toValue(const T& value) { return static_cast<int>(value); }
    template <typename T>
    static QJsonValue toValue(const T& value)
    {
        return toJson(value); // found by argument-dependent lookup: a struct with fields of its own
    }
    template <typename Range>
    static QJsonValue arrayOf(const Range& values)
    {
        QJsonArray array;
        for (const auto& value : values)
            array.append(toValue(value));
        return array;
    }

    QJsonObject m_object;
};

/// Reads what Writer wrote. The first field that is missing or has another shape ends it: `audit.bad_record`.
class Reader
{
public:
    explicit Reader(QJsonObject object)
        : m_object(std::move(object))
    {
    }

    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

    template <typename T>
    void operator()(const char* key, T& value)
    {
        if (m_error)
            return;
        take(QString::fromLatin1(key), value);
        if (!m_isFieldGood && !m_error)
            m_error = Error {"audit.bad_record",
                             std::string("The field \"") + key + "\" of a record is missing or malformed."};
    }

private:
    template <typename T>
    void take(const QString& key, std::optional<T>& value)
    {
        m_isFieldGood = true;
        const QJsonValue found = m_object.value(key);
        if (found.isUndefined()) {
            value.reset();
            return;
        }
        T inner {};
        fromValue(found, inner);
        value = std::move(inner);
    }
    template <typename T>
    void take(const QString& key, T& value)
    {
        m_isFieldGood = true;
        fromValue(m_object.value(key), value);
    }

    void fromValue(const QJsonValue& found, std::string& value)
    {
        m_isFieldGood = m_isFieldGood && found.isString();
        value = found.toString().toStdString();
    }
    void fromValue(const QJsonValue& found, bool& value)
    {
        m_isFieldGood = m_isFieldGood && found.isBool();
        value = found.toBool();
    }
    void fromValue(const QJsonValue& found, int& value)
    {
        m_isFieldGood = m_isFieldGood && found.isDouble();
        value = found.toInt();
    }
    void fromValue(const QJsonValue& found, std::uint64_t& value)
    {
        bool isNumber = false;
        value = found.toString().toULongLong(&isNumber);
        m_isFieldGood = m_isFieldGood && isNumber;
    }
    void fromValue(const QJsonValue& found, Quantity& value)
    {
        m_isFieldGood = m_isFieldGood && found.isDouble();
        value = Quantity(found.toInteger());
    }
    void fromValue(const QJsonValue& found, Instant& value)
    {
        bool isNumber = false;
        value = Instant {Duration {found.toString().toLongLong(&isNumber)}};
        m_isFieldGood = m_isFieldGood && isNumber;
    }
    template <typename Tag>
    void fromValue(const QJsonValue& found, Decimal<Tag>& value)
    {
        const auto parsed = Decimal<Tag>::parse(found.toString().toStdString());
        m_isFieldGood = m_isFieldGood && parsed.has_value();
        if (parsed)
            value = *parsed;
    }
    template <typename Tag>
    void fromValue(const QJsonValue& found, Id<Tag>& value)
    {
        m_isFieldGood = m_isFieldGood && found.isString();
        value = Id<Tag>(found.toString().toStdString());
    }
    void fromValue(const QJsonValue& found, std::map<std::string, std::string>& values)
    {
        m_isFieldGood = m_isFieldGood && found.isObject();
        const QJsonObject object = found.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            values[it.key().toStdString()] = it.value().toString().toStdString();
    }
    void fromValue(const QJsonValue& found, std::int64_t& value)
    {
        bool isNumber = false;
        value = found.toString().toLongLong(&isNumber);
        m_isFieldGood = m_isFieldGood && isNumber;
    }
    void fromValue(const QJsonValue& found, Multiplier& value)
    {
        m_isFieldGood = m_isFieldGood && found.isDouble() && found.toInt() > 0;
        if (m_isFieldGood)
            value = Multiplier(found.toInt());
    }
    void fromValue(const QJsonValue& found, Date& value)
    {
        const auto parsed = parseDate(found.toString().toStdString());
        m_isFieldGood = m_isFieldGood && parsed.has_value();
        value = parsed.value_or(Date {});
    }
    template <typename First, typename Second>
    void fromValue(const QJsonValue& found, std::pair<First, Second>& value)
    {
        const QJsonArray both = found.toArray();
        m_isFieldGood = m_isFieldGood && both.size() == 2;
        fromValue(both.at(0), value.first);
        fromValue(both.at(1), value.second);
    }
    template <typename T>
    void fromValue(const QJsonValue& found, std::vector<T>& values)
    {
        fromArray<T>(found, values);
    }
    template <typename T>
    void fromValue(const QJsonValue& found, std::deque<T>& values)
    {
        fromArray<T>(found, values);
    }
    template <typename T>
    void fromValue(const QJsonValue& found, std::list<T>& values)
    {
        fromArray<T>(found, values);
    }
    template <typename T>
    void fromValue(const QJsonValue& found, std::set<T>& values)
    {
        fromArray<T>(found, values);
    }
    template <typename Key, typename T>
    void fromValue(const QJsonValue& found, std::map<Key, T>& values)
    {
        fromArray<std::pair<Key, T>>(found, values);
    }
    template <typename T>
    requires std::is_enum_v<T>
    void fromValue(const QJsonValue& found, T& value)
    {
        m_isFieldGood = m_isFieldGood && found.isDouble();
        value = static_cast<T>(found.toInt());
    }
    template <typename T, typename Container>
    void fromArray(const QJsonValue& found, Container& values)
    {
        m_isFieldGood = m_isFieldGood && found.isArray();
        for (const QJsonValue item : found.toArray()) {
            T value {};
            fromValue(item, value);
            values.insert(values.end(), std::move(value));
        }
    }
    template <typename T>
    void fromValue(const QJsonValue& found, T& value)
    {
        const Result<void> read = fromJson(found.toObject(), value);
        if (!read && !m_error)
            m_error = read.error();
        m_isFieldGood = m_isFieldGood && found.isObject();
    }

    QJsonObject m_object;
    std::optional<Error> m_error;
    bool m_isFieldGood = true;
};

} // namespace strikedesk::json
