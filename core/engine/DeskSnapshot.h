// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/ChainSnapshot.h"
#include "core/engine/RuleOutlook.h"
#include "core/execution/CostRecord.h"
#include "core/market/MarketQuality.h"
#include "core/market/Quote.h"
#include "core/orders/OrderRequest.h"
#include "core/orders/OrderState.h"
#include "core/types/Greeks.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

// The desk at one instant, as the screen and the API see it: plain values that could cross a process border.
// All money is exact; what is not known is absent, never 0.

enum class DeskMode { Paper, Replay, Live };
[[nodiscard]] std::string_view nameOf(DeskMode mode); ///< "PAPER", "REPLAY", "LIVE".

struct LinkView
{
    std::string name; ///< "feed", "venue", "storage".
    bool isUp = false;
    std::string detail; ///< "recorded: nwsa 2013-06-28", "dropped by command" …
    std::optional<double> ageSeconds;
};

struct AccountView
{
    std::string id;
    std::string type; ///< "margin" or "cash".
    int optionLevel = 0;
    Money cash;
    Money settledCash;
    Money buyingPower;
    Money marginRequired;
    Money excess;
    std::optional<Money> netLiquidation; ///< Cash plus positions at mark; absent when a mark is unknown.
    Money realised;
    std::optional<Money> unrealised;
    Money fees;
    Instant asOf;
    std::string source; ///< "own books", "venue".
};

/// One leg of the book. Rows of one structure share `structureId`.
struct PositionView
{
    std::string underlying;
    std::string structureId;
    std::string structure; ///< "iron condor", "vertical" …
    std::string strategy;
    std::string symbol;
    Quantity quantity; ///< Signed.
    std::int32_t multiplier = 1;
    Money cost; ///< Paid for what is open (negative: received), fees not included.
    Price averagePrice;
    std::optional<Price> mark;
    std::string markQuality; ///< "mid", "model", "stale" …
    std::optional<Money> marketValue;
    std::optional<Money> liquidationValue;
    std::optional<Money> unrealised;
    Money realised;
    std::optional<double> markAgeSeconds;
    std::optional<Instant> settlesAt;
    std::string state; ///< "open", "settlement_pending".
};

/// One step of a walk or one change of a working order: what the price ladder draws.
struct OrderStepView
{
    Instant at;
    std::string kind; ///< "submit", "replace", "restate", "fill", "cancel", "rest".
    std::optional<Price> price;
    std::optional<Price> bid; ///< Net natural bid and ask of the package at that moment, and its mid.
    std::optional<Price> mid;
    std::optional<Price> ask;
    Quantity quantity;
    std::string note;
    std::uint64_t auditSequence = 0;
};

/// How it stands with an order that this machine holds.
struct HeldView
{
    std::string phase; ///< "waiting", "watching", "triggered", "sent", "ended".
    int confirmations = 0;
    int attempts = 0;
    std::string alarm; ///< Empty: none.
    std::string closesStructure;
    std::optional<OrderId> sent; ///< The newest order that it has sent.
    Quantity quantity;           ///< That it would send now.
};

struct OrderView
{
    OrderId id;
    ClientOrderId workingClientOrderId;
    VenueOrderId venueOrderId;
    OrderRequest request;
    OrderState state = OrderState::Intent;
    std::string reason; ///< Why it ended, or rests, in a sentence.
    std::optional<Price> workingLimit;
    Quantity filled;
    std::optional<Price> averageFillPrice; ///< Net per package, nearest 1/10,000.
    std::optional<Price> decisionMid;
    std::optional<Price> arrivalMid;
    std::string arrivalQuality;
    Money slippageReserved;
    Money slippageSpent; ///< Signed: an improvement is negative.
    Instant createdAt;
    Instant updatedAt;
    std::string actor;
    std::vector<OrderStepView> steps;
    std::optional<HeldView> held {};  ///< Not at the venue: this machine holds it, with `state` an intent.
    std::optional<OrderId> heldAs {}; ///< The held order that this one was sent for.
    std::string rule {};              ///< The rule of its position that has sent it; empty: none.
};

/// This machine holds it still.
[[nodiscard]] inline bool isHeld(const OrderView& order)
{
    return order.held && !isFinal(order.state);
}

struct FillView
{
    ExecutionId executionId;
    OrderId orderId;
    Instant at;
    std::string structure;
    Quantity quantity;
    Price price;
    std::vector<LegFill> legs;
    Money fee;
    Money slippage; ///< Against the arrival mid; a cost is positive.
    std::string fillModel;
    std::uint64_t auditSequence = 0;
    std::string reversal; ///< "busted" or "corrected" when the venue took it back; else empty.
};

struct SlippageLevelView
{
    std::string level; ///< "order", "strategy", "day", "session".
    std::string name;
    Money limit;
    Money reserved;
    Money spent; ///< Net of what improvement gave back.
    Money left;  ///< Negative blocks openings.
    Money improvement;
    Money notional {};                    ///< Premium of the fills: what basis points are weighted by.
    std::optional<double> basisPoints {}; ///< Cost of all fills over their notional; signed.
    bool isNearLimit = false;             ///< Four fifths of it are spent or reserved.
};

struct SlippageEntryView
{
    Instant at;
    OrderId orderId;
    std::string kind; ///< "reserve", "top_up", "spend", "improve", "release", "refused".
    Money amount;
    std::string note;
    std::uint64_t auditSequence = 0;
};

struct SessionTaskView
{
    std::string id;
    std::string text;
    std::string priority; ///< "P0" … "P2".
    std::string state;    ///< "pending", "running", "done", "failed", "skipped".
    std::string detail;
    std::optional<Instant> startedAt;
    std::optional<Instant> endedAt;
    std::optional<Instant> deadline;
};

struct SessionPhaseView
{
    std::string title;
    std::vector<SessionTaskView> tasks;
};

struct SessionView
{
    std::string id;
    std::string name;
    std::string goal;
    std::string state; ///< "none", "running", "done", "failed", "aborted", "waiting".
    std::vector<SessionPhaseView> phases;
    std::string next;
    std::vector<std::string> blockers;
    Money slippageBudget;
    Money lossBudget;
    int ordersBudget = 0;
    int ordersUsed = 0;
    int tasksTotal = 0;
    int tasksDone = 0;
    int tasksFailed = 0;
    std::string progressText; ///< The progress file as it stands.
};

/// A looser limit that waits.
struct PendingLimitView
{
    std::string limit; ///< What it is to be; "none" when it is to be taken away.
    Instant from;      ///< Virtual time.
    std::string actor;
    std::string reason;
};

struct LimitView
{
    std::string code; ///< "risk.max_order_quantity"
    std::string title;
    std::string limit; ///< "not set" when there is none.
    std::string unit;
    std::string scope {"account"}; ///< As LimitScope writes it.
    std::string kind {"hard"};     ///< "hard", or "soft": its check can be overridden.
    std::optional<PendingLimitView> pending {};
};

/// What the newest drill of the kill switch has measured; seconds of the machine since it was pulled.
struct DrillView
{
    Instant at;
    int orders = 0;
    int confirmed = 0;
    double blockedAfterSeconds = 0;
    std::optional<double> sentAfterSeconds;
    std::optional<double> confirmedAfterSeconds;
};

struct KillView
{
    bool isEngaged = false;
    std::string reason;
    std::string actor;
    std::optional<Instant> engagedAt;
    int cancelsAsked = 0;
    int cancelsConfirmed = 0;
    std::optional<double> confirmedAfterSeconds; ///< From the command to the last confirmed cancel.
    std::string flatten;                         ///< "", "working", "done", "impossible: …".
    bool isDrill = false;
    std::optional<DrillView> lastDrill {};
};

struct NamedReason
{
    std::string name;
    std::string reason;
};

/// A breaker that has tripped.
struct BreakerView
{
    std::string scope;
    std::string mode; ///< "block_entries", "reduce_only", "freeze".
    std::string code;
    std::string reason;
    std::string actor;
    Instant trippedAt;
    Instant resettableFrom; ///< The end of its cool-down.
};

/// What limits beside the order's own have come to: breakers, today's result, who and what may not trade.
struct RiskView
{
    std::vector<BreakerView> breakers; ///< The account's first.
    std::optional<Money> dayLoss;      ///< At marks, negative: a gain; absent while a mark is not known.
    std::optional<Money> drawdown;
    std::vector<NamedReason> disarmed;   ///< Principals.
    std::vector<NamedReason> restricted; ///< Underlyings.
};

/// One line of what recovery found at start: believed, what the venue says, what the desk will do.
struct RecoveryRow
{
    std::string subject; ///< "cash", "order O1-000004-X", "position SPXW …".
    std::string believed;
    std::string venueSays;
    std::string willDo;
    bool isDifference = false;
    bool isClosable = false; ///< An order that works at the venue and is not ours.
};

struct AuditRow
{
    std::uint64_t sequence = 0;
    Instant at;
    std::string category;
    std::string kind;
    std::string actor;
    std::string entity;
    std::string body; ///< Canonical JSON.
    std::string hash;
};
/// The newest rows stand in every snapshot: those are many, a row is one.
using AuditRowPtr = std::shared_ptr<const AuditRow>;

/// An API token as the desk knows it: never the token itself.
struct TokenView
{
    std::string id;
    std::string name;
    std::string scopes; ///< Comma-separated.
    std::string hash;   ///< SHA-256 of the token, hexadecimal.
    Instant createdAt;
    std::optional<Instant> expiresAt;
    bool isRevoked = false;
};

struct DeskSnapshot
{
    std::uint64_t revision = 0;
    Instant now; ///< Virtual time.
    DeskMode mode = DeskMode::Paper;
    bool isSimulatedMarket = true;
    std::string market;
    std::string fillModel;
    std::uint64_t epoch = 0;
    bool isArmed = false;
    bool isReconciled = false;
    std::string disarmedReason;
    bool hasEnded = false; ///< A recorded market has been read to its end.
    std::vector<LinkView> links;
    std::optional<double> dataAgeSeconds; ///< Since anything was last heard from the feed.
    std::size_t queueDepth = 0;
    std::uint64_t durableSequence = 0;
    std::string auditHead;
    AccountView account;
    std::vector<PositionView> positions;
    std::vector<RulesReplyPtr> rules; ///< Of positions that have some, by structure.
    std::vector<OrderView> orders;    ///< Newest first, final ones of earlier days left out.
    std::vector<FillView> fills;      ///< Newest first.
    std::vector<SlippageLevelView> slippageLevels;
    std::vector<SlippageEntryView> slippageEntries; ///< Newest first, the last 500.
    CostRecordPtr costs; ///< What the cost of orders is reckoned from; may be null.
    SessionView session;
    int limitsVersion = 0;
    std::vector<LimitView> limits; ///< The account's, each of the table; then those of narrower scopes.
    KillView kill;
    RiskView risk;
    std::vector<RecoveryRow> recovery;
    std::optional<Instant> booksComparedAt; ///< With the venue's, in this process.
    std::vector<AuditRowPtr> auditTail;     ///< Newest first, the last 500.
    std::vector<TokenView> tokens;
};

using DeskSnapshotPtr = std::shared_ptr<const DeskSnapshot>;

// ---- What the pricing thread makes
// ---------------------------------------------------------------------------

/// Greeks of a part of the book: a leg, a structure, an expiry (by settlement instant), an underlying, or
/// all.
struct GreeksRow
{
    std::string level; ///< "leg", "structure", "expiry", "underlying", "total".
    std::string underlying;
    std::string name;
    std::optional<Instant> settlesAt;
    /// Position Greeks: delta in shares of the deliverable, gamma in shares per dollar, the rest in dollars.
    /// Absent on the total across underlyings, where only dollars add up.
    std::optional<Greeks> greeks;
    std::optional<double> dollarDelta;
    std::optional<double> dollarGammaPerPercent;
    std::optional<double> dollarTheta;
    std::optional<double> dollarVega;
    int legsWithoutGreeks = 0; ///< Legs that could not be valued; the sums leave them out and say so.
    std::optional<double> ageSeconds;
    std::string quality;
};

struct BookScenario; // core/engine/BookScenario.h

struct PricingSnapshot
{
    std::uint64_t revision = 0;
    Instant at;
    std::vector<ChainSnapshotPtr> chains;
    std::vector<GreeksRow> greeks;
    std::shared_ptr<const BookScenario>
        scenario; ///< The last that was asked for; may be older than the rest.
};

using PricingSnapshotPtr = std::shared_ptr<const PricingSnapshot>;

} // namespace strikedesk
