// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/Smile.h"
#include "core/pricing/Valuation.h"

#include <optional>
#include <string>

namespace strikedesk::pricing {

/// A volatility, or why there is none ("below_intrinsic", "zero_bid" …).
struct QuotedVolatility
{
    std::optional<double> value;
    std::string reason; ///< Empty when there is one.
};

/// What is known of one option when it is to be marked.
struct MarkRequest
{
    OptionTerms terms;
    std::optional<Price> bid; ///< Absent was never quoted; a known zero is a quote.
    std::optional<Price> ask;
    bool isYoungAndNarrow = false;         ///< By the age and width limits of the source.
    std::optional<double> smileVolatility; ///< Of the surface at this strike and expiry.
};

/// All that a screen says of one option's price (law 10).
struct OptionMark
{
    std::optional<Mark> mark;
    QuotedVolatility bidVolatility;
    QuotedVolatility askVolatility;
    QuotedVolatility markVolatility;
    std::optional<Greeks> greeks; ///< Per share.
    bool isModelGreeks = false;   ///< They are the surface's: the quote itself gives no volatility.
};

/// Whether the mid of a quote says anything about volatility: both sides known, in order, and somebody bids.
/// Half of an offer that nobody bids against is no opinion. The reason is "no_quote", "one_sided", "crossed"
/// or "zero_bid"; empty when it does.
[[nodiscard]] std::string_view quoteSilence(const std::optional<Price>& bid, const std::optional<Price>& ask);

/// Law 10 as one function: the mark (markFor), the volatilities of bid, ask and mark in the model of value(),
/// and Greeks at the volatility of the mark. Where the quote says nothing about volatility (quoteSilence())
/// or the mark is the model's, the Greeks are those of the surface and flagged.
[[nodiscard]] OptionMark markOption(const MarkRequest& request, const MarketInputs& market,
                                    Accuracy accuracy = Accuracy::Screen);

} // namespace strikedesk::pricing
