// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/RecordSnapshot.h"

#include "core/audit/Digest.h"
#include "core/storage/DurableFile.h"
#include "core/util/FaultPoint.h"

#include <QDir>
#include <QFile>
#include <QString>
#include <QStringList>

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace strikedesk {
namespace {

constexpr std::size_t snapshotsKept = 2;
constexpr qsizetype sheetLengthMax = 1'024;

std::string pathOf(const std::string& folder, std::uint64_t sequence)
{
    return fmt::format("{}/snapshot-{:012}.state", folder, sequence);
}

std::string signedPart(const RecordSnapshot& snapshot)
{
    return fmt::format("strikedesk-snapshot-1 {} {} {} {}", snapshot.format, snapshot.head.sequence,
                       hexText(snapshot.head.hash), hexText(sha256(snapshot.body)));
}

/// The first line says what the rest must be; nothing of it is believed before the signature is checked.
std::optional<RecordSnapshot> parsed(const QByteArray& file, const std::string& publicKey)
{
    const qsizetype end = file.left(sheetLengthMax).indexOf('\n');
    const QList<QByteArray> words = file.left(std::max<qsizetype>(end, 0)).split(' ');
    if (words.size() != 6)
        return {};
    RecordSnapshot snapshot;
    snapshot.format = words[1].toStdString();
    snapshot.head.sequence = words[2].toULongLong();
    const auto hash = digestFromHex(words[3].toStdString());
    if (!hash)
        return {};
    snapshot.head.hash = *hash;
    snapshot.body = file.mid(end + 1).toStdString();
    const std::string text = signedPart(snapshot); // with the hash of the body that is there
    const std::string sheet = file.left(end).toStdString();
    if (sheet != text + ' ' + words[5].toStdString()
        || !AnchorKey::isSignedBy(publicKey, text, words[5].toStdString()))
        return {};
    return snapshot;
}

} // namespace

Result<void> writeRecordSnapshot(const std::string& folder, const AnchorKey& key,
                                 const RecordSnapshot& snapshot)
{
    if (!QDir().mkpath(QString::fromStdString(folder)))
        return fail("storage.cannot_open", fmt::format("The folder {} cannot be made.", folder));
    const std::string text = signedPart(snapshot);
    const std::string file = fmt::format("{} {}\n{}", text, key.sign(text), snapshot.body);
    faultPoint("snapshot.before_write");
    auto written = replaceDurably(pathOf(folder, snapshot.head.sequence), file);
    faultPoint("snapshot.after_write");
    return written;
}

std::vector<std::uint64_t> recordSnapshotsIn(const std::string& folder)
{
    std::vector<std::uint64_t> sequences;
    const QStringList files
        = QDir(QString::fromStdString(folder)).entryList({QStringLiteral("snapshot-*.state")}, QDir::Files);
    for (const QString& file : files) {
        bool isNumber = false;
        const qulonglong sequence = file.mid(9).chopped(6).toULongLong(&isNumber);
        if (isNumber)
            sequences.push_back(sequence);
    }
    std::ranges::sort(sequences, std::ranges::greater());
    return sequences;
}

Result<RecordSnapshot> readRecordSnapshot(const std::string& folder, std::uint64_t sequence,
                                          const std::string& publicKey)
{
    const std::string path = pathOf(folder, sequence);
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return fail("snapshot.unreadable",
                    fmt::format("{} cannot be read ({}).", path, file.errorString().toStdString()));
    auto snapshot = parsed(file.readAll(), publicKey);
    if (!snapshot || snapshot->head.sequence != sequence)
        return fail("snapshot.damaged",
                    fmt::format("{} is not whole, or not signed by the key of this desk.", path));
    return std::move(*snapshot);
}

void removeOldRecordSnapshots(const std::string& folder)
{
    const std::vector<std::uint64_t> sequences = recordSnapshotsIn(folder);
    for (std::size_t i = snapshotsKept; i < sequences.size(); ++i)
        QFile::remove(QString::fromStdString(pathOf(folder, sequences[i])));
}

} // namespace strikedesk
