// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/recorded/LeanFolder.h"

#include "core/instruments/Roots.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace strikedesk::recorded {
namespace {

constexpr std::array<std::string_view, 2> styleNames {"american", "european"};

std::string lowerTicker(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    return lower;
}

std::string upperTicker(std::string_view text)
{
    std::string upper(text);
    std::ranges::transform(upper, upper.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
    return upper;
}

// A ticker becomes part of a path, so nothing but what tickers are made of gets through.
bool isTickerText(std::string_view text)
{
    const auto isTickerChar
        = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-'; };
    return !text.empty() && text.size() <= 12 && text.front() != '.'
        && std::ranges::all_of(text, isTickerChar);
}

bool isFolder(const std::string& path)
{
    std::error_code code;
    return std::filesystem::is_directory(nativePath(path), code);
}

std::optional<std::string> existingFile(std::string path)
{
    std::error_code code;
    if (std::filesystem::exists(nativePath(path), code))
        return path;
    return {};
}

std::vector<std::string_view> splitName(std::string_view text)
{
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find('_');
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

} // namespace

std::string_view nameOf(RowKind kind)
{
    switch (kind) {
    case RowKind::Quote: return "quote";
    case RowKind::Trade: return "trade";
    case RowKind::OpenInterest: return "openinterest";
    }
    return "";
}

std::filesystem::path nativePath(const std::string& path)
{
    return std::filesystem::path(std::u8string(path.begin(), path.end()));
}

std::string compactText(Date date)
{
    return fmt::format("{:04}{:02}{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

Result<LeanFolder> LeanFolder::find(const std::string& directory, const std::string& ticker)
{
    LeanFolder folder;
    folder.m_directory = directory;
    folder.m_ticker = lowerTicker(ticker);
    folder.m_root = upperTicker(ticker);
    if (!isTickerText(folder.m_ticker))
        return fail("input.underlying",
                    fmt::format("Expected a ticker such as 'nwsa' or 'spxw', found '{}'.", ticker));
    if (!isFolder(directory))
        return fail("data.missing", fmt::format("There is no data folder '{}'.", directory));
    const std::string equityPath = fmt::format("{}/option/usa/minute/{}", directory, folder.m_ticker);
    const std::string indexPath = fmt::format("{}/indexoption/usa/minute/{}", directory, folder.m_ticker);
    folder.m_isIndex = isFolder(indexPath);
    if (!folder.m_isIndex && !isFolder(equityPath))
        return fail("data.missing",
                    fmt::format("No options of '{}' are recorded: expected the folder '{}' or '{}'.",
                                folder.m_ticker, equityPath, indexPath));
    folder.m_underlying = folder.m_isIndex
        ? contractFor({.root = folder.m_root, .expiry = Date {}, .right = Right::Call, .strike = {}})
              .underlying
        : folder.m_root;
    return folder;
}

std::string LeanFolder::expectedOptionMinutes(Date date, RowKind kind) const
{
    return fmt::format("{}/{}/usa/minute/{}/{}_{}_{}.zip", m_directory, m_isIndex ? "indexoption" : "option",
                       m_ticker, compactText(date), nameOf(kind), m_isIndex ? "european" : "american");
}

std::optional<std::string> LeanFolder::optionMinutes(Date date, RowKind kind) const
{
    for (const std::string_view style : styleNames) {
        auto path = existingFile(fmt::format("{}/{}/usa/minute/{}/{}_{}_{}.zip", m_directory,
                                             m_isIndex ? "indexoption" : "option", m_ticker,
                                             compactText(date), nameOf(kind), style));
        if (path)
            return path;
    }
    return {};
}

std::optional<std::string> LeanFolder::optionHours(Date date, RowKind kind) const
{
    for (const std::string_view style : styleNames) {
        auto path = existingFile(fmt::format("{}/{}/usa/hour/{}_{}_{}_{}.zip", m_directory,
                                             m_isIndex ? "indexoption" : "option", m_ticker, int(date.year()),
                                             nameOf(kind), style));
        if (path)
            return path;
    }
    return {};
}

std::optional<std::string> LeanFolder::underlyingMinutes(Date date, RowKind kind) const
{
    return existingFile(fmt::format("{}/{}/usa/minute/{}/{}_{}.zip", m_directory,
                                    m_isIndex ? "index" : "equity", lowerTicker(m_underlying),
                                    compactText(date), nameOf(kind)));
}

std::string LeanFolder::interestRates() const
{
    return m_directory + "/alternative/interest-rate/usa/interest-rate.csv";
}

std::string LeanFolder::factors() const
{
    return fmt::format("{}/equity/usa/factor_files/{}.csv", m_directory, m_ticker);
}

Result<OptionMemberName> parseOptionMemberName(std::string_view name)
{
    const auto refuse = [name](std::string_view what) {
        return fail("data.broken",
                    fmt::format("Expected a member name like "
                                "'20130628_nwsa_minute_quote_american_call_100000_20140118.csv', "
                                "found '{}': {}.",
                                name, what));
    };
    constexpr std::string_view suffix = ".csv";
    if (!name.ends_with(suffix))
        return refuse("it does not end in '.csv'");
    const std::vector<std::string_view> parts = splitName(name.substr(0, name.size() - suffix.size()));
    const bool isMinute = parts.size() == 8;
    if (!isMinute && parts.size() != 6)
        return refuse("the number of its parts is wrong");
    OptionMemberName found;
    const std::size_t first = isMinute ? 3 : 1; // Where the kind stands.
    if (isMinute) {
        const Result<Date> date = parseDate(parts[0]);
        if (!date || parts[2] != "minute")
            return refuse("the date or the resolution is wrong");
        found.date = *date;
    }
    found.ticker = parts[isMinute ? 1 : 0];
    found.kind = parts[first];
    const std::string_view style = parts[first + 1];
    const std::string_view right = parts[first + 2];
    if ((style != "american" && style != "european") || (right != "call" && right != "put"))
        return refuse("the style or the right is wrong");
    found.style = style == "american" ? ExerciseStyle::American : ExerciseStyle::European;
    found.right = right == "call" ? Right::Call : Right::Put;
    // The symbol of an option has three decimals of strike and five digits before them.
    const std::string_view strike = parts[first + 3];
    std::int64_t units = 0;
    const auto [end, code] = std::from_chars(strike.data(), strike.data() + strike.size(), units);
    if (code != std::errc {} || end != strike.data() + strike.size() || units <= 0 || units > 999'999'990
        || units % 10 != 0)
        return refuse("the strike is wrong");
    found.strike = Price::ofUnits(units);
    const Result<Date> expiry = parseDate(parts[first + 4]);
    if (!expiry)
        return refuse("the expiry is wrong");
    found.expiry = *expiry;
    return found;
}

} // namespace strikedesk::recorded
