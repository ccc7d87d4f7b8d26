// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/AuditVerbs.h"
#include "core/audit/Archive.h"
#include "core/audit/CanonicalJson.h"
#include "core/audit/RestoreAcceptance.h"
#include "core/storage/ProfileLock.h"
#include "core/util/Clock.h"

#include <QJsonArray>
#include <QJsonObject>

#include <fmt/format.h>

namespace strikedesk::cli {
namespace {

ArchivePlace archivePlaceFrom(const RecordPlace& place, const AuditOptions& options)
{
    return {place.database, place.anchors,
            options.archive.empty() ? place.folder + "/archive" : options.archive};
}

void printSegment(const SegmentVerdict& verdict)
{
    if (verdict.firstBad)
        fmt::print("{}  BROKEN at record {}: {}\n", verdict.name, *verdict.firstBad,
                   printable(verdict.reason));
    else if (verdict.isExpired)
        fmt::print("{}  {} to {}  expired on {}: its records were removed\n", verdict.name,
                   toIsoText(verdict.segment->from), toIsoText(verdict.segment->to),
                   toIsoText(verdict.segment->keepUntil));
    else
        fmt::print("{}  {} to {}  keep until {}  whole\n", verdict.name, toIsoText(verdict.segment->from),
                   toIsoText(verdict.segment->to), toIsoText(verdict.segment->keepUntil));
}

QJsonObject segmentJson(const SegmentVerdict& verdict)
{
    QJsonObject object {{QStringLiteral("name"), QString::fromStdString(verdict.name)},
                        {QStringLiteral("intact"), !verdict.firstBad},
                        {QStringLiteral("expired"), verdict.isExpired},
                        {QStringLiteral("first_bad"), QJsonValue(QJsonValue::Null)},
                        {QStringLiteral("reason"), QJsonValue(QJsonValue::Null)}};
    if (verdict.firstBad) {
        object[QLatin1String("first_bad")] = qint64(*verdict.firstBad);
        object[QLatin1String("reason")] = QString::fromStdString(verdict.reason);
    }
    if (verdict.segment) {
        object[QLatin1String("first")] = qint64(verdict.segment->first);
        object[QLatin1String("last")] = qint64(verdict.segment->last);
        object[QLatin1String("keep_until")] = QString::fromStdString(toIsoText(verdict.segment->keepUntil));
    }
    return object;
}

Date today()
{
    return Date {std::chrono::floor<std::chrono::days>(SystemClock().now())};
}

QJsonArray namesOf(const std::vector<ArchiveSegment>& segments)
{
    QJsonArray names;
    for (const ArchiveSegment& segment : segments)
        names.append(QString::fromStdString(segmentName(segment)));
    return names;
}

} // namespace

ExitCode archiveRecord(const AuditOptions& options)
{
    const auto place = profilePlaceFrom(options);
    if (!place)
        return reportError(place.error(), options.asJson);
    const ArchivePlace archive = archivePlaceFrom(*place, options);
    const auto written = archiveSegments(archive, options.records);
    if (!written)
        return reportError(written.error(), options.asJson);
    if (options.asJson)
        fmt::print(
            "{}\n",
            canonicalBytes(QJsonObject {{QStringLiteral("folder"), QString::fromStdString(archive.archive)},
                                        {QStringLiteral("segments"), namesOf(*written)}}));
    else if (written->empty())
        fmt::print("Nothing to archive: fewer than {} records have been closed by an anchor since the last "
                   "segment.\n",
                   options.records);
    else
        fmt::print("{} segments, up to record {}, written to {}\n", written->size(), written->back().last,
                   archive.archive);
    return ExitCode::Done;
}

ExitCode showSegments(const AuditOptions& options)
{
    const auto place = profilePlaceFrom(options);
    if (!place)
        return reportError(place.error(), options.asJson);
    const auto verdicts = verifyArchive(archivePlaceFrom(*place, options), today());
    if (!verdicts)
        return reportError(verdicts.error(), options.asJson);
    bool isIntact = true;
    QJsonArray segments;
    for (const SegmentVerdict& verdict : *verdicts) {
        isIntact = isIntact && !verdict.firstBad;
        segments.append(segmentJson(verdict));
        if (!options.asJson)
            printSegment(verdict);
    }
    if (options.asJson)
        fmt::print("{}\n",
                   canonicalBytes(QJsonObject {{QStringLiteral("intact"), isIntact},
                                               {QStringLiteral("segments"), segments}}));
    else if (verdicts->empty())
        fmt::print("No segments have been archived.\n");
    return isIntact ? ExitCode::Done : ExitCode::VerificationFailed;
}

ExitCode expireArchive(const AuditOptions& options)
{
    const auto place = profilePlaceFrom(options);
    if (!place)
        return reportError(place.error(), options.asJson);
    const auto expired = expireSegments(archivePlaceFrom(*place, options), today());
    if (!expired)
        return reportError(expired.error(), options.asJson);
    if (options.asJson)
        fmt::print("{}\n", canonicalBytes(QJsonObject {{QStringLiteral("expired"), namesOf(*expired)}}));
    else if (expired->empty())
        fmt::print("Nothing has expired.\n");
    else
        fmt::print("{} segments have expired, up to record {}; their head sheets stay.\n", expired->size(),
                   expired->back().last);
    return ExitCode::Done;
}

ExitCode acceptRestoredBackup(const AuditOptions& options)
{
    const auto place = profilePlaceFrom(options);
    if (!place)
        return reportError(place.error(), options.asJson);
    const auto lock = ProfileLock::take(place->folder + "/desk.lock"); // No desk may run meanwhile.
    if (!lock)
        return reportError(lock.error(), options.asJson);
    const auto head = acceptRestore(place->database, place->anchors, options.reason, SystemClock().now());
    if (!head)
        return reportError(head.error(), options.asJson);
    if (options.asJson)
        fmt::print("{{\"accepted\":true,\"hash\":\"{}\",\"sequence\":{}}}\n", hexText(head->hash),
                   head->sequence);
    else
        fmt::print("The record goes on from {}; the anchors say that it is a restored backup.\n",
                   head->sequence);
    return ExitCode::Done;
}

} // namespace strikedesk::cli
