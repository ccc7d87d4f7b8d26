// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"
#include "core/venue/VenueMessages.h"

#include <optional>
#include <vector>

namespace strikedesk {

/// A broker or an exchange, as the trading thread sees it.
///
/// Thread: called by the trading thread only; an answer may take as long as the venue's time-out, after which
/// it is `venue.timeout`: the caller then knows nothing of what was sent (law 3).
class Venue
{
public:
    virtual ~Venue() = default;

    [[nodiscard]] virtual const CapabilityProfile& profile() const = 0;

    /// Opens a session under `epoch`, ends an older one of ours (an equal or higher epoch there:
    /// `venue.fenced`), and answers with the venue's books after everything the older session sent has been
    /// taken in.
    [[nodiscard]] virtual Result<VenueListing> connect(std::uint64_t epoch) = 0;
    [[nodiscard]] virtual bool isConnected() const = 0;

    /// Success means: written, not accepted. What became of it comes as an event.
    [[nodiscard]] virtual Result<void> send(const VenueCommand& command) = 0;

    /// Lets the venue reach `instant` and answers every event after `afterSequence` up to then, in sequence.
    /// The same question asked again gives the same answer.
    [[nodiscard]] virtual Result<std::vector<VenueEvent>> advanceTo(Instant instant,
                                                                    std::uint64_t afterSequence)
        = 0;

    [[nodiscard]] virtual Result<VenueListing> listing() = 0;
    /// What the venue knows of one submission of ours, one that a replace has superseded included; nothing
    /// when it never heard of it.
    [[nodiscard]] virtual Result<std::optional<VenueOrderRow>> query(const ClientOrderId& id) = 0;

    /// The calling thread is done with the venue: the next call may come from another one.
    virtual void leaveThread() { }
};

} // namespace strikedesk
