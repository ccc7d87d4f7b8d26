// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/Valuation.h"

#include <cstddef>
#include <optional>
#include <span>

namespace strikedesk::pricing {

/// Call and put of one strike and expiry, as mids.
struct ParityPair
{
    double strike = 0;
    double callMid = 0;
    double putMid = 0;
};

struct ForwardEstimate
{
    double forward = 0;
    double spotEquivalent = 0; ///< The forward discounted at the rate: the spot less what it pays until then.
    double spread = 0;         ///< Median distance of the pairs used to `forward`; a measure of quality.
    std::size_t pairsUsed = 0;
};

/// The forward that put–call parity gives: the median of strike + (call - put) / discount over the pairs
/// nearest the money, so that one bad quote cannot move it. Nothing when no pair is usable. Exact for
/// European options; for American ones it is off by less than the early-exercise premium near the money.
[[nodiscard]] std::optional<ForwardEstimate> parityForward(std::span<const ParityPair> pairs, double years,
                                                           double rate);

struct RateEstimate
{
    double rate = 0;     ///< Continuously compounded, to that expiry.
    double discount = 1; ///< What a dollar at expiry costs now.
    double forward = 0;
    double spread = 0; ///< How far the rate may be off: half of what the middle half of the slopes spans.
    std::size_t pairsUsed = 0;
};

/// The rate that European options are quoted with: call less put falls by the discount for every dollar of
/// strike, so the slope between two strikes is the discount; the median over all pairs of strikes that lie
/// apart (Theil–Sen), which bad quotes cannot move. Nothing with fewer than five usable pairs, or when the
/// slopes leave the rate open by more than `spreadMost`: a few cents of spread are whole points of rate a
/// week before expiry. Not for American options, whose early exercise looks like a rate.
[[nodiscard]] std::optional<RateEstimate> parityRate(std::span<const ParityPair> pairs, double years,
                                                     double spreadMost = 0.005);

/// The forward of the model: the spot grown at rate less yield, less the dividends until then grown likewise.
[[nodiscard]] double forwardOf(const MarketInputs& market, double years);

} // namespace strikedesk::pricing
