// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/Archive.h"
#include "core/audit/AuditExport.h"
#include "core/audit/AuditVerifier.h"
#include "tests/audit/AuditFixture.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace strikedesk;
using test::RecordFolder;

namespace {

struct Answer
{
    int exitCode = -1;
    QJsonObject document;
};

/// Runs the Python verifier, which shares no line with ours.
Answer askPython(const QString& record, const std::string& anchors)
{
    QProcess python;
    python.start(QStringLiteral("python3"),
                 {QStringLiteral(VERIFY_AUDIT_SCRIPT), record, QString::fromStdString(anchors)});
    if (!python.waitForFinished(60'000))
        qFatal("the verifier does not answer");
    const QByteArray complaint = python.readAllStandardError();
    if (!complaint.isEmpty())
        qWarning("%s", complaint.constData());
    return {python.exitCode(), QJsonDocument::fromJson(python.readAllStandardOutput()).object()};
}

QString exportOf(const RecordFolder& record)
{
    const QString path = record.path() + QStringLiteral("/export.jsonl");
    const auto records = readAuditAfter(record.database(), 0, 1'000);
    QFile file(path);
    if (!records || !file.open(QIODevice::WriteOnly))
        qFatal("cannot export");
    for (const AuditRecord& one : *records)
        file.write(QByteArray::fromStdString(auditLine(one)) + '\n');
    return path;
}

} // namespace

class TestIndependentVerifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(!QStandardPaths::findExecutable(QStringLiteral("python3")).isEmpty(),
                 "python3 is missing; ./dev test installs it");
    }

    void bothVerifiersSayTheSame_data()
    {
        QTest::addColumn<QStringList>("statements");
        QTest::newRow("untouched") << QStringList {};
        QTest::newRow("an edited row")
            << QStringList {QStringLiteral("UPDATE audit SET actor = 'nobody' WHERE sequence = 7")};
        QTest::newRow("a changed level")
            << QStringList {QStringLiteral("UPDATE audit SET body = CAST(replace(CAST(body AS TEXT), "
                                           "'1.2500', '1.2400') AS BLOB) WHERE sequence = 3")};
        QTest::newRow("a deleted row")
            << QStringList {QStringLiteral("DELETE FROM audit WHERE sequence = 5")};
        QTest::newRow("a swapped pair")
            << QStringList {QStringLiteral("UPDATE audit SET sequence = 99 WHERE sequence = 8"),
                            QStringLiteral("UPDATE audit SET sequence = 8 WHERE sequence = 9"),
                            QStringLiteral("UPDATE audit SET sequence = 9 WHERE sequence = 99")};
        QTest::newRow("a cut tail") << QStringList {QStringLiteral("DELETE FROM audit WHERE sequence > 18")};
        QTest::newRow("an exchanged hash") << QStringList {QStringLiteral(
            "UPDATE audit SET hash = (SELECT hash FROM audit WHERE sequence = 2) WHERE sequence = 20")};
    }
    void bothVerifiersSayTheSame()
    {
        QFETCH(QStringList, statements);
        RecordFolder record(20);
        if (!statements.isEmpty()) {
            std::vector<std::string> sql;
            for (const QString& statement : statements)
                sql.push_back(statement.toStdString());
            record.tamper(sql);
        }
        const auto ours = verifyAudit(record.database(), record.anchorsFolder());
        QVERIFY(ours);
        QCOMPARE(ours->isIntact, statements.isEmpty());
        for (const QString& path : {QString::fromStdString(record.database()), exportOf(record)}) {
            const Answer theirs = askPython(path, record.anchorsFolder());
            QCOMPARE(theirs.exitCode, ours->isIntact ? 0 : 6);
            QCOMPARE(theirs.document.value(QLatin1String("events")).toInteger(), qint64(ours->count));
            QCOMPARE(theirs.document.value(QLatin1String("first_bad")).toInteger(),
                     qint64(ours->firstBad.value_or(0)));
            QCOMPARE(theirs.document.value(QLatin1String("head")).toString().toStdString(),
                     hexText(ours->head.hash));
        }
    }

    void bothVerifyASegmentOfTheArchive()
    {
        const RecordFolder record(20);
        const ArchivePlace place {record.database(), record.anchorsFolder(),
                                  record.path().toStdString() + "/archive"};
        const auto written = archiveSegments(place, 10);
        QVERIFY(written);
        QCOMPARE(written->size(), std::size_t(2));
        const QString path
            = QString::fromStdString(place.archive + "/" + segmentName(written->back()) + ".jsonl");
        const Answer whole = askPython(path, record.anchorsFolder());
        QCOMPARE(whole.exitCode, 0);
        QCOMPARE(whole.document.value(QLatin1String("events")).toInteger(), qint64(10));
        QCOMPARE(whole.document.value(QLatin1String("head")).toString().toStdString(),
                 hexText(written->back().hash));

        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray content = file.readAll();
        QByteArray edited = content;
        edited.replace(edited.indexOf("O1-14"), 5, "O1-99");
        file.seek(0);
        QCOMPARE(file.write(edited), qint64(edited.size()));
        file.flush();
        const auto ours = verifyArchive(place);
        QCOMPARE(*ours->back().firstBad, std::uint64_t(14));
        const Answer theirs = askPython(path, record.anchorsFolder());
        QCOMPARE(theirs.exitCode, 6);
        QCOMPARE(theirs.document.value(QLatin1String("first_bad")).toInteger(), qint64(14));

        // A head sheet that was not signed by this desk.
        file.seek(0);
        file.write(content);
        file.close();
        QFile sheet(path.chopped(1));
        QVERIFY(sheet.open(QIODevice::ReadWrite));
        QByteArray text = sheet.readAll();
        text.replace("\"keep_until\":\"20", "\"keep_until\":\"21");
        sheet.seek(0);
        sheet.write(text);
        sheet.close();
        QCOMPARE(*verifyArchive(place)->back().firstBad, std::uint64_t(11));
        QCOMPARE(
            askPython(path, record.anchorsFolder()).document.value(QLatin1String("first_bad")).toInteger(),
            qint64(11));
    }

    void bothSeeAForgedAnchor()
    {
        const RecordFolder record(20);
        const QString path = QString::fromStdString(record.anchorsFolder() + "/anchors.jsonl");
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray anchors = file.readAll();
        file.close();
        anchors.replace("\"reason\":\"running\"", "\"reason\":\"RUNNING\"");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(anchors);
        file.close();
        const auto ours = verifyAudit(record.database(), record.anchorsFolder());
        QCOMPARE(*ours->firstBad, std::uint64_t(10));
        const Answer theirs = askPython(QString::fromStdString(record.database()), record.anchorsFolder());
        QCOMPARE(theirs.exitCode, 6);
        QCOMPARE(theirs.document.value(QLatin1String("first_bad")).toInteger(), qint64(10));
    }
};

QTEST_GUILESS_MAIN(TestIndependentVerifier)
#include "tst_IndependentVerifier.moc"
