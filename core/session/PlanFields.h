// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Structures.h"
#include "core/session/Plan.h"
#include "core/settings/FieldReader.h"

namespace strikedesk::plan {

/// "15:00", "open+15m", "close-1h", "now", "now+5m". `input.plan_time`.
[[nodiscard]] Result<PlanTime> parsePlanTime(std::string_view text);

// Readers of the parts that several actions share. Each leaves `target` as it is when the key is absent or at
// fault.
void readTime(FieldReader& fields, std::string_view key, PlanTime& target);
void readTime(FieldReader& fields, std::string_view key, std::optional<PlanTime>& target);
void readWalk(FieldReader& fields, PlanWalk& target);
void readSlippageLimit(FieldReader& fields, std::optional<Money>& target);

/// The legs of a structure of the catalogue and how each of its strikes is found; empty when something is at
/// fault. Reads `strikes`, `lesser` and `greater`.
void readPicks(FieldReader& fields, const NamedStructure& row, StructureTarget& target);

/// The structures that `fields` describe, the fall-backs after the first. Reads the keys of a structure.
[[nodiscard]] std::vector<StructureTarget> readStructures(FieldReader& fields);

/// Reads `action` and `arguments` of a task; nothing when the action itself is not known.
[[nodiscard]] std::optional<PlanAction> readAction(FieldReader& task);

template <typename T>
void keep(T& target, const std::optional<T>& found)
{
    if (found)
        target = *found;
}

} // namespace strikedesk::plan
