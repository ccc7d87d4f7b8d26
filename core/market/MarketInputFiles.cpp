// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/MarketInputFiles.h"

#include "core/market/InputTable.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <tuple>

namespace strikedesk {
namespace {

using namespace std::string_view_literals;

constexpr std::array rateColumns {"date"sv, "days"sv, "rate_percent"sv, "source"sv};
constexpr std::array dividendColumns {"underlying"sv, "ex_date"sv, "amount"sv, "source"sv, "noted_on"sv};
constexpr std::array earningsColumns {"underlying"sv, "date"sv, "session"sv, "source"sv, "noted_on"sv};
constexpr std::array volatilityColumns {"underlying"sv, "date"sv, "implied_volatility"sv, "source"sv};
constexpr int volatilityHistoryDays = 365;
constexpr std::uintmax_t inputBytesMax = 4U << 20U;

constexpr std::array earningsSessions {
    std::pair {"before_open"sv, EarningsSession::BeforeOpen},
    std::pair {"after_close"sv, EarningsSession::AfterClose},
    std::pair {"unknown"sv, EarningsSession::Unknown},
};

std::string upperCase(std::string text)
{
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
    return text;
}

using SeenRows = std::set<std::pair<std::string, std::chrono::sys_days>>;

// The underlying in capitals; noted as a fault when its row of this date is there already.
std::optional<std::string> underlyingOnce(InputTable& table, std::string_view column,
                                          const std::optional<Date>& date, SeenRows& seen)
{
    auto underlying = table.text("underlying");
    if (!underlying)
        return {};
    underlying = upperCase(*std::move(underlying));
    if (date && !seen.insert({*underlying, daysOf(*date)}).second)
        table.addFault(column, "inputs.duplicate",
                       fmt::format("{} has {} twice.", *underlying, toIsoText(*date)));
    return underlying;
}

std::vector<RateRow> readRates(std::string_view text, std::vector<Fault>& faults)
{
    InputTable table(text, rateColumns, faults);
    std::vector<RateRow> rows;
    std::set<std::pair<std::chrono::sys_days, int>> seen;
    while (table.next()) {
        const auto date = table.date("date");
        const auto days = table.number("days", 0, 36'500);
        const auto percent = table.number("rate_percent", -50, 1'000);
        auto source = table.text("source");
        if (days && *days != std::floor(*days))
            table.addFault("days", "inputs.bad_number", fmt::format("Expected whole days, found {}.", *days));
        else if (date && days && !seen.insert({daysOf(*date), int(*days)}).second)
            table.addFault("days", "inputs.duplicate",
                           fmt::format("{} days are there twice for {}.", *days, toIsoText(*date)));
        if (date && days && percent && source)
            rows.push_back({*date, int(*days), *percent, std::move(*source)});
    }
    return rows;
}

std::vector<DividendRow> readDividends(std::string_view text, std::vector<Fault>& faults)
{
    InputTable table(text, dividendColumns, faults);
    std::vector<DividendRow> rows;
    SeenRows seen;
    while (table.next()) {
        const auto exDate = table.date("ex_date");
        auto underlying = underlyingOnce(table, "ex_date", exDate, seen);
        const auto amount = table.number("amount", 0, 10'000);
        auto source = table.text("source");
        const auto notedOn = table.date("noted_on");
        if (underlying && exDate && amount && source && notedOn)
            rows.push_back({std::move(*underlying), *exDate, *amount, std::move(*source), *notedOn});
    }
    return rows;
}

std::optional<EarningsSession> sessionIn(InputTable& table)
{
    for (const auto& [name, session] : earningsSessions) {
        if (table.cell("session") == name)
            return session;
    }
    table.addFault(
        "session", "inputs.unknown_choice",
        fmt::format("Expected before_open, after_close or unknown, found \"{}\".", table.cell("session")));
    return {};
}

std::vector<EarningsRow> readEarnings(std::string_view text, std::vector<Fault>& faults)
{
    InputTable table(text, earningsColumns, faults);
    std::vector<EarningsRow> rows;
    SeenRows seen;
    while (table.next()) {
        const auto date = table.date("date");
        auto underlying = underlyingOnce(table, "date", date, seen);
        const auto session = sessionIn(table);
        auto source = table.text("source");
        const auto notedOn = table.date("noted_on");
        if (underlying && date && session && source && notedOn)
            rows.push_back({std::move(*underlying), {*date, *session}, std::move(*source), *notedOn});
    }
    return rows;
}

std::vector<VolatilityRow> readVolatilities(std::string_view text, std::vector<Fault>& faults)
{
    InputTable table(text, volatilityColumns, faults);
    std::vector<VolatilityRow> rows;
    SeenRows seen;
    while (table.next()) {
        const auto date = table.date("date");
        auto underlying = underlyingOnce(table, "date", date, seen);
        const auto volatility = table.number("implied_volatility", 1e-4, 100);
        auto source = table.text("source");
        if (underlying && date && volatility && source)
            rows.push_back({std::move(*underlying), *date, *volatility, std::move(*source)});
    }
    return rows;
}

// The order in which rows are kept, and what may be there once only.
auto keyOf(const RateRow& row)
{
    return std::pair(daysOf(row.date), row.days);
}
auto keyOf(const DividendRow& row)
{
    return std::pair(row.underlying, daysOf(row.exDate));
}
auto keyOf(const EarningsRow& row)
{
    return std::pair(row.underlying, daysOf(row.event.date));
}
auto keyOf(const VolatilityRow& row)
{
    return std::pair(row.underlying, daysOf(row.date));
}

template <typename Row>
void putInOrder(std::vector<Row>& rows)
{
    std::ranges::stable_sort(rows, {}, [](const Row& row) { return keyOf(row); });
}

template <typename Row>
void addRowsMissing(std::vector<Row>& rows, const std::vector<Row>& more)
{
    for (const Row& row : more) {
        if (std::ranges::find(rows, keyOf(row), [](const Row& one) { return keyOf(one); }) == rows.end())
            rows.push_back(row);
    }
    putInOrder(rows);
}

template <typename Read>
auto readInputs(std::string_view file, const std::optional<std::string>& text, Read read,
                std::vector<MarketInputFiles::FileFault>& faults)
{
    decltype(read(std::string_view(), std::declval<std::vector<Fault>&>())) rows;
    if (!text)
        return rows;
    std::vector<Fault> found;
    rows = read(std::string_view(*text), found);
    for (Fault& fault : found)
        faults.push_back({std::string(file), std::move(fault)});
    putInOrder(rows);
    return rows;
}

std::string headerOf(std::span<const std::string_view> columns)
{
    return fmt::format("{}\n", fmt::join(columns, ","));
}

Result<std::optional<std::string>> inputText(const std::filesystem::path& path)
{
    std::error_code trouble;
    if (!std::filesystem::exists(path, trouble))
        return std::optional<std::string>();
    const auto bytes = std::filesystem::is_regular_file(path, trouble)
        ? std::filesystem::file_size(path, trouble)
        : inputBytesMax + 1;
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    if (!trouble && bytes <= inputBytesMax)
        text << stream.rdbuf();
    const bool isRead = bytes == 0 || (stream && text);
    if (trouble || bytes > inputBytesMax || !isRead)
        return fail("input.market_inputs",
                    fmt::format("Expected a readable file of at most {} bytes, found '{}'.", inputBytesMax,
                                path.string()));
    return std::optional(text.str());
}

} // namespace

std::optional<MarketInputFiles> MarketInputFiles::parse(const Texts& texts, std::vector<FileFault>& faults)
{
    const std::size_t before = faults.size();
    MarketInputFiles inputs;
    inputs.m_rates = readInputs("rates.csv", texts.rates, readRates, faults);
    inputs.m_dividends = readInputs("dividends.csv", texts.dividends, readDividends, faults);
    inputs.m_earnings = readInputs("earnings.csv", texts.earnings, readEarnings, faults);
    inputs.m_volatilities = readInputs("volatility.csv", texts.volatilities, readVolatilities, faults);
    if (faults.size() != before)
        return {};
    return inputs;
}

Result<MarketInputFiles::Texts> MarketInputFiles::readTexts(const std::string& folder)
{
    const std::filesystem::path path(std::u8string(folder.begin(), folder.end()));
    Texts texts;
    const std::array<std::pair<const char*, std::optional<std::string>*>, 4> files {
        std::pair {"rates.csv", &texts.rates},
        std::pair {"dividends.csv", &texts.dividends},
        std::pair {"earnings.csv", &texts.earnings},
        std::pair {"volatility.csv", &texts.volatilities},
    };
    for (const auto& [name, text] : files) {
        auto found = inputText(path / name);
        if (!found)
            return fail(found.error());
        *text = std::move(*found);
    }
    return texts;
}

Result<MarketInputFiles> MarketInputFiles::read(const std::string& folder)
{
    const auto texts = readTexts(folder);
    if (!texts)
        return fail(texts.error());
    std::vector<FileFault> faults;
    auto inputs = parse(*texts, faults);
    if (inputs)
        return *std::move(inputs);
    const FileFault& first = faults.front();
    const std::string more = faults.size() == 1 ? "" : fmt::format(" ({} more)", faults.size() - 1);
    return fail("input.market_inputs",
                fmt::format("{}/{}, line {}{}{}: {}{}", folder, first.file, first.fault.line,
                            first.fault.key.empty() ? "" : ", ", first.fault.key, first.fault.message, more));
}

bool MarketInputFiles::isEmpty() const
{
    return m_rates.empty() && m_dividends.empty() && m_earnings.empty() && m_volatilities.empty();
}

std::optional<pricing::RateCurve> MarketInputFiles::curveOn(Date date) const
{
    std::vector<pricing::RatePoint> points;
    std::string source;
    for (const RateRow& row : m_rates) { // by date: the last day that is not too late stays
        if (daysOf(row.date) > daysOf(date))
            break;
        std::string name = fmt::format("rates.csv: {} of {}", row.source, toIsoText(row.date));
        if (!points.empty() && !source.ends_with(toIsoText(row.date)))
            points.clear();
        points.push_back({row.days / 365.0, std::log1p(row.percent / 100)});
        source = std::move(name);
    }
    if (points.empty())
        return {};
    auto curve = pricing::RateCurve::through(std::move(points), std::move(source));
    return curve ? std::optional(*std::move(curve)) : std::nullopt;
}

std::optional<std::vector<CashDividend>> MarketInputFiles::dividendsOf(const std::string& underlying,
                                                                       Date date) const
{
    std::vector<CashDividend> dividends;
    bool isNamed = false;
    for (const DividendRow& row : m_dividends) {
        if (row.underlying != underlying || daysOf(row.notedOn) > daysOf(date))
            continue;
        isNamed = true;
        if (daysOf(row.exDate) > daysOf(date) && row.amount > 0)
            dividends.push_back({row.exDate, row.amount});
    }
    return isNamed ? std::optional(std::move(dividends)) : std::nullopt;
}

std::string MarketInputFiles::dividendSourceOf(const std::string& underlying, Date date) const
{
    const DividendRow* newest = nullptr;
    for (const DividendRow& row : m_dividends) {
        const bool isKnown = row.underlying == underlying && daysOf(row.notedOn) <= daysOf(date);
        if (isKnown && (!newest || daysOf(row.notedOn) >= daysOf(newest->notedOn)))
            newest = &row;
    }
    if (!newest)
        return {};
    return fmt::format("dividends.csv: {} of {}", newest->source, toIsoText(newest->notedOn));
}

std::vector<EarningsDate> MarketInputFiles::earningsOf(const std::string& underlying, Date date) const
{
    std::vector<EarningsDate> events;
    for (const EarningsRow& row : m_earnings) {
        if (row.underlying == underlying && daysOf(row.notedOn) <= daysOf(date)
            && daysOf(row.event.date) >= daysOf(date))
            events.push_back(row.event);
    }
    return events;
}

std::vector<double> MarketInputFiles::volatilityHistoryOf(const std::string& underlying, Date date) const
{
    std::vector<double> history;
    for (const VolatilityRow& row : m_volatilities) {
        const int days = daysBetween(row.date, date);
        if (row.underlying == underlying && days > 0 && days <= volatilityHistoryDays)
            history.push_back(row.volatility);
    }
    return history;
}

void MarketInputFiles::addMissing(const std::vector<RateRow>& rows)
{
    addRowsMissing(m_rates, rows);
}

void MarketInputFiles::addMissing(const std::vector<DividendRow>& rows)
{
    addRowsMissing(m_dividends, rows);
}

void MarketInputFiles::addMissing(const std::vector<VolatilityRow>& rows)
{
    addRowsMissing(m_volatilities, rows);
}

std::string textOf(const std::vector<RateRow>& rows)
{
    std::string text = headerOf(rateColumns);
    for (const RateRow& row : rows)
        text += fmt::format("{},{},{},{}\n", toIsoText(row.date), row.days, row.percent,
                            pricing::detail::csvCell(row.source));
    return text;
}

std::string textOf(const std::vector<DividendRow>& rows)
{
    std::string text = headerOf(dividendColumns);
    for (const DividendRow& row : rows)
        text += fmt::format("{},{},{},{},{}\n", pricing::detail::csvCell(row.underlying),
                            toIsoText(row.exDate), row.amount, pricing::detail::csvCell(row.source),
                            toIsoText(row.notedOn));
    return text;
}

std::string textOf(const std::vector<EarningsRow>& rows)
{
    std::string text = headerOf(earningsColumns);
    for (const EarningsRow& row : rows) {
        const auto named = std::ranges::find(earningsSessions, row.event.session,
                                             &std::pair<std::string_view, EarningsSession>::second);
        text += fmt::format("{},{},{},{},{}\n", pricing::detail::csvCell(row.underlying),
                            toIsoText(row.event.date), named->first, pricing::detail::csvCell(row.source),
                            toIsoText(row.notedOn));
    }
    return text;
}

std::string textOf(const std::vector<VolatilityRow>& rows)
{
    std::string text = headerOf(volatilityColumns);
    for (const VolatilityRow& row : rows)
        text += fmt::format("{},{},{},{}\n", pricing::detail::csvCell(row.underlying), toIsoText(row.date),
                            row.volatility, pricing::detail::csvCell(row.source));
    return text;
}

} // namespace strikedesk
