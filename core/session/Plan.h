// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Contract.h"
#include "core/instruments/StrikePick.h"
#include "core/instruments/TradingCalendar.h"
#include "core/market/MarketQuality.h"
#include "core/orders/WalkTerms.h"
#include "core/positions/RuleSheet.h"
#include "core/settings/Fault.h"
#include "core/types/Money.h"
#include "core/types/Side.h"
#include "core/util/Error.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace strikedesk {

// A session's written plan as typed values (form of the file: docs/plan.md). Pure: no clock, no market.

/// A moment of the session's day that fits any day: exchange wall time, or relative to the regular session of
/// the underlying's options, so that a half day needs no other plan.
struct PlanTime
{
    enum class Anchor {
        WallClock,   ///< "15:00", New York.
        AfterOpen,   ///< "open", "open+15m".
        BeforeClose, ///< "close-1h": `offset` is negative.
        AfterStart,  ///< "now", "now+5m": since the task began.
    };
    Anchor anchor = Anchor::AfterStart;
    std::chrono::seconds offset {0}; ///< Since midnight for WallClock.

    friend bool operator==(const PlanTime&, const PlanTime&) = default;
};

/// The moment as an instant. A moment outside the day's session counts as its
/// opening or its close.
[[nodiscard]] Instant instantOf(const PlanTime& time, const TradingSession& session, Instant taskBegan);
[[nodiscard]] std::string textOf(const PlanTime& time); ///< As the file writes it.

/// How the plan's orders go through the spread.
struct PlanWalk
{
    /// Its worst price follows from the market and the fraction below.
    WalkTerms terms = [] {
        WalkTerms own;
        own.stepInterval = std::chrono::seconds {20};
        own.patience = std::chrono::seconds {120};
        return own;
    }();
    /// How far from mid the walk may go: 0 = mid, 1 = natural (cross every leg).
    double worstFractionOfSpread = 0.6;

    friend bool operator==(const PlanWalk&, const PlanWalk&) = default;
};

// ---- What to open
// -----------------------------------------------------------------------------------------

/// One leg as the plan describes it: found on the chain by selectLegs() (LegSelector.h).
struct LegTarget
{
    Right right = Right::Put;
    Side side = Side::Sell;
    int ratio = 1;
    /// Magnitude of the delta it should have, between 0 and 1. Absent: `strikesFromInner` says where.
    std::optional<double> delta;
    /// Listed strikes further out of the money than the leg of the same right before it.
    int strikesFromInner = 0;
    /// The strike of the first leg of the whole structure (straddle, iron butterfly).
    bool sharesFirstStrike = false;
    /// Its place in StructureTarget::strikes; where there are any, the three above say nothing.
    int strike = 0;

    friend bool operator==(const LegTarget&, const LegTarget&) = default;
};

/// One structure worth trying: its legs, inner (nearer the money) before outer within a right.
struct StructureTarget
{
    /// "iron_condor", "vertical", "strangle", "straddle", "iron_butterfly", "single", or a key of the
    /// catalogue (core/instruments/Structures.h).
    std::string name;
    std::vector<LegTarget> legs;
    /// Of a key of the catalogue: how each strike of its pattern is found, by its number there.
    std::vector<StrikePick> strikes {};
    /// A strike whose delta is further from its target than this does not count as found.
    double deltaTolerance = 0.25;

    friend bool operator==(const StructureTarget&, const StructureTarget&) = default;
};

/// Days to expiry counted to the last trading instant, in calendar days; 0 = today.
struct ExpiryTarget
{
    enum class Prefer { Nearest, Furthest, ClosestTo };
    /// Monthly expires on the third Friday, or on the day before where that is a holiday (until 2015 the
    /// symbol names the Saturday after); weekly is every other one.
    enum class Listed { Any, Weekly, Monthly };
    int minimumDays = 0;
    int maximumDays = 60;
    Prefer prefer = Prefer::Nearest;
    int preferredDays = 0; ///< For ClosestTo.
    Listed listed = Listed::Any;

    friend bool operator==(const ExpiryTarget&, const ExpiryTarget&) = default;
};

/// What the market of a contract has to be for it to become a leg; what is absent has no say.
struct MarketTerms
{
    std::optional<int> liquidityMin; ///< Of the score of core/market/MarketQuality.h.
    std::optional<double> widthTicksMax;
    std::optional<double> widthOfMidMax; ///< A fraction of the mid.
    bool allowsUnusual = true;           ///< Widened, locked, a gap or a burst.

    /// A figure that is asked for and not known is not good enough.
    [[nodiscard]] bool accept(const MarketQuality& market) const;
    friend bool operator==(const MarketTerms&, const MarketTerms&) = default;
};

// ---- Actions
// ----------------------------------------------------------------------------------------------

/// Opens one structure: the first of `candidates` for which the chain has legs, on the expiry asked for.
struct OpenStructure
{
    std::vector<StructureTarget> candidates; ///< At least one; the rest are fall-backs in order.
    ExpiryTarget expiry;
    MarketTerms market;    ///< Of each leg; a roll of it asks for the same.
    Quantity quantity {1}; ///< Packages.
    PlanWalk walk;
    int maximumAttempts = 3; ///< New decisions, each with a new mid, after a walk that did not fill.
    std::optional<Money> slippageLimit; ///< Dollars for each order.
};

/// Sets rules of positions (docs/rules.md) on what a task has opened; they stay when the session has ended.
struct SetPositionRules
{
    std::string of; ///< Id of the task that opened it; empty = all of the session.
    std::vector<RuleTerms> rules;
};

/// Until `until` a rule closes all that is left when it has won `targetFraction` of its credit (or debit, or
/// of the most that it can win where it cost next to nothing), after fees; done when everything is closed.
struct TakeProfit
{
    std::string of;
    double targetFraction = 0.5;
    PlanTime until;
    std::string how = "mid_walk"; ///< As a rule's.
};

/// Replaces a structure by the same one (same targets) on the next later expiry, as one package.
struct RollStructure
{
    enum class Otherwise { Close, Hold };
    std::string of;
    /// Due as soon as one of the two holds; at least one is given.
    std::optional<int> atDaysToExpiry; ///< Days to expiry at most this.
    std::optional<PlanTime> at;
    Otherwise ifNoLaterExpiry = Otherwise::Hold;
    PlanWalk walk;
    int maximumAttempts = 2;
    std::optional<Money> slippageLimit;
};

/// Closes a structure (CloseStructure) or everything the session holds and works (Flatten).
struct CloseTerms
{
    enum class AtExpiry {
        Close,
        LetSettle, ///< What expires today is left to its settlement.
    };
    PlanTime at;
    AtExpiry expiringToday = AtExpiry::Close;
    PlanWalk walk; ///< Reduces risk, so after its patience the rest goes out marketable.
    bool isMarketableAfterPatience = true;
};

struct CloseStructure
{
    std::string of;
    CloseTerms terms;
};

struct Flatten
{
    CloseTerms terms;
};

struct WaitUntil
{
    PlanTime at;
};

struct WriteReport
{
};

using PlanAction = std::variant<OpenStructure, SetPositionRules, TakeProfit, RollStructure, CloseStructure,
                                Flatten, WaitUntil, WriteReport>;
[[nodiscard]] std::string_view nameOf(const PlanAction& action); ///< "open_structure" …

// ---- The plan
// ---------------------------------------------------------------------------------------------

enum class PlanPriority { P0, P1, P2 };
[[nodiscard]] std::string_view nameOf(PlanPriority priority);

enum class OnFailure {
    Stop,     ///< The session ends as failed; what is open stays under its rules.
    Skip,     ///< The task is marked failed, the next one runs.
    Rollback, ///< What this task opened is closed again, then as Stop.
};

struct RetryTerms
{
    int attempts = 1; ///< In total.
    std::chrono::seconds backoff {30};
    double backoffFactor = 2.0;
    std::chrono::seconds backoffMaximum {600};

    friend bool operator==(const RetryTerms&, const RetryTerms&) = default;
};
/// The pause after attempt `attempt` (from 1) has failed.
[[nodiscard]] std::chrono::seconds pauseAfter(const RetryTerms& terms, int attempt);

/// Tasks run one after the other in the order of the file. A task whose `needs` did not all end as done is
/// skipped, and so is one whose deadline has passed before it could begin.
struct PlanTask
{
    std::string id; ///< "1.1"; unique in the plan.
    std::string title;
    PlanPriority priority = PlanPriority::P1;
    PlanAction action;
    std::optional<PlanTime> deadline; ///< Not done by then: failed (a watch ends by its own `until` first).
    RetryTerms retry;
    OnFailure onFailure = OnFailure::Stop;
    std::vector<std::string> needs; ///< Ids of earlier tasks.
    int line = 0;
};

struct PlanPhase
{
    std::string title;
    std::vector<PlanTask> tasks;
};

/// What the whole session may use up; absent: the desk's own limits bind alone.
struct PlanBudgets
{
    std::optional<Money> slippage;
    std::optional<Money> loss;
    std::optional<int> orders;
    std::optional<std::chrono::seconds> runtime;
};

struct Plan
{
    std::string name;
    std::string goal;
    PlanBudgets budgets;
    std::vector<PlanPhase> phases;

    [[nodiscard]] int taskCount() const;
    [[nodiscard]] const PlanTask* find(std::string_view taskId) const;
};

/// A plan, or every fault of the text; never both.
struct PlanCheck
{
    std::optional<Plan> plan;
    std::vector<Fault> faults; ///< By line.
};

/// Reads a plan whole. `environment` answers `${VAR}`; without it only defaults (`${VAR:-default}`) work.
[[nodiscard]] PlanCheck checkPlan(std::string_view yaml, const EnvironmentLookup& environment = {});
/// checkPlan() for callers that need one sentence: the first fault and how many follow.
[[nodiscard]] Result<Plan> parsePlan(std::string_view yaml, const EnvironmentLookup& environment = {});

} // namespace strikedesk
