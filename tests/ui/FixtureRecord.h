// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"

namespace strikedesk::ui {

/// Orders, fills, budgets, the session, the audit tail and recovery of the fixture's day.
void addFixtureRecord(DeskSnapshot& desk);

} // namespace strikedesk::ui
