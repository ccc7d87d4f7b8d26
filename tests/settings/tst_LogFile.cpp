// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/LogFile.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <thread>
#include <vector>

using namespace strikedesk;

class TestLogFile : public QObject
{
    Q_OBJECT

    static QList<QByteArray> linesIn(const QTemporaryDir& folder)
    {
        QFile file(folder.filePath(QStringLiteral("logs/strikedesk.log")));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return file.readAll().trimmed().split('\n');
    }
    static Result<std::unique_ptr<LogFile>> logIn(const QTemporaryDir& folder)
    {
        return LogFile::open(folder.filePath(QStringLiteral("logs")).toStdString());
    }

private Q_SLOTS:
    void aLineHasItsTimeAndItsWeight()
    {
        const QTemporaryDir folder;
        {
            const auto log = logIn(folder);
            QVERIFY(log);
            (*log)->info("started");
            (*log)->warning("the venue is lost {}");
            (*log)->error("ended");
        }
        const QList<QByteArray> lines = linesIn(folder);
        QCOMPARE(lines.size(), 3);
        static const QRegularExpression form(QStringLiteral(
            "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z (info|warning|error)  *\\S"));
        for (const QByteArray& line : lines)
            QVERIFY2(form.match(QString::fromUtf8(line)).hasMatch(), line.constData());
        QVERIFY(
            lines[1].endsWith("the venue is lost {}")); // a brace of somebody's text is no place for another
    }

    // What comes from outside must not be able to write lines of its own.
    void aLineStaysOneLine()
    {
        const QTemporaryDir folder;
        {
            const auto log = logIn(folder);
            (*log)->warning("reason\n2030-01-01T00:00:00.000Z error forged\r\x1b[2J");
        }
        const QList<QByteArray> lines = linesIn(folder);
        QCOMPARE(lines.size(), 1);
        QVERIFY(!lines[0].contains('\x1b') && !lines[0].contains('\r'));
    }

    void itGoesOnWhereItWasAndIsTurnedOver()
    {
        const QTemporaryDir folder;
        const std::string longLine(10'000, 'x');
        for (int start = 0; start < 2; ++start) {
            const auto log = logIn(folder);
            for (std::size_t i = 0; i < LogFile::bytesMost / longLine.size(); ++i) {
                (*log)->info(longLine);
                if (i % 200 == 0)
                    QTest::qWait(1); // slower than the disk, so that none gives way
            }
        }
        const QDir logs(folder.filePath(QStringLiteral("logs")));
        const QFileInfoList files = logs.entryInfoList(QDir::Files);
        QVERIFY(files.size() >= 2 && files.size() <= int(LogFile::filesKept) + 1);
        for (const QFileInfo& file : files)
            QVERIFY(file.size() <= qint64(LogFile::bytesMost + longLine.size()));
    }

    void threadsDoNotMixTheirLines()
    {
        const QTemporaryDir folder;
        constexpr int threads = 4;
        constexpr int linesEach = 100;
        {
            const auto log = logIn(folder);
            std::vector<std::thread> writers;
            for (int writer = 0; writer < threads; ++writer)
                writers.emplace_back([&log, writer] {
                    for (int i = 0; i < linesEach; ++i)
                        (*log)->info("writer " + std::to_string(writer) + " line " + std::to_string(i)
                                     + " end");
                });
            for (std::thread& writer : writers)
                writer.join();
        }
        const QList<QByteArray> lines = linesIn(folder);
        QCOMPARE(lines.size(), threads * linesEach);
        for (const QByteArray& line : lines)
            QVERIFY2(line.endsWith(" end") && line.count("writer") == 1, line.constData());
    }

    void aFolderThatCannotBeWrittenIsSaid()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("logs")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        const auto log = logIn(folder);
        QVERIFY(!log);
        QCOMPARE(log.error().code, std::string("log.unwritable"));
    }
};

QTEST_GUILESS_MAIN(TestLogFile)
#include "tst_LogFile.moc"
