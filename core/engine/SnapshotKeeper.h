// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/RecordSnapshot.h"
#include "core/engine/DeskState.h"

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace strikedesk {

/// Where snapshots of the state go, and how often.
struct SnapshotPlan
{
    std::string folder;        ///< Empty: none are written.
    std::string anchorsFolder; ///< Whose key signs them.
    /// Records between two snapshots: how many a start has to read at most.
    std::uint64_t every = 20'000;
    /// False: the caller waits for the disk; for simulations that have one thread.
    bool hasThread = true;
};

/// Writes a snapshot of the state every so many records, so that a start reads the newest records only.
///
/// Thread: owned by the trading thread, which pays for a copy of the state; turning it into text and waiting
/// for the disk is the business of a thread of its own, at most one snapshot at a time.
class SnapshotKeeper
{
public:
    /// `newest`: the record up to which there is a snapshot already, or 0.
    SnapshotKeeper(SnapshotPlan plan, std::uint64_t newest);
    /// Waits for the snapshot that is being written.
    ~SnapshotKeeper();

    /// Takes a snapshot when it is time. `head` is durable, and `state` is what follows from it.
    void tick(const DeskState& state, const AuditHead& head);
    /// The same at once and in this thread, at the end of a run that goes on some day; not when only a few
    /// records are new.
    void rest(const DeskState& state, const AuditHead& head);
    /// Why the last one could not be written: the next start will take longer.
    [[nodiscard]] std::optional<Error> failure() const;

private:
    [[nodiscard]] bool isDue(const AuditHead& head, std::uint64_t records) const;
    void write(const DeskState& state, const AuditHead& head);

    SnapshotPlan m_plan;
    std::uint64_t m_newest;
    std::thread m_thread;
    std::atomic<bool> m_isWriting = false;
    mutable std::mutex m_mutex;
    std::optional<Error> m_failure;
};

} // namespace strikedesk
