// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/ArchiveSegment.h"

#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

struct ArchivePlace
{
    std::string database;
    std::string anchors; ///< Folder of anchors and keys.
    std::string archive; ///< Folder of the segments; made when it is missing.
};

/// Copies what is closed and not archived yet into segments of at least `records` records; each ends at an
/// anchor. The database stays as it is. Answers the new segments. Works while the desk runs.
///
/// `audit.broken` for a record that does not verify, `archive.other_record` when the archive belongs to
/// another one, `archive.broken` when its newest segment is damaged, `archive.unreadable`, codes of
/// DurableFile.h.
[[nodiscard]] Result<std::vector<ArchiveSegment>> archiveSegments(const ArchivePlace& place,
                                                                  std::uint64_t records);

/// A segment and what checking it found.
struct SegmentVerdict
{
    std::string name;
    std::optional<ArchiveSegment> segment; ///< Nothing when its head sheet is none.
    std::optional<std::uint64_t> firstBad; ///< The first record that is missing or wrong; at least 1.
    std::string reason;
    bool isExpired = false; ///< Its time is over and its records are gone; the head sheet is good.
};

/// Checks every segment: signature, content, the chain inside, the step from the one before, and that the
/// database, where it still holds the last record, says the same. `databasePath` may be empty. Records may be
/// gone when they were kept until before `today`; without a day none may.
[[nodiscard]] Result<std::vector<SegmentVerdict>> verifyArchive(const ArchivePlace& place,
                                                                std::optional<Date> today = {});

/// Removes the records of segments that were kept until before `today`, the oldest first and none that is
/// newer than one that is kept. Head sheets stay: what was removed can be told from what is missing, and the
/// chain over them still holds. Answers what was removed. `archive.broken` when anything is wrong: then
/// nothing is removed; `storage.cannot_remove`.
[[nodiscard]] Result<std::vector<ArchiveSegment>> expireSegments(const ArchivePlace& place, Date today);

} // namespace strikedesk
