// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/MarketQuality.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

namespace strikedesk {
namespace {

struct Band
{
    double at;
    double part; ///< Of the points, 1 to 0.
};

constexpr std::array tickBands {Band {1, 1.0}, Band {2, 0.85}, Band {4, 0.6}, Band {10, 0.25},
                                Band {20, 0.0}};
constexpr std::array fractionBands {Band {0.0, 1.0},   Band {0.02, 0.9},  Band {0.05, 0.7},
                                    Band {0.10, 0.45}, Band {0.25, 0.15}, Band {0.50, 0.0}};
constexpr std::array sizeBands {Band {0, 0.0}, Band {1, 0.1}, Band {10, 0.5}, Band {50, 0.8},
                                Band {200, 1.0}};
constexpr std::array steadyBands {Band {1.25, 1.0}, Band {3.0, 0.0}};

constexpr double tickPoints = 40;
constexpr double fractionPoints = 30;
constexpr double sizePoints = 20;
constexpr double steadyPoints = 10;
constexpr int lockedMost = 50;

constexpr double widenedTimes = 2;
constexpr double widenedDeviations = 4;
constexpr double widenedTicks = 2;
constexpr double burstTimes = 6;
constexpr double burstLeast = 5; // Updates a second: below that no burst hurts anybody.

// Straight lines between the bands.
double partOf(std::span<const Band> bands, double value)
{
    if (value <= bands.front().at)
        return bands.front().part;
    for (std::size_t i = 1; i < bands.size(); ++i) {
        const Band& low = bands[i - 1];
        const Band& high = bands[i];
        if (value <= high.at)
            return low.part + (high.part - low.part) * (value - low.at) / (high.at - low.at);
    }
    return bands.back().part;
}

bool isTwoSided(const Quote& quote)
{
    if (!quote.bid || !quote.ask || quote.ask->size <= 0)
        return false;
    return quote.bid->size > 0 || quote.bid->price.isZero();
}

int liquidityOf(const Quote& quote, double width, double tick, double mid, std::optional<double> typical)
{
    const double beyond = std::max(0.0, width - tick) / mid;
    const double size = std::min(quote.bid->size, quote.ask->size);
    double points = tickPoints * partOf(tickBands, width / tick)
        + fractionPoints * partOf(fractionBands, beyond) + sizePoints * partOf(sizeBands, size);
    double most = tickPoints + fractionPoints + sizePoints;
    if (typical && *typical > 0) {
        points += steadyPoints * partOf(steadyBands, width / *typical);
        most += steadyPoints;
    }
    return int(std::lround(100 * points / most));
}

UnusualQuote unusualOf(const Quote& quote, const QuoteQuality& quality, const SpreadStatistics& spreads,
                       double tick, Instant now)
{
    UnusualQuote unusual;
    unusual.isCrossed = quality.isCrossed;
    unusual.isLocked = quality.isLocked;
    unusual.isStale = quality.isStale;
    unusual.isGap = spreads.hadBothSides() && !isTwoSided(quote);
    const auto typical = spreads.typicalWidth();
    if (typical && quote.bid && quote.ask) {
        const double width = (quote.ask->price - quote.bid->price).toDouble();
        const double room = std::max(widenedDeviations * *spreads.deviation(), widenedTicks * tick);
        unusual.isWidened = width > widenedTimes * *typical && width > *typical + room;
    }
    const double rate = spreads.updatesPerSecond(now);
    const auto usualRate = spreads.typicalUpdatesPerSecond(now);
    unusual.isBurst = usualRate && rate > burstLeast && rate > burstTimes * *usualRate;
    return unusual;
}

} // namespace

std::vector<std::string_view> namesOf(const UnusualQuote& unusual)
{
    const std::array<std::pair<bool, std::string_view>, 6> all {{{unusual.isWidened, "widened"},
                                                                 {unusual.isCrossed, "crossed"},
                                                                 {unusual.isLocked, "locked"},
                                                                 {unusual.isGap, "gap"},
                                                                 {unusual.isStale, "stale"},
                                                                 {unusual.isBurst, "burst"}}};
    std::vector<std::string_view> names;
    for (const auto& [holds, name] : all) {
        if (holds)
            names.push_back(name);
    }
    return names;
}

MarketQuality marketQuality(const Quote& quote, const QuoteQuality& quality, const SpreadStatistics& spreads,
                            const TickTable& ticks, Instant now)
{
    MarketQuality found;
    const auto mid = quote.mid();
    const double tick = ticks.tickAt(mid.value_or(Price())).toDouble();
    found.unusual = unusualOf(quote, quality, spreads, tick, now);
    found.updatesPerSecond = spreads.updatesPerSecond(now);
    const auto typical = spreads.typicalWidth();
    if (typical)
        found.typicalTicks = *typical / tick;
    if (!mid) {
        if (quality.isOneSided)
            found.liquidity = 0;
        return found;
    }
    const double width = (quote.ask->price - quote.bid->price).toDouble();
    found.widthTicks = width / tick;
    if (mid->isPositive()) {
        found.widthOfMid = width / mid->toDouble();
        if (typical)
            found.typicalOfMid = *typical / mid->toDouble();
    }
    if (quality.isStale)
        return found;
    const bool isTradable = !quality.isCrossed && isTwoSided(quote) && mid->isPositive();
    found.liquidity = isTradable ? liquidityOf(quote, width, tick, mid->toDouble(), typical) : 0;
    if (quality.isLocked)
        found.liquidity = std::min(*found.liquidity, lockedMost);
    return found;
}

} // namespace strikedesk
