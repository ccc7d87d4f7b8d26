// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/Connection.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QString>
#include <QVariant>

#include <fmt/format.h>

#include <array>
#include <atomic>
#include <string_view>
#include <unordered_map>

namespace strikedesk {
namespace {

struct SqliteCodeRow
{
    int sqliteCode;
    std::string_view code;
    std::string_view advice;
};

// The primary result codes of sqlite3.h that call for an answer of their own.
constexpr std::array sqliteCodes {
    SqliteCodeRow {5, "storage.busy", "another program holds the database locked"},
    SqliteCodeRow {6, "storage.busy", "another program holds the database locked"},
    SqliteCodeRow {8, "storage.read_only", "the database cannot be written; check the rights of its folder"},
    SqliteCodeRow {10, "storage.io_error", "the disk failed; check it before going on"},
    SqliteCodeRow {11, "storage.corrupt", "the database is damaged; restore the newest backup"},
    SqliteCodeRow {13, "storage.disk_full", "the disk is full; free some space and start again"},
    SqliteCodeRow {14, "storage.cannot_open", "the database file cannot be opened; check path and rights"},
    SqliteCodeRow {19, "storage.constraint", "a rule of the schema refused it"},
    SqliteCodeRow {26, "storage.not_a_database", "the file is not a Strikedesk database; choose another"},
};

Error storageErrorFrom(const QSqlError& failure, std::string_view during)
{
    const int primaryCode = failure.nativeErrorCode().toInt() & 0xff;
    const std::string said = failure.databaseText().isEmpty() ? failure.text().toStdString()
                                                              : failure.databaseText().toStdString();
    for (const SqliteCodeRow& row : sqliteCodes) {
        if (row.sqliteCode == primaryCode)
            return {std::string(row.code), fmt::format("{} failed ({}): {}.", during, said, row.advice)};
    }
    return {"storage.failed", fmt::format("{} failed: {}.", during, said)};
}

QVariant boundVariant(const Value& value)
{
    // Qt binds a null string or byte array as NULL, so empty ones are made explicitly.
    struct Binder
    {
        QVariant operator()(std::nullptr_t) const { return {}; }
        QVariant operator()(std::int64_t number) const { return QVariant(qlonglong(number)); }
        QVariant operator()(double number) const { return QVariant(number); }
        QVariant operator()(const std::string& text) const
        {
            return text.empty() ? QVariant(QStringLiteral(""))
                                : QVariant(QString::fromUtf8(text.data(), qsizetype(text.size())));
        }
        QVariant operator()(const Bytes& bytes) const
        {
            return bytes.empty()
                ? QVariant(QByteArray("", 0))
                : QVariant(QByteArray(reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size())));
        }
    };
    return std::visit(Binder {}, value);
}

Value valueFromVariant(const QVariant& variant)
{
    if (variant.isNull())
        return nullptr;
    switch (variant.typeId()) {
    case QMetaType::Int:
    case QMetaType::LongLong: return std::int64_t(variant.toLongLong());
    case QMetaType::Double: return variant.toDouble();
    case QMetaType::QByteArray: {
        const QByteArray bytes = variant.toByteArray();
        const auto* const first
            = reinterpret_cast<const std::uint8_t*>(bytes.constData()); // one copy, not bytewise
        return Bytes(first, first + bytes.size());
    }
    default: return variant.toString().toStdString();
    }
}

QString nextConnectionName()
{
    static std::atomic<quint64> count {0};
    return QStringLiteral("strikedesk-%1").arg(++count);
}

constexpr std::string_view writePragmas[] = {
    "PRAGMA journal_mode=WAL",       "PRAGMA synchronous=FULL", "PRAGMA fullfsync=1",
    "PRAGMA checkpoint_fullfsync=1", "PRAGMA foreign_keys=1",   "PRAGMA trusted_schema=0",
    "PRAGMA wal_autocheckpoint=0", // The writer chooses the moment: when its queue is empty.
};
constexpr std::string_view readPragmas[] = {
    "PRAGMA query_only=1",
    "PRAGMA wal_autocheckpoint=0",
};

} // namespace

struct Connection::Impl
{
    QString name;
    QSqlDatabase database;
    std::unordered_map<std::string, QSqlQuery> prepared;
};

Connection::Connection(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{
}

Connection::~Connection()
{
    m_impl->prepared.clear();
    m_impl->database.close();
    m_impl->database = {};
    QSqlDatabase::removeDatabase(m_impl->name);
}

Result<std::unique_ptr<Connection>> Connection::open(const std::string& path, Access access)
{
    auto impl = std::make_unique<Impl>();
    impl->name = nextConnectionName();
    impl->database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), impl->name);
    impl->database.setDatabaseName(QString::fromStdString(path));
    // A writer that finds the file locked is a second writer: it must not wait for long. A reader waits for
    // the short moments in which the writer recovers or checkpoints.
    impl->database.setConnectOptions(access == Access::Write
                                         ? QStringLiteral("QSQLITE_BUSY_TIMEOUT=2000")
                                         : QStringLiteral("QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=5000"));
    const bool isOpen = impl->database.open();
    const QSqlError failure = impl->database.lastError();
    std::unique_ptr<Connection> connection(new Connection(std::move(impl)));
    if (!isOpen)
        return fail("storage.cannot_open",
                    fmt::format("The database {} cannot be opened ({}); check the path and its rights.", path,
                                failure.text().toStdString()));

    const auto runAll = [&](const auto& pragmas) -> Result<void> {
        for (const std::string_view pragma : pragmas) {
            if (auto done = connection->run(std::string(pragma)); !done)
                return fail(done.error());
        }
        return {};
    };
    if (auto ready = access == Access::Write ? runAll(writePragmas) : runAll(readPragmas); !ready)
        return fail(ready.error());
    // Opening alone reads nothing; this finds a file that is no database.
    if (auto readable = connection->run("SELECT count(*) FROM sqlite_master"); !readable)
        return fail(readable.error());
    return connection;
}

Result<std::vector<Row>> Connection::run(const Statement& statement)
{
    std::vector<Row> rows;
    const auto keep = [&rows](Row& row) {
        rows.push_back(std::move(row));
        return true;
    };
    if (auto done = forEach(statement, keep); !done)
        return fail(done.error());
    return rows;
}

Result<void> Connection::forEach(const Statement& statement, const std::function<bool(Row&)>& use)
{
    auto found = m_impl->prepared.find(statement.sql);
    if (found == m_impl->prepared.end()) {
        QSqlQuery query(m_impl->database);
        query.setForwardOnly(true);
        if (!query.prepare(QString::fromStdString(statement.sql)))
            return fail(storageErrorFrom(query.lastError(), "Preparing a statement"));
        found = m_impl->prepared.emplace(statement.sql, std::move(query)).first;
    }
    QSqlQuery& query = found->second;
    for (std::size_t i = 0; i < statement.values.size(); ++i)
        query.bindValue(int(i), boundVariant(statement.values[i]));
    if (!query.exec()) {
        Error error = storageErrorFrom(query.lastError(), "A statement");
        query.finish();
        return fail(std::move(error));
    }
    Row row;
    const int columns = query.record().count();
    bool wantsMore = true;
    while (wantsMore && query.next()) {
        row.clear();
        for (int column = 0; column < columns; ++column)
            row.push_back(valueFromVariant(query.value(column)));
        wantsMore = use(row);
    }
    // next() also ends on an error, such as a damaged page in the middle.
    const QSqlError ended = query.lastError();
    query.finish(); // A statement left open would hold its read transaction, and with it the WAL file.
    if (ended.isValid())
        return fail(storageErrorFrom(ended, "Reading"));
    return {};
}

} // namespace strikedesk
