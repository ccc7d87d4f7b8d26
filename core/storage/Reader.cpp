// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/Reader.h"

#include "core/storage/Connection.h"

#include <utility>

namespace strikedesk {
namespace {

class DatabaseReader final : public Reader
{
public:
    explicit DatabaseReader(std::unique_ptr<Connection> connection)
        : m_connection(std::move(connection))
    {
    }
    Result<void> forEach(const Statement& statement, const std::function<bool(Row&)>& use) override
    {
        return m_connection->forEach(statement, use);
    }

private:
    std::unique_ptr<Connection> m_connection;
};

} // namespace

Result<std::unique_ptr<Reader>> Reader::open(const std::string& path)
{
    auto connection = Connection::open(path, Connection::Access::Read);
    if (!connection)
        return fail(connection.error());
    return std::make_unique<DatabaseReader>(std::move(*connection));
}

Result<std::vector<Row>> Reader::read(const Statement& statement)
{
    std::vector<Row> rows;
    const auto keep = [&rows](Row& row) {
        rows.push_back(std::move(row));
        return true;
    };
    return forEach(statement, keep).map([&rows] { return std::move(rows); });
}

} // namespace strikedesk
