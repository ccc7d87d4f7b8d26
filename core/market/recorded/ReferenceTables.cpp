// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/recorded/ReferenceTables.h"

#include "core/instruments/TradingCalendar.h"
#include "core/market/recorded/LeanFolder.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <sstream>

namespace strikedesk::recorded {
namespace {

constexpr std::uintmax_t tableBytesMax = 16U << 20U;
constexpr int dividendHorizonDays = 366;
constexpr int splitNoticeDays = 60; // Companies announce a split a month or two ahead.

Result<std::string> textOfTable(const std::string& path)
{
    std::error_code code;
    const auto native = nativePath(path);
    if (!std::filesystem::is_regular_file(native, code))
        return fail("data.missing", fmt::format("There is no file '{}'.", path));
    if (std::filesystem::file_size(native, code) > tableBytesMax || code)
        return fail("data.broken", fmt::format("'{}' is larger than {} bytes.", path, tableBytesMax));
    std::ifstream stream(native, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream)
        return fail("data.broken", fmt::format("'{}' cannot be read.", path));
    return text.str();
}

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        lines.push_back(line);
    }
    return lines;
}

std::vector<std::string_view> columnsOf(std::string_view line)
{
    std::vector<std::string_view> columns;
    while (true) {
        const std::size_t end = line.find(',');
        columns.push_back(line.substr(0, end));
        if (end == std::string_view::npos)
            return columns;
        line.remove_prefix(end + 1);
    }
}

std::optional<double> numberIn(std::string_view text)
{
    double value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc {} || end != text.data() + text.size() || !std::isfinite(value))
        return {};
    return value;
}

tl::unexpected<Error> brokenTableLine(const std::string& path, std::size_t index, std::string_view expected)
{
    return fail("data.broken",
                fmt::format("Line {} of '{}' is broken: expected {}.", index + 1, path, expected));
}

// The fraction with the smallest denominator up to 100 that explains the ratio of two rounded factors.
std::optional<StockSplit> splitNear(double ratio, Date exDate)
{
    for (std::int32_t from = 1; from <= 100; ++from) {
        const double to = std::round(ratio * from);
        if (to >= 1 && to <= 10'000 && std::abs(to / from - ratio) <= ratio * 2e-5)
            return StockSplit {exDate, static_cast<std::int32_t>(to), from};
    }
    return {};
}

} // namespace

Result<RateTable> RateTable::read(const std::string& path)
{
    const Result<std::string> text = textOfTable(path);
    if (!text)
        return fail(text.error());
    RateTable table;
    const std::vector<std::string_view> lines = linesOf(*text);
    for (std::size_t index = 1; index < lines.size(); ++index) {
        const std::vector<std::string_view> columns = columnsOf(lines[index]);
        const Result<Date> date = parseDate(columns.front());
        const std::optional<double> percent = columns.size() == 2 ? numberIn(columns[1]) : std::nullopt;
        if (!date || !percent || *percent <= -100 || *percent > 1'000)
            return brokenTableLine(path, index, "a date and a rate in per cent");
        if (!table.m_steps.empty() && daysOf(*date) <= daysOf(table.m_steps.back().from))
            return brokenTableLine(path, index, "a date later than the one before");
        table.m_steps.push_back({*date, std::log1p(*percent / 100)});
    }
    if (table.m_steps.empty())
        return fail("data.broken", fmt::format("'{}' holds no rates.", path));
    return table;
}

double RateTable::continuousOn(Date date) const
{
    double rate = m_steps.front().continuous;
    for (const Step& step : m_steps) {
        if (daysOf(step.from) > daysOf(date))
            break;
        rate = step.continuous;
    }
    return rate;
}

Result<FactorTable> FactorTable::read(const std::string& path)
{
    const Result<std::string> text = textOfTable(path);
    if (!text)
        return fail(text.error());
    FactorTable table;
    const std::vector<std::string_view> lines = linesOf(*text);
    for (std::size_t index = 0; index < lines.size(); ++index) {
        const std::vector<std::string_view> columns = columnsOf(lines[index]);
        if (columns.size() != 4)
            return brokenTableLine(path, index, "four columns");
        const Result<Date> date = parseDate(columns[0]);
        const auto price = numberIn(columns[1]);
        const auto split = numberIn(columns[2]);
        const auto close = numberIn(columns[3]);
        if (!date || !price || !split || !close || *price <= 0 || *split <= 0 || *close < 0)
            return brokenTableLine(path, index, "a date, two positive factors and a price");
        if (!table.m_rows.empty() && daysOf(*date) <= daysOf(table.m_rows.back().lastDay))
            return brokenTableLine(path, index, "a date later than the one before");
        table.m_rows.push_back({*date, *price, *split, *close});
    }
    if (table.m_rows.empty())
        return fail("data.broken", fmt::format("'{}' holds no factors.", path));
    return table;
}

double FactorTable::splitFactorOn(Date date) const
{
    for (const Row& row : m_rows) {
        if (daysOf(row.lastDay) >= daysOf(date))
            return row.splitFactor;
    }
    return m_rows.back().splitFactor;
}

std::vector<CashDividend> FactorTable::dividendsAfter(Date date) const
{
    const TradingCalendar& calendar = TradingCalendar::us();
    std::vector<CashDividend> dividends;
    for (std::size_t index = 0; index + 1 < m_rows.size(); ++index) {
        const Row& row = m_rows[index];
        const Row& next = m_rows[index + 1];
        const double ratio = row.priceFactor / next.priceFactor;
        // The first row is where the file begins, not an event; rounding of the factors is no dividend
        // either.
        if (index == 0 || row.close <= 0 || ratio >= 1 - 1e-6)
            continue;
        const Date exDate = calendar.nextTradingDay(row.lastDay);
        if (daysBetween(date, exDate) <= 0 || daysBetween(date, exDate) > dividendHorizonDays)
            continue;
        // The close is in shares of its own day; a split between then and `date` makes it more or less.
        const double amount = row.close * (1 - ratio) * row.splitFactor / splitFactorOn(date);
        dividends.push_back({exDate, std::round(amount * 1e4) / 1e4});
    }
    return dividends;
}

std::vector<StockSplit> FactorTable::splitsAfter(Date date) const
{
    const TradingCalendar& calendar = TradingCalendar::us();
    std::vector<StockSplit> splits;
    for (std::size_t index = 1; index + 1 < m_rows.size(); ++index) {
        const double ratio = m_rows[index + 1].splitFactor / m_rows[index].splitFactor;
        const Date exDate = calendar.nextTradingDay(m_rows[index].lastDay);
        if (std::abs(ratio - 1) < 1e-6 || daysBetween(date, exDate) <= 0
            || daysBetween(date, exDate) > splitNoticeDays)
            continue;
        if (const auto split = splitNear(ratio, exDate))
            splits.push_back(*split);
    }
    return splits;
}

} // namespace strikedesk::recorded
