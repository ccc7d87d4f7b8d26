// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AuditTable.h"
#include "core/storage/StorageWriter.h"

#include <QTemporaryDir>
#include <QTest>

using namespace strikedesk;

namespace {

AuditEntry entryNumber(int number)
{
    return {.time = Instant(Duration(1'372'426'200'000'000 + number)),
            .category = "order",
            .kind = "order_sent",
            .actor = "screen",
            .entity = "O1-" + std::to_string(number),
            .body = R"({"limit":"1.2500"})"};
}

} // namespace

class TestAuditTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("desk.db")).toStdString();
        auto writer = StorageWriter::open(m_path, auditMigrations());
        QVERIFY(writer);
        m_writer = std::move(*writer);
    }
    void cleanup() { m_writer.reset(); }

    void theHashCoversEveryField()
    {
        AuditChain chain;
        const AuditRecord record = chain.next(entryNumber(1));
        // Computed apart from this program with Python's hashlib, from the layout in docs/audit.md.
        QCOMPARE(hexText(record.hash),
                 std::string("e237a3dfd92fe3992e410e1a9e8c2f31578d972b82c508f8e877e8f028b0d8a1"));
        QCOMPARE(record.hash, auditHash(record));
        const auto differs = [&](auto change) {
            AuditRecord changed = record;
            change(changed);
            return auditHash(changed) != record.hash;
        };
        QVERIFY(differs([](AuditRecord& r) { r.sequence = 2; }));
        QVERIFY(differs([](AuditRecord& r) { r.time += Duration(1); }));
        QVERIFY(differs([](AuditRecord& r) { r.category += 'x'; }));
        QVERIFY(differs([](AuditRecord& r) { r.kind += 'x'; }));
        QVERIFY(differs([](AuditRecord& r) { r.actor.clear(); }));
        QVERIFY(differs([](AuditRecord& r) { r.entity = "O2"; }));
        QVERIFY(differs([](AuditRecord& r) { r.body = "{}"; }));
        QVERIFY(differs([](AuditRecord& r) { r.previousHash[0] = 1; }));
        QVERIFY(differs([](AuditRecord& r) { // a letter moves from one field to the next
            r.kind = "order_sen";
            r.actor = "tscreen";
        }));
    }

    void recordsComeBackAsTheyWereWritten()
    {
        AuditChain chain;
        std::vector<AuditRecord> written;
        for (int i = 1; i <= 20; ++i) {
            written.push_back(chain.next(entryNumber(i)));
            QVERIFY(m_writer->append({0, {auditInsert(written.back())}}));
        }
        QVERIFY(m_writer->waitDurable(20));
        auto reader = AuditReader::open(m_path);
        QVERIFY(reader);
        const auto all = reader->after(0, 100);
        QVERIFY(all);
        QVERIFY(*all == written);
        const auto some = reader->after(5, 3);
        QVERIFY(some);
        QCOMPARE(some->size(), std::size_t(3));
        QCOMPARE(some->front().sequence, std::uint64_t(6));
        const auto newest = reader->tail(2);
        QVERIFY(newest);
        QCOMPARE(newest->front().sequence, std::uint64_t(19));
        QCOMPARE(*reader->head(), chain.head());
        QCOMPARE(readAuditAfter(m_path, 19, 10)->size(), std::size_t(1));
    }

    void aRecordCannotBeChangedRemovedOrReplaced_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("update") << QStringLiteral("UPDATE audit SET actor = 'nobody' WHERE sequence = 1");
        QTest::newRow("delete") << QStringLiteral("DELETE FROM audit WHERE sequence = 1");
        QTest::newRow("replace") << QStringLiteral(
            "INSERT OR REPLACE INTO audit SELECT sequence, time_us, category, kind, 'nobody', entity, body, "
            "previous_hash, hash FROM audit WHERE sequence = 1");
        QTest::newRow("a gap") << QStringLiteral(
            "INSERT INTO audit SELECT 3, time_us, category, kind, actor, entity, body, hash, hash FROM audit "
            "WHERE sequence = 1");
        QTest::newRow("a wrong previous hash") << QStringLiteral(
            "INSERT INTO audit SELECT 2, time_us, category, kind, actor, entity, body, previous_hash, hash "
            "FROM audit WHERE sequence = 1");
    }
    void aRecordCannotBeChangedRemovedOrReplaced()
    {
        QFETCH(QString, sql);
        AuditChain chain;
        QVERIFY(m_writer->append({0, {auditInsert(chain.next(entryNumber(1)))}}));
        const auto ticket = m_writer->append({0, {{sql.toStdString(), {}}}});
        QVERIFY(ticket);
        const auto refused = m_writer->waitDurable(*ticket);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, std::string("storage.constraint"));
    }

    void brokenTextIsMendedBeforeItIsHashed()
    {
        AuditChain chain;
        AuditEntry entry = entryNumber(1);
        entry.actor = "token:\xff\xfe";
        const AuditRecord record = chain.next(entry);
        QVERIFY(m_writer->waitDurable(*m_writer->append({0, {auditInsert(record)}})));
        const auto read = readAuditAfter(m_path, 0, 1);
        QVERIFY(read);
        QCOMPARE(read->front(), record);
        QCOMPARE(auditHash(read->front()), record.hash);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_path;
    std::unique_ptr<StorageWriter> m_writer;
};

QTEST_GUILESS_MAIN(TestAuditTable)
#include "tst_AuditTable.moc"
