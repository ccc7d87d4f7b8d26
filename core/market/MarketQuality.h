// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/TickTable.h"
#include "core/market/Quote.h"
#include "core/market/SpreadStatistics.h"

#include <optional>
#include <string_view>
#include <vector>

namespace strikedesk {

/// What is out of the ordinary about a quote; several may hold at once. Locked is not crossed.
struct UnusualQuote
{
    bool isWidened = false; ///< Wider than twice the usual, and by more than its usual changes.
    bool isCrossed = false;
    bool isLocked = false;
    bool isGap = false; ///< A side, or its size, has gone that was there before.
    bool isStale = false;
    bool isBurst = false; ///< Far more updates a second than usual.

    [[nodiscard]] bool isAny() const
    {
        return isWidened || isCrossed || isLocked || isGap || isStale || isBurst;
    }
    friend bool operator==(const UnusualQuote&, const UnusualQuote&) = default;
};

/// "widened", "crossed", "locked", "gap", "stale", "burst": those that hold.
[[nodiscard]] std::vector<std::string_view> namesOf(const UnusualQuote& unusual);

/// How good one contract's market is to trade in, now and against what is usual for it.
struct MarketQuality
{
    std::optional<double> widthTicks; ///< Bid to ask in ticks at the mid; negative: crossed.
    std::optional<double> widthOfMid; ///< The same as a fraction of the mid.
    std::optional<double> typicalTicks;
    std::optional<double> typicalOfMid;
    /// 0 to 100. Nothing when the market is not known (no side, or stale); 0 when it lacks a side or is
    /// crossed, and never above 50 when it is locked.
    std::optional<int> liquidity;
    double updatesPerSecond = 0;
    UnusualQuote unusual;

    friend bool operator==(const MarketQuality&, const MarketQuality&) = default;
};

/// A pure function of what is known at `now`.
///
/// The score is on the scale of options: 40 points for the width in ticks (one tick is as narrow as it gets),
/// 30 for what the width beyond that tick is of the mid, 20 for the smaller displayed size, 10 for being no
/// wider than usual (left out, and the rest scaled up, where the usual is not known). The bands are our own
/// (docs/execution.md).
[[nodiscard]] MarketQuality marketQuality(const Quote& quote, const QuoteQuality& quality,
                                          const SpreadStatistics& spreads, const TickTable& ticks,
                                          Instant now);

} // namespace strikedesk
