// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AuditVerifier.h"
#include "tests/audit/Tampering.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace strikedesk;
using namespace strikedesk::test;

namespace {

/// The Python verifier, which shares no line with ours: one process that answers a line for each folder.
class PythonVerifier
{
public:
    PythonVerifier()
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(
            QStringLiteral("python3"),
            {QStringLiteral("-c"),
             QStringLiteral("import importlib.util, json, pathlib, sys\n"
                            "spec = importlib.util.spec_from_file_location('verifier', sys.argv[1])\n"
                            "verifier = importlib.util.module_from_spec(spec)\n"
                            "spec.loader.exec_module(verifier)\n"
                            "for line in sys.stdin:\n"
                            "    folder = pathlib.Path(line.rstrip('\\n'))\n"
                            "    try:\n"
                            "        answer = verifier.verdict(folder / 'desk.db', folder / 'anchors')\n"
                            "    except verifier.CannotBeRead as error:\n"
                            "        answer = {'error': str(error)}\n"
                            "    print(json.dumps(answer), flush=True)\n"),
             QStringLiteral(VERIFY_AUDIT_SCRIPT)});
    }
    ~PythonVerifier()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished();
    }

    QJsonObject ask(const QString& folder)
    {
        m_process.write(folder.toUtf8() + '\n');
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(60'000))
                qFatal("the Python verifier does not answer");
        }
        return QJsonDocument::fromJson(m_process.readLine()).object();
    }

private:
    QProcess m_process;
};

constexpr int trialsInAll = 2'000;
constexpr int trialsInRow = 100;
constexpr int pythonEvery = 40;

} // namespace

/// Two thousand edits of records of 5,000 entries, one seed each. One again:
/// STRIKEDESK_SEED=n tst_Tampering oneSeed
class TestTampering : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::vector<std::unique_ptr<LongRecord>> m_records;
    std::vector<QByteArray> m_contents;
    std::unique_ptr<PythonVerifier> m_python;

    static std::vector<TamperKind> kinds()
    {
        std::vector<TamperKind> all(recordTamperings().begin(), recordTamperings().end());
        all.insert(all.end(), fileTamperings().begin(), fileTamperings().end());
        return all;
    }

    /// What is wrong with the answer; empty when it is right.
    QString judge(const Expected& expected, const QByteArray& before, const QString& folder)
    {
        const auto verdict = verifyAudit(LongRecord::databaseIn(folder), LongRecord::anchorsIn(folder));
        // A file that is no database any more is refused in words; that is an answer, and not "intact".
        const bool isFound = !verdict || !verdict->isIntact;
        if (!isFound && expected.mayBeWithout && TamperedCopy::contentOf(folder) == before)
            return {};
        if (!isFound)
            return QStringLiteral("was not found");
        if (!verdict)
            return expected.firstBad > 0 ? QString::fromStdString(verdict.error().message) : QString();
        if (verdict->reason.empty())
            return QStringLiteral("was found without a reason");
        if (expected.firstBad > 0 && *verdict->firstBad != expected.firstBad)
            return QStringLiteral("was placed at %1 instead of %2: %3")
                .arg(*verdict->firstBad)
                .arg(expected.firstBad)
                .arg(QString::fromStdString(verdict->reason));
        return {};
    }

    QString disagreement(const QString& folder)
    {
        const auto ours = verifyAudit(LongRecord::databaseIn(folder), LongRecord::anchorsIn(folder));
        const QJsonObject theirs = m_python->ask(folder);
        const bool isIntactForThem = theirs.value(QLatin1String("intact")).toBool(false);
        if (isIntactForThem != (ours && ours->isIntact))
            return QStringLiteral("Python says otherwise: ")
                + QString::fromUtf8(QJsonDocument(theirs).toJson(QJsonDocument::Compact));
        const qint64 place = theirs.value(QLatin1String("first_bad")).toInteger();
        if (ours && !theirs.contains(QLatin1String("error")) && place != qint64(ours->firstBad.value_or(0)))
            return QStringLiteral("Python says %1, we say %2").arg(place).arg(ours->firstBad.value_or(0));
        return {};
    }

    QString trial(std::uint64_t seed, bool withPython)
    {
        Random random(seed, 77);
        const std::vector<TamperKind> all = kinds();
        const TamperKind& kind = all[std::size_t(seed % all.size())];
        const std::size_t which = seed / all.size() % m_records.size();
        const QString folder = m_folder.filePath(QStringLiteral("trial"));
        Expected expected;
        {
            TamperedCopy copy(*m_records[which], folder);
            expected = kind.apply(copy, random);
        }
        QString wrong = judge(expected, m_contents[which], folder);
        if (wrong.isEmpty() && withPython)
            wrong = disagreement(folder);
        return wrong.isEmpty()
            ? wrong
            : QStringLiteral("STRIKEDESK_SEED=%1: \"%2\" %3").arg(seed).arg(QLatin1String(kind.name), wrong);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(!QStandardPaths::findExecutable(QStringLiteral("python3")).isEmpty(),
                 "python3 is missing; ./dev test installs it");
        m_python = std::make_unique<PythonVerifier>();
        for (const bool wasKilled : {false, true}) {
            const QString folder
                = m_folder.filePath(wasKilled ? QStringLiteral("killed") : QStringLiteral("ended"));
            QVERIFY(QDir().mkpath(folder));
            m_records.push_back(std::make_unique<LongRecord>(
                folder, LongRecord::Shape {.wasKilled = wasKilled, .seed = wasKilled ? 2U : 1U}));
            const auto content = TamperedCopy::contentOf(folder);
            QVERIFY(content);
            m_contents.push_back(*content);
        }
    }

    void untouchedRecordsAreIntact()
    {
        for (const auto& record : m_records) {
            // Once as it was written, once as a copy that somebody opened and whose triggers are gone.
            const QString folder = m_folder.filePath(QStringLiteral("untouched"));
            {
                const TamperedCopy copy(*record, folder);
            }
            for (const QString& place : {record->folder(), folder}) {
                const auto verdict = verifyAudit(LongRecord::databaseIn(place), LongRecord::anchorsIn(place));
                QVERIFY(verdict);
                QVERIFY2(verdict->isIntact, verdict->reason.c_str());
                QCOMPARE(verdict->count, record->count());
                QCOMPARE(verdict->anchors, record->anchored().size());
                QCOMPARE(*verdict->lastAnchored, record->anchored().back());
                const QString said = disagreement(place);
                QVERIFY2(said.isEmpty(), qPrintable(said));
            }
        }
    }

    void oneSeed()
    {
        const QString wrong = trial(std::uint64_t(qEnvironmentVariableIntValue("STRIKEDESK_SEED")), true);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    void everyEditIsFoundAtItsPlace_data()
    {
        QTest::addColumn<int>("first");
        for (int first = 1; first <= trialsInAll; first += trialsInRow)
            QTest::addRow("seeds %d to %d", first, first + trialsInRow - 1) << first;
    }
    void everyEditIsFoundAtItsPlace()
    {
        QFETCH(int, first);
        int wrongInAll = 0;
        for (int seed = first; seed < first + trialsInRow; ++seed) {
            const QString wrong = trial(std::uint64_t(seed), seed % pythonEvery == 0);
            if (wrong.isEmpty())
                continue;
            ++wrongInAll;
            qWarning("%s", qPrintable(wrong));
        }
        QCOMPARE(wrongInAll, 0);
    }
};

QTEST_GUILESS_MAIN(TestTampering)
#include "tst_Tampering.moc"
