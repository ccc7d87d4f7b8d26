// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/TaskActions.h"

namespace strikedesk {

// What a session does by rules of positions: it sets them, and the desk's one rule engine acts.

[[nodiscard]] TaskProgress setRulesFor(TaskRun& run, const SetPositionRules& action);
/// Adds one rule to those of each position, and takes it away again when its time is over.
[[nodiscard]] TaskProgress takeProfit(TaskRun& run, const TakeProfit& action);

} // namespace strikedesk
