// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/Schema.h"

#include "core/util/Assert.h"

#include <fmt/format.h>

#include <array>
#include <map>

namespace strikedesk {
namespace {

// The one table that exists before any migration: it says which have been applied.
constexpr const char* schemaTable = "CREATE TABLE IF NOT EXISTS schema_migration ("
                                    "area TEXT NOT NULL, number INTEGER NOT NULL, title TEXT NOT NULL, "
                                    "PRIMARY KEY (area, number)) STRICT";

constexpr std::array<std::string_view, 1> epochTable {
    "CREATE TABLE epoch (number INTEGER PRIMARY KEY, started_at_us INTEGER NOT NULL) STRICT",
};
const std::array storageMigrations {
    Migration {"storage", 1, "the epochs of this profile", epochTable},
};

using AppliedNumbers = std::map<std::string, int, std::less<>>;

Result<AppliedNumbers> appliedMigrations(Connection& connection)
{
    auto rows = connection.run("SELECT area, max(number) FROM schema_migration GROUP BY area");
    if (!rows)
        return fail(rows.error());
    AppliedNumbers applied;
    for (const Row& row : *rows)
        applied[textIn(row[0]).value_or("")] = int(integerIn(row[1]).value_or(0));
    return applied;
}

AppliedNumbers knownMigrations(std::span<const Migration> migrations)
{
    AppliedNumbers known;
    for (const Migration& migration : migrations) {
        int& newest = known[std::string(migration.area)];
        STRIKEDESK_ASSERT(migration.number == newest + 1, "the migrations of an area are numbered 1, 2, 3 …");
        newest = migration.number;
    }
    return known;
}

Result<void> refuseNewerSchema(const AppliedNumbers& applied, const AppliedNumbers& known)
{
    for (const auto& [area, number] : applied) {
        const auto found = known.find(area);
        const int newest = found == known.end() ? 0 : found->second;
        if (number > newest)
            return fail("storage.newer_schema",
                        fmt::format("This profile was written by a newer Strikedesk: its \"{}\" tables are "
                                    "version {}, this program knows {}. Start the newer program; nothing was "
                                    "changed.",
                                    area, number, newest));
    }
    return {};
}

Result<void> applyOne(Connection& connection, const Migration& migration)
{
    std::vector<Statement> statements {{"BEGIN IMMEDIATE", {}}};
    for (const std::string_view sql : migration.statements)
        statements.push_back({std::string(sql), {}});
    statements.push_back(
        {"INSERT INTO schema_migration (area, number, title) VALUES (?, ?, ?)",
         {std::string(migration.area), std::int64_t(migration.number), std::string(migration.title)}});
    statements.push_back({"COMMIT", {}});
    for (const Statement& statement : statements) {
        if (auto done = connection.run(statement); !done) {
            // The first error is the one that counts; a rollback that fails as well changes nothing about it.
            static_cast<void>(connection.run("ROLLBACK"));
            return fail(done.error().code,
                        fmt::format("Schema step {} {} ({}): {}", migration.area, migration.number,
                                    migration.title, done.error().message));
        }
    }
    return {};
}

} // namespace

Result<void> applyMigrations(Connection& connection, std::span<const Migration> migrations)
{
    std::vector<Migration> all(storageMigrations.begin(), storageMigrations.end());
    all.insert(all.end(), migrations.begin(), migrations.end());
    const AppliedNumbers known = knownMigrations(all);

    if (auto made = connection.run(schemaTable); !made)
        return fail(made.error());
    const auto applied = appliedMigrations(connection);
    if (!applied)
        return fail(applied.error());
    if (auto fits = refuseNewerSchema(*applied, known); !fits)
        return fits;
    for (const Migration& migration : all) {
        const auto found = applied->find(migration.area);
        if (found != applied->end() && found->second >= migration.number)
            continue;
        if (auto done = applyOne(connection, migration); !done)
            return done;
    }
    return {};
}

Result<std::uint64_t> newestEpoch(Connection& connection)
{
    auto rows = connection.run("SELECT coalesce(max(number), 0) FROM epoch");
    if (!rows)
        return fail(rows.error());
    return std::uint64_t(integerIn(rows->at(0).at(0)).value_or(0));
}

} // namespace strikedesk
