// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/CanonicalReader.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace strikedesk {

/// One value of a JSON document that is read: of Qt's tree, where the document came from outside, or of
/// canonical bytes, where the record is read back and a tree would cost more than all the rest. A decoder
/// that is written with it lists its fields once and serves both (the other direction: JsonMembers.h).
///
/// Of canonical bytes it is a view: they must outlive it. Thread: a value; any thread.
class JsonLook
{
public:
    JsonLook() = default; ///< Nothing is there.
    JsonLook(QJsonValue value)
        : m_value(std::move(value))
    {
    }
    JsonLook(const QJsonObject& object)
        : m_value(QJsonValue(object))
    {
    }
    JsonLook(CanonicalReader::Value value)
        : m_value(value)
    {
    }

    [[nodiscard]] bool isThere() const;
    [[nodiscard]] bool isNull() const;
    [[nodiscard]] bool isText() const;
    [[nodiscard]] bool isFlag() const;
    [[nodiscard]] bool isNumber() const;
    [[nodiscard]] bool isList() const;
    [[nodiscard]] bool isObject() const;

    /// UTF-8; empty unless it is a text.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] bool flag() const;
    [[nodiscard]] std::optional<double> number() const;
    /// A number that is whole and fits 64 bits.
    [[nodiscard]] std::optional<std::int64_t> whole() const;

    /// Of an object; `key` is plain ASCII.
    [[nodiscard]] JsonLook member(const char* key) const;
    /// Items of a list; 0 for anything else.
    [[nodiscard]] std::size_t size() const;
    /// Hands over the items of a list.
    template <typename Use>
    void forEach(Use use) const
    {
        if (const auto* tree = std::get_if<QJsonValue>(&m_value)) {
            for (const QJsonValue item : tree->toArray())
                use(JsonLook(item));
        } else if (isList()) {
            std::get<CanonicalReader::Value>(m_value).forEach(
                [&](const CanonicalReader::Value& item) { use(JsonLook(item)); });
        }
    }
    /// Hands over the names of an object's members, UTF-8.
    template <typename Use>
    void forEachKey(Use use) const
    {
        if (const auto* tree = std::get_if<QJsonValue>(&m_value)) {
            const QJsonObject object = tree->toObject();
            for (auto member = object.begin(); member != object.end(); ++member)
                use(member.key().toStdString());
        } else {
            std::get<CanonicalReader::Value>(m_value).forEachMember(
                [&](const std::string& key, const CanonicalReader::Value&) { use(key); });
        }
    }

private:
    std::variant<QJsonValue, CanonicalReader::Value> m_value {QJsonValue(QJsonValue::Undefined)};
};

} // namespace strikedesk
