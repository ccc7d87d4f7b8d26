// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"
#include "core/engine/DeskState.h"

#include <vector>

namespace strikedesk {

/// The orders that this machine holds as the screen and the API list them: the live ones first, then the
/// newest that have ended.
[[nodiscard]] std::vector<OrderView> heldViews(const DeskState& state);

[[nodiscard]] OrderStepView stepViewFrom(const OrderStep& step);

} // namespace strikedesk
