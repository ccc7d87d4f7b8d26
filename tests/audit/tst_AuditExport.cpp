// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AuditExport.h"
#include "tests/audit/AuditFixture.h"

#include <QTest>

using namespace strikedesk;
using test::RecordFolder;

namespace {

AuditRecord recordWith(const std::string& actor)
{
    AuditEntry entry = RecordFolder::entry(1);
    entry.actor = actor;
    AuditChain chain;
    return chain.next(entry);
}

} // namespace

class TestAuditExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineReadsBackAsItsRecord()
    {
        AuditChain chain;
        for (int i = 1; i <= 20; ++i) {
            const AuditRecord record = chain.next(RecordFolder::entry(i));
            const auto read = auditRecordFromLine(auditLine(record));
            QVERIFY(read);
            QCOMPARE(*read, record);
            QCOMPARE(auditHash(*read), record.hash);
        }
    }

    void aLineHasOneForm_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::newRow("a space") << ","
                                 << ", ";
        QTest::newRow("another member") << "\"kind\":"
                                        << "\"x\":1,\"kind\":";
        QTest::newRow("a capital in a hash") << "\"hash\":\""
                                             << "\"hash\":\"A";
        QTest::newRow("a shorter time") << "01Z"
                                        << "1Z";
        QTest::newRow("no object") << "{"
                                   << "[";
    }
    void aLineHasOneForm()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QString line = QString::fromStdString(auditLine(recordWith("screen")));
        QVERIFY(line.contains(before));
        line.replace(line.indexOf(before), before.size(), after);
        QVERIFY(!auditRecordFromLine(line.toStdString()));
    }

    void aSpreadsheetSeesTextAndNeverAFormula_data()
    {
        QTest::addColumn<QByteArray>("actor");
        QTest::addColumn<QByteArray>("cell");
        const auto row = [](const char* name, const char* actor, const char* cell) {
            QTest::newRow(name) << QByteArray(actor) << QByteArray(cell);
        };
        row("plain", "screen", "screen");
        row("a comma", "a,b", "\"a,b\"");
        row("a quote", "a\"b", "\"a\"\"b\"");
        row("a line feed", "a\nb", "\"a\nb\"");
        row("a formula", "=1+2", "'=1+2");
        row("a formula that needs quotes", "=HYPERLINK(\"http://x\",\"y\")",
            "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
        row("a command", "@SUM(A1)", "'@SUM(A1)");
        row("plus", "+1", "'+1");
        row("minus", "-1", "'-1");
        row("a tab in front", "\t=1", "'\t=1");
        row("a return in front", "\r=1", "\"'\r=1\"");
        row("empty", "", "");
    }
    void aSpreadsheetSeesTextAndNeverAFormula()
    {
        QFETCH(QByteArray, actor);
        QFETCH(QByteArray, cell);
        const std::string row = auditCsvRow(recordWith(actor.toStdString()));
        const std::string start = "1,2013-06-28T13:30:00.001001Z,decision,order_sent,";
        QCOMPARE(QByteArray::fromStdString(row.substr(0, start.size())), QByteArray::fromStdString(start));
        QCOMPARE(QByteArray::fromStdString(row.substr(start.size(), std::size_t(cell.size()) + 1)),
                 cell + ',');
    }

    void aBodyThatIsNoCanonicalJsonIsRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("a second line") << QByteArray("{}\n{\"sequence\":2}");
        QTest::newRow("white space") << QByteArray("{ }");
        QTest::newRow("no JSON") << QByteArray("rubbish");
        QTest::newRow("an array") << QByteArray("[]");
        QTest::newRow("empty") << QByteArray();
    }
    void aBodyThatIsNoCanonicalJsonIsRefused()
    {
        QFETCH(QByteArray, body);
        AuditRecord record = recordWith("screen");
        QVERIFY(checkExportable(record));
        record.body = body.toStdString();
        const auto refused = checkExportable(record);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, std::string("audit.unreadable"));
    }
};

QTEST_GUILESS_MAIN(TestAuditExport)
#include "tst_AuditExport.moc"
