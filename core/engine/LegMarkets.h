// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskContext.h"
#include "core/risk/PackagePrices.h"

#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

/// The legs of an order with their markets at one moment, and what they make as a package.
struct LegMarkets
{
    std::vector<PricedLeg> legs;
    std::optional<PackagePrices> prices; ///< As paid; nothing while a leg lacks a side.
    bool isTradable = false;             ///< Every leg two-sided, young and not crossed.
    bool isMarkable = false;             ///< And narrow: the mid is a mark.
    std::optional<Instant> heardAt;      ///< When any leg's market was last heard.
    std::string quality;                 ///< "good", or the faults of its legs.

    [[nodiscard]] TickTable ticks() const { return priceTicks(legs); }
    [[nodiscard]] Multiplier multiplier() const { return packageMultiplier(legs); }
};

/// `input.symbol` when a leg is not listed here. Thread: trading, like all of this file.
[[nodiscard]] Result<LegMarkets> legMarkets(const DeskContext& context, const std::vector<OrderLeg>& legs);

/// Dollars per package for one dollar of its net price.
[[nodiscard]] Multiplier multiplierOfPackage(const DeskContext& context, const std::vector<OrderLeg>& legs);

/// As the record keeps them: with a decision, the quotes it saw.
[[nodiscard]] std::vector<QuoteSeen> quotesSeen(const LegMarkets& markets);
/// Prices as the order quotes them.
[[nodiscard]] PackageSeen packageSeen(const LegMarkets& markets, const std::vector<OrderLeg>& legs);
/// "good", or the faults separated by blanks.
[[nodiscard]] std::string faultsOf(const QuoteQuality& quality);

} // namespace strikedesk
