// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/execution/FillRates.h"
#include "core/instruments/TickTable.h"
#include "core/orders/WalkTerms.h"
#include "core/risk/PackagePrices.h"
#include "core/util/Instant.h"

#include <optional>
#include <string>
#include <variant>

namespace strikedesk {

// A walk goes from mid towards its worst limit in ticks. All prices here are "paid": the net price of one
// package from our side, positive when we pay and negative when we receive, so that up is always worse for
// us.

/// Where a walk begins and where it must stop.
struct WalkBounds
{
    Price start; ///< Its first price, rounded to the tick that does not pay more.
    Price worst; ///< Never paid more than this.
};

/// From the market at the decision. `ownWorst` is the person's own worst limit. Without it the natural is the
/// worst, and a credit never becomes a debit: the worst is then at least one tick of credit.
[[nodiscard]] WalkBounds walkBounds(const WalkTerms& terms, const PackagePrices& market,
                                    std::optional<Price> ownWorstPaid, const TickTable& ticks,
                                    const FillRates& fills, std::size_t legs);

/// What a walk knows when it is asked what to do now.
struct WalkSituation
{
    WalkTerms terms;
    int stepsTaken = 0;
    std::size_t legs = 1;
    Price limitPaid;
    Price worstPaid;
    std::optional<PackagePrices> market;  ///< Now; unknown while a leg has no two-sided quote.
    std::optional<PackagePrices> opening; ///< When the order was sent.
    bool areQuotesTradable = false;
    Instant beganAt;
    Instant lastChangeAt;                     ///< When the working limit was last set.
    std::optional<Instant> lastInformationAt; ///< When any leg's market was last heard.
    Instant now;
};

struct WalkWaits
{
};
struct WalkSteps
{
    Price toPaid;
    int step = 0; ///< The number of steps taken once this one is.
};
/// Stays where it is and says why; asked again at the next information.
struct WalkRests
{
    std::string code;
    std::string reason;
};
/// Ends: the rest is to be cancelled.
struct WalkGivesUp
{
    std::string reason;
};

using WalkDecision = std::variant<WalkWaits, WalkSteps, WalkRests, WalkGivesUp>;

/// A step is due when its interval has passed *and* the legs' market has been heard since the last one: a
/// walk that runs ahead of information pays for nothing. It never steps on faulty or too wide quotes, nor
/// past the natural. Steps are priced from the market as it is, so that a walk goes with a mid that moves, to
/// either side; each changes the price.
[[nodiscard]] WalkDecision decideWalk(const WalkSituation& situation, const TickTable& ticks,
                                      const FillRates& fills);

/// When to ask next by the clock alone; nothing when only the market can change what is decided.
[[nodiscard]] std::optional<Instant> walkDueAfter(const WalkTerms& terms, Instant beganAt,
                                                  Instant lastChangeAt, Instant now);

} // namespace strikedesk
