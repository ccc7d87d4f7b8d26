// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/Connection.h"

namespace strikedesk {

/// A read-only look at the durable record; sees what was committed before each read().
///
/// Thread: opened, used and closed on one thread; any number of them beside the writer. It never checkpoints.
class Reader
{
public:
    /// `storage.cannot_open` when there is no such file.
    [[nodiscard]] static Result<std::unique_ptr<Reader>> open(const std::string& path)
    {
        auto connection = Connection::open(path, Connection::Access::Read);
        if (!connection)
            return fail(connection.error());
        return std::unique_ptr<Reader>(new Reader(std::move(*connection)));
    }

    [[nodiscard]] Result<std::vector<Row>> read(const Statement& statement)
    {
        return m_connection->run(statement);
    }

    [[nodiscard]] Result<void> forEach(const Statement& statement, const std::function<bool(Row&)>& use)
    {
        return m_connection->forEach(statement, use);
    }

private:
    explicit Reader(std::unique_ptr<Connection> connection)
        : m_connection(std::move(connection))
    {
    }

    std::unique_ptr<Connection> m_connection;
};

} // namespace strikedesk
