// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/Journal.h"
#include "core/engine/RiskBook.h"
#include "core/market/QuoteBoard.h"
#include "core/util/Clock.h"
#include "core/util/IdSource.h"
#include "core/venue/Venue.h"

#include <deque>
#include <memory>
#include <string>

namespace strikedesk {

/// What the parts of the trading thread share. All of it is owned by that thread.
struct DeskContext
{
    VirtualClock& clock;
    IdSource& ids;
    DeskState& state;
    Journal& journal;
    MarketSource& source;
    QuoteBoard& board;
    Venue& venue;
    /// Written to the venue once everything recorded so far is durable (law 2).
    std::deque<VenueCommand> outbox;
    /// Nothing is put into the outbox while the venue is down: it would be stale when the link is back.
    bool isVenueUp = false;
    /// Sums that follow from all of the above; whoever asks for them refreshes them first.
    mutable RiskBook book {};

    [[nodiscard]] Instant now() const { return clock.now(); }
    [[nodiscard]] double rate() const;
};

} // namespace strikedesk
