// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"

#include <string>

namespace strikedesk::ui {

/// 14:31:07 in New York on Friday 20 November 2026.
[[nodiscard]] Instant fixtureNow();
[[nodiscard]] std::string fixtureSymbol(const std::string& root, Date expiry, bool isCall, double strike);
/// Three underlyings: SPY with an expiry of today, KO, and SPX with AM and PM on one date.
[[nodiscard]] PricingSnapshot fixtureMarket();
/// The row of a symbol in the fixture's market; ends the test when there is none.
[[nodiscard]] const ChainRow& fixtureRow(const PricingSnapshot& pricing, const std::string& symbol);

} // namespace strikedesk::ui
