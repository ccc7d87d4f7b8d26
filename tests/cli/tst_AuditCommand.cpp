// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/audit/AuditFixture.h"
#include "tests/processes/Program.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace strikedesk;
using test::RecordFolder;

namespace {

ProgramResult audit(const char* verb, const RecordFolder& record, const QStringList& more = {})
{
    return runStrikectl(
        QStringList {QStringLiteral("audit"), QLatin1String(verb), QStringLiteral("--profile"), record.path()}
        + more);
}

QString codeIn(const ProgramResult& result)
{
    return result.json()[QLatin1String("error")][QLatin1String("code")].toString();
}

const QStringList asJson {QStringLiteral("--json")};

} // namespace

/// `strikectl audit` as a script sees it.
class TestAuditCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verifyNamesTheFirstBadNumber()
    {
        RecordFolder record(20);
        QCOMPARE(audit("verify", record).exitCode, 0);
        record.tamper({"UPDATE audit SET actor = 'nobody' WHERE sequence = 7"});
        const ProgramResult broken = audit("verify", record, asJson);
        QCOMPARE(broken.exitCode, 6);
        QCOMPARE(broken.json()[QLatin1String("first_bad")].toInteger(), qint64(7));
    }

    void exportsAreLinesOrATable()
    {
        const RecordFolder record(20);
        const ProgramResult lines = audit("export", record);
        QCOMPARE(lines.exitCode, 0);
        QCOMPARE(lines.output.count('\n'), 20);
        const ProgramResult table = audit("export", record,
                                          {QStringLiteral("--format"), QStringLiteral("csv"),
                                           QStringLiteral("--after"), QStringLiteral("5")});
        QCOMPARE(table.exitCode, 0);
        QCOMPARE(table.output.count("\r\n"), 16);
        QVERIFY(table.output.startsWith(
            "sequence,time,category,kind,actor,entity,body,previous_hash,hash\r\n6,"));
        QVERIFY(table.output.contains("\"token:ci \"\"b\xc3\xb6t\"\"\""));
        QCOMPARE(audit("export", record, {QStringLiteral("--format"), QStringLiteral("xml")}).exitCode, 2);
    }

    void anExportNeverOverwrites()
    {
        const RecordFolder record(2);
        const QString path = record.path() + QStringLiteral("/out.jsonl");
        const QStringList out {QStringLiteral("--out"), path};
        QCOMPARE(audit("export", record, out).exitCode, 0);
        const ProgramResult again = audit("export", record, out + asJson);
        QCOMPARE(codeIn(again), QStringLiteral("input.out"));
    }

    void aBodyThatPosesAsLinesIsNotExported()
    {
        RecordFolder record(20);
        record.tamper({"UPDATE audit SET body = CAST('{}' || char(10) || '{\"sequence\":2}' AS BLOB) WHERE "
                       "sequence = 3"});
        const ProgramResult refused = audit("export", record);
        QCOMPARE(refused.exitCode, 6);
        QCOMPARE(refused.output.count('\n'), 2);
        QVERIFY(refused.errors.contains("audit.unreadable"));
    }

    void segmentsAreWrittenListedAndVerified()
    {
        const RecordFolder record(20);
        QCOMPARE(audit("segments", record, asJson).json()[QLatin1String("segments")].toArray().size(), 0);
        const QStringList size {QStringLiteral("--records"), QStringLiteral("10")};
        const ProgramResult written = audit("archive", record, size + asJson);
        QCOMPARE(written.exitCode, 0);
        QCOMPARE(written.json()[QLatin1String("segments")].toArray().size(), 2);
        const ProgramResult whole = audit("segments", record, asJson);
        QCOMPARE(whole.exitCode, 0);
        QVERIFY(whole.json()[QLatin1String("intact")].toBool());
        QFile edited(record.path() + QStringLiteral("/archive/segment-000000000011-000000000020.jsonl"));
        QVERIFY(edited.resize(edited.size() - 10));
        const ProgramResult broken = audit("segments", record, asJson);
        QCOMPARE(broken.exitCode, 6);
        QCOMPARE(broken.json()[QLatin1String("segments")][1][QLatin1String("first_bad")].toInteger(),
                 qint64(20));
    }

    void aRestoredBackupIsAcceptedWithAReason()
    {
        RecordFolder record(20);
        const QStringList reason {QStringLiteral("--reason"), QStringLiteral("the disk died")};
        QCOMPARE(codeIn(audit("accept-restore", record, reason + asJson)),
                 QStringLiteral("audit.nothing_to_accept"));
        record.tamper({"DELETE FROM audit WHERE sequence > 15"});
        QCOMPARE(audit("verify", record).exitCode, 6);
        QCOMPARE(audit("accept-restore", record).exitCode, 2);
        QCOMPARE(audit("accept-restore", record, reason).exitCode, 0);
        QCOMPARE(audit("verify", record).exitCode, 0);
    }

    void aLoneFileHasNoAnchorsToWorkWith_data()
    {
        QTest::addColumn<QString>("verb");
        QTest::addColumn<QStringList>("more");
        QTest::newRow("archive") << QStringLiteral("archive") << QStringList {};
        QTest::newRow("segments") << QStringLiteral("segments") << QStringList {};
        QTest::newRow("accept-restore") << QStringLiteral("accept-restore")
                                        << QStringList {QStringLiteral("--reason"), QStringLiteral("x")};
    }
    void aLoneFileHasNoAnchorsToWorkWith()
    {
        QFETCH(QString, verb);
        QFETCH(QStringList, more);
        const RecordFolder record(2);
        const ProgramResult refused = runStrikectl(
            QStringList {QStringLiteral("audit"), verb, QStringLiteral("--json"), QStringLiteral("--profile"),
                         QString::fromStdString(record.database())}
            + more);
        QCOMPARE(codeIn(refused), QStringLiteral("input.profile"));
        QCOMPARE(refused.exitCode, 2);
    }
};

QTEST_GUILESS_MAIN(TestAuditCommand)
#include "tst_AuditCommand.moc"
