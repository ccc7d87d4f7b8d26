// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/VolatilityHistory.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace strikedesk::pricing {
namespace {

constexpr double tradingDaysPerYear = 252;

double meanOf(const std::vector<double>& values)
{
    double sum = 0;
    for (const double value : values)
        sum += value;
    return sum / double(values.size());
}

/// About the mean of the sample, divided by one less than its size.
double sampleVariance(const std::vector<double>& values)
{
    const double mean = meanOf(values);
    double sum = 0;
    for (const double value : values)
        sum += (value - mean) * (value - mean);
    return sum / double(values.size() - 1);
}

Result<void> checkBars(std::span<const DailyBar> bars, std::size_t needed)
{
    if (bars.size() < needed)
        return fail("pricing.bad_input",
                    fmt::format("Expected at least {} days, found {}.", needed, bars.size()));
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const DailyBar& bar = bars[i];
        const bool isPossible = bar.low > 0 && bar.high >= bar.low && std::isfinite(bar.high)
            && bar.open >= bar.low && bar.open <= bar.high && bar.close >= bar.low && bar.close <= bar.high;
        if (!isPossible)
            return fail("pricing.bad_input",
                        fmt::format("Expected day {} to have its open and close between low and high, found "
                                    "{}, {}, {}, {} (open, high, low, close).",
                                    i + 1, bar.open, bar.high, bar.low, bar.close));
    }
    return {};
}

double rangeVariance(const DailyBar& bar, VolatilityEstimator estimator)
{
    const double range = std::log(bar.high / bar.low);
    const double body = std::log(bar.close / bar.open);
    if (estimator == VolatilityEstimator::Parkinson)
        return range * range / (4 * std::numbers::ln2);
    if (estimator == VolatilityEstimator::GarmanKlass)
        return 0.5 * range * range - (2 * std::numbers::ln2 - 1) * body * body;
    const double up = std::log(bar.high / bar.open);
    const double down = std::log(bar.low / bar.open);
    return up * (up - body) + down * (down - body);
}

double yangZhangVariance(std::span<const DailyBar> bars)
{
    std::vector<double> nights;
    std::vector<double> days;
    std::vector<double> ranges;
    for (std::size_t i = 1; i < bars.size(); ++i) {
        nights.push_back(std::log(bars[i].open / bars[i - 1].close));
        days.push_back(std::log(bars[i].close / bars[i].open));
        ranges.push_back(rangeVariance(bars[i], VolatilityEstimator::RogersSatchell));
    }
    const double count = double(nights.size());
    const double share = 0.34 / (1.34 + (count + 1) / (count - 1));
    return sampleVariance(nights) + share * sampleVariance(days) + (1 - share) * meanOf(ranges);
}

} // namespace

std::optional<VolatilityStanding> volatilityStanding(std::span<const double> history, double now)
{
    if (!(now > 0) || !std::isfinite(now))
        return {};
    VolatilityStanding standing;
    std::size_t below = 0;
    for (const double past : history) {
        if (!(past > 0) || !std::isfinite(past))
            continue;
        standing.lowest = standing.samples == 0 ? past : std::min(standing.lowest, past);
        standing.highest = std::max(standing.highest, past);
        ++standing.samples;
        below += past < now ? 1 : 0;
    }
    if (standing.samples == 0)
        return {};
    standing.percentile = double(below) / double(standing.samples);
    const double width = standing.highest - standing.lowest;
    if (width > 0)
        standing.rank = std::clamp((now - standing.lowest) / width, 0.0, 1.0);
    else if (now >= standing.lowest)
        standing.rank = now > standing.lowest ? 1 : 0.5;
    return standing;
}

std::string_view nameOf(VolatilityEstimator estimator)
{
    switch (estimator) {
    case VolatilityEstimator::CloseToClose: return "close to close";
    case VolatilityEstimator::Parkinson: return "Parkinson";
    case VolatilityEstimator::GarmanKlass: return "Garman-Klass";
    case VolatilityEstimator::RogersSatchell: return "Rogers-Satchell";
    case VolatilityEstimator::YangZhang: return "Yang-Zhang";
    }
    return "";
}

Result<RealisedVolatility> realisedVolatility(std::span<const DailyBar> bars, VolatilityEstimator estimator)
{
    const bool seesNights
        = estimator == VolatilityEstimator::CloseToClose || estimator == VolatilityEstimator::YangZhang;
    if (const auto usable = checkBars(bars, seesNights ? 3 : 2); !usable)
        return fail(usable.error());
    double daily = 0;
    if (estimator == VolatilityEstimator::CloseToClose) {
        std::vector<double> returns;
        for (std::size_t i = 1; i < bars.size(); ++i)
            returns.push_back(std::log(bars[i].close / bars[i - 1].close));
        daily = sampleVariance(returns);
    } else if (estimator == VolatilityEstimator::YangZhang) {
        daily = yangZhangVariance(bars);
    } else {
        for (const DailyBar& bar : bars)
            daily += rangeVariance(bar, estimator) / double(bars.size());
    }
    // Garman–Klass can fall below zero on days that end far from where they began.
    return RealisedVolatility {estimator, std::sqrt(std::max(daily, 0.0) * tradingDaysPerYear),
                               seesNights ? bars.size() - 1 : bars.size()};
}

} // namespace strikedesk::pricing
