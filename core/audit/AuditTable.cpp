// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AuditTable.h"

#include "core/audit/AnchorTable.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace strikedesk {
namespace {

constexpr std::array<std::string_view, 4> auditTableSteps {
    "CREATE TABLE audit ("
    "sequence INTEGER PRIMARY KEY, time_us INTEGER NOT NULL, category TEXT NOT NULL, kind TEXT NOT NULL, "
    "actor TEXT NOT NULL, entity TEXT NOT NULL, body BLOB NOT NULL, previous_hash BLOB NOT NULL, "
    "hash BLOB NOT NULL) STRICT",
    "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit "
    "BEGIN SELECT raise(ABORT, 'the audit record is append-only'); END",
    "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit "
    "BEGIN SELECT raise(ABORT, 'the audit record is append-only'); END",
    "CREATE TRIGGER audit_in_order BEFORE INSERT ON audit "
    "WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM audit) "
    "OR NEW.previous_hash <> coalesce((SELECT hash FROM audit WHERE sequence = NEW.sequence - 1), "
    "zeroblob(32)) "
    "BEGIN SELECT raise(ABORT, 'the audit record grows without gaps from its head'); END",
};
constexpr std::array<std::string_view, 4> anchorTableSteps {
    "CREATE TABLE audit_anchor (number INTEGER PRIMARY KEY, line BLOB NOT NULL) STRICT",
    "CREATE TRIGGER audit_anchor_no_update BEFORE UPDATE ON audit_anchor "
    "BEGIN SELECT raise(ABORT, 'the copies of the anchors are append-only'); END",
    "CREATE TRIGGER audit_anchor_no_delete BEFORE DELETE ON audit_anchor "
    "BEGIN SELECT raise(ABORT, 'the copies of the anchors are append-only'); END",
    "CREATE TRIGGER audit_anchor_in_order BEFORE INSERT ON audit_anchor "
    "WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit_anchor) "
    "BEGIN SELECT raise(ABORT, 'the copies of the anchors grow without gaps'); END",
};
const std::array auditMigrationSteps {
    Migration {"audit", 1, "the append-only record", auditTableSteps},
    Migration {"audit", 2, "the copies of the anchors", anchorTableSteps},
};

constexpr const char* auditColumns
    = "sequence, time_us, category, kind, actor, entity, body, previous_hash, hash";
// Texts are read as the bytes they are: as text, a byte that is not UTF-8 and the sign that stands for it
// would read the same. A text that is none comes back as NULL, which no record has.
constexpr const char* auditColumnsRead = "sequence, time_us, "
                                         "CASE typeof(category) WHEN 'text' THEN CAST(category AS BLOB) END, "
                                         "CASE typeof(kind) WHEN 'text' THEN CAST(kind AS BLOB) END, "
                                         "CASE typeof(actor) WHEN 'text' THEN CAST(actor AS BLOB) END, "
                                         "CASE typeof(entity) WHEN 'text' THEN CAST(entity AS BLOB) END, "
                                         "body, previous_hash, hash";

Bytes bytesOf(std::string_view text)
{
    const auto* const first = reinterpret_cast<const std::uint8_t*>(text.data());
    return {first, first + text.size()};
}

std::string textOfBytes(const Bytes& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; // one copy, not bytewise
}

Result<AuditRecord> auditRecordFrom(const Row& row)
{
    const auto* const sequence = std::get_if<std::int64_t>(&row[0]);
    const auto* const time = std::get_if<std::int64_t>(&row[1]);
    std::array<const Bytes*, 7> bytes {};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = std::get_if<Bytes>(&row[2 + i]);
    const bool hasBytes = std::all_of(bytes.begin(), bytes.end(), [](const Bytes* column) { return column; });
    const auto previous = hasBytes ? digestFromBytes(*bytes[5]) : std::nullopt;
    const auto hash = hasBytes ? digestFromBytes(*bytes[6]) : std::nullopt;
    if (!sequence || !time || !previous || !hash)
        return fail("audit.unreadable",
                    fmt::format("Row {} of the audit table is not a record: a column has the wrong type or "
                                "length.",
                                sequence ? *sequence : 0));
    return AuditRecord {.sequence = std::uint64_t(*sequence),
                        .time = Instant(Duration(*time)),
                        .category = textOfBytes(*bytes[0]),
                        .kind = textOfBytes(*bytes[1]),
                        .actor = textOfBytes(*bytes[2]),
                        .entity = textOfBytes(*bytes[3]),
                        .body = textOfBytes(*bytes[4]),
                        .previousHash = *previous,
                        .hash = *hash};
}

Result<std::vector<AuditRecord>> auditRecordsFrom(const Result<std::vector<Row>>& rows)
{
    if (!rows)
        return fail(rows.error());
    std::vector<AuditRecord> records;
    records.reserve(rows->size());
    for (const Row& row : *rows) {
        auto record = auditRecordFrom(row);
        if (!record)
            return fail(record.error());
        records.push_back(std::move(*record));
    }
    return records;
}

} // namespace

std::span<const Migration> auditMigrations()
{
    return auditMigrationSteps;
}

Statement auditInsert(const AuditRecord& record)
{
    static const std::string sql
        = fmt::format("INSERT INTO audit ({}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", auditColumns);
    Statement insert {sql, {}};
    insert.values.reserve(9); // a list of initial values would be copied once more
    insert.values.emplace_back(std::int64_t(record.sequence));
    insert.values.emplace_back(std::int64_t(record.time.time_since_epoch().count()));
    for (const std::string* text : {&record.category, &record.kind, &record.actor, &record.entity})
        insert.values.emplace_back(*text);
    insert.values.emplace_back(bytesOf(record.body));
    insert.values.emplace_back(Bytes(record.previousHash.begin(), record.previousHash.end()));
    insert.values.emplace_back(Bytes(record.hash.begin(), record.hash.end()));
    return insert;
}

Result<AuditReader> AuditReader::open(const std::string& databasePath)
{
    return of(Reader::open(databasePath), databasePath);
}

Result<AuditReader> AuditReader::open(const Storage& storage)
{
    return of(storage.openReader(), "The storage of this desk");
}

Result<AuditReader> AuditReader::of(Result<std::unique_ptr<Reader>> reader, const std::string& name)
{
    if (!reader)
        return fail(reader.error());
    const auto table = (*reader)->read({"SELECT name FROM sqlite_schema WHERE name = 'audit'", {}});
    if (!table)
        return fail(table.error());
    if (table->empty())
        return fail("storage.not_a_database",
                    fmt::format("{} holds no audit record: it is empty, or another program's.", name));
    return AuditReader(std::move(*reader));
}

Result<std::vector<AuditRecord>> AuditReader::after(std::uint64_t sequence, std::size_t count)
{
    return auditRecordsFrom(m_reader->read(
        {fmt::format("SELECT {} FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?", auditColumnsRead),
         {std::int64_t(sequence), std::int64_t(count)}}));
}

Result<void> AuditReader::forEach(const std::function<bool(const Result<AuditRecord>&)>& use)
{
    return m_reader->forEach({fmt::format("SELECT {} FROM audit ORDER BY sequence", auditColumnsRead), {}},
                             [&use](Row& row) { return use(auditRecordFrom(row)); });
}

Result<std::vector<std::string>> AuditReader::anchorCopies()
{
    return readAnchorCopies(*m_reader);
}

Result<std::vector<AuditRecord>> AuditReader::tail(std::size_t count)
{
    auto records = auditRecordsFrom(
        m_reader->read({fmt::format("SELECT {} FROM audit ORDER BY sequence DESC LIMIT ?", auditColumnsRead),
                        {std::int64_t(count)}}));
    if (records)
        std::reverse(records->begin(), records->end());
    return records;
}

Result<AuditHead> AuditReader::head()
{
    const auto newest = tail(1);
    if (!newest)
        return fail(newest.error());
    if (newest->empty())
        return AuditHead {};
    return AuditHead {newest->front().sequence, newest->front().hash};
}

namespace {

Result<std::vector<AuditRecord>> recordsAfter(Result<AuditReader> reader, std::uint64_t sequence,
                                              std::size_t count)
{
    if (!reader)
        return fail(reader.error());
    return reader->after(sequence, count);
}

} // namespace

Result<std::vector<AuditRecord>> readAuditAfter(const std::string& databasePath, std::uint64_t sequence,
                                                std::size_t count)
{
    return recordsAfter(AuditReader::open(databasePath), sequence, count);
}

Result<std::vector<AuditRecord>> readAuditAfter(const Storage& storage, std::uint64_t sequence,
                                                std::size_t count)
{
    return recordsAfter(AuditReader::open(storage), sequence, count);
}

} // namespace strikedesk
