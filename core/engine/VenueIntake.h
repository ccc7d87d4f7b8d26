// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/LegMarkets.h"

namespace strikedesk {

/// Takes in what the venue reports: records it, and what follows from it for the slippage ledger.
///
/// Thread: trading.
class VenueIntake
{
public:
    explicit VenueIntake(DeskContext& context)
        : m_context(context)
    {
    }

    /// Lets the venue reach the clock's time and takes in all events that are not in the record yet.
    [[nodiscard]] Result<void> catchUp();
    void take(const VenueEvent& event);

private:
    [[nodiscard]] std::optional<OrderMarketSeen> marketAt(const VenueEvent& event,
                                                          const OrderRecord* order) const;
    void spendOnFill(const ExecutionId& execution);
    void takeBackSpent(const ExecutionId& execution);
    void lowerReserve(const OrderRecord& order);
    void followRestatement(const OrderRecord& order);
    void releaseIfEnded(const OrderId& order);

    DeskContext& m_context;
};

/// What the slippage ledger has to hold for `packages` at a limit: never negative.
[[nodiscard]] Money reserveFor(const OrderRecord& order, Price quotedLimit, Quantity packages,
                               Multiplier multiplier);

} // namespace strikedesk
