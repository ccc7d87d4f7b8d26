// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ProfileLock.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTest>

using namespace strikedesk;

class TestProfileLock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSecondEngineIsRefusedAndToldWhoHoldsIt()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("desk.lock")).toStdString();
        auto first = ProfileLock::take(path);
        QVERIFY(first);
        const auto second = ProfileLock::take(path);
        QVERIFY(!second);
        QCOMPARE(second.error().code, std::string("storage.profile_in_use"));
        const std::string owner = std::to_string(QCoreApplication::applicationPid());
        QVERIFY(second.error().message.find(owner) != std::string::npos);
    }

    void aLockThatWasGivenBackCanBeTaken()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("desk.lock")).toStdString();
        {
            const auto first = ProfileLock::take(path);
            QVERIFY(first);
        }
        QVERIFY(ProfileLock::take(path));
    }

    void aFolderThatIsNotThereIsAnError()
    {
        const QTemporaryDir folder;
        const auto lock = ProfileLock::take(folder.filePath(QStringLiteral("no/desk.lock")).toStdString());
        QVERIFY(!lock);
        QCOMPARE(lock.error().code, std::string("storage.cannot_open"));
    }
};

QTEST_GUILESS_MAIN(TestProfileLock)
#include "tst_ProfileLock.moc"
