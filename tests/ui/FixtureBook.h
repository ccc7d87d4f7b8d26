// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskCommands.h"

namespace strikedesk::ui {

/// A book, orders, budgets, a session and an audit tail that fit the fixture's market.
[[nodiscard]] DeskSnapshot fixtureBook(const PricingSnapshot& market);
[[nodiscard]] std::vector<GreeksRow> fixtureGreeks();
[[nodiscard]] OrderPreview fixturePreview();
/// The same preview with two checks that failed.
[[nodiscard]] OrderPreview fixtureRefusal();

} // namespace strikedesk::ui
