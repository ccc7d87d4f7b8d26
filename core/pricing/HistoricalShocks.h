// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/Scenario.h"
#include "core/util/Instant.h"

#include <optional>
#include <span>
#include <vector>

namespace strikedesk::pricing {

struct DailyClose
{
    Date date {};
    double close = 0; ///< Adjusted for splits, and for dividends if they are to count as return.
};

/// How an underlying moved with an index, from daily closes of days that both have.
struct BetaEstimate
{
    double beta = 0; ///< Covariance of the returns over the variance of the index's.
    double correlation = 0;
    std::size_t samples = 0; ///< Returns.
};

/// Closes by date, ascending. Nothing with fewer than three common returns, or an index that never moved.
[[nodiscard]] std::optional<BetaEstimate> betaOf(std::span<const DailyClose> underlying,
                                                 std::span<const DailyClose> index);

/// What the portfolio would have gained today had one past day's moves happened now, all at once.
struct HistoricalShock
{
    Date from {};
    Date to {};
    std::vector<double> moves; ///< Per underlying, as fractions.
    double gain = 0;           ///< Dollars.
};

/// Every step of `days` trading days that all underlyings have closes for, by full revaluation at unmoved
/// volatility and time. `closes` are per underlying of the portfolio, by date, ascending.
/// `pricing.bad_input`: histories and underlyings differ in number, a close that is not positive, no common
/// days.
[[nodiscard]] Result<std::vector<HistoricalShock>>
historicalShocks(const ScenarioPortfolio& portfolio, std::span<const std::vector<DailyClose>> closes,
                 std::size_t days = 1, const ScenarioKernel& kernel = valueKernel());

/// The loss that all but `confidence` of the shocks stayed below (0.99: one in a hundred was worse), a
/// positive number; the worst shock when there are fewer than 1 / (1 - confidence). Nothing without shocks.
[[nodiscard]] std::optional<double> valueAtRisk(std::span<const HistoricalShock> shocks, double confidence);

} // namespace strikedesk::pricing
