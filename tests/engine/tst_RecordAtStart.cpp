// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AuditTable.h"
#include "core/audit/AuditVerifier.h"
#include "core/audit/RestoreAcceptance.h"
#include "core/storage/Connection.h"
#include "tests/engine/TradingBench.h"

#include <QFile>
#include <QTest>

using namespace strikedesk;
using namespace std::chrono_literals;

namespace {

/// What somebody with a SQLite shell does while no desk runs.
void tamper(const std::string& database, const std::vector<std::string>& statements)
{
    auto connection = Connection::open(database, Connection::Access::Write);
    if (!connection)
        qFatal("%s", connection.error().message.c_str());
    for (const std::string& statement : statements) {
        if (const auto done = (*connection)->run(statement); !done)
            qFatal("%s: %s", statement.c_str(), done.error().message.c_str());
    }
}

std::uint64_t headOf(const TradingBench& bench)
{
    return AuditReader::open(bench.databasePath())->head()->sequence;
}

std::string refusalOf(TradingBench& bench)
{
    const auto started = bench.start();
    return started ? "started" : started.error().code;
}

} // namespace

class TestRecordAtStart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRecordThatLostItsTailIsNotTradedOnUntilAPersonAcceptsIt()
    {
        TradingBench bench;
        QVERIFY(bench.start());
        bench.crash();
        const std::uint64_t backup = headOf(bench);
        QVERIFY(bench.start());
        bench.run(2s);
        bench.crash();
        QVERIFY(headOf(bench) > backup);
        tamper(
            bench.databasePath(),
            {"DROP TRIGGER audit_no_delete", "DELETE FROM audit WHERE sequence > " + std::to_string(backup)});
        QCOMPARE(refusalOf(bench), std::string("audit.older_than_anchors"));
        // The copies of later anchors would have gone with the backup; here they are still there and still
        // fit.
        QVERIFY(acceptRestore(bench.databasePath(), bench.anchorsFolder(), "drill", Instant {}));
        QCOMPARE(refusalOf(bench), std::string("started"));
        QVERIFY(verifyAudit(bench.databasePath(), bench.anchorsFolder())->isIntact);
    }

    void anchorsThatWereTakenAwayAreMissed()
    {
        TradingBench bench;
        QVERIFY(bench.start());
        bench.crash();
        QVERIFY(QFile::remove(QString::fromStdString(bench.anchorsFolder() + "/anchors.jsonl")));
        QCOMPARE(refusalOf(bench), std::string("audit.broken"));
    }

    void aDeskThatDiedBeforeItsFirstRecordStartsAgain()
    {
        TradingBench bench;
        QVERIFY(bench.start());
        bench.crash();
        // As after a kill between the first commit and the anchor "start": only the very first anchor is
        // there.
        const QString path = QString::fromStdString(bench.anchorsFolder() + "/anchors.jsonl");
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray first = file.readLine();
        QVERIFY(first.contains("\"reason\":\"first\"") && first.contains("\"sequence\":0"));
        QVERIFY(file.resize(first.size()));
        file.close();
        tamper(bench.databasePath(),
               {"DROP TRIGGER audit_anchor_no_delete", "DELETE FROM audit_anchor WHERE number > 1"});
        QCOMPARE(refusalOf(bench), std::string("started"));
    }

    void everyAnchorIsToldAndCopied()
    {
        TradingBench bench;
        QVERIFY(bench.start());
        bench.crash();
        const auto anchors = readAnchors(bench.anchorsFolder());
        const auto copies = AuditReader::open(bench.databasePath())->anchorCopies();
        QVERIFY(anchors && copies);
        QCOMPARE(copies->size(), anchors->anchors.size());
        QCOMPARE(bench.anchorsTold().size(), copies->size());
        for (std::size_t i = 0; i < copies->size(); ++i) {
            QCOMPARE(copies->at(i), anchors->anchors.at(i).text);
            QCOMPARE(bench.anchorsTold().at(i), copies->at(i));
        }
    }
};

QTEST_GUILESS_MAIN(TestRecordAtStart)
#include "tst_RecordAtStart.moc"
