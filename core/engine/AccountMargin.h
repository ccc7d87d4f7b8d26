// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskContext.h"
#include "core/risk/Coverage.h"

#include <span>

namespace strikedesk {

/// Strategy-based margin of holdings over all underlyings (pricing::marginFor for each). Legs whose
/// underlying has no known price count at the worst case of their strikes. Thread: trading.
[[nodiscard]] Money marginRequired(const DeskContext& context, std::span<const ExposureLeg> legs);

} // namespace strikedesk
