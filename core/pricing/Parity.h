// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

} // namespace strikedesk::pricing
