// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/StrikePick.h"
#include "core/session/Plan.h"
#include "core/types/OrderLeg.h"

#include <span>

namespace strikedesk {

/// One listed series of the expiry with its market.
struct LegChoice : ListedOption
{
    MarketQuality market {};
};

/// An expiry as legs are chosen from it.
struct LegChain
{
    std::vector<LegChoice> choices;
    ExpiryFacts facts;
};

/// The legs of `target` on one expiry, in the target's order, to be opened: the combination whose strikes are
/// nearest to what was asked for while they keep their order (an outer leg is further out of the money,
/// puts lie below calls; of a structure of the catalogue, that of its pattern). Equal ones: the lower
/// strikes. Pure. `plan.no_legs` says what could not be found.
[[nodiscard]] Result<std::vector<OrderLeg>>
selectLegs(const StructureTarget& target, std::span<const LegChoice> chain, const ExpiryFacts& facts = {});

struct ExpiryChoice
{
    Date expiry {};
    std::string root;
    int daysToExpiry = 0; ///< To the last trading instant.
};

/// A date of the monthly series (ExpiryTarget::Listed).
[[nodiscard]] bool isMonthlyExpiry(Date expiry);
[[nodiscard]] bool isListedAs(ExpiryTarget::Listed listed, Date expiry);

/// The expiry the target prefers among those within its days. `plan.no_expiry`.
[[nodiscard]] Result<ExpiryChoice> selectExpiry(const ExpiryTarget& target,
                                                std::span<const ExpiryChoice> expiries);
/// The nearest expiry that lies later than `current`; nothing when there is none.
[[nodiscard]] std::optional<ExpiryChoice> laterExpiry(const ExpiryChoice& current,
                                                      std::span<const ExpiryChoice> expiries);

} // namespace strikedesk
