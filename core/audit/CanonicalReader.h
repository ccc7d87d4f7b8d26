// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace strikedesk {

/// A canonical JSON object (CanonicalJson.h) taken apart in place: nothing is copied but the texts somebody
/// asks for. Strict: what the writer would not have written is not read; the members of an object come by
/// their keys, each once.
///
/// The bytes must outlive it. Thread: a value; any thread.
class CanonicalReader
{
public:
    class Value;
    class Members;

    /// Nothing when the text is no canonical object.
    [[nodiscard]] static std::optional<CanonicalReader> parse(std::string_view text);
    [[nodiscard]] Value root() const;

private:
    friend class CanonicalParser;
    enum class Kind : std::uint8_t { Null, Flag, Number, Text, List, Object };
    /// Children follow their parent; `end` is the first node after the last of them.
    struct Node
    {
        Kind kind;
        std::uint32_t end;
        std::string_view key; ///< As it is written, without the quotes.
        std::string_view raw; ///< The whole value as it is written; of a text without the quotes.
    };

    std::vector<Node> m_nodes;
};

/// One value in a document that is being read; absent where a member is not there. As light as two pointers.
class CanonicalReader::Value
{
public:
    Value() = default;

    [[nodiscard]] bool isThere() const { return m_node != nullptr; }
    [[nodiscard]] bool isNull() const { return is(Kind::Null); }
    [[nodiscard]] bool isText() const { return is(Kind::Text); }
    [[nodiscard]] bool isFlag() const { return is(Kind::Flag); }
    [[nodiscard]] bool isNumber() const { return is(Kind::Number); }
    [[nodiscard]] bool isList() const { return is(Kind::List); }
    [[nodiscard]] bool isObject() const { return is(Kind::Object); }

    /// Empty unless it is a text.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] bool flag() const { return isFlag() && m_node->raw == "true"; }
    /// 0 unless it is a whole number of 64 bits.
    [[nodiscard]] std::int64_t whole() const;
    /// The bytes of the value.
    [[nodiscard]] std::string_view raw() const { return m_node ? m_node->raw : std::string_view(); }

    /// Of an object; `key` is plain ASCII.
    [[nodiscard]] Value member(std::string_view key) const;
    /// Hands over the values of a list, or those of an object without their keys.
    template <typename Use>
    void forEach(Use use) const
    {
        if (!isList() && !isObject())
            return;
        for (const Node* child = m_node + 1; child != past(m_node); child = past(child))
            use(Value(m_first, child));
    }
    /// Hands over key and value of each member of an object.
    template <typename Use>
    void forEachMember(Use use) const
    {
        if (isObject())
            forEach([&use](const Value& value) { use(value.key(), value); });
    }

private:
    friend class CanonicalReader;
    friend class Members;
    Value(const Node* first, const Node* node)
        : m_first(first)
        , m_node(node)
    {
    }
    [[nodiscard]] bool is(Kind kind) const { return m_node && m_node->kind == kind; }
    [[nodiscard]] const Node* past(const Node* node) const { return m_first + node->end; }
    [[nodiscard]] std::string key() const;

    const Node* m_first = nullptr; ///< Of the document.
    const Node* m_node = nullptr;
};

/// Looks up the members of one object. Whoever asks for them in the order of their keys finds each at once.
class CanonicalReader::Members
{
public:
    explicit Members(const Value& object)
        : m_object(object)
        , m_next(object.isObject() ? object.m_node + 1 : nullptr)
    {
    }

    /// Nothing is there for anything but an object; `key` is plain ASCII and lives as long as this.
    [[nodiscard]] Value find(std::string_view key);

private:
    Value m_object;
    std::string_view m_asked; ///< Last.
    const Node* m_next;       ///< The first member that does not come before it.
};

inline CanonicalReader::Value CanonicalReader::root() const
{
    return {m_nodes.data(), m_nodes.data()};
}

} // namespace strikedesk
