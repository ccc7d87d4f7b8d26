// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/OrderDesk.h"
#include "core/risk/Breaker.h"

#include <functional>
#include <optional>
#include <string>

namespace strikedesk {

/// Trips breakers: by hand, when a budget of slippage is overspent and when the venue refuses too often;
/// keeps off the market what a breaker holds back; and lets a person reset one after its cool-down.
///
/// What has tripped is in the record, so that it holds over restarts. Thread: trading.
class Breakers
{
public:
    using Announce = std::function<void(const std::string&)>;

    /// `announce` takes a line to a place outside when one trips; it may be empty.
    Breakers(DeskContext& context, OrderDesk& orders, Announce announce);

    /// Looks once a second.
    void tick();
    /// One that is open keeps its first reason; it may only become stricter.
    void trip(const std::string& actor, BreakerTripped trip);
    /// `input.breaker_scope`, `input.breaker_mode`, `input.underlying`, `input.symbol`, `input.reason`.
    [[nodiscard]] Result<void> tripByHand(const std::string& actor, const TripBreaker& command);
    /// `risk.breaker_closed`, `risk.breaker_cooling`, `input.breaker_scope`, `input.reason`.
    [[nodiscard]] Result<void> reset(const std::string& actor, const ResetBreaker& command);

private:
    void judgeBudgets();
    void warnOfBudgets();
    void judgeRejects();
    void cancelWhatIsHeld();

    DeskContext& m_context;
    OrderDesk& m_orders;
    Announce m_announce;
    std::optional<Instant> m_lookedAt;
};

/// Instruments of these legs; those that the catalogue does not list are left out. Thread: trading.
[[nodiscard]] std::vector<const Instrument*> instrumentsOf(const DeskContext& context,
                                                           const std::vector<OrderLeg>& legs);
/// From when on a breaker may be reset. Thread: trading.
[[nodiscard]] Instant resettableFrom(const DeskState& state, const BreakerRecord& breaker);

/// Four fifths of it are spent or reserved.
[[nodiscard]] bool isNearLimit(const SlippageBalance& balance);

} // namespace strikedesk
