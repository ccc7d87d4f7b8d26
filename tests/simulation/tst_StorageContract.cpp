// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AnchorTable.h"
#include "core/audit/AuditTable.h"
#include "core/storage/StorageWriter.h"
#include "tests/simulation/MemoryStorage.h"

#include <QTemporaryDir>
#include <QTest>

using namespace strikedesk;

/// What Storage promises, of the database and of the store in memory that the simulated days run on: where
/// the two differed, those days would prove nothing about the desk.
class TestStorageContract : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void batchesBecomeDurableInTheirOrder_data() { places(); }
    void batchesBecomeDurableInTheirOrder();
    void aRecordThatDoesNotFollowIsRefusedForGood_data() { places(); }
    void aRecordThatDoesNotFollowIsRefusedForGood();
    void onlyTheNewestEpochWrites_data() { places(); }
    void onlyTheNewestEpochWrites();
    void whatWasAcceptedIsWrittenAtTheEnd_data() { places(); }
    void whatWasAcceptedIsWrittenAtTheEnd();
    void aReaderAnswersAsTheRecordAsks_data() { places(); }
    void aReaderAnswersAsTheRecordAsks();
    void aStatementThatNobodyKnowsIsAnError_data() { places(); }
    void aStatementThatNobodyKnowsIsAnError();

    void aCutKeepsACommitWholeOrNotAtAll();
    void aDiskThatFailsRefusesUntilItIsMended();

private:
    static void places()
    {
        QTest::addColumn<bool>("isMemory");
        QTest::newRow("database") << false;
        QTest::newRow("memory") << true;
    }

    std::unique_ptr<Storage> open()
    {
        QFETCH(bool, isMemory);
        if (isMemory)
            return std::make_unique<MemoryStorage>(*m_disk);
        return StorageWriter::open(m_folder->filePath(QStringLiteral("desk.db")).toStdString(),
                                   auditMigrations())
            .value();
    }

    // A batch with the next record of the chain.
    Batch next(std::uint64_t epoch, const char* kind)
    {
        AuditEntry entry;
        entry.kind = kind;
        entry.body = "{}";
        return {epoch, {auditInsert(m_chain.next(std::move(entry)))}};
    }

    static std::vector<AuditRecord> recordsOf(const Storage& storage)
    {
        return AuditReader::open(storage)->after(0, 1'000).value();
    }

    std::optional<QTemporaryDir> m_folder;
    std::optional<MemoryDisk> m_disk;
    AuditChain m_chain;
};

void TestStorageContract::init()
{
    m_folder.emplace();
    m_disk.emplace();
    m_chain = {};
}

void TestStorageContract::batchesBecomeDurableInTheirOrder()
{
    const auto storage = open();
    const std::uint64_t epoch = storage->takeEpoch(Instant {}).value();
    QCOMPARE(storage->append(next(epoch, "one")).value(), std::uint64_t {1});
    QCOMPARE(storage->append(next(epoch, "two")).value(), std::uint64_t {2});
    QVERIFY(storage->waitDurable(2));
    QVERIFY(storage->waitDurable(1));
    QCOMPARE(storage->waitDurable(3).error().code, std::string("storage.unknown_ticket"));
    const auto records = recordsOf(*storage);
    QCOMPARE(records.size(), std::size_t {2});
    QCOMPARE(records.back().kind, std::string("two"));
    QCOMPARE(records.back().hash, m_chain.head().hash);
}

void TestStorageContract::aRecordThatDoesNotFollowIsRefusedForGood()
{
    const auto storage = open();
    const std::uint64_t epoch = storage->takeEpoch(Instant {}).value();
    QVERIFY(storage->waitDurable(*storage->append(next(epoch, "one"))));
    (void)next(epoch, "never written");
    const auto after = storage->append(next(epoch, "after a gap"));
    QVERIFY(after);
    QVERIFY(!storage->waitDurable(*after));
    QVERIFY(storage->waitDurable(1)); // what was durable stays so
    QVERIFY(!storage->append(next(epoch, "later")));
    QCOMPARE(recordsOf(*storage).size(), std::size_t {1});
}

void TestStorageContract::onlyTheNewestEpochWrites()
{
    const auto older = open();
    const std::uint64_t first = older->takeEpoch(Instant {}).value();
    QVERIFY(older->waitDurable(*older->append(next(first, "one"))));
    const std::uint64_t renewed = older->renewEpoch(first, Instant {}).value();
    QCOMPARE(renewed, first + 1);
    const auto newer = open();
    const std::uint64_t second = newer->takeEpoch(Instant {}).value();
    QCOMPARE(second, renewed + 1);
    QCOMPARE(older->renewEpoch(renewed, Instant {}).error().code, std::string("storage.fenced"));
    const auto late = older->append(next(renewed, "too late"));
    QVERIFY(late);
    QCOMPARE(older->waitDurable(*late).error().code, std::string("storage.fenced"));
    QCOMPARE(older->takeEpoch(Instant {}).error().code, std::string("storage.fenced")); // it has latched
    QCOMPARE(recordsOf(*newer).size(), std::size_t {1});
}

void TestStorageContract::whatWasAcceptedIsWrittenAtTheEnd()
{
    {
        const auto storage = open();
        const std::uint64_t epoch = storage->takeEpoch(Instant {}).value();
        QVERIFY(storage->append(next(epoch, "one")));
        QVERIFY(storage->append(next(epoch, "two")));
    }
    QCOMPARE(recordsOf(*open()).size(), std::size_t {2});
}

void TestStorageContract::aReaderAnswersAsTheRecordAsks()
{
    const auto storage = open();
    const std::uint64_t epoch = storage->takeEpoch(Instant {}).value();
    Batch batch {epoch, {}};
    for (const char* kind : {"one", "two", "three"})
        batch.statements.push_back(next(epoch, kind).statements.front());
    batch.statements.push_back(anchorCopyInsert("first anchor"));
    batch.statements.push_back(anchorCopyInsert("second anchor"));
    QVERIFY(storage->waitDurable(*storage->append(std::move(batch))));
    auto reader = AuditReader::open(*storage);
    QCOMPARE(reader->after(1, 1)->front().kind, std::string("two"));
    QVERIFY(reader->after(3, 10)->empty());
    QCOMPARE(reader->tail(2)->front().kind, std::string("two"));
    QCOMPARE(reader->head()->sequence, std::uint64_t {3});
    QCOMPARE(reader->anchorCopies().value(), (std::vector<std::string> {"first anchor", "second anchor"}));
    int seen = 0;
    QVERIFY(reader->forEach([&](const Result<AuditRecord>& record) { return record && ++seen < 2; }));
    QCOMPARE(seen, 2);
}

void TestStorageContract::aStatementThatNobodyKnowsIsAnError()
{
    const auto storage = open();
    const std::uint64_t epoch = storage->takeEpoch(Instant {}).value();
    const auto reader = storage->openReader();
    QVERIFY(reader);
    QVERIFY(!(*reader)->read({"SELECT place FROM nowhere", {}}));
    const auto ticket = storage->append({epoch, {{"INSERT INTO nowhere (place) VALUES (1)", {}}}});
    QVERIFY(ticket && !storage->waitDurable(*ticket));
}

void TestStorageContract::aCutKeepsACommitWholeOrNotAtAll()
{
    int kept = 0;
    int lost = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        init();
        MemoryStorage storage(*m_disk);
        const std::uint64_t epoch = storage.takeEpoch(Instant {}).value();
        QVERIFY(storage.waitDurable(*storage.append(next(epoch, "one"))));
        Batch two = next(epoch, "two");
        two.statements.push_back(next(epoch, "three").statements.front());
        m_disk->cutAfter(2); // written, and not synchronised
        const auto ticket = storage.append(std::move(two));
        QCOMPARE(storage.waitDurable(*ticket).error().code, std::string("storage.io_error"));
        QVERIFY(m_disk->isOff());
        QCOMPARE(m_disk->audit().size(), std::size_t {1});
        Random random(seed, 1);
        m_disk->restore(random);
        QVERIFY(!m_disk->isOff());
        QVERIFY(m_disk->audit().size() == 1 || m_disk->audit().size() == 3);
        (m_disk->audit().size() == 3 ? kept : lost) += 1;
    }
    QVERIFY(kept > 5);
    QVERIFY(lost > 5);
}

void TestStorageContract::aDiskThatFailsRefusesUntilItIsMended()
{
    MemoryStorage storage(*m_disk);
    const std::uint64_t epoch = storage.takeEpoch(Instant {}).value();
    m_disk->failAfter(1, DiskFailure::Full);
    const auto ticket = storage.append(next(epoch, "one"));
    QCOMPARE(storage.waitDurable(*ticket).error().code, std::string("storage.disk_full"));
    m_disk->mend();
    QCOMPARE(storage.takeEpoch(Instant {}).error().code, std::string("storage.disk_full")); // it has latched
    m_chain = {};
    MemoryStorage again(*m_disk);
    const std::uint64_t newer = again.takeEpoch(Instant {}).value();
    QVERIFY(again.waitDurable(*again.append(next(newer, "one"))));
    QCOMPARE(recordsOf(again).size(), std::size_t {1});
}

QTEST_GUILESS_MAIN(TestStorageContract)
#include "tst_StorageContract.moc"
