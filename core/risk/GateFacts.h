// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Money.h"
#include "core/util/Instant.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

namespace strikedesk {

// What the gate is told beside the order and the account: sums that somebody has kept up to date.

/// One instrument with everything that works in it, the order itself not included.
struct LegReach
{
    Quantity held; ///< Signed.
    Quantity workingBuys;
    Quantity workingSells;

    /// The largest position, long or short, that fills can lead to: buys are never netted against sells.
    [[nodiscard]] std::int64_t most() const
    {
        return std::max((held + workingBuys).count(), (workingSells - held).count());
    }
};

/// Option contracts on one underlying, each series at its worst.
struct UnderlyingReach
{
    std::string underlying;
    std::int64_t contracts = 0;
};

/// Dollars for a move of the underlying by its own price (delta) and for one point of volatility (vega).
struct BookGreeks
{
    double dollarDelta = 0;
    double dollarVega = 0;
    double orderDollarDelta = 0;
    double orderDollarVega = 0;
    bool isKnown = true; ///< False without a price of each underlying that is ordered or held.
};

/// What the day has brought, at marks; absent while a mark is not known.
struct TodayResult
{
    std::optional<Money> loss;     ///< Since the first mark of the trade date; negative: a gain.
    std::optional<Money> drawdown; ///< Below the highest mark so far; not negative.
};

/// How busy the one who asks, and the desk, have been.
struct PrincipalPace
{
    bool isAutomated = false; ///< No person stands behind the order.
    bool isDisarmed = false;
    std::string disarmedReason;
    std::int64_t messagesLastMinute = 0;
    std::int64_t executionsToday = 0;  ///< Opening orders of this strategy that were filled.
    std::int64_t messagesLastHour = 0; ///< Of the whole desk.
    std::int64_t fillsLastHour = 0;
};

} // namespace strikedesk
