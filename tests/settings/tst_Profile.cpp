// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/Profile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace strikedesk;

class TestProfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewProfileIsPrivateAndKeepsItsKind()
    {
        const QTemporaryDir parent;
        const QString folder = parent.filePath(QStringLiteral("desk/paper"));
        const auto made = Profile::openOrCreate(folder.toStdString(), ProfileKind::Paper);
        QVERIFY(made);
        QCOMPARE(made->kind(), ProfileKind::Paper);
        const auto others = QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther;
        QVERIFY(!(QFile::permissions(folder) & others));
        QVERIFY(!(QFile::permissions(QString::fromStdString(made->anchorsFolder())) & others));
        QCOMPARE(made->databaseFile(), folder.toStdString() + "/desk.db");

        QVERIFY(Profile::openOrCreate(folder.toStdString(), ProfileKind::Paper));
        const auto other = Profile::openOrCreate(folder.toStdString(), ProfileKind::Live);
        QVERIFY(!other);
        QCOMPARE(other.error().code, std::string("profile.kind"));
        QCOMPARE(Profile::open(folder.toStdString())->kind(), ProfileKind::Paper);
    }

    void aMissingProfileIsSaid()
    {
        const QTemporaryDir parent;
        const auto missing = Profile::open(parent.filePath(QStringLiteral("nowhere")).toStdString());
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, std::string("profile.missing"));
    }

    void somebodysDocumentsAreNotAProfile()
    {
        const QTemporaryDir folder;
        QFile document(folder.filePath(QStringLiteral("letter.txt")));
        QVERIFY(document.open(QIODevice::WriteOnly));
        const auto made = Profile::openOrCreate(folder.path().toStdString(), ProfileKind::Paper);
        QVERIFY(!made);
        QCOMPARE(made.error().code, std::string("profile.not_a_profile"));
    }

    void aHalfMadeProfileAndAPreparedSettingsFileAreWelcome()
    {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("anchors")));
        QFile settings(folder.filePath(QStringLiteral("settings.yaml")));
        QVERIFY(settings.open(QIODevice::WriteOnly));
        QVERIFY(Profile::openOrCreate(folder.path().toStdString(), ProfileKind::Replay));
    }

    /// Found by a kill in the first instants of a start: whatever a whole profile holds may stand there
    /// alone.
    void aStartThatWasCutOffAnywhereIsTakenUp()
    {
        QTemporaryDir whole;
        QVERIFY(Profile::openOrCreate(whole.path().toStdString(), ProfileKind::Paper));
        const QStringList made = QDir(whole.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
        QVERIFY(made.size() > 4);
        for (const QString& only : made) {
            if (only == QStringLiteral("profile.json"))
                continue;
            QTemporaryDir folder;
            QVERIFY(QDir(folder.path()).mkdir(only));
            QFile half(folder.filePath(QStringLiteral("profile.json.kGwDzo"))); // as QSaveFile names them
            QVERIFY(half.open(QIODevice::WriteOnly));
            const auto profile = Profile::openOrCreate(folder.path().toStdString(), ProfileKind::Paper);
            QVERIFY2(profile.has_value(), qPrintable(only));
        }
    }

    void aDamagedMarkIsNotGuessed()
    {
        const QTemporaryDir folder;
        QFile mark(folder.filePath(QStringLiteral("profile.json")));
        QVERIFY(mark.open(QIODevice::WriteOnly));
        mark.write("{\"kind\":\"paper\"}");
        mark.close();
        const auto opened = Profile::openOrCreate(folder.path().toStdString(), ProfileKind::Paper);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, std::string("profile.unreadable"));
    }
};

QTEST_GUILESS_MAIN(TestProfile)
#include "tst_Profile.moc"
