// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/Migration.h"
#include "core/storage/Storage.h"

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
/// share one commit.
///
/// Thread: any, except takeEpoch() and waitDurable(), which must not be called from the call-backs.
class StorageWriter final : public Storage
{
public:
    /// Opens or makes the database and brings its schema up to date. `storage.newer_schema`,
    /// `storage.cannot_open` and the codes of Connection.
    [[nodiscard]] static Result<std::unique_ptr<StorageWriter>> open(const std::string& path,
                                                                     std::span<const Migration> migrations);
    ~StorageWriter() override;

    StorageWriter(const StorageWriter&) = delete;
    StorageWriter& operator=(const StorageWriter&) = delete;

    [[nodiscard]] Result<std::uint64_t> append(Batch batch) override;
    [[nodiscard]] Result<void> waitDurable(std::uint64_t ticket) override;
    [[nodiscard]] Result<std::uint64_t> takeEpoch(Instant startedAt) override;
    [[nodiscard]] Result<std::uint64_t> renewEpoch(std::uint64_t current, Instant startedAt) override;
    [[nodiscard]] Result<std::unique_ptr<Reader>> openReader() const override;

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

    /// Writes a whole, compact copy of the database to a file that must not exist yet.
    [[nodiscard]] Result<void> backupTo(const std::string& path);

private:
    struct Impl;
    explicit StorageWriter(std::unique_ptr<Impl> impl);

    std::unique_ptr<Impl> m_impl;
};

} // namespace strikedesk
