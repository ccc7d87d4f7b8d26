// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <string_view>

namespace strikedesk::progress {

// Small questions about text that the readers of headings and of items share.

[[nodiscard]] inline bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
[[nodiscard]] inline bool isWordCharacter(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'
        || static_cast<unsigned char>(c) >= 0x80;
}
[[nodiscard]] inline char lowered(char c)
{
    return char(std::tolower(static_cast<unsigned char>(c)));
}

[[nodiscard]] inline bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return a.size() == b.size()
        && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lowered(x) == lowered(y); });
}
[[nodiscard]] inline bool startsIgnoringCase(std::string_view text, std::string_view start)
{
    return equalsIgnoringCase(text.substr(0, start.size()), start);
}

/// Where `word` stands on its own in the text, from `from` on.
[[nodiscard]] inline std::size_t findWord(std::string_view text, std::string_view word, std::size_t from = 0)
{
    for (std::size_t at = text.find(word, from); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const bool startsWord = at == 0 || !isWordCharacter(text[at - 1]);
        const std::size_t end = at + word.size();
        if (startsWord && (end == text.size() || !isWordCharacter(text[end])))
            return at;
    }
    return std::string_view::npos;
}

inline constexpr std::array<std::string_view, 4> tickMarks {
    "\xe2\x9c\x85", // white heavy check mark
    "\xe2\x9c\x93", // check mark
    "\xe2\x9c\x94", // heavy check mark
    "\xe2\x98\x91", // ballot box with check
};
} // namespace strikedesk::progress
