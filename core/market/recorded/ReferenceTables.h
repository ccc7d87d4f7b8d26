// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/market/MarketSource.h"
#include "core/util/Error.h"
#include "core/util/Instant.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace strikedesk::recorded {

/// The recorded short rate: a step function of the date.
class RateTable
{
public:
    /// `DATE,PCREDIT8`, per cent a year. `data.missing`, `data.broken`.
    [[nodiscard]] static Result<RateTable> read(const std::string& path);

    [[nodiscard]] Date firstDate() const { return m_steps.front().from; }
    /// Continuously compounded: ln(1 + r). The last step goes on for ever; before the first the first holds.
    [[nodiscard]] double continuousOn(Date date) const;

private:
    struct Step
    {
        Date from {};
        double continuous = 0;
    };
    std::vector<Step> m_steps;
};

/// Dividends and splits of one equity, from a factor file: rows of (last day the factors apply, price factor,
/// split factor, close of that day).
class FactorTable
{
public:
    [[nodiscard]] static Result<FactorTable> read(const std::string& path);

    /// Cash dividends with an ex-date after `date` and within a year, in shares of `date`. A factor file is
    /// written afterwards; the year stands for what a market expects of a company that pays regularly.
    [[nodiscard]] std::vector<CashDividend> dividendsAfter(Date date) const;
    /// Splits with an ex-date after `date` and within two months, the notice that companies give.
    [[nodiscard]] std::vector<StockSplit> splitsAfter(Date date) const;

private:
    struct Row
    {
        Date lastDay {};
        double priceFactor = 1;
        double splitFactor = 1;
        double close = 0;
    };
    [[nodiscard]] double splitFactorOn(Date date) const;

    std::vector<Row> m_rows;
};

} // namespace strikedesk::recorded
