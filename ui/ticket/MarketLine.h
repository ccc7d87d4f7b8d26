// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"

#include <QString>

#include <vector>

namespace strikedesk::ui {

/// What the ticket says of the market of its legs: of the least liquid one, and what is unusual about any.
struct MarketLine
{
    QString text; ///< Empty without a leg that has a market.
    QString tip;  ///< Leg by leg.
    bool isUnusual = false;
};

[[nodiscard]] MarketLine marketLine(const std::vector<OrderLeg>& legs, const PricingSnapshot* pricing);

} // namespace strikedesk::ui
