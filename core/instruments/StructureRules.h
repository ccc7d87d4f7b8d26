// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Structures.h"

#include <span>

namespace strikedesk::detail {

/// The rule that strikes break; the same for what is built and for what is recognised.
enum class StrikeFault { None, NotAscending, UnequalWings, EqualWings, PutAboveCall, OnePairTwice };

/// `strikes` by their place in the form, as many as it has.
[[nodiscard]] StrikeFault strikeFault(StrikeRule rule, const PatternForm& form,
                                      std::span<const Price> strikes);

} // namespace strikedesk::detail
