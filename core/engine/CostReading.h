// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/AuditTable.h"
#include "core/engine/CostBook.h"

namespace strikedesk {

/// What the whole record says of the cost of orders, from its first order on; `now` of the answer is the time
/// of the last record. The chain is not verified (`strikectl audit verify` does that). `audit.bad_record`,
/// `audit.unreadable`.
struct ReadCosts
{
    CostRecordPtr record;
    Instant now;
};
[[nodiscard]] Result<ReadCosts> readCosts(AuditReader& reader);

} // namespace strikedesk
