// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Money.h"

#include <chrono>
#include <optional>
#include <vector>

namespace strikedesk {

/// How a walk goes through the spread; WalkStyles.h has a row for each.
enum class WalkStyle {
    MidWalk,
    Patient,
    Urgent,
    PegToMid,
    Ladder,
    Adaptive,
    Join,
    FourPrices,
    TenSteps,
};

/// What a walk does with what has not filled when it has rested at its end for its patience.
enum class WalkEnd { Cancel, Cross };

/// How a walk goes from mid towards its worst limit.
struct WalkTerms
{
    int stepTicks = 1; ///< Of a mid-walk without `steps`.
    std::chrono::seconds stepInterval {5};
    /// Never worse than this net price; without it the natural (cross every leg) at the decision.
    std::optional<Price> worst {};
    /// Rests at its end this long before it gives up; 0 = until the order's time in force ends it. A walk
    /// that follows the market has no end to rest at: it gives up so long after it was sent.
    std::chrono::seconds patience {0};
    WalkStyle style = WalkStyle::MidWalk;
    /// Equal steps from mid to natural, for a mid-walk instead of ticks, and for an adaptive walk the steps
    /// that it plans for; 0 = the style's own.
    int steps = 0;
    int offsetTicks = 0;              ///< Of a peg: this far from mid, positive towards the other side.
    std::vector<int> rungs {};        ///< Of a ladder: per cent of the way from mid to natural, rising.
    std::optional<Price> widthMax {}; ///< Pauses while natural and passive are further apart than this.
    WalkEnd atEnd = WalkEnd::Cancel;

    friend bool operator==(const WalkTerms&, const WalkTerms&) = default;
};

} // namespace strikedesk
