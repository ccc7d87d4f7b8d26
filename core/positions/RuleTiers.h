// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Money.h"

#include <cstdint>
#include <span>
#include <vector>

namespace strikedesk {

/// A part of a position in 1/10,000: 30 % is 3,000. Exact, so that 29 % of 100 are 29.
using RuleShare = std::int32_t;
constexpr RuleShare wholeShare = 10'000;

/// Whole packages of one take: rounded down, nothing of a part of a package. `packages` is what was opened,
/// without its sign.
[[nodiscard]] Quantity takeQuantity(Quantity packages, RuleShare share);

/// What each of several takes closes of the *original* size, in their order. Each is rounded down; what that
/// leaves of their sum goes to the latest, so that shares of 100 % close everything. The sum of the shares is
/// at most 100 %.
[[nodiscard]] std::vector<Quantity> tierQuantities(Quantity packages, std::span<const RuleShare> shares);

} // namespace strikedesk
