// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AuditVerifier.h"
#include "tests/audit/AuditFixture.h"

#include <QFile>
#include <QTest>

using namespace strikedesk;
using test::RecordFolder;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeTo(const QString& path, const QByteArray& content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write");
}

} // namespace

class TestAuditVerifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anUntouchedRecordIsIntact()
    {
        const RecordFolder record(20);
        const auto verdict = verifyAudit(record.database(), record.anchorsFolder());
        QVERIFY(verdict);
        QVERIFY2(verdict->isIntact, verdict->reason.c_str());
        QCOMPARE(verdict->count, std::uint64_t(20));
        QCOMPARE(verdict->anchors, std::size_t(3));
        QCOMPARE(*verdict->lastAnchored, std::uint64_t(20));
        QVERIFY(!verdict->firstBad);
        QCOMPARE(verdict->publicKey.size(), std::size_t(64));
    }

    void anEmptyRecordIsIntact()
    {
        const RecordFolder record(0);
        const auto verdict = verifyAudit(record.database(), record.anchorsFolder());
        QVERIFY(verdict);
        QVERIFY2(verdict->isIntact, verdict->reason.c_str());
        QCOMPARE(verdict->count, std::uint64_t(0));
    }

    void everyManipulationIsFoundAtItsPlace_data()
    {
        QTest::addColumn<QStringList>("statements");
        QTest::addColumn<int>("firstBad");
        QTest::newRow("an edited body") << QStringList {QStringLiteral(
            "UPDATE audit SET body = CAST('{\"limit\":\"9.0000\"}' AS BLOB) WHERE sequence = 7")}
                                        << 7;
        QTest::newRow("an edited time")
            << QStringList {QStringLiteral("UPDATE audit SET time_us = time_us + 1 WHERE sequence = 1")} << 1;
        QTest::newRow("a deleted row")
            << QStringList {QStringLiteral("DELETE FROM audit WHERE sequence = 5")} << 5;
        QTest::newRow("a deleted first row")
            << QStringList {QStringLiteral("DELETE FROM audit WHERE sequence = 1")} << 1;
        QTest::newRow("a swapped pair")
            << QStringList {QStringLiteral("UPDATE audit SET sequence = 99 WHERE sequence = 8"),
                            QStringLiteral("UPDATE audit SET sequence = 8 WHERE sequence = 9"),
                            QStringLiteral("UPDATE audit SET sequence = 9 WHERE sequence = 99")}
            << 8;
        QTest::newRow("a cut tail") << QStringList {QStringLiteral("DELETE FROM audit WHERE sequence > 18")}
                                    << 19;
        QTest::newRow("everything removed") << QStringList {QStringLiteral("DELETE FROM audit")} << 1;
        QTest::newRow("a hash of the wrong length")
            << QStringList {QStringLiteral("UPDATE audit SET hash = x'00' WHERE sequence = 12")} << 12;
    }
    void everyManipulationIsFoundAtItsPlace()
    {
        QFETCH(QStringList, statements);
        QFETCH(int, firstBad);
        RecordFolder record(20);
        std::vector<std::string> sql;
        for (const QString& statement : statements)
            sql.push_back(statement.toStdString());
        record.tamper(sql);
        const auto verdict = verifyAudit(record.database(), record.anchorsFolder());
        QVERIFY(verdict);
        QVERIFY(!verdict->isIntact);
        QCOMPARE(*verdict->firstBad, std::uint64_t(firstBad));
        QVERIFY(!verdict->reason.empty());
    }

    void aRecordRewrittenWithAllItsHashesDoesNotFitItsAnchors()
    {
        RecordFolder record(20);
        const auto before = readAuditAfter(record.database(), 0, 100);
        QVERIFY(before);
        AuditChain forged({.sequence = 6, .hash = before->at(5).hash});
        record.tamper({"DELETE FROM audit WHERE sequence > 6"});
        auto connection = Connection::open(record.database(), Connection::Access::Write);
        QVERIFY(connection);
        for (int i = 7; i <= 20; ++i) {
            AuditEntry entry = RecordFolder::entry(i);
            if (i == 7)
                entry.body = "{}";
            QVERIFY((*connection)->run(auditInsert(forged.next(entry))));
        }
        QVERIFY(verifyAudit(record.database())->isIntact); // the chain alone cannot know
        const auto verdict = verifyAudit(record.database(), record.anchorsFolder());
        QVERIFY(verdict);
        QVERIFY(!verdict->isIntact);
        QCOMPARE(*verdict->firstBad, std::uint64_t(10)); // the first anchor after the change
        QCOMPARE(*verdict->lastAnchored, std::uint64_t(0));
    }

    void forgedAndRemovedAnchorsAreFound()
    {
        const RecordFolder record(20);
        const QString path = QString::fromStdString(record.anchorsFolder() + "/anchors.jsonl");
        const QByteArray anchors = contentOf(path);

        QByteArray forged = anchors;
        forged.replace("\"reason\":\"end\"", "\"reason\":\"End\"");
        writeTo(path, forged);
        auto verdict = verifyAudit(record.database(), record.anchorsFolder());
        QVERIFY(!verdict->isIntact);
        QCOMPARE(*verdict->firstBad, std::uint64_t(20));

        QVERIFY(QFile::remove(path));
        verdict = verifyAudit(record.database(), record.anchorsFolder());
        QVERIFY(!verdict->isIntact);
        QCOMPARE(*verdict->firstBad, std::uint64_t(1));

        writeTo(path, anchors + "rubbish\n");
        QVERIFY(!verifyAudit(record.database(), record.anchorsFolder())->isIntact);
    }

    void aLineThatWasBeingWrittenWhenTheProcessDiedIsForgiven()
    {
        const RecordFolder record(20);
        const QString path = QString::fromStdString(record.anchorsFolder() + "/anchors.jsonl");
        const QByteArray anchors = contentOf(path);
        writeTo(path, anchors + anchors.left(40));
        QVERIFY(verifyAudit(record.database(), record.anchorsFolder())->isIntact);
        auto reopened = AnchorLog::open(record.anchorsFolder());
        QVERIFY(reopened);
        QCOMPARE(contentOf(path), anchors);
    }

    void anAnchorIsNotGluedToWhatAFullDiskLeft()
    {
        const RecordFolder record(20);
        auto anchors = AnchorLog::open(record.anchorsFolder());
        QVERIFY(anchors);
        const QString path = QString::fromStdString(record.anchorsFolder() + "/anchors.jsonl");
        const QByteArray before = contentOf(path);
        writeTo(path, before + before.left(40));
        const AuditHead head = *AuditReader::open(record.database())->head();
        QVERIFY(anchors->append(head, Instant {}, "end"));
        QCOMPARE(contentOf(path).left(before.size()), before);
        QCOMPARE(contentOf(path).count('\n'), before.count('\n') + 1);
        const auto verdict = verifyAudit(record.database(), record.anchorsFolder());
        QVERIFY2(verdict->isIntact, verdict->reason.c_str());
    }

    void theKeyIsPrivateAndStays()
    {
        const RecordFolder record(1);
        const QString key = QString::fromStdString(record.anchorsFolder() + "/anchor.key");
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(key) & others));
        const QByteArray before = contentOf(key);
        QVERIFY(AnchorLog::open(record.anchorsFolder()));
        QCOMPARE(contentOf(key), before);
        writeTo(key, "damaged");
        const auto refused = AnchorLog::open(record.anchorsFolder());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, std::string("anchors.key"));
    }

    void anchorsComeEveryThousandRecords()
    {
        const RecordFolder record(1);
        auto anchors = AnchorLog::open(record.anchorsFolder());
        QVERIFY(anchors);
        const auto count = [&] { return readAnchors(record.anchorsFolder())->anchors.size(); };
        const std::size_t before = count();
        QVERIFY(anchors->appendIfDue({1'000, {}}, Instant {}));
        QCOMPARE(count(), before);
        QVERIFY(anchors->appendIfDue({1'001, {}}, Instant {}));
        QCOMPARE(count(), before + 1);
        QVERIFY(anchors->appendIfDue({1'002, {}}, Instant {}));
        QCOMPARE(count(), before + 1);
    }

    void itWorksWhileTheDeskRuns()
    {
        RecordFolder record(20);
        auto writer = StorageWriter::open(record.database(), auditMigrations());
        QVERIFY(writer);
        auto head = AuditReader::open(record.database())->head();
        AuditChain chain(*head);
        QVERIFY((*writer)->waitDurable(*(*writer)->append({0, {auditInsert(chain.next(record.entry(21)))}})));
        const auto verdict = verifyAudit(record.database(), record.anchorsFolder());
        QVERIFY(verdict);
        QVERIFY2(verdict->isIntact, verdict->reason.c_str());
        QCOMPARE(verdict->count, std::uint64_t(21));
    }
};

QTEST_GUILESS_MAIN(TestAuditVerifier)
#include "tst_AuditVerifier.moc"
