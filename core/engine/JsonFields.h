// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/CanonicalReader.h"
#include "core/types/Ids.h"
#include "core/types/Money.h"
#include "core/types/OrderLeg.h"
#include "core/util/Error.h"
#include "core/util/Instant.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <charconv>
#include <map>
#include <optional>
#include <string>
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
    template <typename T>
    static QJsonValue toValue(const std::vector<T>& values)
    {
        QJsonArray array;
        for (const T& value : values)
            array.append(toValue(value));
        return array;
    }
    template <typename T>
    static QJsonValue toValue(const T& value)
    {
        return toJson(value); // found by argument-dependent lookup: a struct with fields of its own
    }

    QJsonObject m_object;
};

/// How a reader looks into a tree of Qt.
struct TreeSource
{
    using Object = QJsonObject;
    using Value = QJsonValue;

    static Value member(const Object& object, const char* key) { return object.value(QLatin1String(key)); }
    static bool isThere(const Value& value) { return !value.isUndefined(); }
    static bool isText(const Value& value) { return value.isString(); }
    static bool isFlag(const Value& value) { return value.isBool(); }
    static bool isNumber(const Value& value) { return value.isDouble(); }
    static bool isList(const Value& value) { return value.isArray(); }
    static bool isObject(const Value& value) { return value.isObject(); }
    static std::string text(const Value& value) { return value.toString().toStdString(); }
    static bool flag(const Value& value) { return value.toBool(); }
    static std::int64_t whole(const Value& value) { return value.toInteger(); }
    static Object object(const Value& value) { return value.toObject(); }
    template <typename Use>
    static void forEach(const Value& list, Use use)
    {
        for (const QJsonValue item : list.toArray())
            use(item);
    }
    template <typename Use>
    static void forEachMember(const Value& value, Use use)
    {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            use(it.key().toStdString(), it.value());
    }
};

/// And how into canonical bytes, without making a tree of them.
struct BytesSource
{
    using Object = CanonicalReader::Value;
    using Value = CanonicalReader::Value;

    static Value member(const Object& object, const char* key) { return object.member(key); }
    static bool isThere(const Value& value) { return value.isThere(); }
    static bool isText(const Value& value) { return value.isText(); }
    static bool isFlag(const Value& value) { return value.isFlag(); }
    static bool isNumber(const Value& value) { return value.isNumber(); }
    static bool isList(const Value& value) { return value.isList(); }
    static bool isObject(const Value& value) { return value.isObject(); }
    static std::string text(const Value& value) { return value.text(); }
    static bool flag(const Value& value) { return value.flag(); }
    static std::int64_t whole(const Value& value) { return value.whole(); }
    static Object object(const Value& value) { return value; }
    template <typename Use>
    static void forEach(const Value& list, Use use)
    {
        list.forEach(use);
    }
    template <typename Use>
    static void forEachMember(const Value& value, Use use)
    {
        value.forEachMember(use);
    }
};

/// Reads what Writer and CanonicalFields wrote. The first field that is missing or has another shape ends it:
/// `audit.bad_record`.
template <typename Source>
class BasicReader
{
public:
    using Object = typename Source::Object;
    using Value = typename Source::Value;

    explicit BasicReader(Object object)
        : m_object(std::move(object))
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
        const Value found = Source::member(m_object, key);
        if (!Source::isThere(found)) {
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
        fromValue(Source::member(m_object, key), value);
    }

    void fromValue(const Value& found, std::string& value)
    {
        m_isFieldGood = m_isFieldGood && Source::isText(found);
        value = Source::text(found);
    }
    void fromValue(const Value& found, bool& value)
    {
        m_isFieldGood = m_isFieldGood && Source::isFlag(found);
        value = Source::flag(found);
    }
    void fromValue(const Value& found, int& value)
    {
        m_isFieldGood = m_isFieldGood && Source::isNumber(found);
        const std::int64_t whole = Source::whole(found);
        value = std::in_range<int>(whole) ? int(whole) : 0;
    }
    void fromValue(const Value& found, std::uint64_t& value) { fromDigits(found, value); }
    void fromValue(const Value& found, Quantity& value)
    {
        m_isFieldGood = m_isFieldGood && Source::isNumber(found);
        value = Quantity(Source::whole(found));
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
        const auto parsed = Decimal<Tag>::parse(Source::text(found));
        m_isFieldGood = m_isFieldGood && parsed.has_value();
        if (parsed)
            value = *parsed;
    }
    template <typename Tag>
    void fromValue(const Value& found, Id<Tag>& value)
    {
        m_isFieldGood = m_isFieldGood && Source::isText(found);
        value = Id<Tag>(Source::text(found));
    }
    void fromValue(const Value& found, std::map<std::string, std::string>& values)
    {
        m_isFieldGood = m_isFieldGood && Source::isObject(found);
        Source::forEachMember(found, [&](std::string key, const Value& value) {
            values[std::move(key)] = Source::text(value);
        });
    }
    template <typename T>
    void fromValue(const Value& found, std::vector<T>& values)
    {
        m_isFieldGood = m_isFieldGood && Source::isList(found);
        Source::forEach(found, [&](const Value& item) {
            T value {};
            fromValue(item, value);
            values.push_back(std::move(value));
        });
    }
    template <typename T>
    void fromValue(const Value& found, T& value)
    {
        const Result<void> read = fromJson(Source::object(found), value);
        if (!read && !m_error)
            m_error = read.error();
        m_isFieldGood = m_isFieldGood && Source::isObject(found);
    }

    // Numbers beyond 2^53 are written as text.
    template <typename Number>
    void fromDigits(const Value& found, Number& value)
    {
        const std::string digits = Source::text(found);
        const char* const end = digits.data() + digits.size();
        const auto read = std::from_chars(digits.data(), end, value);
        m_isFieldGood = m_isFieldGood && read.ec == std::errc() && read.ptr == end && !digits.empty();
    }

    Object m_object;
    std::optional<Error> m_error;
    bool m_isFieldGood = true;
};

using Reader = BasicReader<TreeSource>;
using BytesReader = BasicReader<BytesSource>;

} // namespace strikedesk::json
