// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/AuditTable.h"
#include "core/engine/Journal.h"

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace strikedesk {

/// Where a profile keeps the snapshots of its state.
struct SnapshotPlace
{
    std::string folder;  ///< Empty: there are none.
    std::string anchors; ///< Whose key has signed them.
};

/// What reading the record back found.
struct ReplayedRecord
{
    AuditHead head;
    std::uint64_t count = 0;             ///< Records that were read.
    std::uint64_t snapshot = 0;          ///< The record that the snapshot it started from ends with, or 0.
    std::vector<std::string> passedOver; ///< Why newer snapshots were not taken, a sentence each.
    std::deque<AuditRowPtr> tail;        ///< Newest first.
};

/// Brings `state`, which has seen no event, to what the record says: from the newest snapshot that is signed,
/// whole and of this record, then record by record, each verified as a link of the chain. Nothing trades on a
/// record that does not verify: `audit.broken` names the first bad sequence number.
[[nodiscard]] Result<ReplayedRecord> replayRecord(AuditReader& reader, const SnapshotPlace& place,
                                                  DeskState& state);

/// Holds the end of the record that replayRecord() reached against its anchors: a chain that is whole can
/// still be an older one, or a forged one. `audit.broken`, `audit.older_than_anchors`.
[[nodiscard]] Result<void> checkAnchors(AuditReader& reader, const std::string& anchorsFolder,
                                        const AuditHead& head);

} // namespace strikedesk
