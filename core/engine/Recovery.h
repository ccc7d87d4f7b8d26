// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskContext.h"
#include "core/engine/VenueIntake.h"

#include <deque>
#include <string>

namespace strikedesk {

/// What reading the record back found.
struct ReplayedRecord
{
    AuditHead head;
    std::uint64_t count = 0;
    std::deque<AuditRow> tail; ///< Newest first.
};

/// Reads the whole record, verifies the chain link by link and applies every event to `state`. Nothing trades
/// on a record that does not verify: `audit.broken` names the first bad sequence number.
[[nodiscard]] Result<ReplayedRecord> replayRecord(const Storage& storage, DeskState& state);

/// Records what a comparison of the books found, and arms or disarms by it.
void recordComparison(DeskContext& context, std::vector<ReconciledRow> rows);

/// Holds the end of the record that replayRecord() reached against its anchors: a chain that is whole can
/// still be an older one, or a forged one. `audit.broken`, `audit.older_than_anchors`.
[[nodiscard]] Result<void> checkAnchors(const Storage& storage, const std::string& anchorsFolder,
                                        const AuditHead& head);

/// Compares what the desk believes with what the venue says, resolves what was in doubt by evidence, and arms
/// when both agree (law 3, law 4). Start-up and reconnecting are the same path.
///
/// Thread: trading.
class Reconciliation
{
public:
    /// Virtual time between the two listings that prove an order never arrived: longer than any message is on
    /// its way.
    static constexpr Duration settleTime = std::chrono::seconds {2};

    Reconciliation(DeskContext& context, VenueIntake& intake)
        : m_context(context)
        , m_intake(intake)
    {
    }

    /// Opens the venue session of this epoch and reconciles. Differences are not an error: they are rows, and
    /// the desk stays disarmed.
    [[nodiscard]] Result<void> run();

private:
    [[nodiscard]] bool hasDoubts() const;
    [[nodiscard]] Result<void> resolveDoubts(const VenueListing& first, const VenueListing& second,
                                             std::vector<ReconciledRow>& rows);
    void resolveDoubt(const OrderRecord& order, const VenueOrderRow* atVenue,
                      std::vector<ReconciledRow>& rows);
    void noteLostCancels(const VenueListing& listing, std::vector<ReconciledRow>& rows);

    DeskContext& m_context;
    VenueIntake& m_intake;
};

} // namespace strikedesk
