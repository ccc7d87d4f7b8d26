// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"
#include "core/engine/PricingWorker.h"

namespace strikedesk {

class TradingCore;

/// The desk as plain values, for the screen and the API. Thread: trading.
[[nodiscard]] DeskSnapshot snapshotFrom(const TradingCore& core, const PricingSnapshotPtr& pricing,
                                        std::uint64_t revision, std::size_t queueDepth);

/// A frozen picture for the pricing thread. Thread: trading.
[[nodiscard]] PricingInput pricingInputFrom(const TradingCore& core);

} // namespace strikedesk
