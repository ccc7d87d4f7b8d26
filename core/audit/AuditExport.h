// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/AuditRecord.h"

#include <string>

namespace strikedesk {

/// One line of the export, without its end: `{"sequence","time","category","kind","actor","entity","body",
/// "previous_hash","hash"}`. The time has microseconds and the body stands as its canonical bytes, so that
/// the line alone is enough to hash the record again.
[[nodiscard]] std::string auditLine(const AuditRecord& record);

/// "2013-06-28T13:31:00.000001Z".
[[nodiscard]] std::string microsecondText(Instant instant);

} // namespace strikedesk
