// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/JsonGuard.h"

#include <QByteArrayView>

#include <fmt/format.h>

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace strikedesk::api {
namespace {

/// The scanner keeps its own stack, so a deep document costs no call depth. A false answer means: m_problem
/// says why.
class JsonScanner
{
public:
    JsonScanner(std::string_view text, const JsonLimits& limits)
        : m_text(text)
        , m_limits(limits)
    {
    }

    [[nodiscard]] Result<void> run()
    {
        bool isSound = scanValue();
        while (isSound && !m_open.empty())
            isSound = scanInsideOpen();
        skipBlanks();
        if (isSound && m_at != m_text.size())
            isSound = refuse("more text after the document's end");
        if (!isSound)
            return fail("input.json",
                        fmt::format("The body is not acceptable JSON: {} at byte {}.", m_problem, m_at));
        return {};
    }

private:
    struct Open
    {
        bool isObject = false;
        bool isFirst = true;
        std::set<std::string> keys;
    };

    bool refuse(const char* problem)
    {
        m_problem = problem;
        return false;
    }

    [[nodiscard]] bool isAt(char c) const { return m_at < m_text.size() && m_text[m_at] == c; }

    bool take(char c)
    {
        if (!isAt(c))
            return false;
        ++m_at;
        return true;
    }

    void skipBlanks()
    {
        while (isAt(' ') || isAt('\t') || isAt('\n') || isAt('\r'))
            ++m_at;
    }

    /// A scalar whole, or the opening bracket of a container.
    bool scanValue()
    {
        skipBlanks();
        if (m_at == m_text.size())
            return refuse("a value is missing");
        switch (m_text[m_at]) {
        case '{': return openContainer(true);
        case '[': return openContainer(false);
        case '"': {
            std::string ignored;
            return scanString(ignored);
        }
        case 't': return scanWord("true");
        case 'f': return scanWord("false");
        case 'n': return scanWord("null");
        default: return scanNumber();
        }
    }

    bool openContainer(bool isObject)
    {
        if (m_open.size() == m_limits.depth)
            return refuse("nested too deeply");
        ++m_at;
        m_open.push_back({isObject, true, {}});
        return true;
    }

    /// One step inside the innermost container: its end, or one more member or element.
    bool scanInsideOpen()
    {
        skipBlanks();
        Open& open = m_open.back();
        if (take(open.isObject ? '}' : ']')) {
            m_open.pop_back();
            return true;
        }
        if (!open.isFirst && !take(','))
            return refuse("a comma or a closing bracket is missing");
        open.isFirst = false;
        if (!open.isObject)
            return ++m_elements > m_limits.elements ? refuse("too many array elements") : scanValue();
        return scanKey(open) && scanValue();
    }

    bool scanKey(Open& open)
    {
        skipBlanks();
        std::string key;
        if (!isAt('"'))
            return refuse("a key in quotes is missing");
        if (!scanString(key))
            return false;
        if (++m_keys > m_limits.keys)
            return refuse("too many keys");
        if (!open.keys.insert(std::move(key)).second)
            return refuse("a key stands twice in one object");
        skipBlanks();
        return take(':') || refuse("a colon is missing");
    }

    bool scanWord(std::string_view word)
    {
        if (m_text.substr(m_at, word.size()) != word)
            return refuse("an unknown word");
        m_at += word.size();
        return true;
    }

    bool scanDigits()
    {
        const std::size_t first = m_at;
        while (m_at < m_text.size() && m_text[m_at] >= '0' && m_text[m_at] <= '9')
            ++m_at;
        return m_at > first || refuse("a digit is missing");
    }

    bool scanNumber()
    {
        const std::size_t first = m_at;
        if (!scanNumberText())
            return false;
        // A number no double can hold would be refused by the parser behind, which then calls all of it
        // broken.
        bool isHeld = false;
        const std::string_view text = m_text.substr(first, m_at - first);
        (void)QByteArrayView(text.data(), qsizetype(text.size())).toDouble(&isHeld);
        return isHeld || refuse("a number that is too large or too small");
    }

    bool scanNumberText()
    {
        take('-');
        const bool startsWithZero = take('0');
        if (!startsWithZero && !scanDigits())
            return false;
        if (take('.') && !scanDigits())
            return false;
        if (take('e') || take('E')) {
            if (!take('+'))
                take('-');
            return scanDigits();
        }
        return true;
    }

    bool scanString(std::string& decoded)
    {
        ++m_at;
        while (m_at < m_text.size()) {
            const auto c = static_cast<unsigned char>(m_text[m_at]);
            if (c == '"') {
                ++m_at;
                return true;
            }
            if (c < 0x20)
                return refuse("a control character in a string");
            const bool isSound = c == '\\' ? scanEscape(decoded) : scanCharacter(decoded);
            if (!isSound)
                return false;
        }
        return refuse("a string has no end");
    }

    bool scanEscape(std::string& decoded)
    {
        constexpr std::string_view names = "\"\\/bfnrt";
        constexpr std::string_view values = "\"\\/\b\f\n\r\t";
        ++m_at;
        if (m_at == m_text.size())
            return refuse("a string has no end");
        if (take('u'))
            return scanUnicodeEscape(decoded);
        const std::size_t which = names.find(m_text[m_at]);
        if (which == std::string_view::npos)
            return refuse("an unknown escape in a string");
        decoded += values[which];
        ++m_at;
        return true;
    }

    bool scanHex4(std::uint32_t& code)
    {
        code = 0;
        for (int i = 0; i < 4; ++i, ++m_at) {
            const char c = m_at < m_text.size() ? m_text[m_at] : ' ';
            if (c >= '0' && c <= '9')
                code = code * 16 + std::uint32_t(c - '0');
            else if (c >= 'a' && c <= 'f')
                code = code * 16 + std::uint32_t(c - 'a' + 10);
            else if (c >= 'A' && c <= 'F')
                code = code * 16 + std::uint32_t(c - 'A' + 10);
            else
                return refuse("a \\u escape needs four hexadecimal digits");
        }
        return true;
    }

    bool scanUnicodeEscape(std::string& decoded)
    {
        std::uint32_t code = 0;
        if (!scanHex4(code))
            return false;
        if (code >= 0xdc00 && code <= 0xdfff)
            return refuse("half of a surrogate pair");
        if (code >= 0xd800 && code <= 0xdbff) {
            std::uint32_t low = 0;
            if (!take('\\') || !take('u'))
                return refuse("half of a surrogate pair");
            if (!scanHex4(low))
                return false;
            if (low < 0xdc00 || low > 0xdfff)
                return refuse("half of a surrogate pair");
            code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        }
        appendUtf8(decoded, code);
        return true;
    }

    static void appendUtf8(std::string& text, std::uint32_t code)
    {
        if (code < 0x80) {
            text += char(code);
            return;
        }
        if (code < 0x800) {
            text += char(0xc0 | (code >> 6));
        } else {
            if (code < 0x10000) {
                text += char(0xe0 | (code >> 12));
            } else {
                text += char(0xf0 | (code >> 18));
                text += char(0x80 | ((code >> 12) & 0x3f));
            }
            text += char(0x80 | ((code >> 6) & 0x3f));
        }
        text += char(0x80 | (code & 0x3f));
    }

    /// One UTF-8 sequence: no overlong form, no surrogate, nothing above U+10FFFF.
    bool scanCharacter(std::string& decoded)
    {
        const auto lead = static_cast<unsigned char>(m_text[m_at]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if ((lead >= 0x80 && lead < 0xc2) || lead > 0xf4 || m_at + length > m_text.size())
            return refuse("text that is not UTF-8");
        for (std::size_t i = 1; i < length; ++i) {
            const auto next = static_cast<unsigned char>(m_text[m_at + i]);
            const bool isTooSmall
                = i == 1 && ((lead == 0xe0 && next < 0xa0) || (lead == 0xf0 && next < 0x90));
            const bool isTooLarge
                = i == 1 && ((lead == 0xed && next > 0x9f) || (lead == 0xf4 && next > 0x8f));
            if ((next & 0xc0) != 0x80 || isTooSmall || isTooLarge)
                return refuse("text that is not UTF-8");
        }
        decoded.append(m_text.substr(m_at, length));
        m_at += length;
        return true;
    }

    std::string_view m_text;
    const JsonLimits& m_limits;
    std::size_t m_at = 0;
    std::size_t m_keys = 0;
    std::size_t m_elements = 0;
    std::vector<Open> m_open;
    const char* m_problem = "";
};

} // namespace

Result<void> guardJson(std::string_view text, const JsonLimits& limits)
{
    return JsonScanner(text, limits).run();
}

} // namespace strikedesk::api
