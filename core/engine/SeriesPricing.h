// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/LegMarkets.h"
#include "core/pricing/RateCurve.h"
#include "core/pricing/Smile.h"
#include "core/pricing/Valuation.h"
#include "core/session/LegSelector.h"

#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

/// Every series of one root and expiry day with its market and its delta, by strike: at the volatility of its
/// own mid, else of the smile (law 10). With a smile also the probabilities that it implies and the expected
/// move, one standard deviation at the money. Priced at once on the caller's thread, because a
/// decision waits for it. Thread: trading.
[[nodiscard]] LegChain priceSeries(const DeskContext& context, const std::string& underlying,
                                   const std::string& root, Date expiry);

/// The mark of one leg (law 10): the mid of a young and narrow market, else the value of the smile through
/// the expiry's good quotes, held between bid and ask. Thread: trading.
[[nodiscard]] std::optional<pricing::Mark> smileMark(const DeskContext& context, const PricedLeg& leg);

/// Rate to an expiry, yield, dividends and spot of one underlying, in the form the pricing library takes.
/// Without a time the rate is the short one, and all dividends that are known are there.
[[nodiscard]] Result<pricing::MarketInputs>
pricingInputs(const DeskContext& context, const std::string& underlying, std::optional<double> years = {});
/// What money earns, as known today.
[[nodiscard]] pricing::RateCurve ratesOf(const DeskContext& context);

} // namespace strikedesk
