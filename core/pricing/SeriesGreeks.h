// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/SliceBatch.h"
#include "core/pricing/Smile.h"

#include <optional>
#include <span>
#include <vector>

namespace strikedesk::pricing {

/// The market of one option of an expiry.
struct SeriesQuote
{
    Right right = Right::Call;
    double strike = 0;
    std::optional<Price> bid; ///< Absent was never quoted; a known zero is a quote.
    std::optional<Price> ask;
    bool isTradable = false;       ///< Two-sided, in order and young: the smile hears it.
    bool isYoungAndNarrow = false; ///< By the age and width limits of the source.
    double ageSeconds = 0;         ///< Of the older side.
};

struct SeriesGreeks
{
    std::optional<Greeks> greeks; ///< Per share.
    bool isModel = false;         ///< They are the smile's.
};

/// One expiry with the smile through its good quotes.
struct MarkedSeries
{
    std::vector<SeriesGreeks> rows; ///< Of the quotes, in their order.
    std::optional<Smile> smile;
};

/// The Greeks of a whole expiry by the rule of markOption(), side by side: at the volatility of the own mid
/// where that is the mark; where the quote says nothing (quoteSilence()) or is no mark, at the smile's,
/// flagged. Without a smile a mid that is no mark still speaks for itself. `ageLimitSeconds` as in
/// SmileExpiry.
[[nodiscard]] MarkedSeries markSeries(const SliceTerms& terms, const MarketInputs& market,
                                      std::span<const SeriesQuote> quotes, double ageLimitSeconds);

} // namespace strikedesk::pricing
