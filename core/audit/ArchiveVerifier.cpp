// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/Archive.h"
#include "core/audit/AuditExport.h"
#include "core/audit/AuditVerifier.h"

#include <QFile>
#include <QString>

#include <fmt/format.h>

namespace strikedesk {
namespace {

constexpr qint64 longestArchiveLine = 64 * 1024 * 1024;
constexpr qint64 pieceBytes
    = 16 * 1024; ///< readLine() takes memory for all it may read: most records fit in one.

void markSegment(SegmentVerdict& verdict, std::uint64_t firstBad, std::string reason)
{
    if (verdict.firstBad && *verdict.firstBad <= firstBad)
        return;
    verdict.firstBad = firstBad;
    verdict.reason = std::move(reason);
}

/// A line with its end; a line longer than any record may be comes in parts, which are no records.
QByteArray nextLine(QFile& file)
{
    QByteArray line = file.readLine(pieceBytes);
    while (!line.endsWith('\n') && !file.atEnd() && line.size() < longestArchiveLine)
        line += file.readLine(pieceBytes);
    return line;
}

/// Reads the records and walks their chain; the content's hash alone would not say which record was changed.
void checkContent(const std::string& path, const ArchiveSegment& segment, SegmentVerdict& verdict)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return markSegment(verdict, segment.first, fmt::format("{} cannot be read.", path));
    Hasher content;
    ChainChecker chain({segment.first - 1, segment.previousHash});
    while (!file.atEnd()) {
        QByteArray line = nextLine(file);
        content.add(std::string_view(line.data(), std::size_t(line.size())));
        if (line.endsWith('\n'))
            line.chop(1);
        const auto record = auditRecordFromLine(line.toStdString());
        if (!record)
            return markSegment(
                verdict, chain.head().sequence + 1,
                fmt::format("The line of record {} is not a record.", chain.head().sequence + 1));
        if (!chain.accept(*record))
            return markSegment(verdict, *chain.firstBad(), chain.reason());
    }
    if (chain.head() != AuditHead {segment.last, segment.hash})
        return markSegment(verdict, std::min(chain.head().sequence + 1, segment.last),
                           fmt::format("It ends at record {} and not with the signed head {}.",
                                       chain.head().sequence, segment.last));
    if (content.digest() != segment.content)
        markSegment(verdict, segment.first,
                    "Its records are whole, but the file is not the one that was signed.");
}

Result<void> checkDatabase(AuditReader& reader, const ArchiveSegment& segment, SegmentVerdict& verdict)
{
    const auto record = reader.after(segment.last - 1, 1);
    if (!record)
        return fail(record.error());
    if (!record->empty() && record->front().sequence == segment.last && record->front().hash != segment.hash)
        markSegment(verdict, segment.last, fmt::format("The database has another record {}.", segment.last));
    return {};
}

} // namespace

Result<std::vector<SegmentVerdict>> verifyArchive(const ArchivePlace& place, std::optional<Date> today)
{
    std::optional<AuditReader> reader;
    if (!place.database.empty()) {
        auto opened = AuditReader::open(place.database);
        if (!opened)
            return fail(opened.error());
        reader.emplace(std::move(*opened));
    }
    const std::string publicKey = AnchorKey::publicKeyIn(place.anchors);
    std::vector<SegmentVerdict> verdicts;
    AuditHead before;
    for (const std::string& name : segmentNamesIn(place.archive)) {
        SegmentVerdict& verdict = verdicts.emplace_back();
        verdict.name = name;
        const auto segment = readSegment(place.archive, name);
        if (!segment) {
            markSegment(verdict, before.sequence + 1, segment.error().message);
            continue; // The next one will not follow from the last good one, and says so.
        }
        verdict.segment = *segment;
        if (segment->first != before.sequence + 1)
            markSegment(verdict, before.sequence + 1,
                        fmt::format("It starts at record {}, not at {}: a segment before it is missing.",
                                    segment->first, before.sequence + 1));
        else if (segment->previousHash != before.hash)
            markSegment(verdict, segment->first, "It does not follow from the segment before it.");
        if (!AnchorKey::isSignedBy(publicKey, signedText(*segment), segment->signature))
            markSegment(verdict, segment->first, "Its signature is not by the key of this desk.");
        const std::string path = place.archive + "/" + name + ".jsonl";
        // A sheet that was forged to be over says so by its signature.
        verdict.isExpired = !verdict.firstBad && today && segment->keepUntil < *today
            && !QFile::exists(QString::fromStdString(path));
        if (!verdict.isExpired)
            checkContent(path, *segment, verdict);
        if (reader) {
            if (auto compared = checkDatabase(*reader, *segment, verdict); !compared)
                return fail(compared.error());
        }
        before = {segment->last, segment->hash};
    }
    return verdicts;
}

} // namespace strikedesk
