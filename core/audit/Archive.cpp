// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/Archive.h"

#include "core/audit/AuditExport.h"
#include "core/audit/AuditVerifier.h"
#include "core/audit/RetentionTable.h"
#include "core/storage/DurableFile.h"

#include <QDir>
#include <QString>

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk {
namespace {

constexpr std::size_t recordsPerRead = 1'000;

Date keptUntil(const AuditRecord& record)
{
    const Date day {std::chrono::floor<std::chrono::days>(record.time)};
    const Date until = day + std::chrono::years(yearsKept(record.category));
    return until.ok() ? until : until.year() / until.month() / std::chrono::last; // 29 February
}

/// What has been archived, up to where.
Result<AuditHead> archivedHead(const ArchivePlace& place, AuditReader& reader)
{
    const std::vector<std::string> names = segmentNamesIn(place.archive);
    if (names.empty())
        return AuditHead {};
    const auto newest = readSegment(place.archive, names.back());
    if (!newest)
        return fail(newest.error());
    if (!AnchorKey::isSignedBy(AnchorKey::publicKeyIn(place.anchors), signedText(*newest), newest->signature))
        return fail("archive.other_record",
                    fmt::format("{} in {} is not signed by this desk; give --to another folder.",
                                names.back(), place.archive));
    const auto record = reader.after(newest->last - 1, 1);
    if (!record)
        return fail(record.error());
    if (record->empty() || record->front().hash != newest->hash)
        return fail(
            "archive.other_record",
            fmt::format("{} in {} does not end where this record was at {}; give --to another folder.",
                        names.back(), place.archive, newest->last));
    return AuditHead {newest->last, newest->hash};
}

/// Writes the records after `head` up to `last` as one segment.
Result<ArchiveSegment> writeSegment(const ArchivePlace& place, AuditReader& reader, const AnchorKey& key,
                                    const AuditHead& head, std::uint64_t last)
{
    ArchiveSegment segment;
    segment.first = head.sequence + 1;
    segment.last = last;
    segment.previousHash = head.hash;
    std::string content;
    ChainChecker chain(head);
    while (chain.head().sequence < last) {
        const std::uint64_t left = last - chain.head().sequence;
        const auto records
            = reader.after(chain.head().sequence, std::size_t(std::min<std::uint64_t>(left, recordsPerRead)));
        if (!records)
            return fail(records.error());
        for (const AuditRecord& record : *records) {
            if (auto fit = checkExportable(record); !fit)
                return fail(fit.error());
            if (!chain.accept(record))
                break;
            const bool isFirst = record.sequence == segment.first;
            segment.from = isFirst ? record.time : std::min(segment.from, record.time);
            segment.to = isFirst ? record.time : std::max(segment.to, record.time);
            segment.keepUntil = isFirst ? keptUntil(record) : std::max(segment.keepUntil, keptUntil(record));
            content += auditLine(record) + '\n';
        }
        if (records->empty() || chain.firstBad())
            return fail(
                "audit.broken",
                fmt::format("The record changed while it was archived, first at {}; run \"strikectl audit "
                            "verify\".",
                            chain.head().sequence + 1));
    }
    segment.hash = chain.head().hash;
    segment.content = sha256(content);
    segment.signature = key.sign(signedText(segment));
    // The head sheet comes last: a segment without one was never finished and is written again.
    const std::string path = place.archive + "/" + segmentName(segment);
    if (auto written = replaceDurably(path + ".jsonl", content); !written)
        return fail(written.error());
    if (auto written = replaceDurably(path + ".json", segmentSheet(segment) + "\n"); !written)
        return fail(written.error());
    return segment;
}

} // namespace

Result<std::vector<ArchiveSegment>> archiveSegments(const ArchivePlace& place, std::uint64_t records)
{
    const auto verdict = verifyAudit(place.database, place.anchors);
    if (!verdict)
        return fail(verdict.error());
    if (!verdict->isIntact)
        return fail("audit.broken",
                    fmt::format("The record is broken at {}: {} A broken record is not archived.",
                                verdict->firstBad.value_or(0), verdict->reason));
    if (!QDir().mkpath(QString::fromStdString(place.archive)))
        return fail("storage.cannot_open",
                    fmt::format("The folder {} cannot be made; check the rights.", place.archive));
    auto reader = AuditReader::open(place.database);
    if (!reader)
        return fail(reader.error());
    auto head = archivedHead(place, *reader);
    if (!head)
        return fail(head.error());
    const auto key = AnchorKey::openOrMake(place.anchors);
    if (!key)
        return fail(key.error());
    auto anchors = readAnchors(place.anchors);
    if (!anchors)
        return fail(anchors.error());
    std::vector<ArchiveSegment> written;
    for (const std::uint64_t anchored : AnchorJudge(std::move(*anchors), {}).wanted()) {
        if (anchored < head->sequence + records || anchored > verdict->head.sequence)
            continue;
        auto segment = writeSegment(place, *reader, *key, *head, anchored);
        if (!segment)
            return fail(segment.error());
        head = AuditHead {segment->last, segment->hash};
        written.push_back(std::move(*segment));
    }
    return written;
}

} // namespace strikedesk
