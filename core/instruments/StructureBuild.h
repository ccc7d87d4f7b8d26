// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Structures.h"
#include "core/util/Error.h"

#include <span>
#include <string>
#include <vector>

namespace strikedesk {

/// What a structure is to be made of.
struct StructureRequest
{
    std::string key;              ///< Of namedStructures(), or an alias.
    std::vector<Price> strikes;   ///< By their numbers in the pattern.
    std::vector<Date> expiries;   ///< One, or the near one and the later one; none for stock alone.
    std::int64_t packages = 1;    ///< Positive; the direction is the structure's.
    std::int64_t lesser = 1;      ///< `m` of the pattern.
    std::int64_t greater = 2;     ///< `n`.
    std::int64_t lotShares = 100; ///< What one contract delivers.
};

/// The legs of the structure, in the order of its pattern: of the first form that has so many strikes.
///
/// recogniseStructure() of them is the structure again. Each refusal names the rule and what was found:
/// `structure.unknown`, `structure.packages`, `structure.ratio`, `structure.lot`, `structure.strikes` (how
/// many), `structure.strike` (one that is no price of the table), `structure.strike_order`,
/// `structure.wings`, `structure.expiries`.
[[nodiscard]] Result<std::vector<StructureLeg>> buildStructure(const StructureRequest& request);

/// The row behind a key or an alias that can be built. `structure.unknown` names keys that are near.
[[nodiscard]] Result<const NamedStructure*> structureFor(std::string_view key);

/// Whether strikes, by their numbers in the pattern, keep the rule of the row.
[[nodiscard]] bool strikesFit(const NamedStructure& row, std::span<const Price> strikes);

/// The form of the row that has so many strikes. `structure.strikes` says how many it takes.
[[nodiscard]] Result<const PatternForm*> formFor(const NamedStructure& row, std::size_t strikes);

} // namespace strikedesk
