// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/execution/WalkTrial.h"
#include "core/util/Random.h"

#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

/// Orders as a desk sends them: single legs, verticals and iron condors near the money, bought and sold, on
/// whatever the market lists. The same seed and market give the same orders.
///
/// Thread: owned by one thread.
class TrialOrders
{
public:
    TrialOrders(std::uint64_t seed, const Catalogue& catalogue);

    /// The last instant of the day at which an order still has its time, and a while after it.
    [[nodiscard]] static Instant lastInstant(Instant begin, Duration timeLimit);
    /// Up to `most`, to the millisecond.
    [[nodiscard]] Duration delay(Duration most);
    /// Nothing when no package that was tried has a tradable market.
    [[nodiscard]] std::optional<TrialOrder> choose(const QuoteBoard& board, Instant at);

private:
    /// The options of one expiry that have both a call and a put, by strike.
    struct Expiry
    {
        std::string underlying;
        Instant lastTradesAt;
        struct Pair
        {
            Price strike;
            InstrumentId call {};
            InstrumentId put {};
        };
        std::vector<Pair> pairs;
    };

    [[nodiscard]] std::vector<OrderLeg> legsOf(const Expiry& expiry, std::size_t nearest);

    const Catalogue& m_catalogue;
    std::vector<Expiry> m_expiries;
    Random m_random;
};

} // namespace strikedesk
