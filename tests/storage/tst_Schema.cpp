// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/Schema.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace strikedesk;

namespace {

constexpr std::array<std::string_view, 1> firstStep {"CREATE TABLE note (id INTEGER PRIMARY KEY) STRICT"};
constexpr std::array<std::string_view, 2> secondStep {
    "ALTER TABLE note ADD COLUMN text TEXT",
    "INSERT INTO note (id, text) VALUES (1, 'from the second step')",
};
constexpr std::array<std::string_view, 2> brokenStep {
    "INSERT INTO note (id, text) VALUES (2, 'half')",
    "INSERT INTO nowhere VALUES (1)",
};
const std::array oneStep {Migration {"note", 1, "notes", firstStep}};
const std::array twoSteps {Migration {"note", 1, "notes", firstStep},
                           Migration {"note", 2, "text", secondStep}};
const std::array brokenSteps {Migration {"note", 1, "notes", firstStep},
                              Migration {"note", 2, "text", secondStep},
                              Migration {"note", 3, "broken", brokenStep}};

} // namespace

class TestSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto connection = Connection::open(m_folder->filePath(QStringLiteral("desk.db")).toStdString(),
                                           Connection::Access::Write);
        QVERIFY(connection);
        m_connection = std::move(*connection);
    }
    void cleanup() { m_connection.reset(); }

    void stepsAreAppliedOnceAndFromWhereTheDatabaseStands()
    {
        QVERIFY(applyMigrations(*m_connection, oneStep));
        QVERIFY(applyMigrations(*m_connection, twoSteps));
        QVERIFY(applyMigrations(*m_connection, twoSteps));
        QCOMPARE(count("SELECT count(*) FROM note"), std::int64_t(1));
        QCOMPARE(count("SELECT max(number) FROM schema_migration WHERE area = 'note'"), std::int64_t(2));
        QCOMPARE(*newestEpoch(*m_connection), std::uint64_t(0));
    }

    void aBrokenStepLeavesNoTrace()
    {
        const auto done = applyMigrations(*m_connection, brokenSteps);
        QVERIFY(!done);
        QVERIFY(done.error().message.find("note 3") != std::string::npos);
        QCOMPARE(count("SELECT count(*) FROM note"), std::int64_t(1));
        QCOMPARE(count("SELECT max(number) FROM schema_migration WHERE area = 'note'"), std::int64_t(2));
    }

    void aNewerSchemaIsRefusedAndLeftAlone()
    {
        QVERIFY(applyMigrations(*m_connection, twoSteps));
        const auto done = applyMigrations(*m_connection, oneStep);
        QVERIFY(!done);
        QCOMPARE(done.error().code, std::string("storage.newer_schema"));
        QVERIFY(done.error().message.find("version 2") != std::string::npos);
    }

    void tablesOfAnUnknownAreaAreNewerToo()
    {
        QVERIFY(applyMigrations(*m_connection, oneStep));
        const auto done = applyMigrations(*m_connection, {});
        QVERIFY(!done);
        QCOMPARE(done.error().code, std::string("storage.newer_schema"));
    }

private:
    std::int64_t count(const std::string& sql)
    {
        const auto rows = m_connection->run(sql);
        return rows ? integerIn(rows->at(0).at(0)).value_or(-1) : -1;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Connection> m_connection;
};

QTEST_GUILESS_MAIN(TestSchema)
#include "tst_Schema.moc"
