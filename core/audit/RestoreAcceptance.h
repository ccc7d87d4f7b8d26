// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/AuditRecord.h"
#include "core/util/Error.h"

#include <string>

namespace strikedesk {

/// Lets a desk go on from a database that is older than its anchors, because somebody restored a backup:
/// writes an anchor that says so, signed by the key of the profile, with the head it goes on from. What was
/// anchored beyond that head stays in the file and belongs to the record that was replaced.
///
/// `audit.nothing_to_accept` when the record fits its anchors, `audit.broken` when more is wrong than its
/// age, `input.reason`. The caller holds the profile's lock.
[[nodiscard]] Result<AuditHead> acceptRestore(const std::string& databasePath,
                                              const std::string& anchorsFolder, const std::string& reason,
                                              Instant now);

} // namespace strikedesk
