// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskEvents.h"
#include "core/engine/DeskSnapshot.h"
#include "core/engine/RollCommands.h"
#include "core/engine/RuleOutlook.h"
#include "core/orders/OrderRequest.h"
#include "core/risk/CheckResult.h"
#include "core/util/Error.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace strikedesk {

// What the screen, the API, the command line and sessions may ask of the desk. All are equal before the same
// gate.

struct SubmitOrder
{
    OrderRequest request;
};

struct PreviewOrder
{
    OrderRequest request;
};

struct ReplaceOrder
{
    OrderId order;
    std::optional<Price> limit;
    std::optional<Quantity> quantity;
    std::optional<OrderOverride> overrides {}; ///< That of the order itself was for its submission alone.
};

struct CancelOrder
{
    OrderId order;
};

struct EngageKill
{
    bool flatten = false;
    std::string reason;
};

struct ResetKill
{
    std::string reason;
};

/// Tries the kill switch out on the simulated exchange: real cancels, a report with times, and it is lifted
/// again. The answer comes when the venue has confirmed.
struct DrillKill
{
};

/// Lets orders of a scope go again after its breaker has tripped.
struct ResetBreaker
{
    std::string reason;
    std::string scope = "account"; ///< As BreakerScope writes it.
};

/// Holds a scope back by hand.
struct TripBreaker
{
    std::string scope = "account";
    std::string mode; ///< "block_entries", "reduce_only", "freeze".
    std::string reason;
};

/// A sender that was disarmed, or that has used up its automated executions, starts anew.
struct EnablePrincipal
{
    std::string principal;
    std::string reason;
};

/// Puts an underlying on the restricted list, or takes it off.
struct RestrictUnderlying
{
    std::string underlying;
    bool isRestricted = true;
    std::string reason;
};

/// Sets limits of one scope, all or none of them. "none" takes a limit of a narrower scope away.
struct SetLimits
{
    std::string scope = "account";             ///< As LimitScope writes it.
    std::map<std::string, std::string> limits; ///< By code.
    std::string reason;
};

/// A looser limit that still waits is not wanted any more.
struct CancelLimitRaise
{
    std::string scope = "account";
    std::string limit;
    std::string reason;
};

/// All rules of one position, instead of those before.
struct SetRules
{
    std::string structure; ///< Its id.
    std::vector<RuleTerms> rules;
    std::string reason;
};

/// Rules look at nothing while they are paused, and what they have at the venue is cancelled.
struct PauseRules
{
    std::string structure;
    bool isPaused = true;
    std::string reason;
};

struct RemoveRules
{
    std::string structure;
    std::string reason;
};

/// What each rule of a position would do now; with `rules`, what those would do.
struct PreviewRules
{
    std::string structure;
    std::optional<std::vector<RuleTerms>> rules;
};

/// All positions that have rules.
struct ListRules
{
};

/// Drops or restores the market feed (simulated and recorded markets): what a lost line looks like.
struct SwitchFeed
{
    bool isConnected = true;
};

struct StartSession
{
    std::string planText; ///< YAML.
    std::string planName;
};

struct AbortSession
{
    std::string reason;
};

struct ResumeSession
{
};

/// A person accepts the differences that reconciliation found; they become records.
struct AcceptDifferences
{
    std::string reason;
};

/// A person decides about one difference of the books: "adopt" the venue's figure, "ignore" it, or "close" an
/// order that works at the venue and is not ours.
struct SettleDifference
{
    std::string subject; ///< As the recovery row calls it.
    std::string action;
    std::string reason;
};

/// Looks at the venue's books now.
struct CompareBooks
{
};

/// Makes a new API token durable; only its hash ever reaches the engine.
struct RecordToken
{
    std::string id;
    std::string name;
    std::string scopes; ///< Comma-separated.
    std::string hash;
    std::optional<Instant> expiresAt;
};

struct RevokeToken
{
    std::string id;
};

using DeskCommand
    = std::variant<SubmitOrder, PreviewOrder, ReplaceOrder, CancelOrder, EngageKill, ResetKill, SwitchFeed,
                   StartSession, AbortSession, ResumeSession, AcceptDifferences, SettleDifference,
                   CompareBooks, RecordToken, RevokeToken, ResetBreaker, EnablePrincipal, RestrictUnderlying,
                   SetLimits, CancelLimitRaise, TripBreaker, DrillKill, SetRules, PauseRules, RemoveRules,
                   PreviewRules, ListRules, FindRolls, PreviewRoll, StartRoll, StopRoll, ListRolls,
                   ShowRollChain>;

/// What an order would cost and do, before it is sent.
struct OrderPreview
{
    std::optional<Price> naturalPrice; ///< Cross every leg.
    std::optional<Price> midPrice;
    std::optional<Price> worstPrice;  ///< Where the order would stop: the walk's worst limit, or the limit.
    std::optional<Money> maximumLoss; ///< Absent: unlimited, see isLossUnlimited.
    std::optional<Money> maximumGain; ///< Absent: unlimited or not computable for mixed expiries.
    bool isLossUnlimited = false;
    Money buyingPowerBefore;
    Money buyingPowerAfter;
    Money marginAfter;
    Money fees;
    Money slippageToReserve; ///< At the worst price.
    std::vector<CheckResult> checks;
    bool isAllowed = false;
    std::string structure; ///< The name the legs have.
};

struct OrderReply
{
    OrderId order;
    OrderState state = OrderState::Intent;
};

/// What became of one limit that was to be set.
struct LimitOutcome
{
    std::string code;
    std::optional<std::string> before; ///< Absent: this scope had none.
    std::optional<std::string> after;  ///< Absent: it has, or is to have, none.
    std::optional<Instant> from;       ///< Until then `before` counts; absent: `after` counts already.
};

struct LimitsReply
{
    int version = 0; ///< Of all limits now.
    std::vector<LimitOutcome> limits;
};

struct DrillReply
{
    KillDrilled report;
    bool isStillEngaged = false; ///< Not every cancel was confirmed, or somebody has pulled it in earnest.
};

/// A position that has rules, in short.
struct RuleListRow
{
    struct Rule
    {
        std::string name;
        std::string when;
        std::string phase;
        Quantity filled;
        std::string alarm;
    };
    std::string structure;
    std::string name; ///< Of its structure.
    std::string actor;
    Instant setAt;
    bool isPaused = false;
    Quantity held;
    Quantity packages;
    std::vector<Rule> rules;
};

struct RuleListReply
{
    std::vector<RuleListRow> positions;
};

using DeskReply = std::variant<std::monostate, OrderReply, OrderPreview, LimitsReply, DrillReply, RulesReply,
                               RuleListReply, RollCandidatesReply, RollPreviewReply, RollReply, RollListReply,
                               RollChainReply>;

/// Who asks. `actor` goes into the audit record as it stands: "screen", "token:ci-bot", "session:S1-…",
/// "cli".
struct Principal
{
    std::string actor;
    std::string strategy;
    bool isPerson = false;
};

/// A command on its way to the trading thread. `reply` is called once, on the trading thread, after the
/// outcome is durable; it may only post elsewhere.
struct CommandEnvelope
{
    Principal principal;
    DeskCommand command;
    std::string idempotencyKey;
    std::function<void(Result<DeskReply>)> reply;
};

/// The engine as the screen and the API see it: commands in, snapshots out.
///
/// Thread: any.
class Desk
{
public:
    virtual ~Desk() = default;

    /// `engine.queue_full` when the queue is full, `engine.stopped` after the end; then reply is never
    /// called.
    [[nodiscard]] virtual Result<void> submit(CommandEnvelope envelope) = 0;
    /// Never null once the desk has started.
    [[nodiscard]] virtual DeskSnapshotPtr snapshot() const = 0;
    [[nodiscard]] virtual PricingSnapshotPtr pricing() const = 0;
    /// Chain rows of this underlying and expiry (none: all) are priced first from now on.
    virtual void focusChain(const std::string& underlying, std::optional<Date> expiry) = 0;
    /// Has the scenario of the book valued once more; it comes with the pricing() of a moment later.
    virtual void askScenario() = 0;
    /// `wake` is called on an engine thread when a new snapshot is there, once per snapshot read; it may only
    /// post.
    virtual void onSnapshot(std::function<void()> wake) = 0;
    /// Audit records after `sequence`, at most `count`, oldest first; read from the durable record.
    [[nodiscard]] virtual Result<std::vector<AuditRow>> auditAfter(std::uint64_t sequence,
                                                                   std::size_t count) const = 0;
    /// Seconds (steady) since the trading loop last went round; absent when that is not measured.
    [[nodiscard]] virtual std::optional<double> loopAgeSeconds() const { return {}; }
};

} // namespace strikedesk
