// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/InputTable.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace strikedesk {
namespace {

std::string_view trimmedInput(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool isInputRemark(const std::vector<std::string>& cells)
{
    const std::string_view first = trimmedInput(cells.front());
    return first.starts_with('#') || (cells.size() == 1 && first.empty());
}

} // namespace

InputTable::InputTable(std::string_view text, std::span<const std::string_view> columns,
                       std::vector<Fault>& faults)
    : m_csv(text)
    , m_faults(faults)
{
    readHeader(columns);
}

void InputTable::readHeader(std::span<const std::string_view> columns)
{
    bool isThere = false;
    while (!isThere && m_csv.readRow(m_header))
        isThere = !isInputRemark(m_header);
    const std::size_t faultsBefore = m_faults.size();
    if (!isThere) {
        m_header.clear();
        m_isReadable = false;
        m_faults.push_back(
            {0,
             {},
             "inputs.no_header",
             fmt::format("Expected a header line with {}, found no text.", fmt::join(columns, ","))});
        return;
    }
    for (std::string& name : m_header)
        name = std::string(trimmedInput(name));
    for (const std::string_view column : columns) {
        const auto count = std::ranges::count(m_header, column);
        if (count != 1)
            addFault(column, count == 0 ? "inputs.missing_column" : "inputs.duplicate_column",
                     fmt::format("Expected one column \"{}\", found {}; the columns are {}.", column, count,
                                 fmt::join(columns, ",")));
    }
    for (const std::string& name : m_header) {
        if (std::ranges::find(columns, name) == columns.end())
            addFault(
                name, "inputs.unknown_column",
                fmt::format("\"{}\" is no column of this file; they are {}.", name, fmt::join(columns, ",")));
    }
    m_isReadable = m_faults.size() == faultsBefore;
}

bool InputTable::next()
{
    while (m_isReadable && m_csv.readRow(m_cells)) {
        if (isInputRemark(m_cells))
            continue;
        if (m_cells.size() == m_header.size())
            return true;
        addFault({}, "inputs.row_length",
                 fmt::format("Expected {} cells, found {}.", m_header.size(), m_cells.size()));
    }
    return false;
}

std::string_view InputTable::cell(std::string_view column) const
{
    const auto found = std::ranges::find(m_header, column);
    return trimmedInput(m_cells.at(std::size_t(found - m_header.begin())));
}

std::optional<Date> InputTable::date(std::string_view column)
{
    const Result<Date> found = parseDate(cell(column));
    if (found)
        return *found;
    addFault(column, "inputs.bad_date",
             fmt::format("Expected a date such as 2026-03-06, found \"{}\".", cell(column)));
    return {};
}

std::optional<double> InputTable::number(std::string_view column, double minimum, double maximum)
{
    const std::string_view text = cell(column);
    double found = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), found);
    const bool isNumber = !text.empty() && error == std::errc() && end == text.data() + text.size();
    if (isNumber && found >= minimum && found <= maximum)
        return found;
    addFault(column, isNumber ? "inputs.out_of_bounds" : "inputs.bad_number",
             fmt::format("Expected a number from {} to {}, found \"{}\".", minimum, maximum, text));
    return {};
}

std::optional<std::string> InputTable::text(std::string_view column)
{
    const std::string_view found = cell(column);
    if (!found.empty())
        return std::string(found);
    addFault(column, "inputs.missing_value", "Expected a text, found an empty cell.");
    return {};
}

void InputTable::addFault(std::string_view column, std::string_view code, std::string message)
{
    m_faults.push_back({m_csv.line(), std::string(column), std::string(code), std::move(message)});
}

} // namespace strikedesk
