// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/PositionTable.h"

#include "core/instruments/OsiSymbol.h"
#include "core/instruments/Roots.h"
#include "core/pricing/CsvText.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

namespace strikedesk::pricing {
namespace {

struct PositionColumnName
{
    std::string_view name;
    PositionColumn column;
};

constexpr std::array positionColumnNames {
    PositionColumnName {"account", PositionColumn::Account},
    PositionColumnName {"symbol", PositionColumn::Symbol},
    PositionColumnName {"symbol-or-S", PositionColumn::Symbol},
    PositionColumnName {"symbol_or_S", PositionColumn::Symbol},
    PositionColumnName {"quantity", PositionColumn::Quantity},
    PositionColumnName {"cost", PositionColumn::Cost},
    PositionColumnName {"price", PositionColumn::Price},
    PositionColumnName {"underlying_price", PositionColumn::UnderlyingPrice},
    PositionColumnName {"spot", PositionColumn::UnderlyingPrice},
    PositionColumnName {"volatility", PositionColumn::Volatility},
    PositionColumnName {"beta", PositionColumn::Beta},
};

constexpr std::string_view stockOfAccount = "S";
constexpr std::size_t faultsTold = 5;

std::string_view trimmedPosition(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool isTicker(std::string_view text)
{
    return !text.empty() && text.size() <= 6 && std::ranges::all_of(text, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '/';
    });
}

std::optional<double> positionNumber(std::string_view text)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number))
        return {};
    return number;
}

/// Whole, with a sign if it is short.
std::optional<Quantity> positionQuantity(std::string_view text)
{
    const bool isShort = text.starts_with('-');
    if (isShort || text.starts_with('+'))
        text.remove_prefix(1);
    const Result<Quantity> count = Quantity::parse(text);
    if (!count)
        return {};
    return isShort ? -*count : *count;
}

/// Reads rows and keeps what is wrong with them.
class PositionReader
{
public:
    PositionReader(std::string_view csv, std::span<const PositionColumn> needed)
        : m_csv(csv)
        , m_needed(needed)
    {
    }

    Result<std::vector<PositionRow>> read()
    {
        std::vector<std::string> header;
        if (!m_csv.readRow(header))
            return fail("input.csv", "Expected a header line, found no text.");
        if (const auto placed = place(header); !placed)
            return fail(placed.error());
        std::vector<PositionRow> rows;
        while (m_csv.readRow(m_cells)) {
            if (m_cells.size() != header.size())
                note(fmt::format("expected {} cells, found {}", header.size(), m_cells.size()));
            else
                rows.push_back(row());
        }
        resolveStocks(rows);
        if (!m_faults.empty())
            return fail("input.csv", faultText());
        if (rows.empty())
            return fail("input.csv", "Expected at least one row below the header, found none.");
        return rows;
    }

private:
    Result<void> place(const std::vector<std::string>& header)
    {
        for (std::size_t i = 0; i < header.size(); ++i) {
            const auto found = std::ranges::find(positionColumnNames, trimmedPosition(header[i]),
                                                 &PositionColumnName::name);
            if (found == positionColumnNames.end())
                continue;
            if (!m_places.insert({found->column, i}).second)
                return fail("input.csv", fmt::format("Expected one column \"{}\", found two.", found->name));
        }
        for (const PositionColumn column : m_needed) {
            if (m_places.contains(column))
                continue;
            const auto name
                = std::ranges::find(positionColumnNames, column, &PositionColumnName::column)->name;
            return fail("input.csv",
                        fmt::format("Expected a header with the column \"{}\", found none.", name));
        }
        return {};
    }

    std::string_view cell(PositionColumn column) const
    {
        const auto place = m_places.find(column);
        return place == m_places.end() ? std::string_view() : trimmedPosition(m_cells[place->second]);
    }

    void note(const std::string& what) { m_faults.push_back(fmt::format("line {}: {}", m_csv.line(), what)); }

    template <typename Parse>
    auto optionalCell(PositionColumn column, const char* expected, Parse parse)
        -> decltype(parse(std::string_view()))
    {
        const std::string_view text = cell(column);
        if (text.empty() && std::ranges::find(m_needed, column) == m_needed.end())
            return {};
        auto found = parse(text);
        if (!found)
            note(fmt::format("expected {}, found \"{}\"", expected, text));
        return found;
    }

    PositionRow row()
    {
        PositionRow row;
        row.line = m_csv.line();
        row.account = std::string(cell(PositionColumn::Account));
        readSymbol(row);
        row.quantity
            = optionalCell(PositionColumn::Quantity, "a whole number, negative when short", positionQuantity)
                  .value_or(Quantity());
        row.cost = optionalCell(PositionColumn::Cost, "dollars such as -125.50",
                                [](std::string_view text) -> std::optional<Money> {
                                    const auto money = Money::parse(text);
                                    return money ? std::optional(*money) : std::nullopt;
                                });
        row.price
            = optionalCell(PositionColumn::Price, "a price of at least 0",
                           [](std::string_view text) -> std::optional<Price> {
                               const auto price = Price::parse(text);
                               return price && !price->isNegative() ? std::optional(*price) : std::nullopt;
                           });
        const auto positive = [](std::string_view text) -> std::optional<double> {
            const auto number = positionNumber(text);
            return number && *number > 0 ? number : std::nullopt;
        };
        row.underlyingPrice = optionalCell(PositionColumn::UnderlyingPrice, "a positive price", positive);
        row.volatility
            = optionalCell(PositionColumn::Volatility, "a positive volatility such as 0.25", positive);
        row.beta = optionalCell(PositionColumn::Beta, "a number", positionNumber);
        return row;
    }

    void readSymbol(PositionRow& row)
    {
        const std::string_view text = cell(PositionColumn::Symbol);
        if (const auto symbol = parseSymbol(text)) {
            row.option = contractFor(*symbol);
            row.symbol = row.option->symbol();
            row.underlying = row.option->underlying;
        } else if (isTicker(text)) {
            row.symbol = std::string(text);
            row.underlying = row.symbol;
        } else {
            note(fmt::format("expected an option symbol or a ticker, found \"{}\"", text));
        }
    }

    /// "S" takes the name of the one underlying that the options of its account have.
    void resolveStocks(std::vector<PositionRow>& rows)
    {
        std::map<std::string, std::set<std::string>> underlyings;
        for (const PositionRow& row : rows) {
            if (row.option)
                underlyings[row.account].insert(row.underlying);
        }
        for (PositionRow& row : rows) {
            if (row.option || row.symbol != stockOfAccount)
                continue;
            const std::set<std::string>& found = underlyings[row.account];
            if (found.size() == 1) {
                row.underlying = *found.begin();
                row.symbol = row.underlying;
            } else if (found.size() > 1) {
                m_faults.push_back(fmt::format("line {}: \"S\" could be the stock of {}; write its ticker",
                                               row.line, fmt::join(found, " or ")));
            }
        }
    }

    std::string faultText() const
    {
        const std::size_t told = std::min(m_faults.size(), faultsTold);
        std::string text = fmt::format(
            "The table has {} {}: {}", m_faults.size(), m_faults.size() == 1 ? "fault" : "faults",
            fmt::join(m_faults.begin(), m_faults.begin() + std::ptrdiff_t(told), "; "));
        return text + (told < m_faults.size() ? "; …" : ".");
    }

    detail::CsvText m_csv;
    std::span<const PositionColumn> m_needed;
    std::map<PositionColumn, std::size_t> m_places;
    std::vector<std::string> m_cells;
    std::vector<std::string> m_faults;
};

} // namespace

Result<std::vector<PositionRow>> readPositions(std::string_view csv, std::span<const PositionColumn> needed)
{
    return PositionReader(csv, needed).read();
}

} // namespace strikedesk::pricing
