// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <QJsonObject>

namespace strikedesk {

class TradingCore;
struct AuditVerdict;

/// What a run did, as one document: the contract of `strikectl replay --json` (docs/cli.md). Everything but
/// `wall_seconds` follows from the record.
[[nodiscard]] QJsonObject runSummary(const TradingCore& core, const AuditVerdict& verdict,
                                     double wallSeconds);

} // namespace strikedesk
