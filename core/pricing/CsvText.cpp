// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/CsvText.h"

#include <algorithm>

namespace strikedesk::pricing::detail {

CsvText::CsvText(std::string_view text)
    : m_text(text)
{
    if (m_text.starts_with("\xef\xbb\xbf"))
        m_position = 3;
}

bool CsvText::isAtLineEnd() const
{
    return m_position >= m_text.size() || m_text[m_position] == '\n' || m_text[m_position] == '\r';
}

bool CsvText::readRow(std::vector<std::string>& cells)
{
    while (m_position < m_text.size() && isAtLineEnd())
        ++m_position;
    if (m_position >= m_text.size())
        return false;
    const std::string_view passed = m_text.substr(m_counted, m_position - m_counted);
    m_line = std::max(m_line, 1) + int(std::count(passed.begin(), passed.end(), '\n'));
    m_counted = m_position;
    cells.clear();
    for (;;) {
        std::string cell;
        if (m_position < m_text.size() && m_text[m_position] == '"')
            readQuoted(cell);
        while (!isAtLineEnd() && m_text[m_position] != ',')
            cell += m_text[m_position++];
        cells.push_back(std::move(cell));
        if (isAtLineEnd())
            return true;
        ++m_position; // the comma
    }
}

void CsvText::readQuoted(std::string& cell)
{
    std::size_t at = m_position + 1;
    std::string inside;
    while (at < m_text.size()) {
        if (m_text[at] != '"') {
            inside += m_text[at++];
        } else if (at + 1 < m_text.size() && m_text[at + 1] == '"') {
            inside += '"';
            at += 2;
        } else {
            cell = std::move(inside);
            m_position = at + 1;
            return;
        }
    }
    // Never closed: the quote is an ordinary character of this line.
}

std::string csvCell(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos)
        return std::string(text);
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"')
            quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

} // namespace strikedesk::pricing::detail
