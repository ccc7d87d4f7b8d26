// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/venue/exchange/ExchangeOrder.h"
#include "core/venue/exchange/ExchangeQuotes.h"
#include "core/venue/exchange/FillModel.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace strikedesk {

/// What an order may do at this instant: so many packages, each leg at its price.
struct PricedExecution
{
    std::int64_t packages = 0;
    Price price; ///< Net per package, or the leg's own for one leg.
    std::vector<Price> legPrices;
    /// The print it trades with, an index into ExchangeQuotes::prints(); without one it takes displayed size.
    std::optional<std::size_t> print;
};

struct FillRules
{
    FillModel model = FillModel::Calibrated;
    /// How far from mid (0) to natural (1000) the calibrated model lets a package trade.
    int insidePermille = 1'000;
};

/// The rules of docs/fill-models.md: what `order` may trade now against `quotes`, or nothing. Looks at
/// information later than order.effectiveAt only; changes nothing.
[[nodiscard]] std::optional<PricedExecution>
priceOrder(const ExchangeOrder& order, const ExchangeQuotes& quotes, Instant now, const FillRules& rules);

/// True when the market said something about a leg of `order` at `now`, after the order took effect.
[[nodiscard]] bool hasNews(const ExchangeOrder& order, const ExchangeQuotes& quotes, Instant now);

/// True when the quote at `now` hits the stop of `order`: the side that it would trade against has reached
/// the stop, in a market that is two-sided, young and not crossed.
[[nodiscard]] bool hitsStop(const ExchangeOrder& order, const ExchangeQuotes& quotes, Instant now);

} // namespace strikedesk
