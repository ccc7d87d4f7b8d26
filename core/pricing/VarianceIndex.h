// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <cstddef>
#include <span>

namespace strikedesk::pricing {

/// Call and put of one strike, per share; a bid of 0 is nobody bidding.
struct StripQuote
{
    double strike = 0;
    double callBid = 0;
    double callAsk = 0;
    double putBid = 0;
    double putAsk = 0;
};

/// The variance that the options of one expiry imply together, without a model.
struct StripVariance
{
    double forward = 0;       ///< From the strike where call and put are closest.
    double centralStrike = 0; ///< The highest strike that is not above the forward.
    double variance = 0;      ///< Per year: the square of the volatility.
    std::size_t options = 0;  ///< How many out-of-the-money quotes it is made from.
};

/// The variance of one expiry by the rule of the Cboe volatility index (white paper of 2014):
/// out-of-the-money mids weighted by 1 / strike², away from the money until two neighbouring strikes have no
/// bid. `pricing.bad_input`: fewer than three strikes, strikes not ascending or not positive, no pair with
/// two bids, or no time left.
[[nodiscard]] Result<StripVariance> stripVariance(std::span<const StripQuote> quotes, double years,
                                                  double rate);

/// One of the two expiries around the horizon.
struct StripTerm
{
    double minutes = 0; ///< To settlement.
    double variance = 0;
};

/// The volatility index: the square root of the variance at a horizon of `days`, linear between two terms in
/// variance times time; 0.20 is 20 %. `pricing.bad_input` when both terms fall together or the result is
/// negative.
[[nodiscard]] Result<double> volatilityIndex(const StripTerm& near, const StripTerm& next, double days = 30);

} // namespace strikedesk::pricing
