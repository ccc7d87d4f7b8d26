// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/Archive.h"
#include "core/audit/AuditVerifier.h"
#include "core/util/Random.h"
#include "tests/audit/LongRecord.h"
#include "tests/audit/SqlShell.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace strikedesk;
using namespace strikedesk::test;

namespace {

constexpr std::uint64_t recordsOfSegment = 700;

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return file.readAll();
}

void writeTo(const QString& path, const QByteArray& content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("%s cannot be written", qPrintable(path));
}

} // namespace

class TestArchive : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    ArchivePlace m_place;

    [[nodiscard]] QString segmentFile(std::size_t index, const char* extension) const
    {
        return QString::fromStdString(m_place.archive + "/" + segmentNamesIn(m_place.archive).at(index)
                                      + extension);
    }
    /// The lowest bad number of all segments; 0 when there is none.
    [[nodiscard]] std::uint64_t firstBad() const
    {
        const auto verdicts = verifyArchive(m_place);
        if (!verdicts)
            qFatal("%s", verdicts.error().message.c_str());
        std::uint64_t lowest = 0;
        for (const SegmentVerdict& verdict : *verdicts) {
            if (verdict.firstBad && (lowest == 0 || *verdict.firstBad < lowest))
                lowest = *verdict.firstBad;
        }
        return lowest;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        const LongRecord record(m_folder->path(), {.count = 3'000, .starts = 3});
        m_place = {LongRecord::databaseIn(m_folder->path()), LongRecord::anchorsIn(m_folder->path()),
                   m_folder->filePath(QStringLiteral("archive")).toStdString()};
    }

    void whatIsOverExpiresAndTheChainStays()
    {
        const auto written = archiveSegments(m_place, recordsOfSegment);
        QVERIFY(written && written->size() >= 2);
        const Date last = written->front().keepUntil;
        const auto dayAfter
            = [](Date day) { return Date {std::chrono::sys_days(day) + std::chrono::days(1)}; };
        QVERIFY(expireSegments(m_place, last)->empty()); // its last day is not over
        const auto expired = expireSegments(m_place, dayAfter(written->back().keepUntil));
        QVERIFY(expired);
        QCOMPARE(expired->size(), written->size());
        QVERIFY(!QFile::exists(segmentFile(0, ".jsonl")) && QFile::exists(segmentFile(0, ".json")));
        QVERIFY(expireSegments(m_place, dayAfter(written->back().keepUntil))->empty());
        const auto verdicts = verifyArchive(m_place, dayAfter(written->back().keepUntil));
        for (const SegmentVerdict& verdict : *verdicts)
            QVERIFY(verdict.isExpired && !verdict.firstBad);
        QCOMPARE(firstBad(), std::uint64_t(1)); // on no day at all nothing may be missing
        QVERIFY(archiveSegments(m_place, recordsOfSegment)->empty()); // and it goes on where it was
    }

    void aBrokenArchiveExpiresNothing()
    {
        const auto written = archiveSegments(m_place, recordsOfSegment);
        QVERIFY(written && written->size() >= 2);
        QVERIFY(QFile::remove(segmentFile(0, ".json")));
        const auto expired = expireSegments(m_place, written->back().keepUntil + std::chrono::years(1));
        QVERIFY(!expired);
        QCOMPARE(expired.error().code, std::string("archive.broken"));
        QVERIFY(QFile::exists(segmentFile(0, ".jsonl")));
    }

    // A head sheet with another last day does not let records be taken away unseen.
    void aForgedLastDayIsSeen()
    {
        const auto written = archiveSegments(m_place, recordsOfSegment);
        QVERIFY(written && !written->empty());
        ArchiveSegment forged = written->front();
        forged.keepUntil = forged.keepUntil - std::chrono::years(6);
        writeTo(segmentFile(0, ".json"), QByteArray::fromStdString(segmentSheet(forged) + "\n"));
        QVERIFY(QFile::remove(segmentFile(0, ".jsonl")));
        QCOMPARE(*verifyArchive(m_place, written->front().keepUntil)->front().firstBad, std::uint64_t(1));
    }

    void segmentsEndAtAnchorsAndFollowOneAnother()
    {
        const auto written = archiveSegments(m_place, recordsOfSegment);
        QVERIFY2(written, written ? "" : written.error().message.c_str());
        QVERIFY(written->size() >= 2);
        const auto anchors = readAnchors(m_place.anchors);
        std::uint64_t expected = 1;
        for (const ArchiveSegment& segment : *written) {
            QCOMPARE(segment.first, expected);
            QVERIFY(segment.last - segment.first + 1 >= recordsOfSegment);
            const bool isAnchored = std::any_of(
                anchors->anchors.begin(), anchors->anchors.end(), [&segment](const Anchor& anchor) {
                    return anchor.head == AuditHead {segment.last, segment.hash};
                });
            QVERIFY(isAnchored);
            expected = segment.last + 1;
        }
        QCOMPARE(written->back().last, std::uint64_t(3'000));
        QCOMPARE(firstBad(), std::uint64_t(0));
        // The database is as it was, and there is nothing more to archive.
        QVERIFY(verifyAudit(m_place.database, m_place.anchors)->isIntact);
        QVERIFY(archiveSegments(m_place, recordsOfSegment)->empty());
    }

    void theLongestKeptRecordDecides()
    {
        const auto written = archiveSegments(m_place, recordsOfSegment);
        QVERIFY(written);
        // The entries of LongRecord are of all classes, so trading decides; day one is 2013-06-28.
        const std::uint64_t lastDay = written->front().last / LongRecord::recordsOfOneDay;
        const Date last {std::chrono::sys_days {std::chrono::year {2013} / 6 / 28}
                         + std::chrono::days(int(lastDay))};
        QCOMPARE(toIsoText(written->front().keepUntil), toIsoText(last + std::chrono::years(6)));
    }

    void aHeadSheetHasOneForm()
    {
        const auto written = archiveSegments(m_place, recordsOfSegment);
        QVERIFY(written);
        const std::string sheet = segmentSheet(written->front());
        QCOMPARE(*segmentFromSheet(sheet), written->front());
        Random random(5);
        for (int i = 0; i < 2'000; ++i) {
            std::string changed = sheet;
            char& c = changed[std::size_t(random.between(0, int(changed.size()) - 1))];
            c = char(c ^ char(1 << random.between(0, 7)));
            const auto read = segmentFromSheet(changed);
            QVERIFY(!read
                    || !AnchorKey::isSignedBy(AnchorKey::publicKeyIn(m_place.anchors), signedText(*read),
                                              read->signature));
        }
    }

    void everyEditOfASegmentIsFound()
    {
        QVERIFY(archiveSegments(m_place, recordsOfSegment));
        const QString path = segmentFile(1, ".jsonl");
        const QByteArray content = contentOf(path);
        const auto second = readSegment(m_place.archive, segmentNamesIn(m_place.archive).at(1));
        Random random(3);
        for (int i = 0; i < 50; ++i) {
            QList<QByteArray> lines = content.split('\n');
            lines.removeLast();
            const int line = random.between(0, int(lines.size()) - 1);
            switch (i % 4) {
            case 0: lines[line].replace("1.2500", "1.2400"); break;
            case 1: lines.removeAt(line); break;
            case 2: lines.insert(line, lines[line]); break;
            default: lines[line].chop(1); break;
            }
            writeTo(path, lines.join('\n') + '\n');
            const std::uint64_t found = firstBad();
            const std::uint64_t edited = second->first + std::uint64_t(line) + (i % 4 == 2 ? 1 : 0);
            QVERIFY2(found == edited,
                     qPrintable(QStringLiteral("round %1: %2 instead of %3").arg(i).arg(found).arg(edited)));
        }
        writeTo(path, content);
        QCOMPARE(firstBad(), std::uint64_t(0));
    }

    void aMissingSegmentIsFoundAtItsFirstRecord()
    {
        QVERIFY(archiveSegments(m_place, recordsOfSegment));
        const auto second = readSegment(m_place.archive, segmentNamesIn(m_place.archive).at(1));
        QVERIFY(QFile::remove(segmentFile(1, ".jsonl")));
        QCOMPARE(firstBad(), second->first);
        QVERIFY(QFile::remove(segmentFile(1, ".json")));
        QCOMPARE(firstBad(), segmentNamesIn(m_place.archive).size() > 1 ? second->first : std::uint64_t(0));
    }

    void aSegmentSignedByAnotherKeyIsFound()
    {
        QVERIFY(archiveSegments(m_place, recordsOfSegment));
        auto first = readSegment(m_place.archive, segmentNamesIn(m_place.archive).front());
        QTemporaryDir other;
        first->signature = AnchorKey::openOrMake(other.path().toStdString())->sign(signedText(*first));
        writeTo(segmentFile(0, ".json"), QByteArray::fromStdString(segmentSheet(*first)) + '\n');
        QCOMPARE(firstBad(), std::uint64_t(1));
    }

    void aSegmentThatWasNotFinishedIsWrittenAgain()
    {
        QVERIFY(archiveSegments(m_place, recordsOfSegment));
        const std::vector<std::string> names = segmentNamesIn(m_place.archive);
        const QByteArray sheet = contentOf(segmentFile(names.size() - 1, ".json"));
        const QString last = segmentFile(names.size() - 1, "");
        QVERIFY(QFile::remove(last + QStringLiteral(".json")));
        writeTo(last + QStringLiteral(".jsonl"), "half a segm");
        QCOMPARE(archiveSegments(m_place, recordsOfSegment)->size(), std::size_t(1));
        QCOMPARE(contentOf(last + QStringLiteral(".json")), sheet);
        QCOMPARE(firstBad(), std::uint64_t(0));
    }

    void aBrokenRecordAndAForeignArchiveAreRefused()
    {
        QVERIFY(archiveSegments(m_place, recordsOfSegment));
        QTemporaryDir other;
        const LongRecord record(other.path(), {.count = 1'500, .starts = 1, .seed = 9});
        const ArchivePlace mixed {LongRecord::databaseIn(other.path()), LongRecord::anchorsIn(other.path()),
                                  m_place.archive};
        QCOMPARE(archiveSegments(mixed, 100).error().code, std::string("archive.other_record"));
        {
            SqlShell shell(m_place.database);
            shell.run(QStringLiteral("DROP TRIGGER audit_no_update"));
            shell.run(QStringLiteral("UPDATE audit SET actor = 'nobody' WHERE sequence = 7"));
        }
        QCOMPARE(archiveSegments(m_place, 100).error().code, std::string("audit.broken"));
    }
};

QTEST_GUILESS_MAIN(TestArchive)
#include "tst_Archive.moc"
