// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Contract.h"
#include "core/venue/VenueMessages.h"

#include <cstdint>
#include <string>
#include <vector>

namespace strikedesk {

/// What happens to a position in one series when it settles.
struct SettlementOutcome
{
    struct Delivery
    {
        std::string asset;
        std::int64_t shares = 0; ///< Received; negative: delivered.
    };

    SettlementKind kind = SettlementKind::Expired;
    std::int64_t cash = 0; ///< Received, in 1/10,000 dollar; negative: paid.
    std::vector<Delivery> deliveries;
};

/// Exercise by exception: in the money by at least $0.01 is exercised (short: assigned), else it expires.
/// Physical series exchange the deliverables against the strike, cash-settled ones pay the difference.
[[nodiscard]] SettlementOutcome settleAtExpiry(const OptionContract& contract, std::int64_t quantity,
                                               Price underlyingPrice);

/// Exercise against strike whatever the price: what an early assignment does.
[[nodiscard]] SettlementOutcome exercisePhysically(const OptionContract& contract, std::int64_t quantity);

/// True when a holder of this call would exercise tonight: it is American and physical, in the money at
/// `underlyingPrice`, and what is left of time value in `mid` is less than tomorrow's dividend.
[[nodiscard]] bool isEarlyExerciseDue(const OptionContract& contract, Price underlyingPrice, Price mid,
                                      double dividend);

} // namespace strikedesk
