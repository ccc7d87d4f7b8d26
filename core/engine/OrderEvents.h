// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/MarketSeen.h"
#include "core/orders/OrderRequest.h"
#include "core/orders/RollPart.h"
#include "core/risk/CheckResult.h"
#include "core/venue/VenueMessages.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

// What happens to an order and to its slippage, with what was seen when it was decided (DeskEvents.h).

struct OrderDenied
{
    static constexpr std::string_view kind = "order.denied";
    static constexpr std::string_view category = "order";
    static constexpr bool isTrading = true;
    OrderRequest request;
    std::string code;
    std::string message;
    PackageSeen package;
    std::vector<QuoteSeen> quotes;
    std::vector<CheckResult> checks;
};

struct OrderIntended
{
    static constexpr std::string_view kind = "order.intended";
    static constexpr std::string_view category = "order";
    static constexpr bool isTrading = true;
    OrderId order;
    ClientOrderId clientOrderId;
    OrderRequest request;
    std::string structure;
    std::string opensStructure;  ///< Id of the structure that opening legs found; empty when nothing opens.
    std::string closesStructure; ///< Id of the structure that closing legs reduce; empty when nothing closes.
    std::optional<Price> decisionMid;
    std::optional<Price> arrivalMid;
    std::string arrivalQuality;
    Price limit; ///< The first working limit.
    std::optional<Price> worst;
    bool isReducing = false;
    PackageSeen package;
    std::vector<QuoteSeen> quotes;
    std::vector<CheckResult> checks;
    std::optional<OrderId> held {};     ///< The order that this machine held and now sends as this one.
    std::optional<std::string> rule {}; ///< The rule of the structure that it closes, by name.
    std::optional<RollPart> roll {};    ///< That it is a part of.
    std::optional<Price> underlying {}; ///< Where the underlying stood, if something opens and it was known.
};

struct OrderSending
{
    static constexpr std::string_view kind = "order.sending";
    static constexpr std::string_view category = "order";
    static constexpr bool isTrading = true;
    OrderId order;
    ClientOrderId clientOrderId;
};

struct ReplaceIntended
{
    static constexpr std::string_view kind = "order.replace_intended";
    static constexpr std::string_view category = "order";
    static constexpr bool isTrading = true;
    OrderId order;
    ClientOrderId original;
    ClientOrderId replacement;
    Price limit;
    Quantity quantity;
    std::string reason; ///< "walk step", "asked" …
    PackageSeen package;
    std::vector<QuoteSeen> quotes;
    std::optional<int> step {}; ///< Of a walk: how many it has taken with this one.
};

struct CancelIntended
{
    static constexpr std::string_view kind = "order.cancel_intended";
    static constexpr std::string_view category = "order";
    static constexpr bool isTrading = true;
    OrderId order;
    ClientOrderId clientOrderId;
    std::string reason;
};

/// Sent, and no answer can be had now.
struct OrderUnknown
{
    static constexpr std::string_view kind = "order.unknown";
    static constexpr std::string_view category = "order";
    static constexpr bool isTrading = true;
    OrderId order;
    ClientOrderId clientOrderId;
    std::string reason;
};

/// Proven by the venue's own books never to have arrived.
struct OrderAbsent
{
    static constexpr std::string_view kind = "order.absent";
    static constexpr std::string_view category = "order";
    static constexpr bool isTrading = true;
    OrderId order;
    ClientOrderId clientOrderId;
    std::string what; ///< "submit", "replace" or "cancel".
    std::string evidence;
};

struct WalkRested
{
    static constexpr std::string_view kind = "walk.rested";
    static constexpr std::string_view category = "order";
    static constexpr bool isTrading = true;
    OrderId order;
    Price limit;
    std::string code;
    std::string reason;
};

/// A venue's message as it came; with a fill, the market that was known here when its news arrived.
struct VenueReported
{
    static constexpr std::string_view kind = "venue.reported";
    static constexpr std::string_view category = "venue";
    static constexpr bool isTrading = true;
    VenueEvent event;
    std::optional<OrderMarketSeen> market;
};

/// The market of an order at a moment at which nothing was decided: what its fills cost is measured on it.
struct OrderMarketNoted
{
    static constexpr std::string_view kind = "order.market_noted";
    static constexpr std::string_view category = "order";
    static constexpr bool isTrading = true;
    OrderId order;
    std::string moment; ///< "after_fill", "ended" or "closing".
    OrderMarketSeen market;
};

struct SlippageReserved
{
    static constexpr std::string_view kind = "slippage.reserved";
    static constexpr std::string_view category = "slippage";
    static constexpr bool isTrading = true;
    OrderId order;
    std::string strategy;
    std::string day;
    std::string session;
    std::optional<Money> orderLimit;
    Money amount;
    bool isReducing = false;
    std::optional<std::string> underlying {}; ///< Absent in records from before this level.
};

struct SlippageToppedUp
{
    static constexpr std::string_view kind = "slippage.topped_up";
    static constexpr std::string_view category = "slippage";
    static constexpr bool isTrading = true;
    OrderId order;
    Money reserve;
};

/// The venue moved the order's limit by itself: what it can cost now is held, whether there is room or not.
struct SlippageImposed
{
    static constexpr std::string_view kind = "slippage.imposed";
    static constexpr std::string_view category = "slippage";
    static constexpr bool isTrading = true;
    OrderId order;
    Money reserve;
};

struct SlippageRefused
{
    static constexpr std::string_view kind = "slippage.refused";
    static constexpr std::string_view category = "slippage";
    static constexpr bool isTrading = true;
    OrderId order;
    Money asked;
    std::string message;
};

struct SlippageSpent
{
    static constexpr std::string_view kind = "slippage.spent";
    static constexpr std::string_view category = "slippage";
    static constexpr bool isTrading = true;
    OrderId order;
    ExecutionId execution;
    Money amount; ///< Signed: an improvement is negative.
    Money released;
    std::optional<Money> notional {}; ///< Premium of the fill: leg prices, all positive.
};

/// The execution that had cost (or improved by) `amount` was taken back by the venue.
struct SlippageReversed
{
    static constexpr std::string_view kind = "slippage.reversed";
    static constexpr std::string_view category = "slippage";
    static constexpr bool isTrading = true;
    OrderId order;
    ExecutionId execution;
    Money amount;
    std::optional<Money> notional {};
};

struct SlippageReleased
{
    static constexpr std::string_view kind = "slippage.released";
    static constexpr std::string_view category = "slippage";
    static constexpr bool isTrading = true;
    OrderId order;
    Money amount;
};

/// Most of a budget is used: said once for each level and trade date.
struct SlippageWarned
{
    static constexpr std::string_view kind = "slippage.warned";
    static constexpr std::string_view category = "slippage";
    static constexpr bool isTrading = true;
    std::string level;
    std::string name;
    std::string day;
    Money limit;
    Money used; ///< Spent and reserved.
};

struct SlippageLimitSet
{
    static constexpr std::string_view kind = "slippage.limit_set";
    static constexpr std::string_view category = "slippage";
    static constexpr bool isTrading = true;
    std::string level;
    std::string name;
    Money limit;
};

} // namespace strikedesk
