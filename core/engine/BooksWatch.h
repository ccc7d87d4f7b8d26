// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskContext.h"
#include "core/engine/VenueIntake.h"

#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

/// Looks at the venue's books again and again while its session stands: every minute, at the end of the run,
/// and when asked. A difference has to show twice, a settle time apart, before it disarms: a listing may be
/// older than the newest event. Once the books agree again the desk arms by itself.
///
/// Thread: trading.
class BooksWatch
{
public:
    static constexpr Duration interval = std::chrono::seconds {60};

    BooksWatch(DeskContext& context, VenueIntake& intake)
        : m_context(context)
        , m_intake(intake)
    {
    }

    /// Looks when it is time. An error is the venue's: the link is then lost.
    [[nodiscard]] Result<void> tick();
    /// Looks now, and takes what it sees as it is.
    [[nodiscard]] Result<void> lookNow();
    /// A session has just been reconciled: the next look is an interval away.
    void restart();

    /// A person adopts, ignores or closes the difference of this subject, then the books are looked at again.
    /// To close an order is to ask the venue for its cancel; nothing else can be closed.
    /// `recovery.no_difference`, `recovery.cannot_adopt`, `recovery.nothing_to_close`, `input.action`.
    [[nodiscard]] Result<void> settle(const std::string& actor, const std::string& subject,
                                      const std::string& action, const std::string& reason);

    /// When the books were last compared in this process.
    [[nodiscard]] std::optional<Instant> lookedAt() const { return m_lookedAt; }

private:
    /// The rows of a comparison; nothing when the listing and the record are not of the same moment.
    [[nodiscard]] Result<std::optional<std::vector<ReconciledRow>>> look();
    [[nodiscard]] std::optional<Price> worthOf(const std::string& symbol) const;

    DeskContext& m_context;
    VenueIntake& m_intake;
    std::optional<Instant> m_dueAt;
    std::optional<Instant> m_lookedAt;
    bool m_isSuspicious = false; ///< The last look found a difference that has to show once more.
};

} // namespace strikedesk
