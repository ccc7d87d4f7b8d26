// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/orders/TriggerTerms.h"
#include "core/orders/WalkTerms.h"
#include "core/types/Ids.h"
#include "core/types/Money.h"
#include "core/types/OrderLeg.h"
#include "core/util/Instant.h"

#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

enum class OrderType { Limit, MarketableLimit, Walk, Stop, StopLimit };

/// What somebody who has seen a soft block of the risk gate says to it, for one order.
struct OrderOverride
{
    std::vector<std::string> codes; ///< Of the denials, such as "risk.duplicate".
    std::string reason;

    friend bool operator==(const OrderOverride&, const OrderOverride&) = default;
};

/// An order as a person, a script or a session asks for it: not yet checked, nothing minted.
struct OrderRequest
{
    std::string account;   ///< Empty = the profile's account.
    std::string structure; ///< Name from the catalogue of structures; empty = named from the legs.
    std::vector<OrderLeg> legs;
    Quantity quantity; ///< Packages.
    OrderType type = OrderType::Limit;
    std::optional<Price> limit; ///< Net per package: positive debit, negative credit; one leg: its own price.
    std::optional<Price> stop;
    TimeInForce timeInForce = TimeInForce::Day;
    std::optional<Date> goodTill;
    std::optional<WalkTerms> walk;
    std::optional<int> protectionTicks;  ///< Of a marketable limit: so far beyond the natural it may pay.
    std::optional<TriggerTerms> trigger; ///< This machine holds the order until then (docs/stops.md).
    std::optional<Instant> notBefore;    ///< And until then.
    OrderId parent;                      ///< And until this order has filled.
    std::string ocoGroup;                ///< What one order of a group fills, the others may not any more.
    std::optional<BracketTerms> bracket; ///< Exits that come to be with the entry.
    std::optional<Money>
        slippageLimit; ///< Dollars for this order; without it the strategy's and the day's bind.
    std::string clientReference;
    std::string strategy;
    std::string note;
    std::string structureId; ///< The open structure that a close or a roll belongs to.
    std::optional<OrderOverride> overrides;

    friend bool operator==(const OrderRequest&, const OrderRequest&) = default;
};

} // namespace strikedesk
