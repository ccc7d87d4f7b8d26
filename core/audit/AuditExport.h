// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/AuditRecord.h"
#include "core/util/Error.h"

#include <optional>
#include <string>
#include <string_view>

namespace strikedesk {

/// One line of the export, without its end: `{"sequence","time","category","kind","actor","entity","body",
/// "previous_hash","hash"}`. The time has microseconds and the body stands as its canonical bytes, so that
/// the line alone is enough to hash the record again.
[[nodiscard]] std::string auditLine(const AuditRecord& record);

/// Nothing unless the line is exactly what auditLine() writes. The hashes are not checked.
[[nodiscard]] std::optional<AuditRecord> auditRecordFromLine(const std::string& line);

/// The same for spreadsheets, RFC 4180, without the end of the line. Text that would be taken for a formula
/// has an apostrophe in front: a table to look at, not evidence to verify.
[[nodiscard]] std::string auditCsvRow(const AuditRecord& record);
inline constexpr std::string_view auditCsvHeader
    = "sequence,time,category,kind,actor,entity,body,previous_hash,hash";

/// A body that is no canonical JSON could pose as several lines of an export: `audit.unreadable`.
[[nodiscard]] Result<void> checkExportable(const AuditRecord& record);

/// "2013-06-28T13:31:00.000001Z".
[[nodiscard]] std::string microsecondText(Instant instant);

} // namespace strikedesk
