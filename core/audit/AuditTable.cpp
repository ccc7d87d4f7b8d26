// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AuditTable.h"

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
const std::array auditMigrationSteps {
    Migration {"audit", 1, "the append-only record", auditTableSteps},
};

constexpr const char* auditColumns
    = "sequence, time_us, category, kind, actor, entity, body, previous_hash, hash";

Bytes bytesOf(std::string_view text)
{
    return {text.begin(), text.end()};
}

Result<AuditRecord> auditRecordFrom(const Row& row)
{
    const auto sequence = integerIn(row[0]);
    const auto time = integerIn(row[1]);
    const auto body = bytesIn(row[6]);
    const auto previous = digestFromBytes(bytesIn(row[7]).value_or(Bytes {}));
    const auto hash = digestFromBytes(bytesIn(row[8]).value_or(Bytes {}));
    std::array<std::optional<std::string>, 4> texts {textIn(row[2]), textIn(row[3]), textIn(row[4]),
                                                     textIn(row[5])};
    const bool hasTexts = std::all_of(texts.begin(), texts.end(), [](const auto& text) { return text; });
    if (!sequence || !time || !body || !previous || !hash || !hasTexts)
        return fail("audit.unreadable",
                    fmt::format("Row {} of the audit table is not a record: a column has the wrong type or "
                                "length.",
                                sequence.value_or(0)));
    return AuditRecord {.sequence = std::uint64_t(*sequence),
                        .time = Instant(Duration(*time)),
                        .category = *texts[0],
                        .kind = *texts[1],
                        .actor = *texts[2],
                        .entity = *texts[3],
                        .body = {body->begin(), body->end()},
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
    return {fmt::format("INSERT INTO audit ({}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", auditColumns),
            {std::int64_t(record.sequence), std::int64_t(record.time.time_since_epoch().count()),
             record.category, record.kind, record.actor, record.entity, bytesOf(record.body),
             Bytes(record.previousHash.begin(), record.previousHash.end()),
             Bytes(record.hash.begin(), record.hash.end())}};
}

Result<AuditReader> AuditReader::open(const std::string& databasePath)
{
    auto reader = Reader::open(databasePath);
    if (!reader)
        return fail(reader.error());
    const auto table = (*reader)->read({"SELECT name FROM sqlite_schema WHERE name = 'audit'", {}});
    if (!table)
        return fail(table.error());
    if (table->empty())
        return fail(
            "storage.not_a_database",
            fmt::format("{} holds no audit record: it is empty, or another program's.", databasePath));
    return AuditReader(std::move(*reader));
}

Result<std::vector<AuditRecord>> AuditReader::after(std::uint64_t sequence, std::size_t count)
{
    return auditRecordsFrom(m_reader->read(
        {fmt::format("SELECT {} FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?", auditColumns),
         {std::int64_t(sequence), std::int64_t(count)}}));
}

Result<std::vector<AuditRecord>> AuditReader::tail(std::size_t count)
{
    auto records = auditRecordsFrom(
        m_reader->read({fmt::format("SELECT {} FROM audit ORDER BY sequence DESC LIMIT ?", auditColumns),
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

Result<std::vector<AuditRecord>> readAuditAfter(const std::string& databasePath, std::uint64_t sequence,
                                                std::size_t count)
{
    auto reader = AuditReader::open(databasePath);
    if (!reader)
        return fail(reader.error());
    return reader->after(sequence, count);
}

} // namespace strikedesk
