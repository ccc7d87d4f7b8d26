// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk::pricing::detail {

/// Reads CSV text row by row (RFC 4180: quotes, doubled quotes, line ends of either kind; a leading
/// byte-order mark is skipped). A quote that is never closed ends with its line, so that it cannot swallow
/// the rest of the file.
class CsvText
{
public:
    explicit CsvText(std::string_view text);

    /// False at the end. Blank lines are skipped.
    [[nodiscard]] bool readRow(std::vector<std::string>& cells);
    /// Where the row that was read last begins, from 1; 0 before the first.
    [[nodiscard]] int line() const { return m_line; }

private:
    void readQuoted(std::string& cell);
    [[nodiscard]] bool isAtLineEnd() const;

    std::string_view m_text;
    std::size_t m_position = 0;
    std::size_t m_counted = 0; ///< Up to here the ends of lines are counted.
    int m_line = 0;
};

/// The cell, in quotes where it needs them.
[[nodiscard]] std::string csvCell(std::string_view text);

} // namespace strikedesk::pricing::detail
