// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Structures.h"
#include "core/pricing/Payoff.h"

#include <span>
#include <vector>

namespace strikedesk::pricing {

/// The legs of a structure as payoffProfile() takes them, bought and sold for `cost` dollars in all. Their
/// expiries stand for settlement at the close (AM: at the opening) of their day.
[[nodiscard]] std::vector<PayoffLeg> payoffLegs(std::span<const StructureLeg> legs, Money cost);

} // namespace strikedesk::pricing
