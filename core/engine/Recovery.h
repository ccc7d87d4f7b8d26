// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskContext.h"
#include "core/engine/VenueIntake.h"

#include <vector>

namespace strikedesk {

/// Records what a comparison of the books found, and arms or disarms by it.
void recordComparison(DeskContext& context, std::vector<ReconciledRow> rows);

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
