// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/Storage.h"
#include "tests/simulation/FaultyDisk.h"

#include <deque>
#include <optional>
#include <vector>

namespace strikedesk {

/// The disk of a profile in memory: it outlives the engines that write to it, and fails when it is told to.
///
/// It holds what the tables of the record hold, under the same rules. Thread: owned by one thread.
class MemoryDisk final : public FaultyDisk
{
public:
    void cutAfter(int operations) override { m_faults.cutAfter(operations); }
    void failAfter(int operations, DiskFailure failure) override { m_faults.failAfter(operations, failure); }
    [[nodiscard]] bool isOff() const override { return m_faults.isOff(); }
    [[nodiscard]] bool isFailing() const override { return m_faults.isFailing(); }
    void restore(Random& random) override;
    void mend() override { m_faults.mend(); }
    [[nodiscard]] std::uint64_t writesLost() const override { return m_lost; }

    [[nodiscard]] std::uint64_t epoch() const { return m_epoch; }
    [[nodiscard]] const std::vector<Row>& audit() const { return m_audit; }
    [[nodiscard]] const std::vector<Row>& anchors() const { return m_anchors; }

    /// `storage.disk_full` or `storage.io_error`.
    [[nodiscard]] Result<void> raiseEpoch(std::uint64_t epoch);
    /// The whole batch or nothing of it. `storage.fenced`, `storage.constraint`, `storage.failed` for a
    /// statement that the record does not know, and the codes of a disk that fails.
    [[nodiscard]] Result<void> commit(Batch batch);

private:
    [[nodiscard]] Result<void> operate();
    [[nodiscard]] Result<void> write(const Batch& batch);
    [[nodiscard]] Result<void> write(const Statement& statement);

    DiskFaults m_faults;
    std::vector<Row> m_audit;   ///< As AuditReader reads them.
    std::vector<Row> m_anchors; ///< Number and line.
    std::uint64_t m_epoch = 0;
    std::optional<Batch> m_loose; ///< Written when the power went, and not synchronised.
    std::uint64_t m_lost = 0;
};

/// Storage of one engine on such a disk, in the engine's own thread: waitDurable() commits what waits.
class MemoryStorage final : public Storage
{
public:
    explicit MemoryStorage(MemoryDisk& disk)
        : m_disk(disk)
    {
    }
    ~MemoryStorage() override;

    [[nodiscard]] Result<std::uint64_t> append(Batch batch) override;
    [[nodiscard]] Result<void> waitDurable(std::uint64_t ticket) override;
    [[nodiscard]] Result<std::uint64_t> takeEpoch(Instant startedAt) override;
    [[nodiscard]] Result<std::uint64_t> renewEpoch(std::uint64_t current, Instant startedAt) override;
    [[nodiscard]] Result<std::unique_ptr<Reader>> openReader() const override;

private:
    void commitPending();

    MemoryDisk& m_disk;
    std::deque<Batch> m_pending;
    std::uint64_t m_newestTicket = 0;
    std::uint64_t m_durable = 0;
    std::optional<Error> m_failure;
};

} // namespace strikedesk
