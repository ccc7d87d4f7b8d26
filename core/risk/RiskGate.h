// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/orders/OrderRequest.h"
#include "core/risk/Account.h"
#include "core/risk/Breaker.h"
#include "core/risk/CheckResult.h"
#include "core/risk/Coverage.h"
#include "core/risk/GateFacts.h"
#include "core/risk/LimitBook.h"
#include "core/risk/OrderImpact.h"
#include "core/slippage/SlippageLedger.h"
#include "core/util/Instant.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

/// An order that passed the gate a short time ago: what duplicates and rates are measured against. It points
/// into the order itself: hundreds of them are looked at for each check.
struct RecentOrder
{
    Instant at;
    std::span<const OrderLeg> legs;
    Quantity quantity;
    std::optional<Price> price; ///< worstLimitOf() of its request.
    std::optional<Price> stop;
    std::string_view strategy;
    std::string_view actor {};
};

/// A scope of the order, narrower than the account, whose sums have limits of their own.
struct ScopeLimits
{
    LimitScope scope;
    Limits limits;
    BookGreeks greeks; ///< Of an underlying; of the other kinds empty.
};

/// States of the desk that stop orders whatever they look like.
struct GateFlags
{
    bool isKilled = false;
    std::string killReason;
    std::vector<BreakerRecord> breakers; ///< Those that have tripped and concern the order.
    bool isArmed = true;
    std::string disarmedReason;
    bool isFeedUp = true;
    std::vector<std::string> restrictedUnderlyings;
    std::vector<std::string> unknownUnderlyings; ///< Those with an order whose outcome nobody knows.
};

/// Everything the gate looks at, passed in: the same input gives the same verdict, now and from the record.
struct GateInput
{
    OrderRequest request;             ///< Has passed checkShape().
    std::vector<PricedLeg> legs;      ///< In the order of request.legs.
    std::vector<HeldLeg> held;        ///< The whole account, net per instrument.
    std::vector<ExposureLeg> working; ///< Cover that working orders may come to need (coverTakenBy()).
    Account account;
    OrderImpact impact;
    Limits limits;                              ///< The tightest of all scopes that the order stands in.
    std::map<LimitId, LimitScope> narrowLimits; ///< Those of `limits` that are not the account's.
    std::vector<ScopeLimits> scopes;            ///< Narrower scopes with limits on sums.
    const SlippageLedger* slippage = nullptr;   ///< Null: there is no ledger, so nothing opens.
    SlippageScope slippageScope;
    std::vector<RecentOrder> recent; ///< At least those of the last minute and of the duplicate window.
    GateFlags flags;
    std::vector<LegReach> reach;            ///< In the order of legs; empty: nothing is held or works.
    std::vector<UnderlyingReach> contracts; ///< Of each underlying of the order.
    BookGreeks greeks;
    TodayResult day;
    PrincipalPace pace;
    std::string actor;                 ///< Who asks.
    std::string selfMatch;             ///< Our own resting order that this one would trade with.
    std::optional<Duration> tradesFor; ///< How long the first of its opening contracts still trades.
    Instant now;
    bool isSessionOpen = false;   ///< Of every leg, now.
    std::string sessionNote;      ///< When it opens next, for the sentence; may be empty.
    Duration quoteAgeLimit {};    ///< Of the source, for the sentence.
    Duration packageAgeSpread {}; ///< Legs heard further apart do not price a package together; 0: no limit.
    bool isReducing = false;      ///< Set by evaluate(): isRiskReducing() of the request.
};

/// One check: what it is called, what it measures in, which denials it can give, and the check itself.
struct GateCheck
{
    std::string_view code; ///< The denial it usually gives, and its name in a preview.
    std::string_view title;
    std::string_view unit;
    std::span<const std::string_view> denials; ///< Every code it can deny with.
    CheckResult (*check)(const GateInput&) = nullptr;
    /// Guards against a slip rather than a loss: whoever sends the order may say, with a reason, that it is
    /// meant. A hard check is never overridden.
    bool isSoft = false;
};

/// The one table of checks: the states that stop the desk or the sender first. docs/risk-checks.md is
/// compared with it by a test.
[[nodiscard]] std::span<const GateCheck> gateChecks();
/// The row that denies with this code, or is called so; null for a code that no check knows.
[[nodiscard]] const GateCheck* gateCheckOf(std::string_view code);
/// An override names denials of soft checks only. `input.override` for a code that no check denies with,
/// `risk.not_overridable` for one of a hard check.
[[nodiscard]] Result<void> checkOverride(const OrderOverride& overrides);

struct GateVerdict
{
    std::vector<CheckResult> checks; ///< Every row of the table, in its order: a preview shows them all.
    bool isAllowed = false;
    bool isReducing = false;
    std::vector<CheckResult> overridden; ///< Denials that the order's override has let pass, as measured.

    /// The first denial; asked only when the order is not allowed.
    [[nodiscard]] Error error() const;
};

/// Runs every check. Pure: no clock, no state.
[[nodiscard]] GateVerdict evaluate(GateInput input);

} // namespace strikedesk
