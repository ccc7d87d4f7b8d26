// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/AnchorKey.h"
#include "core/audit/AuditRecord.h"
#include "core/util/Error.h"

#include <cstdint>
#include <string>
#include <vector>

namespace strikedesk {

/// What followed from the record up to one of its records, so that a start need not read it from the
/// beginning: `snapshot-000000012345.state`, one signed line and the body. The record stays the truth; a
/// snapshot that is missing, damaged, of another key or of another format costs time and nothing else.
///
/// Thread: any; one writer per folder.
struct RecordSnapshot
{
    std::string format; ///< Of the body, without blanks; the reader of the body decides what it can read.
    AuditHead head;     ///< Up to and with this record.
    std::string body;
};

/// Codes of DurableFile.h.
[[nodiscard]] Result<void> writeRecordSnapshot(const std::string& folder, const AnchorKey& key,
                                               const RecordSnapshot& snapshot);

/// The numbers of the records that the snapshots of a folder end with, the newest first.
[[nodiscard]] std::vector<std::uint64_t> recordSnapshotsIn(const std::string& folder);

/// `snapshot.unreadable`, or `snapshot.damaged` when the file is not whole or not signed by the key.
[[nodiscard]] Result<RecordSnapshot> readRecordSnapshot(const std::string& folder, std::uint64_t sequence,
                                                        const std::string& publicKey);

/// Leaves the two newest: the one before the last is for the day on which the last is damaged.
void removeOldRecordSnapshots(const std::string& folder);

} // namespace strikedesk
