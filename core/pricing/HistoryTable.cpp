// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/HistoryTable.h"

#include "core/pricing/CsvText.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace strikedesk::pricing {
namespace {

constexpr std::array<std::string_view, 3> closeColumns {"underlying", "date", "close"};
constexpr std::size_t closeFaultsTold = 5;

std::optional<double> closeFrom(std::string_view text)
{
    double close = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), close);
    if (error != std::errc() || end != text.data() + text.size() || !(close > 0) || !(close < 1e7))
        return {};
    return close;
}

/// Reads rows and keeps what is wrong with them.
class CloseReader
{
public:
    explicit CloseReader(std::string_view csv)
        : m_csv(csv)
    {
    }

    Result<std::map<std::string, std::vector<DailyClose>>> read()
    {
        std::vector<std::string> cells;
        if (!m_csv.readRow(cells) || !findColumns(cells))
            return fail("input.csv",
                        fmt::format("Expected a header with the columns {}.", fmt::join(closeColumns, ", ")));
        while (m_csv.readRow(cells))
            add(cells);
        for (auto& [underlying, closes] : m_closes) {
            std::ranges::sort(closes, {}, [](const DailyClose& close) { return daysOf(close.date); });
            const auto twice = std::ranges::adjacent_find(closes, {}, &DailyClose::date);
            if (twice != closes.end())
                m_faults.push_back(
                    fmt::format("{} has two closes of {}", underlying, toIsoText(twice->date)));
        }
        if (m_closes.empty() && m_faults.empty())
            return fail("input.csv", "Expected at least one row of closes, found none.");
        if (m_faults.empty())
            return std::move(m_closes);
        const std::size_t more = m_faults.size() - std::min(m_faults.size(), closeFaultsTold);
        m_faults.resize(std::min(m_faults.size(), closeFaultsTold));
        return fail("input.csv",
                    fmt::format("{}{}.", fmt::join(m_faults, "; "),
                                more > 0 ? fmt::format("; and {} more", more) : std::string()));
    }

private:
    bool findColumns(const std::vector<std::string>& header)
    {
        for (std::size_t i = 0; i < closeColumns.size(); ++i) {
            const auto found = std::ranges::find(header, closeColumns[i]);
            if (found == header.end())
                return false;
            m_columns[i] = std::size_t(found - header.begin());
        }
        return true;
    }

    void add(const std::vector<std::string>& cells)
    {
        if (cells.size() <= *std::ranges::max_element(m_columns)) {
            m_faults.push_back(fmt::format("line {} has {} cells", m_csv.line(), cells.size()));
            return;
        }
        const std::string& underlying = cells[m_columns[0]];
        const auto date = parseDate(cells[m_columns[1]]);
        const auto close = closeFrom(cells[m_columns[2]]);
        if (underlying.empty())
            m_faults.push_back(fmt::format("line {} names no underlying", m_csv.line()));
        else if (!date)
            m_faults.push_back(fmt::format("line {}: \"{}\" is no date such as 2026-03-02", m_csv.line(),
                                           cells[m_columns[1]]));
        else if (!close)
            m_faults.push_back(
                fmt::format("line {}: \"{}\" is no positive price", m_csv.line(), cells[m_columns[2]]));
        else
            m_closes[underlying].push_back({*date, *close});
    }

    detail::CsvText m_csv;
    std::array<std::size_t, closeColumns.size()> m_columns {};
    std::map<std::string, std::vector<DailyClose>> m_closes;
    std::vector<std::string> m_faults;
};

} // namespace

Result<std::map<std::string, std::vector<DailyClose>>> readCloses(std::string_view csv)
{
    return CloseReader(csv).read();
}

Result<HistoryTable> historyTable(std::string_view positions, std::string_view closes,
                                  const ScenarioRequest& request, std::size_t days,
                                  const ScenarioKernel& kernel)
{
    auto portfolio = portfolioFrom(positions, request);
    if (!portfolio)
        return fail(portfolio.error());
    const auto known = readCloses(closes);
    if (!known)
        return fail(known.error());
    HistoryTable table;
    table.portfolio = std::move(portfolio->portfolio);
    std::vector<std::vector<DailyClose>> histories;
    for (const ScenarioUnderlying& underlying : table.portfolio.underlyings) {
        const auto history = known->find(underlying.name);
        if (history == known->end() || history->second.size() <= days)
            return fail("input.closes",
                        fmt::format("Expected more than {} closes of {}, found {}.", days, underlying.name,
                                    history == known->end() ? 0 : history->second.size()));
        histories.push_back(history->second);
    }
    auto shocks = historicalShocks(table.portfolio, histories, days, kernel);
    if (!shocks)
        return fail(shocks.error());
    table.shocks = *std::move(shocks);
    table.valueAtRisk95 = valueAtRisk(table.shocks, 0.95).value_or(0);
    table.valueAtRisk99 = valueAtRisk(table.shocks, 0.99).value_or(0);
    return table;
}

} // namespace strikedesk::pricing
