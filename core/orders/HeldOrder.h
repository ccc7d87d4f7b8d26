// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/orders/OrderLedger.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

/// Where an order is that this machine holds.
enum class HeldPhase {
    Waiting,   ///< For its parent or its time, or for the order of its group that works now.
    Watching,  ///< Looks at the market.
    Triggered, ///< Everything is there; others of ours are taken off the market first.
    Sent,      ///< An order of its own works.
    Ended,
};
[[nodiscard]] std::string_view nameOf(HeldPhase phase); ///< "waiting", "watching" …

/// One observation that counted.
struct TriggerObservation
{
    Instant at;
    Price level; ///< As the order quotes it, or of the underlying.
    std::string basis;

    friend bool operator==(const TriggerObservation&, const TriggerObservation&) = default;
};

/// An order that is not at the venue because this machine holds it until something is true. What it sends are
/// orders of their own, one at a time.
struct HeldOrder
{
    OrderId id;
    OrderRequest request;
    std::string actor;
    bool isPerson = false;
    std::string structure;
    std::string closesStructure; ///< That it protects; empty while its parent has not opened one.

    HeldPhase phase = HeldPhase::Waiting;
    OrderState outcome = OrderState::Intent; ///< Once it has ended: how.
    std::string reason;
    std::vector<TriggerObservation> observations; ///< Those of the chain that stands.
    int attempts = 0; ///< Orders of its that came to nothing, and refusals of the gate.
    int waits = 0;    ///< In a row, for a state of the desk that passes.
    std::optional<Instant> retryAt;
    std::string alarm; ///< What people have to know of it now; empty when nothing.
    std::string alarmCode;

    std::vector<OrderId> sent;
    Quantity filledBefore;   ///< By orders that have left the state.
    std::string cancelledBy; ///< Who asked to cancel the order that it sent last.
    Instant createdAt;
    Instant updatedAt;
    std::vector<OrderStep> steps;

    [[nodiscard]] bool isLive() const { return phase != HeldPhase::Ended; }
    /// Gets out of a position when it goes wrong: it is put back as long as there is something to protect.
    [[nodiscard]] bool isProtective() const;
};

} // namespace strikedesk
