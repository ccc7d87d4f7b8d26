// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/Smile.h"
#include "core/pricing/Valuation.h"

#include <optional>

namespace strikedesk::pricing {

/// A quote as the smile sees it: per share, both sides known.
struct SmileQuote
{
    double strike = 0;
    bool isCall = true;
    double bid = 0;
    double ask = 0;
    double volatility = 0; ///< Of the mid.
    double ageSeconds = 0; ///< Of the older side.
};

/// The expiry that quotes belong to.
struct SmileExpiry
{
    double forward = 0;
    double years = 0;
    double ageLimitSeconds = 0; ///< Of the source (law 10); 0 = age has no say.
};

/// What a quote is worth to the smile of its expiry; nothing when it says too little to be heard: in the
/// money (the other right of that strike has the narrower quote), without a bid, crossed, or older than the
/// limit.
///
/// The weight is (vega / spread)² · 2^(−2 · age / limit). A quote half a spread off is wrong by spread / vega
/// in volatility, so its square is the variance that least squares want; a quote as old as its source allows
/// counts a quarter of a new one. The spread counts at least half a cent: a locked market is no certainty.
[[nodiscard]] std::optional<SmilePoint> smilePointOf(const SmileQuote& quote, const SmileExpiry& expiry);

} // namespace strikedesk::pricing
