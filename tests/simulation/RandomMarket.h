// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/orders/OrderRequest.h"
#include "core/util/Random.h"
#include "tests/venue/ScriptedMarket.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace strikedesk {

/// A whole trading day of one stock and a few of its options, made from a seed and small enough that
/// thousands of days can be simulated. Asked twice with one seed it is the same day.
[[nodiscard]] std::unique_ptr<ScriptedMarket> randomMarket(std::uint64_t seed);

/// The options of randomMarket(), by expiry, then right, then strike.
[[nodiscard]] const std::vector<std::string>& randomMarketSymbols();
inline constexpr int strikesOfRandomMarket = 6;

/// One to three contracts of any of them, to be bought at the market or by a walk.
[[nodiscard]] OrderRequest randomPurchase(Random& random);

} // namespace strikedesk
