// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/Reader.h"
#include "core/storage/Statement.h"
#include "core/util/Error.h"
#include "core/util/Instant.h"

#include <cstdint>
#include <memory>

namespace strikedesk {

/// Where a profile keeps its record: all that the desk asks of it, so that a simulated day can run on a store
/// in memory and in one thread (docs/adr/0007-the-desk-knows-storage-by-its-promises.md).
///
/// Batches become durable in the order of their tickets. The first failure latches: what was durable stays
/// so, everything from the failed batch on is refused with the same error, nothing is dropped in silence. The
/// destructor writes what was accepted. Only the newest epoch may write. Thread: openReader() any; the others
/// as the implementation says, at least one.
class Storage
{
public:
    static constexpr std::size_t queueCapacity = 8'192; ///< Batches.

    virtual ~Storage() = default;

    /// Queues a batch and answers its ticket; tickets count up from 1. `storage.queue_full` (nothing was
    /// queued; cancels and the kill switch must not wait for it), or the latched failure.
    [[nodiscard]] virtual Result<std::uint64_t> append(Batch batch) = 0;
    /// Waits until the batch of this ticket is durable, or storage has failed. A ticket never given out is
    /// `storage.unknown_ticket`.
    [[nodiscard]] virtual Result<void> waitDurable(std::uint64_t ticket) = 0;

    /// Raises the epoch of the profile, durably, and answers it: from now on a batch with any other epoch is
    /// refused, whoever sends it.
    [[nodiscard]] virtual Result<std::uint64_t> takeEpoch(Instant startedAt) = 0;
    /// The same for the one that holds `current`; `storage.fenced` when somebody else has taken over since.
    [[nodiscard]] virtual Result<std::uint64_t> renewEpoch(std::uint64_t current, Instant startedAt) = 0;

    /// A look at what is durable, beside whoever writes.
    [[nodiscard]] virtual Result<std::unique_ptr<Reader>> openReader() const = 0;
};

// What every implementation refuses in the same words.
[[nodiscard]] Error fencedBy(std::uint64_t newest, std::uint64_t ours);
[[nodiscard]] Error queueFull();
[[nodiscard]] Error unknownTicket(std::uint64_t ticket, std::uint64_t newest);

} // namespace strikedesk
