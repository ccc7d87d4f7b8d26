// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Ids.h"
#include "core/types/Money.h"
#include "core/types/OrderLeg.h"
#include "core/util/Instant.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace strikedesk {

/// What one venue can and cannot do.
struct CapabilityProfile
{
    std::string name;
    int legsMax = 4;
    bool acceptsStockLeg = false;
    bool hasNativeStops = false;
    bool replaceMakesNewOrder = false; ///< The venue order id changes with every replace.
    bool endsOlderSession = true;      ///< A newer session of ours fences the older one.
};

// ---- What we tell a venue
// -------------------------------------------------------------------------------------

enum class VenueOrderKind { Limit, Market, Stop, StopLimit };

/// `limit` is the net price of one package per share, positive = debit, negative = credit; for one leg the
/// leg's own price (positive) whatever its side.
struct SubmitToVenue
{
    ClientOrderId clientOrderId;
    std::vector<OrderLeg> legs;
    Quantity quantity; ///< Packages.
    VenueOrderKind kind = VenueOrderKind::Limit;
    std::optional<Price> limit;
    std::optional<Price> stop;
    TimeInForce timeInForce = TimeInForce::Day;
    std::optional<Date> goodTill;
};

struct ReplaceAtVenue
{
    ClientOrderId original;    ///< The submission that works now.
    ClientOrderId replacement; ///< Its successor.
    Quantity quantity;         ///< The new total, what has been filled included.
    Price limit;
};

struct CancelAtVenue
{
    ClientOrderId clientOrderId;
};

using VenueCommand = std::variant<SubmitToVenue, ReplaceAtVenue, CancelAtVenue>;

/// What officials of an exchange decide about an execution, seconds or hours after it.
struct ExchangeRuling
{
    ExecutionId execution;
    std::optional<Price> price; ///< Its right net price; absent: it is taken back.
    std::string reason;
};

// ---- What a venue tells us
// ------------------------------------------------------------------------------------

struct VenueAccepted
{
    ClientOrderId clientOrderId;
    VenueOrderId venueOrderId;
};

struct VenueRejected
{
    ClientOrderId clientOrderId;
    std::string code; ///< "venue.unknown_symbol", "venue.market_closed" …
    std::string reason;
};

struct VenueReplaced
{
    ClientOrderId original;
    ClientOrderId replacement;
    VenueOrderId venueOrderId; ///< A new one where the venue's replace makes a new order.
};

/// The original works on unchanged (or is filled: then the fill says so).
struct VenueReplaceRejected
{
    ClientOrderId original;
    ClientOrderId replacement;
    std::string code;
    std::string reason;
};

/// Ended before it was filled, because we asked or because the venue did (`reason`).
struct VenueCancelled
{
    ClientOrderId clientOrderId;
    Quantity filled;
    std::string reason;
};

struct VenueCancelRejected
{
    ClientOrderId clientOrderId;
    std::string code; ///< "venue.too_late_to_cancel" …
    std::string reason;
};

struct VenueExpired
{
    ClientOrderId clientOrderId;
    Quantity filled;
};

/// One execution of one or more packages; legs always fill together.
struct VenueFill
{
    ExecutionId executionId;
    ClientOrderId clientOrderId;
    Quantity quantity; ///< Packages.
    Price price;       ///< Net per package, as in SubmitToVenue::limit.
    std::vector<LegFill> legs;
    std::string fillModel; ///< "pessimistic", "calibrated", "optimistic".
    bool isComplete = false;
};

enum class SettlementKind { Expired, Exercised, Assigned, CashSettled };

/// What expiry or assignment did to a position: options leave, cash moves, stock comes or goes.
struct VenueSettled
{
    ExecutionId executionId;
    std::string symbol;
    SettlementKind kind = SettlementKind::Expired;
    Quantity quantity;       ///< Contracts that left the position, signed as held.
    Money cash;              ///< What the account received (negative: paid).
    Price settlementPrice;   ///< Of the underlying.
    std::string stockSymbol; ///< Empty when nothing was delivered.
    Quantity stock;          ///< Shares received (negative: delivered).
};

/// The venue takes an execution back, as if it had not been. The order stays what it is.
struct VenueBusted
{
    ExecutionId executionId; ///< Of this reversal.
    ExecutionId busted;
    ClientOrderId clientOrderId;
    std::string reason;
};

/// The venue gives an execution another price: the old one is reversed, this one takes its place.
struct VenueCorrected
{
    ExecutionId executionId; ///< Of what stands from now on.
    ExecutionId corrected;
    ClientOrderId clientOrderId;
    Price price; ///< Net per package, as in SubmitToVenue::limit.
    std::vector<LegFill> legs;
    std::string reason;
};

/// A corporate action, told before the opening of its ex-date: what was `symbol` is `newSymbol`, and every
/// `oldUnits` of it are `newUnits`. What was paid for it stays. Also told of what the account holds none of
/// on balance but has traded: its parts may be held for different reasons.
struct VenueAdjusted
{
    ExecutionId executionId;
    std::string symbol;
    std::string newSymbol; ///< The same for a stock.
    std::int64_t oldUnits = 1;
    std::int64_t newUnits = 1;
    Quantity quantity;    ///< That the account held, signed.
    Quantity newQuantity; ///< That it holds now.
    Money cash;           ///< In lieu of the fraction of a share.
    std::string reason;
};

/// The venue gives a working order other prices by itself: an open order on the ex-date of a dividend.
struct VenueRestated
{
    ClientOrderId clientOrderId;
    std::optional<Price> limit; ///< The new one; absent where the order has none.
    std::optional<Price> stop;
    std::string reason;
};

using VenueEventBody = std::variant<VenueAccepted, VenueRejected, VenueReplaced, VenueReplaceRejected,
                                    VenueCancelled, VenueCancelRejected, VenueExpired, VenueFill,
                                    VenueSettled, VenueBusted, VenueCorrected, VenueAdjusted, VenueRestated>;

/// `sequence` counts the events of one account without a gap, from 1; a session asks for what it has not seen
/// yet.
struct VenueEvent
{
    std::uint64_t sequence = 0;
    Instant at;
    VenueEventBody body;
};

// ---- The venue's own books
// ------------------------------------------------------------------------------------

struct VenueOrderRow
{
    ClientOrderId clientOrderId; ///< The latest of its chain of replaces.
    VenueOrderId venueOrderId;
    std::string state; ///< "working", "filled", "cancelled", "expired", "rejected".
    Quantity quantity;
    Quantity filled;
    std::optional<Price> limit;
};

struct VenuePositionRow
{
    std::string symbol;
    Quantity quantity;
};

/// Everything the venue believes of one account at one instant: orders of the day (open and closed),
/// executions, positions, cash.
struct VenueListing
{
    Instant at;
    std::uint64_t lastSequence = 0;
    Money cash;
    Money fees; ///< Paid so far, already taken from cash.
    std::vector<VenueOrderRow> orders;
    std::vector<ExecutionId> executions;
    std::vector<VenuePositionRow> positions;
};

} // namespace strikedesk
