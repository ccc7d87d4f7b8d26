// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/OsiSymbol.h"
#include "core/util/Error.h"
#include "core/util/Instant.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace strikedesk::recorded {

/// What a file of recorded rows holds.
enum class RowKind { Quote, Trade, OpenInterest };
[[nodiscard]] std::string_view nameOf(RowKind kind); ///< "quote", "trade", "openinterest": as in file names.

/// A UTF-8 path as the file system wants it.
[[nodiscard]] std::filesystem::path nativePath(const std::string& path);

/// "20130628".
[[nodiscard]] std::string compactText(Date date);

/// Where one optionable asset lies in a data folder of LEAN's layout.
class LeanFolder
{
public:
    /// `ticker` in any case: an option class of an equity or an ETF ("nwsa") or of an index ("spxw").
    /// `data.missing` when the folder has no minute files of such options.
    [[nodiscard]] static Result<LeanFolder> find(const std::string& directory, const std::string& ticker);

    [[nodiscard]] const std::string& ticker() const { return m_ticker; }         ///< "spxw".
    [[nodiscard]] const std::string& root() const { return m_root; }             ///< "SPXW".
    [[nodiscard]] const std::string& underlying() const { return m_underlying; } ///< "SPX".
    [[nodiscard]] bool isIndex() const { return m_isIndex; }

    /// The archive of one day of option minutes, in whichever exercise style it is recorded; nothing when
    /// there is none.
    [[nodiscard]] std::optional<std::string> optionMinutes(Date date, RowKind kind) const;
    /// Where such an archive is expected, for an error text.
    [[nodiscard]] std::string expectedOptionMinutes(Date date, RowKind kind) const;
    /// Hourly option bars of a year.
    [[nodiscard]] std::optional<std::string> optionHours(Date date, RowKind kind) const;
    /// One day of minutes of the underlying.
    [[nodiscard]] std::optional<std::string> underlyingMinutes(Date date, RowKind kind) const;
    [[nodiscard]] std::string interestRates() const;
    [[nodiscard]] std::string factors() const;

private:
    std::string m_directory;
    std::string m_ticker;
    std::string m_root;
    std::string m_underlying;
    bool m_isIndex = false;
};

/// What the name of a member of an option archive says.
struct OptionMemberName
{
    std::optional<Date> date; ///< Of minute files.
    std::string ticker;
    std::string kind;
    ExerciseStyle style = ExerciseStyle::American;
    Right right = Right::Call;
    Price strike;
    Date expiry {};
};

/// Reads "20130628_nwsa_minute_quote_american_call_100000_20140118.csv" and the hourly and daily form
/// "aapl_quote_american_call_1000000_20140606.csv". `data.broken` says what is wrong.
[[nodiscard]] Result<OptionMemberName> parseOptionMemberName(std::string_view name);

} // namespace strikedesk::recorded
