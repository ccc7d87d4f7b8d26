// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"
#include "ui/base/Cell.h"

namespace strikedesk::ui {

/// "3 ticks, 4.2 % of mid, typically 2.1 ticks, liquidity 64": what is not known is left out.
[[nodiscard]] QString marketWords(const MarketQuality& market);
/// "wider than usual, bid above ask" …; empty when nothing is unusual.
[[nodiscard]] QString unusualWords(const UnusualQuote& unusual);
/// The score of a contract, marked where its quote is unusual; the tip has the width in ticks and per cent.
/// `age`: of the older side.
void fillLiquidity(Cell& cell, const ChainRow& row, AgeState age = AgeState::Fresh);

} // namespace strikedesk::ui
