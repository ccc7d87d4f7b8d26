// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/Statement.h"
#include "core/util/Error.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace strikedesk {

/// One SQLite connection through Qt Sql, with its prepared statements kept.
///
/// Thread: opened, used and closed on one thread. In a process only StorageWriter opens one that writes:
/// SQLite before 3.51.3 can damage a WAL file when two connections checkpoint at once (docs/audit.md).
class Connection
{
public:
    enum class Access {
        Write, ///< WAL, synchronous=FULL; checkpoints only when asked.
        Read,  ///< Opened read-only and query_only; never checkpoints, not even when it closes.
    };

    /// `storage.cannot_open`, `storage.not_a_database` and the codes of run().
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const std::string& path, Access access);
    ~Connection();

    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Runs one statement and answers its rows. `storage.disk_full`, `storage.io_error`, `storage.busy`,
    /// `storage.constraint`, `storage.corrupt`, `storage.read_only`, `storage.failed`.
    [[nodiscard]] Result<std::vector<Row>> run(const Statement& statement);
    /// The same for answers too long to hold: hands over one row after the other until there are no more or
    /// `use` says no. The row is `use`'s to take apart. All rows are of one moment, which the database keeps
    /// until this returns.
    [[nodiscard]] Result<void> forEach(const Statement& statement, const std::function<bool(Row&)>& use);
    [[nodiscard]] Result<std::vector<Row>> run(std::string sql)
    {
        return run(Statement {std::move(sql), {}});
    }

private:
    struct Impl;
    explicit Connection(std::unique_ptr<Impl> impl);

    std::unique_ptr<Impl> m_impl;
};

} // namespace strikedesk
