// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/Reader.h"
#include "core/storage/StorageWriter.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <atomic>
#include <thread>

using namespace strikedesk;

namespace {

constexpr std::array<std::string_view, 1> noteTable {
    "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT",
};
const std::array noteMigrations {Migration {"note", 1, "notes", noteTable}};

Batch noteBatch(const std::string& text, std::uint64_t epoch = 0)
{
    return {epoch, {{"INSERT INTO note (text) VALUES (?)", {text}}}};
}

std::int64_t countNotes(const std::string& path)
{
    auto reader = Reader::open(path);
    if (!reader)
        return -1;
    auto rows = (*reader)->read({"SELECT count(*) FROM note", {}});
    return rows ? integerIn(rows->at(0).at(0)).value_or(-1) : -1;
}

} // namespace

class TestStorageWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("desk.db")).toStdString();
    }

    void everyValueComesBackAsItWas()
    {
        auto writer = open();
        const std::array<Value, 8> values {
            Value(nullptr),       Value(std::int64_t(-9'007'199'254'740'993)),
            Value(0.1),           Value(std::string("Zürich \xf0\x9f\x93\x88")),
            Value(std::string()), Value(Bytes {0, 255, 7}),
            Value(Bytes {}),      Value(std::string("nul\0inside", 10))};
        Batch batch;
        batch.statements.push_back({"CREATE TABLE anything (id INTEGER PRIMARY KEY, value ANY) STRICT", {}});
        for (const Value& value : values)
            batch.statements.push_back({"INSERT INTO anything (value) VALUES (?)", {value}});
        const auto ticket = writer->append(std::move(batch));
        QVERIFY(ticket);
        QVERIFY(writer->waitDurable(*ticket));

        auto reader = Reader::open(m_path);
        QVERIFY(reader);
        const auto rows = (*reader)->read({"SELECT value FROM anything ORDER BY id", {}});
        QVERIFY(rows);
        QCOMPARE(rows->size(), values.size());
        for (std::size_t i = 0; i < values.size(); ++i)
            QVERIFY2(rows->at(i).at(0) == values[i], qPrintable(QString::number(i)));
    }

    void nothingAcceptedIsLostWhenItStopsAtOnce()
    {
        constexpr int count = 5'000;
        {
            auto writer = open();
            for (int i = 0; i < count; ++i)
                QVERIFY(writer->append(noteBatch(std::to_string(i))));
        }
        QCOMPARE(countNotes(m_path), std::int64_t(count));
    }

    void ticketsBecomeDurableInOrderAndAreTold()
    {
        auto writer = open();
        std::atomic<std::uint64_t> told = 0;
        std::atomic<bool> wentBack = false;
        writer->onDurable([&](std::uint64_t ticket) {
            if (ticket < told)
                wentBack = true;
            told = ticket;
        });
        std::uint64_t last = 0;
        for (int i = 0; i < 200; ++i) {
            const auto ticket = writer->append(noteBatch(std::to_string(i)));
            QVERIFY(ticket);
            QCOMPARE(*ticket, last + 1);
            last = *ticket;
        }
        QVERIFY(writer->waitDurable(last));
        QCOMPARE(writer->durableTicket(), last);
        QTRY_COMPARE(told.load(), last);
        QVERIFY(!wentBack);
        QCOMPARE(writer->pending(), std::size_t(0));
        QCOMPARE(countNotes(m_path), std::int64_t(200));
        const auto never = writer->waitDurable(last + 1);
        QVERIFY(!never);
        QCOMPARE(never.error().code, std::string("storage.unknown_ticket"));
    }

    void manyThreadsMayAppend()
    {
        auto writer = open();
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&writer, t] {
                for (int i = 0; i < 250; ++i) {
                    const auto ticket = writer->append(noteBatch(std::to_string(t * 1'000 + i)));
                    if (ticket && i % 50 == 0)
                        static_cast<void>(writer->waitDurable(*ticket));
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        QVERIFY(writer->waitDurable(1'000));
        QCOMPARE(countNotes(m_path), std::int64_t(1'000));
    }

    void aRefusedBatchLatchesAndKeepsWhatCameBefore()
    {
        auto writer = open();
        std::atomic<int> alarms = 0;
        writer->onFailure([&](const Error&) { ++alarms; });
        const auto first = writer->append(noteBatch("one"));
        Batch half = noteBatch("two");
        half.statements.push_back({"INSERT INTO note (text) VALUES (?)", {std::string("one")}});
        const auto second = writer->append(std::move(half));
        QVERIFY(first);
        QVERIFY(second);
        QVERIFY(writer->waitDurable(*first));
        const auto refused = writer->waitDurable(*second);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, std::string("storage.constraint"));
        QCOMPARE(writer->failure()->code, std::string("storage.constraint"));
        const auto third = writer->append(noteBatch("three"));
        QVERIFY(!third);
        QCOMPARE(third.error().code, std::string("storage.constraint"));
        QTRY_COMPARE(alarms.load(), 1);
        writer.reset();
        QCOMPARE(countNotes(m_path), std::int64_t(1)); // "two" went with the rest of its batch
    }

    void anOlderEngineIsFencedOff()
    {
        auto older = open();
        const auto first = older->takeEpoch(Instant {});
        QVERIFY(first);
        QCOMPARE(*first, std::uint64_t(1));
        QVERIFY(older->waitDurable(*older->append(noteBatch("mine", *first))));

        auto newer = open();
        const auto second = newer->takeEpoch(Instant {});
        QVERIFY(second);
        QCOMPARE(*second, std::uint64_t(2));

        const auto late = older->append(noteBatch("late", *first));
        QVERIFY(late);
        const auto refused = older->waitDurable(*late);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, std::string("storage.fenced"));
        QVERIFY(newer->waitDurable(*newer->append(noteBatch("new", *second))));
        QCOMPARE(countNotes(m_path), std::int64_t(2));
    }

    void anEpochIsRenewedByWhoHoldsItOnly()
    {
        auto older = open();
        const auto first = older->takeEpoch(Instant {});
        QVERIFY(first);
        const auto renewed = older->renewEpoch(*first, Instant {});
        QVERIFY(renewed);
        QCOMPARE(*renewed, *first + 1);

        auto newer = open();
        QVERIFY(newer->takeEpoch(Instant {}));
        const auto fenced = older->renewEpoch(*renewed, Instant {});
        QVERIFY(!fenced);
        QCOMPARE(fenced.error().code, std::string("storage.fenced"));
    }

    void aReaderCannotWriteAndSeesWhatIsDurable()
    {
        auto writer = open();
        auto reader = Reader::open(m_path);
        QVERIFY(reader);
        QVERIFY(writer->waitDurable(*writer->append(noteBatch("one"))));
        const auto rows = (*reader)->read({"SELECT text FROM note", {}});
        QVERIFY(rows);
        QCOMPARE(rows->size(), std::size_t(1));
        const auto written = (*reader)->read({"DELETE FROM note", {}});
        QVERIFY(!written);
        QCOMPARE(written.error().code, std::string("storage.read_only"));
    }

    void aFullDiskIsSaidAndNothingIsPretended()
    {
        auto writer = open();
        // The size of the file is limited instead of the disk: SQLite gives the same answer to both.
        QVERIFY(writer->waitDurable(*writer->append({0, {{"PRAGMA max_page_count=20", {}}}})));
        std::uint64_t ticket = 0;
        for (int i = 0; i < 200; ++i) {
            const auto accepted = writer->append(noteBatch(std::to_string(i) + std::string(1'000, 'x')));
            if (!accepted)
                break;
            ticket = *accepted;
        }
        const auto full = writer->waitDurable(ticket);
        QVERIFY(!full);
        QCOMPARE(full.error().code, std::string("storage.disk_full"));
        const std::uint64_t durable = writer->durableTicket();
        writer.reset();
        QCOMPARE(countNotes(m_path), std::int64_t(durable) - 1); // the first ticket was the limit
    }

    void aBackupIsWholeAndNeverOverwrites()
    {
        auto writer = open();
        QVERIFY(writer->append(noteBatch("one")));
        const std::string copy = m_folder->filePath(QStringLiteral("copy.db")).toStdString();
        QVERIFY(writer->backupTo(copy));
        QCOMPARE(countNotes(copy), std::int64_t(1));
        QVERIFY(!writer->backupTo(copy));
        QVERIFY(!writer->failure());
    }

    void aFolderAMissingPathAndAForeignFileAreRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("in a folder that is not there") << QStringLiteral("no/such/desk.db") << QByteArray();
        QTest::newRow("a text file") << QStringLiteral("text.db") << QByteArray(5'000, 'x');
    }
    void aFolderAMissingPathAndAForeignFileAreRefused()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        const QString path = m_folder->filePath(name);
        if (!content.isEmpty()) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content);
        }
        const auto writer = StorageWriter::open(path.toStdString(), noteMigrations);
        QVERIFY(!writer);
        QVERIFY(writer.error().code.starts_with("storage."));
        QVERIFY(!writer.error().message.empty());
    }

private:
    std::unique_ptr<StorageWriter> open()
    {
        auto writer = StorageWriter::open(m_path, noteMigrations);
        if (!writer)
            qFatal("%s", writer.error().message.c_str());
        return std::move(*writer);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_path;
};

QTEST_GUILESS_MAIN(TestStorageWriter)
#include "tst_StorageWriter.moc"
