// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskContext.h"
#include "core/engine/DeskSnapshot.h"

#include <vector>

namespace strikedesk {

// Limits and what stops trading, as the screen and the API see them. Thread: trading.

/// The account's limits, each row of the table; then those of narrower scopes; each with what waits for it.
[[nodiscard]] std::vector<LimitView> limitViews(const LimitBook& book);
[[nodiscard]] DrillView drillView(const KillDrilled& report, Instant at);
[[nodiscard]] RiskView riskView(const DeskContext& context);

} // namespace strikedesk
