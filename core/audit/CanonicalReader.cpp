// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/CanonicalReader.h"

#include <QUtf8StringView>

#include <algorithm>
#include <array>
#include <charconv>

namespace strikedesk {
namespace {

constexpr int depthMax = 64;

struct Escape
{
    char letter;
    char meaning;
};
constexpr std::array escapes {Escape {'"', '"'},  Escape {'\\', '\\'}, Escape {'b', '\b'}, Escape {'f', '\f'},
                              Escape {'n', '\n'}, Escape {'r', '\r'},  Escape {'t', '\t'}};

// The value of the four digits after \u; nothing unless it is a control character, which alone is written so.
std::optional<char> controlCharacter(std::string_view digits)
{
    unsigned code = 0;
    if (digits.size() < 4)
        return {};
    const auto read = std::from_chars(digits.data(), digits.data() + 4, code, 16);
    if (read.ec != std::errc() || read.ptr != digits.data() + 4 || code >= 0x20)
        return {};
    return char(code);
}

// The character that begins with a backslash at the front of `text`, and how long it is written.
std::optional<std::pair<char, std::size_t>> escapeAt(std::string_view text)
{
    if (text.size() < 2)
        return {};
    if (text[1] == 'u') {
        const auto control = controlCharacter(text.substr(2));
        return control ? std::optional(std::pair(*control, std::size_t {6})) : std::nullopt;
    }
    const auto* const known = std::ranges::find(escapes, text[1], &Escape::letter);
    if (known == escapes.end())
        return {};
    return std::pair(known->meaning, std::size_t {2});
}

std::string unescaped(std::string_view raw)
{
    std::string text;
    text.reserve(raw.size());
    while (!raw.empty()) {
        const std::size_t plain = std::min(raw.find('\\'), raw.size());
        text.append(raw.substr(0, plain));
        raw.remove_prefix(plain);
        if (raw.empty())
            break;
        const auto [character, length] = escapeAt(raw).value(); // the parser has seen that it is one
        text += character;
        raw.remove_prefix(length);
    }
    return text;
}

bool isEscaped(std::string_view raw)
{
    return raw.find('\\') != std::string_view::npos;
}

// Keys are ordered by what they mean, not by how that is written.
bool comesBefore(std::string_view key, std::string_view next)
{
    const auto [left, right] = std::ranges::mismatch(key, next);
    if (left == key.end() || right == next.end())
        return right != next.end(); // one begins with the other
    const bool isPlain = *left != '\\' && *right != '\\' && !isEscaped({key.begin(), left});
    return isPlain ? static_cast<unsigned char>(*left) < static_cast<unsigned char>(*right)
                   : unescaped(key) < unescaped(next);
}

} // namespace

class CanonicalParser
{
public:
    using Kind = CanonicalReader::Kind;
    using Node = CanonicalReader::Node;

    CanonicalParser(std::string_view text, std::vector<Node>& nodes)
        : m_text(text)
        , m_nodes(nodes)
    {
    }

    bool run() { return next() == '{' && value({}, 0) && m_at == m_text.size(); }

private:
    [[nodiscard]] char next() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    bool skip(std::string_view expected)
    {
        if (!m_text.substr(m_at).starts_with(expected))
            return false;
        m_at += expected.size();
        return true;
    }

    bool value(std::string_view key, int depth)
    {
        if (depth > depthMax)
            return false;
        const std::size_t node = m_nodes.size();
        const std::size_t begin = m_at;
        m_nodes.push_back({Kind::Null, 0, key, {}});
        std::string_view inner;
        Kind kind = Kind::Null;
        bool isGood = false;
        switch (next()) {
        case '{': kind = Kind::Object, isGood = object(depth); break;
        case '[': kind = Kind::List, isGood = list(depth); break;
        case '"': kind = Kind::Text, isGood = text(inner); break;
        case 't': kind = Kind::Flag, isGood = skip("true"); break;
        case 'f': kind = Kind::Flag, isGood = skip("false"); break;
        case 'n': kind = Kind::Null, isGood = skip("null"); break;
        default: kind = Kind::Number, isGood = number();
        }
        m_nodes[node].kind = kind;
        m_nodes[node].end = std::uint32_t(m_nodes.size());
        m_nodes[node].raw = kind == Kind::Text ? inner : m_text.substr(begin, m_at - begin);
        return isGood;
    }

    bool object(int depth)
    {
        if (skip("{}"))
            return true;
        std::string_view before;
        for (bool isFirst = true;; isFirst = false) {
            if (next() == '}' && !isFirst)
                return skip("}");
            std::string_view key;
            if (!skip(isFirst ? "{" : ",") || !text(key) || (!isFirst && !comesBefore(before, key))
                || !skip(":") || !value(key, depth + 1))
                return false;
            before = key;
        }
    }

    bool list(int depth)
    {
        if (skip("[]"))
            return true;
        for (bool isFirst = true;; isFirst = false) {
            if (next() == ']' && !isFirst)
                return skip("]");
            if (!skip(isFirst ? "[" : ",") || !value({}, depth + 1))
                return false;
        }
    }

    bool text(std::string_view& inner)
    {
        if (!skip("\""))
            return false;
        const std::size_t begin = m_at;
        for (; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            if (c == '"') {
                inner = m_text.substr(begin, m_at - begin);
                ++m_at;
                return true;
            }
            if (static_cast<unsigned char>(c) < 0x20)
                return false;
            if (c != '\\')
                continue;
            const auto escape = escapeAt(m_text.substr(m_at));
            if (!escape)
                return false;
            m_at += escape->second - 1;
        }
        return false;
    }

    bool number()
    {
        const std::size_t digits = m_at + (next() == '-' ? 1 : 0);
        if (digits >= m_text.size() || m_text[digits] < '0' || m_text[digits] > '9')
            return false;
        double ignored = 0;
        const char* const first = m_text.data() + m_at;
        const auto read = std::from_chars(first, m_text.data() + m_text.size(), ignored);
        m_at += std::size_t(read.ptr - first);
        return read.ec == std::errc();
    }

    std::string_view m_text;
    std::vector<Node>& m_nodes;
    std::size_t m_at = 0;
};

std::optional<CanonicalReader> CanonicalReader::parse(std::string_view text)
{
    if (!QUtf8StringView(text.data(), qsizetype(text.size())).isValidUtf8())
        return {}; // what is written is always UTF-8: these bytes are somebody else's
    CanonicalReader reader;
    reader.m_nodes.reserve(text.size() / 16 + 1);
    if (!CanonicalParser(text, reader.m_nodes).run())
        return {};
    return reader;
}

std::string CanonicalReader::Value::text() const
{
    if (!isText())
        return {};
    return isEscaped(m_node->raw) ? unescaped(m_node->raw) : std::string(m_node->raw);
}

std::string CanonicalReader::Value::key() const
{
    return unescaped(m_node->key);
}

std::int64_t CanonicalReader::Value::whole() const
{
    std::int64_t number = 0;
    if (!isNumber())
        return 0;
    const char* const end = m_node->raw.data() + m_node->raw.size();
    const auto read = std::from_chars(m_node->raw.data(), end, number);
    return read.ec == std::errc() && read.ptr == end ? number : 0;
}

CanonicalReader::Value CanonicalReader::Value::member(std::string_view key) const
{
    return Members(*this).find(key);
}

CanonicalReader::Value CanonicalReader::Members::find(std::string_view key)
{
    if (!m_next)
        return {};
    if (key <= m_asked) // not in the order of the keys: from the first one again
        m_next = m_object.m_node + 1;
    m_asked = key;
    const Node* const end = m_object.past(m_object.m_node);
    while (m_next != end && comesBefore(m_next->key, key))
        m_next = m_object.past(m_next);
    return m_next != end && m_next->key == key ? Value(m_object.m_first, m_next) : Value();
}

} // namespace strikedesk
