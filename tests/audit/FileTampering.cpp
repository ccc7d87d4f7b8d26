// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AnchorLog.h"
#include "tests/audit/Tampering.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <algorithm>
#include <array>

namespace strikedesk::test {
namespace {

int anyLine(const TamperedCopy& copy, Random& random)
{
    return random.between(0, int(copy.original().anchored().size()) - 1);
}

/// An anchor before the first record names no record; the first stands in for it.
Expected anchorOfLine(const TamperedCopy& copy, int line)
{
    return {std::max<std::uint64_t>(copy.original().anchored().at(std::size_t(line)), 1)};
}

Expected editAnchorLine(TamperedCopy& copy, Random& random)
{
    QList<QByteArray> lines = copy.anchorLines();
    QByteArray& line = lines[anyLine(copy, random)];
    line = withOneBitChanged(line, random);
    copy.writeAnchorLines(lines);
    return {};
}

Expected editAnchorSequence(TamperedCopy& copy, Random& random)
{
    QList<QByteArray> lines = copy.anchorLines();
    QByteArray& line = lines[anyLine(copy, random)];
    QJsonObject object = QJsonDocument::fromJson(line).object();
    object[QLatin1String("sequence")] = random.between(0, int(copy.count()) * 2);
    const QByteArray edited = QJsonDocument(object).toJson(QJsonDocument::Compact);
    line = edited == line ? edited + ' ' : edited;
    copy.writeAnchorLines(lines);
    return {};
}

Expected removeAnchorLine(TamperedCopy& copy, Random& random)
{
    QList<QByteArray> lines = copy.anchorLines();
    const int line = anyLine(copy, random);
    lines.removeAt(line);
    copy.writeAnchorLines(lines);
    return anchorOfLine(copy, line);
}

Expected cutAnchorLines(TamperedCopy& copy, Random& random)
{
    QList<QByteArray> lines = copy.anchorLines();
    const int line = anyLine(copy, random);
    lines.resize(line);
    copy.writeAnchorLines(lines);
    return line == 0 ? Expected {1} : anchorOfLine(copy, line);
}

Expected cutAnchorFile(TamperedCopy& copy, Random& random)
{
    const QByteArray content = copy.readFile(anchorFileName);
    const QByteArray left = content.left(random.between(0, int(content.size()) - 1));
    copy.writeFile(anchorFileName, left);
    const int whole = int(left.count('\n'));
    return whole == 0 ? Expected {1} : anchorOfLine(copy, whole);
}

Expected swapAnchorLines(TamperedCopy& copy, Random& random)
{
    QList<QByteArray> lines = copy.anchorLines();
    const int line = random.between(0, int(lines.size()) - 2);
    lines.swapItemsAt(line, line + 1);
    copy.writeAnchorLines(lines);
    return {};
}

Expected addRubbishToAnchors(TamperedCopy& copy, Random& random)
{
    QList<QByteArray> lines = copy.anchorLines();
    const std::array rubbish {"", "{}", "[1,2]", "rubbish", "{\"sequence\":1}", "\xff\xfe", "null"};
    lines.insert(anyLine(copy, random), rubbish[std::size_t(random.between(0, int(rubbish.size()) - 1))]);
    copy.writeAnchorLines(lines);
    return {};
}

Expected replaceAnchorKey(TamperedCopy& copy, Random& random)
{
    copy.writeFile(publicKeyName, withOneBitChanged(copy.readFile(publicKeyName).trimmed(), random) + '\n');
    return {};
}

Expected removeAnchorFile(TamperedCopy& copy, Random&)
{
    QFile::remove(copy.folder() + QLatin1Char('/') + anchorFileName);
    return {1};
}

/// No signature can be good then; the first of them is the first bad one.
Expected removePublicKey(TamperedCopy& copy, Random&)
{
    QFile::remove(copy.folder() + QLatin1Char('/') + publicKeyName);
    return anchorOfLine(copy, 0);
}

Expected removeAnchorFolder(TamperedCopy& copy, Random&)
{
    QDir(copy.folder() + QStringLiteral("/anchors")).removeRecursively();
    return {1};
}

/// Signs the same anchors with a key of their own.
Expected startOverWithAnotherKey(TamperedCopy& copy, Random&)
{
    const QList<QByteArray> lines = copy.anchorLines();
    const std::string folder = LongRecord::anchorsIn(copy.folder());
    QDir(QString::fromStdString(folder)).removeRecursively();
    QDir().mkpath(QString::fromStdString(folder));
    auto log = AnchorLog::open(folder);
    for (const QByteArray& line : lines) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        const AuditHead head {std::uint64_t(object[QLatin1String("sequence")].toInteger()),
                              *digestFromHex(object[QLatin1String("hash")].toString().toStdString())};
        if (!log->append(head, *parseInstant(object[QLatin1String("time")].toString().toStdString()),
                         object[QLatin1String("reason")].toString().toStdString()))
            qFatal("the forged anchor cannot be written");
    }
    return {};
}

Expected editAnchorCopy(TamperedCopy& copy, Random& random)
{
    const int number = anyLine(copy, random) + 1;
    const QString select = QStringLiteral("SELECT line FROM audit_anchor WHERE number = ?");
    copy.run(QStringLiteral("UPDATE audit_anchor SET line = ? WHERE number = ?"),
             {withOneBitChanged(copy.run(select, {number}).toByteArray(), random), number});
    return {};
}

Expected removeAnchorCopy(TamperedCopy& copy, Random& random)
{
    const int last = int(copy.original().anchored().size());
    copy.run(QStringLiteral("DELETE FROM audit_anchor WHERE number = ?"), {random.between(1, last - 1)});
    return {};
}

// ---- Bytes of the database file, whatever they mean
// -----------------------------------------------------------

Expected flipBitInDatabase(TamperedCopy& copy, Random& random)
{
    copy.closeShell();
    QFile file(QString::fromStdString(LongRecord::databaseIn(copy.folder())));
    if (!file.open(QIODevice::ReadWrite))
        qFatal("the database cannot be opened");
    const auto place = qint64(random.uniform() * double(file.size()));
    file.seek(place);
    const QByteArray byte = withOneBitChanged(file.read(1), random);
    file.seek(place);
    file.write(byte);
    return {.firstBad = 0, .mayBeWithout = true};
}

Expected overwritePartOfDatabase(TamperedCopy& copy, Random& random)
{
    copy.closeShell();
    QFile file(QString::fromStdString(LongRecord::databaseIn(copy.folder())));
    if (!file.open(QIODevice::ReadWrite))
        qFatal("the database cannot be opened");
    file.seek(qint64(random.uniform() * double(file.size())));
    file.write(QByteArray(random.between(1, 5'000), char(random.between(0, 255))));
    return {.firstBad = 0, .mayBeWithout = true};
}

Expected cutDatabaseFile(TamperedCopy& copy, Random& random)
{
    copy.closeShell();
    QFile file(QString::fromStdString(LongRecord::databaseIn(copy.folder())));
    if (!file.resize(qint64(random.uniform() * double(file.size()))))
        qFatal("the database cannot be cut");
    return {};
}

constexpr auto fileKinds = std::to_array<TamperKind>({
    {"a bit of an anchor", editAnchorLine},
    {"another number in an anchor", editAnchorSequence},
    {"a removed anchor", removeAnchorLine},
    {"the newest anchors removed", cutAnchorLines},
    {"the anchor file cut", cutAnchorFile},
    {"two anchors swapped", swapAnchorLines},
    {"a line that is no anchor", addRubbishToAnchors},
    {"a bit of the public key", replaceAnchorKey},
    {"the anchor file removed", removeAnchorFile},
    {"the public key removed", removePublicKey},
    {"the folder of the anchors removed", removeAnchorFolder},
    {"all anchors signed by another key", startOverWithAnotherKey},
    {"a bit of an anchor's copy", editAnchorCopy},
    {"an anchor's copy removed", removeAnchorCopy},
    {"a bit of the database file", flipBitInDatabase},
    {"a part of the database file overwritten", overwritePartOfDatabase},
    {"the database file cut", cutDatabaseFile},
});

} // namespace

QByteArray withOneBitChanged(QByteArray bytes, Random& random)
{
    const int place = random.between(0, int(bytes.size()) - 1);
    bytes[place] = char(bytes[place] ^ char(1 << random.between(0, 7)));
    return bytes;
}

std::span<const TamperKind> fileTamperings()
{
    return fileKinds;
}

} // namespace strikedesk::test
