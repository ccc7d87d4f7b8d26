// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/Archive.h"

#include <QFile>
#include <QString>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace strikedesk {

Result<std::vector<ArchiveSegment>> expireSegments(const ArchivePlace& place, Date today)
{
    auto verdicts = verifyArchive(place, today);
    if (!verdicts)
        return fail(verdicts.error());
    const auto broken = std::ranges::find_if(
        *verdicts, [](const SegmentVerdict& verdict) { return verdict.firstBad.has_value(); });
    if (broken != verdicts->end())
        return fail("archive.broken",
                    fmt::format("{} is broken at record {}: {} Nothing of a broken archive is removed.",
                                broken->name, *broken->firstBad, broken->reason));
    std::vector<ArchiveSegment> expired;
    for (SegmentVerdict& verdict : *verdicts) {
        if (verdict.segment->keepUntil >= today)
            break; // what is older than something that is kept goes first
        if (verdict.isExpired)
            continue;
        const QString path = QString::fromStdString(place.archive + "/" + verdict.name + ".jsonl");
        if (!QFile::remove(path))
            return fail("storage.cannot_remove",
                        fmt::format("{} cannot be removed; check the rights.", path.toStdString()));
        expired.push_back(std::move(*verdict.segment));
    }
    return expired;
}

} // namespace strikedesk
