// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/AnchorLog.h"
#include "core/engine/DeskState.h"
#include "core/storage/Storage.h"
#include "core/util/Clock.h"

#include <deque>
#include <optional>
#include <string>

namespace strikedesk {

/// Takes the events of one step, applies each to the state at once, and makes them durable before the step
/// ends: in one batch, or in two when what the venue told is handed over first. What belongs together (a
/// fill, what it spent, what it gave back) is in one.
///
/// Thread: owned by the trading thread.
class Journal
{
public:
    static constexpr std::size_t tailKept = 500;

    Journal(DeskState& state, Storage& storage, AnchorLog anchors, const Clock& clock, AuditHead head,
            std::uint64_t epoch);

    /// Records one event at the clock's time; answers its place in the audit record.
    std::uint64_t record(std::string actor, std::string entity, DeskEventBody body);

    [[nodiscard]] bool hasUncommitted() const { return m_handedOver || !m_batch.statements.empty(); }
    /// Gives storage what was recorded so far and does not wait: it is written while the desk goes on.
    [[nodiscard]] Result<void> handOver();
    /// Waits until all that was recorded is durable. On failure nothing may go to a venue but what reduces
    /// risk.
    [[nodiscard]] Result<void> commit();

    /// Anchors the durable head outside the database ("start", "end"); while running this goes by itself.
    [[nodiscard]] Result<void> anchor(const std::string& reason);
    [[nodiscard]] bool hasAnchors() const { return !m_anchors.isEmpty(); }

    [[nodiscard]] const AuditHead& head() const { return m_chain.head(); }
    [[nodiscard]] std::uint64_t durableSequence() const { return m_durableSequence; }
    [[nodiscard]] std::uint64_t epoch() const { return m_epoch; }
    /// What is recorded from now on is of this epoch: a new session with the venue has begun.
    void beginEpoch(std::uint64_t epoch);
    /// Newest first.
    [[nodiscard]] const std::deque<AuditRowPtr>& tail() const { return m_tail; }
    /// Rows read back at start-up, so that the screen has a past.
    void seedTail(std::deque<AuditRowPtr> rows) { m_tail = std::move(rows); }

private:
    DeskState& m_state;
    Storage& m_storage;
    AnchorLog m_anchors;
    const Clock& m_clock;
    AuditChain m_chain;
    std::uint64_t m_epoch;
    std::uint64_t m_durableSequence;
    Batch m_batch;
    std::optional<std::uint64_t>
        m_handedOver; ///< The ticket of what storage has and need not be durable yet.
    std::deque<AuditRowPtr> m_tail;
};

[[nodiscard]] AuditRow auditRowFrom(AuditRecord record);

} // namespace strikedesk
