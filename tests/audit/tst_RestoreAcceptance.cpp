// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AuditVerifier.h"
#include "core/audit/RestoreAcceptance.h"
#include "tests/audit/AuditFixture.h"

#include <QFile>
#include <QTest>

using namespace strikedesk;
using test::RecordFolder;

namespace {

/// A record of 20 whose database is the backup that was made at `count`.
void restoreBackup(RecordFolder& record, int count)
{
    record.tamper({"DELETE FROM audit WHERE sequence > " + std::to_string(count)});
}

const Instant restoredAt {Duration(1'372'500'000'000'000)};

} // namespace

class TestRestoreAcceptance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRestoredBackupIsToldFromATamperedRecord()
    {
        RecordFolder older(20);
        restoreBackup(older, 15);
        auto verdict = verifyAudit(older.database(), older.anchorsFolder());
        QVERIFY(!verdict->isIntact);
        QVERIFY(verdict->isOlderThanAnchors);
        QCOMPARE(*verdict->firstBad, std::uint64_t(16));
        // A start of a desk looks at the anchors alone, after it has walked the chain itself.
        auto reader = AuditReader::open(older.database());
        QVERIFY(reader);
        const auto atStart = verifyAnchors(*reader, older.anchorsFolder(), verdict->head);
        QVERIFY(atStart->isOlderThanAnchors);
        QCOMPARE(*atStart->firstBad, std::uint64_t(16));

        RecordFolder tampered(20);
        tampered.tamper({"UPDATE audit SET actor = 'nobody' WHERE sequence = 3",
                         "DELETE FROM audit WHERE sequence > 15"});
        verdict = verifyAudit(tampered.database(), tampered.anchorsFolder());
        QVERIFY(!verdict->isOlderThanAnchors);
        const auto refused
            = acceptRestore(tampered.database(), tampered.anchorsFolder(), "the disk died", restoredAt);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, std::string("audit.broken"));
    }

    void onceAcceptedTheRecordGoesOnAndSaysSo()
    {
        RecordFolder record(20);
        restoreBackup(record, 15);
        const auto head
            = acceptRestore(record.database(), record.anchorsFolder(), "the disk died", restoredAt);
        QVERIFY2(head, head ? "" : head.error().message.c_str());
        QCOMPARE(head->sequence, std::uint64_t(15));
        const auto verdict = verifyAudit(record.database(), record.anchorsFolder());
        QVERIFY2(verdict->isIntact, verdict->reason.c_str());
        QCOMPARE(readAnchors(record.anchorsFolder())->anchors.back().reason,
                 std::string("restored: the disk died"));

        const auto again = acceptRestore(record.database(), record.anchorsFolder(), "again", restoredAt);
        QVERIFY(!again);
        QCOMPARE(again.error().code, std::string("audit.nothing_to_accept"));

        // What is recorded from here on has numbers that were anchored before, with other hashes.
        {
            auto writer = StorageWriter::open(record.database(), auditMigrations());
            const auto epoch = (*writer)->takeEpoch(restoredAt);
            AuditChain chain(*head);
            AuditEntry other = RecordFolder::entry(16);
            other.actor = "after the restore";
            for (int i = 16; i <= 25; ++i)
                QVERIFY(
                    (*writer)->waitDurable(*(*writer)->append({*epoch, {auditInsert(chain.next(other))}})));
            auto anchors = AnchorLog::open(record.anchorsFolder());
            QVERIFY(anchors->append(chain.head(), restoredAt, "end"));
            QVERIFY((*writer)->waitDurable(*(*writer)->append({*epoch, anchors->takeCopies()})));
        }
        const auto later = verifyAudit(record.database(), record.anchorsFolder());
        QVERIFY2(later->isIntact, later->reason.c_str());
        QCOMPARE(later->count, std::uint64_t(25));
    }

    void nobodyWithoutTheKeyCanAccept()
    {
        RecordFolder record(20);
        restoreBackup(record, 15);
        QVERIFY(acceptRestore(record.database(), record.anchorsFolder(), "the disk died", restoredAt));
        const QString path = QString::fromStdString(record.anchorsFolder() + "/anchors.jsonl");
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray anchors = file.readAll();
        file.close();
        // The same words over an earlier head, with the signature that was made for another.
        anchors.replace("\"sequence\":15", "\"sequence\":12");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(anchors);
        file.close();
        QVERIFY(!verifyAudit(record.database(), record.anchorsFolder())->isIntact);
    }

    void theReasonIsOneLine_data()
    {
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("two lines") << QByteArray("a\nb");
        QTest::newRow("too long") << QByteArray(201, 'x');
    }
    void theReasonIsOneLine()
    {
        QFETCH(QByteArray, reason);
        RecordFolder record(20);
        restoreBackup(record, 15);
        const auto refused
            = acceptRestore(record.database(), record.anchorsFolder(), reason.toStdString(), restoredAt);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, std::string("input.reason"));
    }
};

QTEST_GUILESS_MAIN(TestRestoreAcceptance)
#include "tst_RestoreAcceptance.moc"
