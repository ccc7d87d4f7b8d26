// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/Plan.h"
#include "core/types/OrderLeg.h"

#include <span>

namespace strikedesk {

/// One listed series of the expiry, as far as choosing a leg needs it.
struct LegChoice
{
    std::string symbol;
    Right right = Right::Call;
    Price strike;
    std::optional<double> delta; ///< Per share, signed; absent when it cannot be computed.
    bool isModelDelta = false;   ///< At the volatility of the smile: the own quote says nothing.
    bool isTradable = true; ///< Two-sided, young, not adjusted. Others count as strikes but are not chosen.
};

/// The legs of `target` on one expiry, in the target's order, to be opened: the combination whose deltas are
/// nearest to their targets while the strikes keep their order (an outer leg is further out of the money,
/// puts lie below calls). Equal ones: the lower strikes. Pure. `plan.no_legs` says what could not be found.
[[nodiscard]] Result<std::vector<OrderLeg>> selectLegs(const StructureTarget& target,
                                                       std::span<const LegChoice> chain);

struct ExpiryChoice
{
    Date expiry {};
    std::string root;
    int daysToExpiry = 0; ///< To the last trading instant.
};

/// The expiry the target prefers among those within its days. `plan.no_expiry`.
[[nodiscard]] Result<ExpiryChoice> selectExpiry(const ExpiryTarget& target,
                                                std::span<const ExpiryChoice> expiries);
/// The nearest expiry that lies later than `current`; nothing when there is none.
[[nodiscard]] std::optional<ExpiryChoice> laterExpiry(const ExpiryChoice& current,
                                                      std::span<const ExpiryChoice> expiries);

} // namespace strikedesk
