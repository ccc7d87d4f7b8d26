// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/AuditRecord.h"
#include "core/storage/Migration.h"
#include "core/storage/Storage.h"

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace strikedesk {

/// The audit table and the copies of its anchors: append-only by its triggers, which also refuse a gap and a
/// wrong previous hash.
[[nodiscard]] std::span<const Migration> auditMigrations();

[[nodiscard]] Statement auditInsert(const AuditRecord& record);

/// Reads the durable record in order.
///
/// Thread: opened and used on one thread.
class AuditReader
{
public:
    [[nodiscard]] static Result<AuditReader> open(const std::string& databasePath);
    [[nodiscard]] static Result<AuditReader> open(const Storage& storage);

    /// Records with a higher number than `sequence`, oldest first, at most `count`. `audit.unreadable` when
    /// a row cannot be a record at all.
    [[nodiscard]] Result<std::vector<AuditRecord>> after(std::uint64_t sequence, std::size_t count);
    /// Every row there is, whatever its number, in the order of the numbers and as of one moment, until `use`
    /// says no. A row that cannot be a record is `audit.unreadable`.
    [[nodiscard]] Result<void> forEach(const std::function<bool(const Result<AuditRecord>&)>& use);
    /// readAnchorCopies().
    [[nodiscard]] Result<std::vector<std::string>> anchorCopies();
    /// The newest records, oldest first, at most `count`.
    [[nodiscard]] Result<std::vector<AuditRecord>> tail(std::size_t count);
    [[nodiscard]] Result<AuditHead> head();

private:
    [[nodiscard]] static Result<AuditReader> of(Result<std::unique_ptr<Reader>> reader,
                                                const std::string& name);
    explicit AuditReader(std::unique_ptr<Reader> reader)
        : m_reader(std::move(reader))
    {
    }

    std::unique_ptr<Reader> m_reader;
};

/// AuditReader::after() with a reader of its own: for callers on any thread.
[[nodiscard]] Result<std::vector<AuditRecord>> readAuditAfter(const std::string& databasePath,
                                                              std::uint64_t sequence, std::size_t count);
[[nodiscard]] Result<std::vector<AuditRecord>> readAuditAfter(const Storage& storage, std::uint64_t sequence,
                                                              std::size_t count);

} // namespace strikedesk
