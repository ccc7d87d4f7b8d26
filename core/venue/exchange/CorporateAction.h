// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/market/MarketSource.h"
#include "core/venue/exchange/ExchangeOrder.h"

#include <cstdint>
#include <optional>
#include <string>

namespace strikedesk {

/// What a split makes of one instrument.
struct SplitOutcome
{
    std::string symbol;
    std::int64_t oldUnits = 1;
    std::int64_t newUnits = 1;
};

/// Whole-number splits divide the strike, to the nearest cent, and multiply the contracts; all others leave
/// both and give the root its next digit: what such a contract delivers has changed.
[[nodiscard]] SplitOutcome splitOf(const OptionContract& contract, const StockSplit& split);

/// A position in shares after a split; `fraction` is the part of a new share that nobody can hold, in
/// 1/`oldShares`.
struct SplitShares
{
    std::int64_t whole = 0;
    std::int64_t fraction = 0;
};
[[nodiscard]] SplitShares splitShares(std::int64_t shares, const StockSplit& split);

/// The prices of an order after its stock has gone ex.
struct LoweredPrices
{
    std::optional<Price> limit;
    std::optional<Price> stop;
};

/// What would otherwise trade merely because a dividend has left the price: limits to buy and stops to sell,
/// lowered by the dividend and down to a tick. Nothing for every other order.
[[nodiscard]] std::optional<LoweredPrices> loweredByDividend(const ExchangeOrder& order, Price dividend,
                                                             const TickTable& ticks);

} // namespace strikedesk
