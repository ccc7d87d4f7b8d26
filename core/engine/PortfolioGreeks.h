// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"

#include <span>
#include <string>
#include <vector>

namespace strikedesk {

/// One leg of the book as far as its Greeks need to know it.
struct GreeksLeg
{
    std::string underlying;
    std::string structureId;
    std::string structure;
    std::string symbol;
    bool isOption = true;
    Quantity quantity;                    ///< Signed.
    std::int64_t deliverableShares = 100; ///< Delta and gamma count these.
    std::int32_t multiplier = 100;        ///< Theta, vega and rho are premium dollars.
    std::optional<Instant> settlesAt;
};

/// Sums the book by leg, structure, settlement instant and underlying, and in dollars over all of it.
///
/// Dollar delta = delta in shares × spot. Dollar gamma per 1 % = gamma × spot² / 100: by how much dollar
/// delta moves. A leg that cannot be valued is left out of the sums and counted.
[[nodiscard]] std::vector<GreeksRow> portfolioGreeks(std::span<const GreeksLeg> legs,
                                                     std::span<const ChainSnapshotPtr> chains);

} // namespace strikedesk
