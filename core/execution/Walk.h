// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/TickTable.h"
#include "core/orders/OrderRequest.h"
#include "core/util/Instant.h"

#include <optional>
#include <string>
#include <variant>

namespace strikedesk {

// A walk starts at mid and goes towards its worst limit in ticks. All prices here are "paid": the net price
// of one package from our side, positive when we pay and negative when we receive, so that up is always worse
// for us.

/// Where a walk begins and where it must stop.
struct WalkBounds
{
    Price start; ///< The mid, rounded to the tick that does not pay more.
    Price worst; ///< Never paid more than this.
};

/// From mid and natural at the decision. `ownWorst` is the person's own worst limit. Without it the natural
/// is the worst, and a credit never becomes a debit: the worst is then at least one tick of credit.
[[nodiscard]] WalkBounds walkBounds(Price midPaid, Price naturalPaid, std::optional<Price> ownWorstPaid,
                                    const TickTable& ticks);

/// What a walk knows when it is asked what to do now.
struct WalkSituation
{
    WalkTerms terms;
    Price limitPaid;
    Price worstPaid;
    std::optional<Price>
        naturalPaid; ///< What crossing costs now; unknown while a leg has no two-sided quote.
    bool areQuotesTradable = false;
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
/// walk that runs ahead of information pays for nothing. It never steps on faulty quotes, nor past the
/// natural.
[[nodiscard]] WalkDecision decideWalk(const WalkSituation& situation, const TickTable& ticks);

/// When to ask next, at the earliest.
[[nodiscard]] Instant walkDueAt(const WalkTerms& terms, Instant lastChangeAt);

} // namespace strikedesk
