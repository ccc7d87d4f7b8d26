// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/TaskActions.h"

#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

// What the actions of a session share: moments, structures in hand, and orders that are placed and followed.

[[nodiscard]] Instant momentOf(const PlanTime& time, const TaskRun& run);

/// Structures that task `of` opened (empty: all tasks), rolled ones by their newest id, and still open.
[[nodiscard]] std::vector<std::string> structuresOf(const TaskRun& run, const std::string& of);

/// The legs that close what is held, as one package of `quantity`; nothing when nothing is held.
struct ClosingPackage
{
    std::vector<OrderLeg> legs;
    Quantity quantity;
    Money cost; ///< What is open has cost (negative: brought in).
};
[[nodiscard]] std::optional<ClosingPackage> closingPackage(const TaskRun& run,
                                                           const std::string& structureId);

/// A walk from mid to `worstFractionOfSpread` of the way to the natural; nothing while the package cannot be
/// priced.
[[nodiscard]] std::optional<OrderRequest> walkRequest(const TaskRun& run, std::vector<OrderLeg> legs,
                                                      Quantity quantity, const PlanWalk& walk,
                                                      std::optional<Money> slippageLimit,
                                                      const std::string& structureId);

enum class OrderOutcome { None, Working, Filled, Unfilled };
/// What became of the order that the task remembers under `key`. Partly filled and ended counts as filled.
[[nodiscard]] OrderOutcome followOrder(const TaskRun& run, const std::string& key);
/// Places an order and remembers it under `key`; the gate's refusal comes back as a sentence.
[[nodiscard]] Result<void> placeOrder(TaskRun& run, const std::string& key, const OrderRequest& request);

/// Closes a structure by a walk, and after its patience by crossing. Remembers under "close:" and the
/// structure.
[[nodiscard]] TaskProgress closeStructure(TaskRun& run, const std::string& structureId, const PlanWalk& walk,
                                          bool isMarketableAfterPatience, std::optional<Money> slippageLimit);

/// Adds one to a counter in the task's memory and answers it.
int countUp(TaskMemory& memory, const std::string& key);

} // namespace strikedesk
