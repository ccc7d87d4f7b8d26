// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskCommands.h"
#include "core/engine/DeskSnapshot.h"

#include <QJsonObject>

namespace strikedesk::api {

// Limits and what stops trading as JSON.

[[nodiscard]] QJsonObject limitJson(const LimitView& limit);
[[nodiscard]] QJsonObject limitOutcomeJson(const LimitOutcome& outcome);
[[nodiscard]] QJsonObject killJson(const KillView& kill);
[[nodiscard]] QJsonObject drillJson(const DrillReply& reply);
[[nodiscard]] QJsonObject riskJson(const RiskView& risk);

} // namespace strikedesk::api
