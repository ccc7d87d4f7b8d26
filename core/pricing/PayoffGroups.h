// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/Payoff.h"

#include <span>
#include <vector>

namespace strikedesk::pricing::detail {

/// Legs that meet one spot at one expiry.
using PayoffGroup = std::vector<PayoffLeg>;

[[nodiscard]] bool hasSeveralExpiries(std::span<const PayoffLeg> legs);

/// One group per expiry. Shorts that the options of their own expiry leave uncovered draw on longs of the
/// same right that expire later (the next to expire first), then on stock.
[[nodiscard]] std::vector<PayoffGroup> payoffGroups(std::span<const PayoffLeg> legs);

} // namespace strikedesk::pricing::detail
