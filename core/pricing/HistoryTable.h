// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/HistoricalShocks.h"
#include "core/pricing/ScenarioTable.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk::pricing {

/// Reads a CSV of `underlying`, `date`, `close` (columns by name, others ignored): closes by underlying and
/// date, ascending. `input.csv`: a column is missing, a cell is wrong (the first five are named with their
/// lines), one underlying has two closes of one date, or there is no row.
[[nodiscard]] Result<std::map<std::string, std::vector<DailyClose>>> readCloses(std::string_view csv);

/// What the portfolio of a table would have gained on the days of the past.
struct HistoryTable
{
    ScenarioPortfolio portfolio;
    std::vector<HistoricalShock> shocks; ///< By date.
    double valueAtRisk95 = 0;            ///< Dollars, as valueAtRisk() says.
    double valueAtRisk99 = 0;
};

/// The batch of `strikectl shocks`. Codes: `input.csv`; `input.closes` when an underlying has no closes or
/// too few; those of scenarioTable().
[[nodiscard]] Result<HistoryTable> historyTable(std::string_view positions, std::string_view closes,
                                                const ScenarioRequest& request, std::size_t days,
                                                const ScenarioKernel& kernel = valueKernel());

} // namespace strikedesk::pricing
