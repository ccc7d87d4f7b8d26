// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/AnchorKey.h"
#include "core/audit/AuditRecord.h"
#include "core/util/Error.h"

#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

/// A closed part of the record, copied out of the database: `segment-FIRST-LAST.jsonl`, lines of the export,
/// and `segment-FIRST-LAST.json`, its signed head sheet (docs/audit.md).
struct ArchiveSegment
{
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    Digest previousHash {}; ///< Of the record before the first.
    Digest hash {};         ///< Of the last record: the head its closing anchor signed.
    Digest content {};      ///< SHA-256 of the file with the records.
    Instant from;           ///< Earliest and latest time of a record in it.
    Instant to;
    Date keepUntil;        ///< Its longest-kept record decides (RetentionTable.h).
    std::string signature; ///< Hexadecimal.

    friend bool operator==(const ArchiveSegment&, const ArchiveSegment&) = default;
};

/// "segment-000000000001-000000010000".
[[nodiscard]] std::string segmentName(const ArchiveSegment& segment);
/// What the signature is over.
[[nodiscard]] std::string signedText(const ArchiveSegment& segment);
/// The head sheet as it is written, one line of canonical JSON without its end.
[[nodiscard]] std::string segmentSheet(const ArchiveSegment& segment);
/// Nothing unless the text is exactly what segmentSheet() writes.
[[nodiscard]] std::optional<ArchiveSegment> segmentFromSheet(const std::string& text);

/// The names of all segments in a folder, without extension, in the order of their records; none without a
/// folder.
[[nodiscard]] std::vector<std::string> segmentNamesIn(const std::string& folder);
/// `archive.unreadable` when the head sheet cannot be read or is none.
[[nodiscard]] Result<ArchiveSegment> readSegment(const std::string& folder, const std::string& name);

} // namespace strikedesk
