// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/execution/Walk.h"

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk {

WalkBounds walkBounds(Price midPaid, Price naturalPaid, std::optional<Price> ownWorstPaid,
                      const TickTable& ticks)
{
    WalkBounds bounds;
    bounds.start = ticks.roundDown(midPaid);
    if (ownWorstPaid) {
        bounds.worst = ticks.roundDown(*ownWorstPaid);
    } else {
        bounds.worst = ticks.roundDown(naturalPaid);
        if (midPaid.isNegative()) {
            const Price smallestCredit = -ticks.tickAt(Price());
            bounds.worst = std::min(bounds.worst, smallestCredit);
        }
    }
    bounds.start = std::min(bounds.start, bounds.worst);
    return bounds;
}

Instant walkDueAt(const WalkTerms& terms, Instant lastChangeAt)
{
    return lastChangeAt + terms.stepInterval;
}

WalkDecision decideWalk(const WalkSituation& situation, const TickTable& ticks)
{
    if (situation.now < walkDueAt(situation.terms, situation.lastChangeAt))
        return WalkWaits {};
    if (situation.limitPaid >= situation.worstPaid) {
        const bool hasPatience = situation.terms.patience.count() > 0;
        if (hasPatience && situation.now >= situation.lastChangeAt + situation.terms.patience)
            return WalkGivesUp {fmt::format("Rested at its worst limit for {} s without a fill.",
                                            situation.terms.patience.count())};
        return WalkRests {"walk.at_worst", "At its worst limit."};
    }
    if (!situation.lastInformationAt || *situation.lastInformationAt <= situation.lastChangeAt)
        return WalkWaits {};
    if (!situation.areQuotesTradable || !situation.naturalPaid)
        return WalkRests {"walk.quotes_not_tradable", "A leg's quote is stale, crossed or one-sided."};
    if (situation.limitPaid >= *situation.naturalPaid)
        return WalkRests {"walk.at_natural", "Already at the price that crosses every leg."};

    const Price stepped = ticks.advance(situation.limitPaid, std::max(1, situation.terms.stepTicks));
    return WalkSteps {std::min(stepped, situation.worstPaid)};
}

} // namespace strikedesk
