// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/market/MarketSource.h"
#include "core/pricing/RateCurve.h"
#include "core/settings/Fault.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

/// One rate of a curve: to so many days after the day that the row is of.
struct RateRow
{
    Date date {};
    int days = 0;
    double percent = 0; ///< Per year, with interest paid once a year.
    std::string source;
};

struct DividendRow
{
    std::string underlying;
    Date exDate {};
    double amount = 0; ///< Dollars per share; 0 says that none is paid.
    std::string source;
    Date notedOn {};
};

struct EarningsRow
{
    std::string underlying;
    EarningsDate event;
    std::string source;
    Date notedOn {};
};

/// The implied volatility of an underlying at the end of one day: at the money, 30 days.
struct VolatilityRow
{
    std::string underlying;
    Date date {};
    double volatility = 0; ///< 0.20 is 20 %.
    std::string source;
};

/// The market inputs that a person keeps in four files of the profile's folder `market`: `rates.csv`,
/// `dividends.csv`, `earnings.csv`, `volatility.csv` (docs/market-data.md has the columns). A row of a later
/// day than the one asked about is not known yet, so that a replay does not look ahead.
class MarketInputFiles
{
public:
    struct Texts
    {
        std::optional<std::string> rates; ///< Absent: there is no such file.
        std::optional<std::string> dividends;
        std::optional<std::string> earnings;
        std::optional<std::string> volatilities;
    };

    /// A fault with the name of its file.
    struct FileFault
    {
        std::string file;
        Fault fault;
    };

    /// Every fault of all of them is added to `faults`; nothing when there is one.
    [[nodiscard]] static std::optional<MarketInputFiles> parse(const Texts& texts,
                                                               std::vector<FileFault>& faults);
    /// Reads the files of a folder; those that are not there are empty. `input.market_inputs` names the first
    /// fault and how many more there are.
    [[nodiscard]] static Result<MarketInputFiles> read(const std::string& folder);
    /// The same with every fault told apart; `input.market_inputs` only when a file cannot be read at all.
    [[nodiscard]] static Result<Texts> readTexts(const std::string& folder);

    [[nodiscard]] bool isEmpty() const;
    /// The newest curve that is not of a later day; nothing when there is none.
    [[nodiscard]] std::optional<pricing::RateCurve> curveOn(Date date) const;
    /// Those after `date` that were noted by then; nothing when the file is silent on this underlying.
    [[nodiscard]] std::optional<std::vector<CashDividend>> dividendsOf(const std::string& underlying,
                                                                       Date date) const;
    /// "dividends.csv: company release of 2026-02-01"; empty when the file is silent.
    [[nodiscard]] std::string dividendSourceOf(const std::string& underlying, Date date) const;
    /// On or after `date`, by date.
    [[nodiscard]] std::vector<EarningsDate> earningsOf(const std::string& underlying, Date date) const;

    /// Of the days before `date`, a year back, oldest first.
    [[nodiscard]] std::vector<double> volatilityHistoryOf(const std::string& underlying, Date date) const;

    [[nodiscard]] const std::vector<RateRow>& rates() const { return m_rates; }
    [[nodiscard]] const std::vector<DividendRow>& dividends() const { return m_dividends; }
    [[nodiscard]] const std::vector<EarningsRow>& earnings() const { return m_earnings; }
    [[nodiscard]] const std::vector<VolatilityRow>& volatilities() const { return m_volatilities; }
    /// Adds rows of days and dates that are not there yet; what a person wrote stays.
    void addMissing(const std::vector<RateRow>& rows);
    void addMissing(const std::vector<DividendRow>& rows);
    void addMissing(const std::vector<VolatilityRow>& rows);

private:
    std::vector<RateRow> m_rates;         // By date, then days.
    std::vector<DividendRow> m_dividends; // By underlying, then ex-date.
    std::vector<EarningsRow> m_earnings;
    std::vector<VolatilityRow> m_volatilities; // As the two before.
};

/// The rows as a file with its header; what MarketInputFiles::parse() reads back as the same rows.
[[nodiscard]] std::string textOf(const std::vector<RateRow>& rows);
[[nodiscard]] std::string textOf(const std::vector<DividendRow>& rows);
[[nodiscard]] std::string textOf(const std::vector<EarningsRow>& rows);
[[nodiscard]] std::string textOf(const std::vector<VolatilityRow>& rows);

} // namespace strikedesk
