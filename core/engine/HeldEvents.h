// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/MarketSeen.h"
#include "core/orders/HeldOrder.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

// What happens to an order that this machine holds (DeskEvents.h). `order` is its own id; what it sends is an
// `order.intended` that names it.

struct OrderHeld
{
    static constexpr std::string_view kind = "held.placed";
    static constexpr std::string_view category = "order";
    static constexpr bool isTrading = true;
    OrderId order;
    OrderRequest request;
    bool isPerson = false;
    std::string structure;
    std::string closesStructure; ///< Empty: nothing closes, or its parent has not opened it yet.
    std::string reason;          ///< Why it is held.
};

/// What it has waited for is there: from now on it looks at the market.
struct HeldArmed
{
    static constexpr std::string_view kind = "held.armed";
    static constexpr std::string_view category = "order";
    static constexpr bool isTrading = true;
    OrderId order;
    std::string closesStructure;
    std::string reason;
};

/// An observation beyond the level, with the quotes that it was made of.
struct HeldConfirmed
{
    static constexpr std::string_view kind = "held.confirmed";
    static constexpr std::string_view category = "order";
    static constexpr bool isTrading = true;
    OrderId order;
    TriggerObservation seen;
    PackageSeen package;
    std::vector<QuoteSeen> quotes;
};

/// An observation on this side of the level: the chain begins anew.
struct HeldBroken
{
    static constexpr std::string_view kind = "held.broken";
    static constexpr std::string_view category = "order";
    static constexpr bool isTrading = true;
    OrderId order;
    TriggerObservation seen;
};

/// A level too far from the one before to be believed at once.
struct HeldDoubted
{
    static constexpr std::string_view kind = "held.doubted";
    static constexpr std::string_view category = "order";
    static constexpr bool isTrading = true;
    OrderId order;
    TriggerObservation seen;
    Price before;
    PackageSeen package;
    std::vector<QuoteSeen> quotes;
};

/// The decision to send it, with the observations that it rests on.
struct HeldTriggered
{
    static constexpr std::string_view kind = "held.triggered";
    static constexpr std::string_view category = "order";
    static constexpr bool isTrading = true;
    OrderId order;
    std::string reason;
    std::vector<TriggerObservation> observations;
};

/// Nothing was sent: the gate has refused it, or the state of the desk or of other orders does not allow it
/// now.
struct HeldRefused
{
    static constexpr std::string_view kind = "held.refused";
    static constexpr std::string_view category = "order";
    static constexpr bool isTrading = true;
    OrderId order;
    std::string code;
    std::string reason;
    bool isCounted = false; ///< One of the attempts that are bounded.
    Instant retryAt;
};

/// The order that it sent came to nothing, and it is still wanted: it is put back.
struct HeldRearmed
{
    static constexpr std::string_view kind = "held.rearmed";
    static constexpr std::string_view category = "order";
    static constexpr bool isTrading = true;
    OrderId order;
    OrderId sent;
    std::string reason;
    bool isCounted = false;
    std::optional<Instant> retryAt;
};

/// People have to know of it.
struct HeldAlarmed
{
    static constexpr std::string_view kind = "held.alarmed";
    static constexpr std::string_view category = "order";
    static constexpr bool isTrading = true;
    OrderId order;
    std::string code;
    std::string reason; ///< Empty: what was wrong is over.
};

struct HeldEnded
{
    static constexpr std::string_view kind = "held.ended";
    static constexpr std::string_view category = "order";
    static constexpr bool isTrading = true;
    OrderId order;
    std::string outcome; ///< "filled", "cancelled", "rejected" or "expired": its last state.
    std::string reason;
};

} // namespace strikedesk
