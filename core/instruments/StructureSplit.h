// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Structures.h"
#include "core/util/Error.h"

#include <span>
#include <vector>

namespace strikedesk {

/// A structure with its legs, all packages of them.
struct StructurePart
{
    Structure structure;
    std::vector<StructureLeg> legs;
};
using StructureParts = std::vector<StructurePart>;

/// What all legs of one underlying are, taken together.
///
/// The parts add up to the legs exactly. Of all splits into structures of the catalogue the best one has, in
/// this order: as few naked contracts as can be; few parts; few parts over two expiries; a small sum of the
/// parts' distances from lowest to highest strike. Legs that are one structure as a whole are that one;
/// inside a larger book the ratios that are looked for are 1:2, 1:3 and 2:3. The same legs in any order give
/// the same answer.
struct StructureSplit
{
    StructureParts parts;                     ///< By expiry and strike of their first leg, stock last.
    std::vector<StructureParts> alternatives; ///< Others with as few naked contracts and as few parts.
    std::vector<StructureLeg> naked;          ///< nakedLegs() of the parts; as many as of the legs together.
    /// Every split was weighed. Otherwise each part is the best for its nearest, lowest leg that the legs
    /// which were left allowed: the fewest naked contracts still, but perhaps not the fewest parts.
    bool isExact = true;
};

/// More series than this in one book are refused: whoever sends them has made a mistake.
inline constexpr std::size_t bookSeriesMax = 2'000;

/// `structure.too_many_legs`.
[[nodiscard]] Result<StructureSplit> splitIntoStructures(std::span<const StructureLeg> legs);

/// Short options that nothing covers, per series. A long option of the same right that expires no earlier
/// covers one, whatever its strike (the loss is then bounded); what is left of short calls long stock covers,
/// of short puts short stock, a lot each. Of several that could be left the calls with the highest strikes
/// and the puts with the lowest are. An adjusted contract covers its own kind only, stock covers the
/// ordinary contracts.
[[nodiscard]] std::vector<StructureLeg> nakedLegs(std::span<const StructureLeg> legs);

/// What one structure can be seen as as well: every pair of smaller structures that add up to its legs (an
/// iron condor is two verticals, or two strangles), those with a single option only when there are no others.
/// None of a ratio in the thousands.
[[nodiscard]] std::vector<StructureParts> waysToSplit(std::span<const StructureLeg> legs);

/// The parts as one: their legs added up and recognised; "custom" when they are nothing together.
[[nodiscard]] StructurePart merged(std::span<const StructurePart> parts);

} // namespace strikedesk
