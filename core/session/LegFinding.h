// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/TaskOrders.h"

#include <cstddef>
#include <vector>

namespace strikedesk {

/// Legs found on the chain for one of a plan's candidates.
struct FoundLegs
{
    std::vector<OrderLeg> legs;
    std::size_t candidate = 0; ///< Its place in OpenStructure::candidates.
};

/// The first candidate for which the preferred expiry has tradable legs. The codes of LegSelector.h.
[[nodiscard]] Result<FoundLegs> findOpening(const TaskRun& run, const OpenStructure& action);

/// The closing legs of `package` followed by the same candidate on the next later expiry of the same
/// underlying. `session.no_later_expiry`, `session.too_many_legs`, and the codes of LegSelector.h.
[[nodiscard]] Result<FoundLegs> findRoll(const TaskRun& run, const RollStructure& action,
                                         const ClosingPackage& package);

} // namespace strikedesk
