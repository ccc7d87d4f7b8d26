// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/KillSwitch.h"

#include <cstdint>
#include <optional>
#include <string>

namespace strikedesk {

/// Pulls the kill switch to see how fast it is: takes the times until entries are blocked, the last cancel is
/// sent and the venue has confirmed them all, records them, and lifts the switch again.
///
/// The cancels are real ones, so that it is for the simulated exchange only. Times are those of the machine,
/// which trading never looks at. Thread: trading.
class KillDrill
{
public:
    KillDrill(DeskContext& context, KillSwitch& kill)
        : m_context(context)
        , m_kill(kill)
    {
    }

    /// `risk.killed` when the switch is engaged already, `risk.drill_running`, `venue.down`.
    [[nodiscard]] Result<void> begin(const std::string& actor);
    /// Everything that was to be sent has been handed to the venue.
    void noteSent();
    /// Answers the report once the drill is over: every cancel is confirmed, or nobody waits any longer.
    [[nodiscard]] std::optional<DrillReply> tick();
    [[nodiscard]] bool isRunning() const { return m_begun.has_value(); }

private:
    struct Begun
    {
        std::string actor;
        Instant at;
        double steadyAt = 0;
        std::uint64_t orders = 0;
        std::uint64_t blockedMicroseconds = 0;
        std::optional<std::uint64_t> sentMicroseconds;
    };

    DeskContext& m_context;
    KillSwitch& m_kill;
    std::optional<Begun> m_begun;
};

} // namespace strikedesk
