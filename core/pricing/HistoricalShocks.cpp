// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/HistoricalShocks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace strikedesk::pricing {
namespace {

using ClosesByDay = std::map<std::chrono::sys_days, std::vector<double>>;

/// Days on which every history has a usable close.
ClosesByDay commonCloses(std::span<const std::span<const DailyClose>> histories)
{
    ClosesByDay days;
    for (std::size_t i = 0; i < histories.size(); ++i) {
        for (const DailyClose& close : histories[i]) {
            std::vector<double>& row = days[daysOf(close.date)];
            if (row.size() == i && close.close > 0 && std::isfinite(close.close))
                row.push_back(close.close);
        }
    }
    std::erase_if(days, [&](const auto& day) { return day.second.size() != histories.size(); });
    return days;
}

} // namespace

std::optional<BetaEstimate> betaOf(std::span<const DailyClose> underlying, std::span<const DailyClose> index)
{
    const std::array<std::span<const DailyClose>, 2> histories {underlying, index};
    const ClosesByDay days = commonCloses(histories);
    if (days.size() < 4)
        return {};
    std::vector<std::array<double, 2>> returns;
    for (auto day = std::next(days.begin()); day != days.end(); ++day) {
        const auto& before = std::prev(day)->second;
        returns.push_back({std::log(day->second[0] / before[0]), std::log(day->second[1] / before[1])});
    }
    std::array<double, 2> mean {};
    for (const auto& one : returns) {
        mean[0] += one[0] / double(returns.size());
        mean[1] += one[1] / double(returns.size());
    }
    double own = 0;
    double common = 0;
    double market = 0;
    for (const auto& one : returns) {
        own += (one[0] - mean[0]) * (one[0] - mean[0]);
        common += (one[0] - mean[0]) * (one[1] - mean[1]);
        market += (one[1] - mean[1]) * (one[1] - mean[1]);
    }
    if (!(market > 0))
        return {};
    return BetaEstimate {common / market, own > 0 ? common / std::sqrt(own * market) : 0, returns.size()};
}

Result<std::vector<HistoricalShock>> historicalShocks(const ScenarioPortfolio& portfolio,
                                                      std::span<const std::vector<DailyClose>> closes,
                                                      std::size_t days, const ScenarioKernel& kernel)
{
    if (closes.size() != portfolio.underlyings.size() || days == 0)
        return fail("pricing.bad_input",
                    fmt::format("Expected a history for each of {} underlyings and a step of at least a day, "
                                "found {} and {}.",
                                portfolio.underlyings.size(), closes.size(), days));
    std::vector<std::span<const DailyClose>> histories(closes.begin(), closes.end());
    const ClosesByDay common = commonCloses(histories);
    if (common.size() <= days)
        return fail("pricing.bad_input",
                    fmt::format("Expected more than {} days that all underlyings have closes for, found {}.",
                                days, common.size()));
    ScenarioState state;
    for (const ScenarioUnderlying& underlying : portfolio.underlyings)
        state.spots.push_back(underlying.market.spot);
    const auto now = portfolioValue(portfolio, state, kernel);
    if (!now)
        return fail(now.error());

    std::vector<HistoricalShock> shocks;
    auto before = common.begin();
    for (auto after = std::next(before, std::ptrdiff_t(days)); after != common.end(); ++before, ++after) {
        HistoricalShock shock {Date(before->first), Date(after->first), {}, 0};
        for (std::size_t i = 0; i < closes.size(); ++i) {
            shock.moves.push_back(after->second[i] / before->second[i] - 1);
            state.spots[i] = portfolio.underlyings[i].market.spot * (1 + shock.moves.back());
        }
        const auto moved = portfolioValue(portfolio, state, kernel);
        if (!moved)
            return fail(moved.error());
        shock.gain = *moved - *now;
        shocks.push_back(std::move(shock));
    }
    return shocks;
}

std::optional<double> valueAtRisk(std::span<const HistoricalShock> shocks, double confidence)
{
    if (shocks.empty() || !(confidence >= 0 && confidence < 1))
        return {};
    std::vector<double> gains;
    for (const HistoricalShock& shock : shocks)
        gains.push_back(shock.gain);
    std::ranges::sort(gains);
    // 0.99 of 100 is 99 only up to rounding.
    const auto rank = std::size_t(std::floor((1 - confidence) * double(gains.size()) + 1e-9));
    return std::max(-gains[rank > 0 ? rank - 1 : 0], 0.0);
}

} // namespace strikedesk::pricing
