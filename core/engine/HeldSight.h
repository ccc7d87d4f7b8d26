// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/LegMarkets.h"
#include "core/execution/StopWatch.h"
#include "core/orders/HeldOrder.h"

#include <string>

namespace strikedesk {

/// What a held order sees of what its trigger looks at. Thread: trading, like all of this file.
struct HeldSight
{
    TriggerSight sight;
    std::string basis; ///< "mid", "mark", "underlying", "mark, fallback", "natural, fallback".
    PackageSeen package;
    std::vector<QuoteSeen> quotes;
    std::optional<Instant> badFrom; ///< When what is good now is too old, if nothing is heard until then.
};

/// Stale, crossed, one-sided and too wide quotes give no level; once they have been bad for too long the
/// policy of the trigger does.
[[nodiscard]] HeldSight seeTrigger(const DeskContext& context, const HeldOrder& held,
                                   const TriggerTerms& trigger, const TriggerMemory& memory);

/// The level of a trigger as seeTrigger() tells it: as paid for mid and mark. Its own inverse.
[[nodiscard]] Price levelPaid(const HeldOrder& held, const TriggerTerms& trigger, Price level);

/// Changes with every quote and print of the underlyings of these legs.
[[nodiscard]] std::uint64_t changesOf(const DeskContext& context, const std::vector<OrderLeg>& legs);

/// All legs trade now.
[[nodiscard]] bool isSessionOpen(const DeskContext& context, const std::vector<OrderLeg>& legs);

} // namespace strikedesk
