// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Contract.h"
#include "core/instruments/OsiSymbol.h"

namespace strikedesk {

/// The contract behind a symbol: underlying, style, settlement, multiplier, deliverables and ticks of its
/// root, from the one table of roots (index roots, penny-tick ETFs, penny-program classes) with equity terms
/// as the default.
[[nodiscard]] OptionContract contractFor(const OsiSymbol& symbol);

/// The ticks of a package's net price: 0.01 for equity options, 0.05 for SPX.
[[nodiscard]] TickTable packageTicks(std::string_view underlying);

/// A broad index, for which margin counts 15 % instead of 20 %.
[[nodiscard]] bool isBroadIndex(std::string_view underlying);

} // namespace strikedesk
