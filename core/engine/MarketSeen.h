// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Money.h"
#include "core/util/Instant.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

/// What was known of one leg's market when a decision was taken.
struct QuoteSeen
{
    std::string symbol;
    std::optional<Price> bid;
    std::optional<Price> ask;
    std::int32_t bidSize = 0;
    std::int32_t askSize = 0;
    std::optional<Instant> bidAt;
    std::optional<Instant> askAt;
    std::string quality; ///< "good", or its faults separated by blanks.
};

/// Net prices of a package at a decision.
struct PackageSeen
{
    std::optional<Price> bid; ///< What selling the package at the touch pays.
    std::optional<Price> mid;
    std::optional<Price> ask; ///< What buying the package at the touch costs.
    std::string quality;
};

/// The market of an order when something happened to it: as a package, and leg by leg.
struct OrderMarketSeen
{
    PackageSeen package;
    std::vector<QuoteSeen> quotes;
};

} // namespace strikedesk
