// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/RecordSnapshot.h"
#include "core/engine/RecordCheck.h"
#include "core/engine/StateSnapshot.h"
#include "core/storage/Connection.h"
#include "tests/engine/TradingBench.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace strikedesk;
using namespace std::chrono_literals;

namespace {

QString newestFile(const TradingBench& bench)
{
    const QDir folder(QString::fromStdString(bench.snapshotsFolder()));
    const QStringList names = folder.entryList({QStringLiteral("*.state")}, QDir::Files, QDir::Name);
    return names.isEmpty() ? QString() : folder.filePath(names.last());
}

void change(const QString& path, const std::function<void(QByteArray&)>& edit)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        qFatal("%s", qPrintable(path));
    QByteArray bytes = file.readAll();
    edit(bytes);
    file.resize(0);
    file.seek(0);
    file.write(bytes);
}

/// What all of the record says, from its beginning.
std::string readFromTheBeginning(const TradingBench& bench, std::shared_ptr<const Catalogue> catalogue)
{
    DeskState state(std::move(catalogue));
    auto reader = AuditReader::open(bench.databasePath());
    const auto replayed
        = reader ? replayRecord(*reader, {}, state) : Result<ReplayedRecord>(fail(reader.error()));
    return replayed ? encodeState(state) : replayed.error().message;
}

std::shared_ptr<const Catalogue> catalogueOf(TradingBench& bench)
{
    return bench.core().context().source.catalogue();
}

/// A desk with a past: orders that rest, fill and are cancelled, a session of tokens, a kill and its reset.
void live(TradingBench& bench)
{
    for (int round = 0; round < 4; ++round) {
        (void)bench.ask(SubmitOrder {bench.vertical(OrderType::Walk)});
        bench.run(20s);
        (void)bench.ask(SubmitOrder {bench.vertical(OrderType::MarketableLimit)});
        bench.run(5s);
    }
    (void)bench.ask(EngageKill {false, "drill"});
    bench.run(2s);
    (void)bench.ask(ResetKill {"drill is over"});
    bench.run(2s);
}

} // namespace

class TestStateSnapshot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStartFromASnapshotIsTheSameDesk()
    {
        TradingBench bench;
        bench.setRecordsPerSnapshot(40);
        QVERIFY(bench.start());
        QCOMPARE(bench.core().replayed().snapshot, std::uint64_t(0));
        live(bench);
        QVERIFY(!bench.state().fills().empty());
        const std::string before = bench.state().eventHash();
        bench.crash();
        QCOMPARE(int(recordSnapshotsIn(bench.snapshotsFolder()).size()), 2);

        QVERIFY(bench.start());
        QVERIFY(bench.core().replayed().snapshot > 0);
        QVERIFY(bench.core().replayed().count < 60);
        QCOMPARE(bench.state().eventHash(), before); // what a start records is not of trading
        QVERIFY(bench.state().isArmed());
        QCOMPARE(int(bench.core().context().journal.tail().size()) > 60, true);
        live(bench);
        QCOMPARE(encodeState(bench.state()), readFromTheBeginning(bench, catalogueOf(bench)));
    }

    void whatWasEncodedIsReadBack()
    {
        TradingBench bench;
        QVERIFY(bench.start());
        live(bench);
        const std::string text = encodeState(bench.state());
        DeskState copy(catalogueOf(bench));
        QVERIFY(decodeState(text, copy));
        QCOMPARE(encodeState(copy), text);
        QCOMPARE(copy.orders().open().size(), bench.state().orders().open().size());
        QCOMPARE(copy.limitValues().values.size(), bench.state().limitValues().values.size());
        for (const OrderRecord& order : bench.state().orders().all()) {
            for (const ClientOrderId& id : order.submissions)
                QCOMPARE(copy.orders().findByClient(id), copy.orders().find(order.id));
        }
    }

    void aSnapshotThatIsNotWholeIsPassedOver_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("a digit of the state") << 0;
        QTest::newRow("a digit of the signature") << 1;
        QTest::newRow("cut in the middle") << 2;
        QTest::newRow("empty") << 3;
        QTest::newRow("another format") << 4;
        QTest::newRow("another number in its name") << 5;
        QTest::newRow("signed by another key") << 6;
        QTest::newRow("of a record that has another past") << 7;
    }

    void aSnapshotThatIsNotWholeIsPassedOver()
    {
        QFETCH(int, kind);
        TradingBench bench;
        bench.setRecordsPerSnapshot(40);
        QVERIFY(bench.start());
        live(bench);
        bench.crash();
        const QString path = newestFile(bench);
        const auto sequences = recordSnapshotsIn(bench.snapshotsFolder());
        const std::string folder = bench.snapshotsFolder();
        const auto key = AnchorKey::openOrMake(bench.anchorsFolder());
        auto snapshot
            = readRecordSnapshot(folder, sequences.front(), AnchorKey::publicKeyIn(bench.anchorsFolder()));
        QVERIFY(key && snapshot);
        switch (kind) {
        case 0: change(path, [](QByteArray& bytes) { bytes[bytes.size() - 200] ^= 1; }); break;
        case 1:
            change(path, [](QByteArray& bytes) {
                char& digit = bytes.data()[bytes.indexOf('\n') - 3];
                digit = digit == '0' ? '1' : '0';
            });
            break;
        case 2: change(path, [](QByteArray& bytes) { bytes.truncate(bytes.size() / 2); }); break;
        case 3: change(path, [](QByteArray& bytes) { bytes.clear(); }); break;
        case 4:
            snapshot->format = stateFormat() + "+";
            QVERIFY(writeRecordSnapshot(folder, *key, *snapshot));
            break;
        case 5:
            QVERIFY(QFile::rename(
                path, QString(path).replace(QLatin1String("snapshot-0"), QLatin1String("snapshot-1"))));
            break;
        case 6: {
            QTemporaryDir other;
            const auto foreign = AnchorKey::openOrMake(other.path().toStdString());
            QVERIFY(foreign && writeRecordSnapshot(folder, *foreign, *snapshot));
            break;
        }
        case 7:
            snapshot->head.hash[0] ^= 1;
            QVERIFY(writeRecordSnapshot(folder, *key, *snapshot));
            break;
        default: QFAIL("no such kind");
        }

        QVERIFY(bench.start());
        QCOMPARE(int(bench.core().replayed().passedOver.size()), 1);
        QCOMPARE(bench.core().replayed().snapshot, sequences.back());
        QCOMPARE(encodeState(bench.state()), readFromTheBeginning(bench, catalogueOf(bench)));
        QVERIFY(bench.state().isArmed());
    }

    void aRecordThatIsBrokenBehindTheSnapshotDisarms()
    {
        TradingBench bench;
        bench.setRecordsPerSnapshot(40);
        QVERIFY(bench.start());
        live(bench);
        bench.crash();
        {
            auto connection = Connection::open(bench.databasePath(), Connection::Access::Write);
            QVERIFY(connection);
            QVERIFY((*connection)->run("DROP TRIGGER audit_no_update"));
            QVERIFY((*connection)->run("UPDATE audit SET actor = 'nobody' WHERE sequence = 7"));
        }
        QVERIFY(bench.start()); // its end is sound, and that is all a start from a snapshot reads
        QVERIFY(bench.state().isArmed());

        RecordCheck check(*bench.core().setup().storage, bench.anchorsFolder());
        std::optional<Result<AuditVerdict>> verdict;
        QTRY_VERIFY(verdict || (verdict = check.take()));
        QVERIFY(*verdict && !(*verdict)->isIntact);
        QCOMPARE((*verdict)->firstBad.value_or(0), std::uint64_t(7));
        bench.core().takeVerdict(*verdict);
        QVERIFY(!bench.state().isArmed());
        QVERIFY(bench.state().disarmedReason().find("broken at number 7") != std::string::npos);
        const auto refused = bench.ask(SubmitOrder {bench.vertical(OrderType::Walk)});
        QVERIFY(!refused);
        bench.run(90s); // nor does a comparison of the books that finds no difference arm it again
        QVERIFY(!bench.state().isArmed());
    }

    void aRecordThatIsSoundChangesNothing()
    {
        TradingBench bench;
        bench.setRecordsPerSnapshot(40);
        QVERIFY(bench.start());
        live(bench);
        bench.crash();
        QVERIFY(bench.start());
        RecordCheck check(*bench.core().setup().storage, bench.anchorsFolder());
        std::optional<Result<AuditVerdict>> verdict;
        QTRY_VERIFY(verdict || (verdict = check.take()));
        bench.core().takeVerdict(*verdict);
        QVERIFY(bench.state().isArmed());
    }

    void restingLeavesASnapshotOnlyWhenItIsWorthIt()
    {
        TradingBench bench;
        QVERIFY(bench.start());
        live(bench);
        bench.core().rest();
        QCOMPARE(int(recordSnapshotsIn(bench.snapshotsFolder()).size()),
                 bench.core().context().journal.head().sequence >= 1'000 ? 1 : 0);
    }
};

QTEST_GUILESS_MAIN(TestStateSnapshot)
#include "tst_StateSnapshot.moc"
