// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/CanonicalWriter.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The members of an object put into a tree of Qt or straight into canonical bytes: an encoder that is
/// written with these lists its fields once and serves both. Texts are UTF-8.
namespace strikedesk::members {

inline void putText(QJsonObject& object, const char* key, std::string_view text)
{
    object.insert(QLatin1String(key), QString::fromUtf8(text.data(), qsizetype(text.size())));
}
inline void putText(CanonicalWriter& out, const char* key, std::string_view text)
{
    out.key(key);
    out.text(text);
}

inline void putNumber(QJsonObject& object, const char* key, std::int64_t number)
{
    object.insert(QLatin1String(key), qint64(number));
}
inline void putNumber(CanonicalWriter& out, const char* key, std::int64_t number)
{
    out.key(key);
    out.number(number);
}

inline void putFlag(QJsonObject& object, const char* key, bool flag)
{
    object.insert(QLatin1String(key), flag);
}
inline void putFlag(CanonicalWriter& out, const char* key, bool flag)
{
    out.key(key);
    out.boolean(flag);
}

inline void putTexts(QJsonObject& object, const char* key, const std::vector<std::string>& texts)
{
    QJsonArray array;
    for (const std::string& text : texts)
        array.append(QString::fromStdString(text));
    object.insert(QLatin1String(key), array);
}
inline void putTexts(CanonicalWriter& out, const char* key, const std::vector<std::string>& texts)
{
    out.key(key);
    out.beginArray();
    for (const std::string& text : texts)
        out.text(text);
    out.endArray();
}

inline void putNumbers(QJsonObject& object, const char* key, const std::vector<int>& numbers)
{
    QJsonArray array;
    for (const int number : numbers)
        array.append(number);
    object.insert(QLatin1String(key), array);
}
inline void putNumbers(CanonicalWriter& out, const char* key, const std::vector<int>& numbers)
{
    out.key(key);
    out.beginArray();
    for (const int number : numbers)
        out.number(number);
    out.endArray();
}

/// `write(out)` puts the members of the inner object.
template <typename Write>
void putObject(QJsonObject& object, const char* key, Write write)
{
    QJsonObject inner;
    write(inner);
    object.insert(QLatin1String(key), inner);
}
template <typename Write>
void putObject(CanonicalWriter& out, const char* key, Write write)
{
    out.key(key);
    out.beginObject();
    write(out);
    out.endObject();
}

/// `write(out, value)` puts the members of the object that one of `values` becomes.
template <typename Values, typename Write>
void putObjects(QJsonObject& object, const char* key, const Values& values, Write write)
{
    QJsonArray array;
    for (const auto& value : values) {
        QJsonObject inner;
        write(inner, value);
        array.append(inner);
    }
    object.insert(QLatin1String(key), array);
}
template <typename Values, typename Write>
void putObjects(CanonicalWriter& out, const char* key, const Values& values, Write write)
{
    out.key(key);
    out.beginArray();
    for (const auto& value : values) {
        out.beginObject();
        write(out, value);
        out.endObject();
    }
    out.endArray();
}

} // namespace strikedesk::members
