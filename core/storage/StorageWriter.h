// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/Migration.h"
#include "core/storage/Statement.h"
#include "core/util/Error.h"
#include "core/util/Instant.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace strikedesk {

/// The one connection of a profile that writes, on a thread of its own.
///
/// Batches become durable (WAL, synchronous=FULL) in the order of their tickets; those that wait together
/// share one commit. The first failure latches: what was durable stays so, everything from the failed batch
/// on is refused with the same error, nothing is dropped in silence. The destructor writes what was accepted.
///
/// Thread: any, except takeEpoch() and waitDurable(), which must not be called from the call-backs.
class StorageWriter
{
public:
    static constexpr std::size_t queueCapacity = 8'192; ///< Batches.

    /// Opens or makes the database and brings its schema up to date. `storage.newer_schema`,
    /// `storage.cannot_open` and the codes of Connection.
    [[nodiscard]] static Result<std::unique_ptr<StorageWriter>> open(const std::string& path,
                                                                     std::span<const Migration> migrations);
    ~StorageWriter();

    StorageWriter(const StorageWriter&) = delete;
    StorageWriter& operator=(const StorageWriter&) = delete;

    /// Queues a batch and answers its ticket; tickets count up from 1. `storage.queue_full` (nothing was
    /// queued; cancels and the kill switch must not wait for it), or the latched failure.
    [[nodiscard]] Result<std::uint64_t> append(Batch batch);
    /// Waits until the batch of this ticket is durable, or storage has failed. A ticket never given out is
    /// `storage.unknown_ticket`.
    [[nodiscard]] Result<void> waitDurable(std::uint64_t ticket);
    /// The newest ticket whose batch, and every one before it, is durable.
    [[nodiscard]] std::uint64_t durableTicket() const;
    /// Why nothing is written any more. `storage.fenced`: a newer engine has taken this profile.
    [[nodiscard]] std::optional<Error> failure() const;
    /// Batches accepted and not yet durable.
    [[nodiscard]] std::size_t pending() const;

    /// Called on the storage thread after each commit with durableTicket(). Set it before the first append();
    /// it may only post.
    void onDurable(std::function<void(std::uint64_t)> notify);
    /// Called once, on the storage thread, when storage fails. As above.
    void onFailure(std::function<void(const Error&)> notify);

    /// Raises the epoch of the profile, durably, and answers it: from now on a batch with any other epoch is
    /// refused, whoever sends it.
    [[nodiscard]] Result<std::uint64_t> takeEpoch(Instant startedAt);
    /// The same for the one that holds `current`; `storage.fenced` when somebody else has taken over since.
    [[nodiscard]] Result<std::uint64_t> renewEpoch(std::uint64_t current, Instant startedAt);
    /// Writes a whole, compact copy of the database to a file that must not exist yet.
    [[nodiscard]] Result<void> backupTo(const std::string& path);

private:
    struct Impl;
    explicit StorageWriter(std::unique_ptr<Impl> impl);

    std::unique_ptr<Impl> m_impl;
};

} // namespace strikedesk
