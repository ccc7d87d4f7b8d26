// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/execution/WalkTrial.h"
#include "core/util/Error.h"

#include <memory>
#include <vector>

namespace strikedesk {

/// One walk of one order, and the market it is shown on.
struct WalkPathPlan
{
    WalkTerms terms;
    std::unique_ptr<MarketSource> market;
    std::uint64_t seed
        = 1; ///< Chooses the order; the same for every walk that is to be shown beside another.
    FillModel fills = FillModel::Calibrated;
    Duration timeLimit = std::chrono::seconds {120};
    Duration resolution = std::chrono::milliseconds {250};
    int ticksWideLeast = 8; ///< From passive to natural: in a narrower market there is little to see.
};

/// What stood at one instant. Prices are paid: up is worse for us.
struct WalkPathPoint
{
    enum class Kind { Market, Sent, Stepped, Filled, Ended };
    Kind kind = Kind::Market;
    Instant at;
    PackagePrices market;
    Price limitPaid;   ///< The working limit; of a fill its price.
    Quantity quantity; ///< Of a fill.
};

struct WalkPath
{
    TrialOrder order;
    std::vector<WalkPathPoint> points; ///< In time; the market is repeated only where it has changed.
    TrialOutcome outcome;
};

/// Gives the walk one order of its day and follows it to its end. `walks.no_order` where the day has no
/// package of some width to trade.
[[nodiscard]] Result<WalkPath> followWalk(WalkPathPlan plan);

} // namespace strikedesk
