// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/Progress.h"
#include "core/session/ProgressWriter.h"
#include "core/storage/DurableFile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fmt/format.h>

#include <array>

using namespace strikedesk;

namespace {

const std::string everyFeature = STRIKEDESK_TEST_DATA "/every_feature.txt";

std::string sectionText(const ProgressSection& section)
{
    return fmt::format("{}|{}|{}|{}|{}|{}/{}", section.line.value_or(0), section.title.value_or("-"),
                       section.priority.value_or("-"),
                       section.declaredTasks ? std::to_string(*section.declaredTasks) : "-",
                       section.declaredComplete ? (*section.declaredComplete ? "complete" : "open") : "-",
                       section.doneCount(), section.tasks.size());
}

} // namespace

class TestProgress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFeatureIsCountedExactly()
    {
        const auto file = readProgressFile(everyFeature);
        QVERIFY(file);
        const std::array expected {
            std::string("20|PHASE 1: Critical preparation P0|P0|3|complete|3/3"),
            std::string("26|Phase 2: Open (P0 - Critical)|P0|-|-|1/5"),
            std::string("34|Phase 3: Manage, P1|P1|4|open|1/2"),
            std::string("43|Morning report|-|-|-|0/1"),
            std::string("48|Loose ends|-|-|-|0/2"),
            std::string("55|BLOCKERS|-|-|-|1/2"),
            std::string("61|CHECKPOINTS|-|-|-|1/2"),
        };
        QCOMPARE(file->sections.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
            QCOMPARE(QString::fromStdString(sectionText(file->sections[i])),
                     QString::fromStdString(expected[i]));
        QCOMPARE(file->taskCount(), 17);
        QCOMPARE(file->doneCount(), 7);

        const auto next = file->next();
        QVERIFY(next);
        QCOMPARE(*next->task->id, std::string("2.2"));
        QCOMPARE(next->task->line, 28);
        QCOMPARE(next->task->text, std::string("Walk from mid (see note: never beyond natural)"));

        const std::vector<std::string> blockers {"Waiting for the risk limits", "venue session expired",
                                                 "the venue"};
        QVERIFY(file->blockers == blockers);

        std::vector<int> unplaced;
        for (const ProgressLine& line : file->unplaced)
            unplaced.push_back(line.line);
        // Free text, tables, unreadable boxes and the quotation; nothing else.
        const std::vector<int> expectedUnplaced {8, 31, 38, 39, 40, 51, 53, 68, 69, 70};
        QVERIFY(unplaced == expectedUnplaced);
    }

    void noLineGetsLost()
    {
        QFile source(QString::fromStdString(everyFeature));
        QVERIFY(source.open(QIODevice::ReadOnly));
        const auto file = readProgressFile(everyFeature);
        std::vector<bool> seen(1'000);
        for (const ProgressSection& section : file->sections) {
            seen[std::size_t(section.line.value_or(0))] = true;
            for (const ProgressTask& task : section.tasks)
                seen[std::size_t(task.line)] = true;
        }
        for (const ProgressKey& key : file->keys)
            seen[std::size_t(key.line)] = true;
        for (const ProgressLine& line : file->unplaced)
            seen[std::size_t(line.line)] = true;
        int number = 0;
        while (!source.atEnd()) {
            const QByteArray line = source.readLine().trimmed();
            ++number;
            const bool isStructure
                = line.isEmpty() || line.startsWith("===") || line.startsWith("---") || line.startsWith('#');
            const bool isBlocker = number == 56 || number == 59; // text and "(none)"
            QVERIFY2(isStructure || isBlocker || seen[std::size_t(number)], line.constData());
        }
    }

    void headingsSayMoreThanATitle_data()
    {
        QTest::addColumn<QString>("heading");
        QTest::addColumn<QString>("expected"); // title|priority|declared|state
        const auto row = [](const char* heading, const char* expected) {
            QTest::newRow(heading) << QString::fromUtf8(heading) << QString::fromUtf8(expected);
        };
        row("## PHASE 2: Manage (3 tasks)", "PHASE 2: Manage|-|3|-");
        row("# Plain", "Plain|-|-|-");
        row("###### Deep ######", "Deep|-|-|-");
        row("##NoBlank", "NoBlank|-|-|-");
        row("## FINAL: Full check ✅ COMPLETE", "FINAL: Full check|-|-|complete");
        row("### Phase 4: Watch (P2) (1 task) ✔️", "Phase 4: Watch (P2)|P2|1|complete");
        row("## Phase 1 (3/8 tasks) ⏳", "Phase 1|-|8|open");
        row("## Phase 1 (3 of 8 done)", "Phase 1|-|8|-");
        row("## Build - DONE", "Build|-|-|complete");
        row("## Build (COMPLETE)", "Build|-|-|complete");
        row("## Complete overhaul", "Complete overhaul|-|-|-");
        row("## Import: NOT STARTED", "Import|-|-|open");
        row("## Review INCOMPLETE", "Review|-|-|open");
        row("## [x] Ticked heading", "Ticked heading|-|-|complete");
        row("## [ ] Open heading", "Open heading|-|-|open");
        row("## Model P100 and SP0", "Model P100 and SP0|-|-|-");
        row("## ✅", "✅|-|-|complete");
        row("PHASE 12: bare title P1", "PHASE 12: bare title P1|P1|-|-");
        row("SECTION: a block", "a block|-|-|-");
    }
    void headingsSayMoreThanATitle()
    {
        QFETCH(QString, heading);
        QFETCH(QString, expected);
        const ProgressFile file = readProgress(heading.toStdString() + "\n- [ ] item\n");
        QCOMPARE(file.sections.size(), std::size_t(1));
        const std::string text = sectionText(file.sections.front());
        QCOMPARE(QString::fromStdString(text), QStringLiteral("1|") + expected + QStringLiteral("|0/1"));
    }

    void oddVariantsCountAsTheirReaderWould_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("tasks");
        QTest::addColumn<int>("done");
        QTest::addColumn<int>("unplaced");
        QTest::addColumn<int>("keys");
        const auto row = [](const char* name, const QByteArray& text, int tasks, int done, int unplaced,
                            int keys) { QTest::newRow(name) << text << tasks << done << unplaced << keys; };
        row("line ends of every system", "- [x] a\r- [ ] b\r\n- [x] c\n- [ ] d", 4, 2, 0, 0);
        row("a blank line of each kind", "- [x] a\r\r- [ ] b\r\n\r\n- [ ] c\n\n- [ ] d", 4, 1, 0, 0);
        row("a tick with its selector", "- [\xe2\x9c\x94\xef\xb8\x8f] a\n- [\xe2\x9c\x85] b\n", 2, 2, 0, 0);
        row("a quotation in a quotation", "~~~text\n```\n- [ ] no\n~~~\n- [ ] yes\n", 1, 0, 4, 0);
        row("a longer fence", "````\n```\n- [ ] no\n```\n````\n- [x] yes\n", 1, 1, 5, 0);
        row("code letters in one line", "```run``` starts it\n- [ ] yes\n", 1, 0, 1, 0);
        row("a quotation that never ends", "- [x] yes\n```\n- [ ] no\n", 1, 1, 2, 0);
        row("a key line between two rules", "---\n- Status: running\n---\n- [ ] a\n", 1, 0, 0, 1);
        row("a bullet between two rules", "===\n- only words\n===\n- [ ] a\n", 1, 0, 1, 0);
        row("a row of a table between two rules", "---\n| a | b |\n---\n- [ ] a\n", 1, 0, 1, 0);
        row("boxes of every bullet", "- [ ] a\n* [x] b\n+ [X] c\n\xe2\x80\xa2 [ ] d\n12. [x] e\n3) [ ] f\n",
            6, 3, 0, 0);
        row("blanks in the box", "- [ x ] a\n-   [  ]   b\n-\t[\t] c\n", 3, 1, 0, 0);
        row("what no box means", "- [-] a\n- [~] b\n- [/] c\n- [?] d\n- [>] e\n", 0, 0, 5, 0);
        row("links are no items", "- [a](b)\n- [1]: c\n- [see 3] d\n", 0, 0, 3, 0);
        row("quoted mail", "> - [ ] a\n", 0, 0, 1, 0);
    }
    void oddVariantsCountAsTheirReaderWould()
    {
        QFETCH(QByteArray, text);
        const ProgressFile file = readProgress(text.toStdString());
        QTEST(file.taskCount(), "tasks");
        QTEST(file.doneCount(), "done");
        QTEST(int(file.unplaced.size()), "unplaced");
        QTEST(int(file.keys.size()), "keys");
    }

    void itemsBeforeAnyHeadingCount()
    {
        const ProgressFile file = readProgress("- [x] a\n- [ ] b\n");
        QCOMPARE(file.taskCount(), 2);
        QCOMPARE(file.sections.size(), std::size_t(1));
        QVERIFY(!file.sections.front().title);
        QVERIFY(!file.sections.front().line);
    }

    void theMostUrgentSectionComesNext()
    {
        const ProgressFile file
            = readProgress("## A\n- [ ] none\n## B P2\n- [ ] two\n## C P1\n- [x] done\n- [ ] "
                           "one\n## D P1\n- [ ] later\n");
        QCOMPARE(file.next()->task->text, std::string("one"));
        QVERIFY(!readProgress("## A\n- [x] all done\n").next());
    }

    void anEmptyFileHasNoTasksAndAMissingOneIsAnError()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("empty.txt"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        const auto empty = readProgressFile(path.toStdString());
        QVERIFY(empty);
        QCOMPARE(empty->taskCount(), 0);
        QVERIFY(empty->sections.empty());
        QVERIFY(!empty->next());

        const auto missing = readProgressFile(path.toStdString() + ".no");
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, std::string("progress.missing"));
        const auto directory = readProgressFile(folder.path().toStdString());
        QVERIFY(!directory);
        QVERIFY(directory.error().code.starts_with("progress."));
    }

    void lineEndsAndForeignBytesDoNoHarm()
    {
        const ProgressFile windows = readProgress("\xef\xbb\xbf## A P0\r\n- [x] one\r\n\r\n- [ ] two\r\n");
        QCOMPARE(windows.taskCount(), 2);
        QCOMPARE(windows.sections.front().tasks[1].text, std::string("two"));
        const std::string foreign("## A\n- [ ] \xff\xfe\x00 bytes\n\x01\x02", 23);
        QCOMPARE(readProgress(foreign).taskCount(), 1);
        QCOMPARE(readProgress(std::string(100'000, '[')).taskCount(), 0);
        QCOMPARE(readProgress("##\n#\n-\n*\n**\n- [\n- []\n[]\n***\n").taskCount(), 1);
    }

    void whatIsWrittenReadsBackWithTheSameCounts()
    {
        SessionProgress progress;
        progress.session = "S1-000001-K";
        progress.name = "First light";
        progress.goal = "Open,\nmanage and ## close";
        progress.state = "running";
        progress.updatedAt = Instant {};
        progress.phases = {
            {"Open", {{"1.1", "Wait", "P2", "done", ""}, {"1.2", "Open it", "P0", "done", "filled 0.84"}}},
            {"Manage\n- [x] injected", {{"2.1", "Roll - [x]", "P1", "failed", "no\nlater expiry"}}},
            {"Empty", {}},
        };
        progress.blockers = {"the feed is stale"};
        const QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("progress.md")).toStdString();
        QVERIFY(replaceDurably(path, progressText(progress)));
        const auto file = readProgressFile(path);
        QVERIFY(file);
        QCOMPARE(file->taskCount(), 3);
        QCOMPARE(file->doneCount(), 2);
        QCOMPARE(file->sections.size(), std::size_t(2));
        QCOMPARE(*file->sections[0].declaredTasks, 2);
        QCOMPARE(*file->sections[0].priority, std::string("P0"));
        QVERIFY(*file->sections[0].declaredComplete);
        QVERIFY(!file->sections[1].declaredComplete);
        QCOMPARE(file->next()->task->text, std::string("Roll - [x] (failed: no later expiry)"));
        QVERIFY(file->blockers == std::vector<std::string> {"the feed is stale"});
    }
};

QTEST_GUILESS_MAIN(TestProgress)
#include "tst_Progress.moc"
