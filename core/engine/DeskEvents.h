// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/HeldEvents.h"
#include "core/engine/OrderEvents.h"
#include "core/engine/RiskEvents.h"
#include "core/engine/RollEvents.h"
#include "core/engine/RuleEvents.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace strikedesk {

// Everything that changes the state of the desk, in the past tense. The state is what these events make when
// they are applied in order (DeskState), whether they happen now or are read back from the audit record at
// start-up: there is one way in. Each row names its kind and category in the record; `isTrading` rows make up
// the event hash (law 8).

struct RunStarted
{
    static constexpr std::string_view kind = "run.started";
    static constexpr std::string_view category = "session";
    static constexpr bool isTrading = true;
    std::string inputs; ///< What identifies the run: market, seed, fill model, plan.
    std::string mode;
    std::string market;
    bool isSimulated = false;
    std::string fillModel;
    std::uint64_t seed = 0;
    std::string account;
    std::string accountType;
    int optionLevel = 0;
    Money openingCash;
    Instant startsAt;
};

struct EngineStarted
{
    static constexpr std::string_view kind = "engine.started";
    static constexpr std::string_view category = "system";
    static constexpr bool isTrading = false;
    std::uint64_t epoch = 0;
    std::string version;
    std::string commit;
    std::uint64_t recordsReplayed = 0;
    /// The record that the snapshot ended with which the start began from, if there was one.
    std::optional<std::uint64_t> snapshot;
    std::optional<std::vector<std::string>> snapshotsPassedOver; ///< Why newer ones were not taken.
};

/// The whole record was checked behind a snapshot, and something in it is wrong.
struct RecordBroken
{
    static constexpr std::string_view kind = "audit.found_broken";
    static constexpr std::string_view category = "system";
    static constexpr bool isTrading = false;
    std::optional<std::uint64_t> firstBad;
    std::string reason;
};

struct LimitsSet
{
    static constexpr std::string_view kind = "limits.set";
    static constexpr std::string_view category = "risk";
    static constexpr bool isTrading = true;
    int version = 0;
    std::map<std::string, std::string> limits;
    std::string reason;
};

struct CommandTaken
{
    static constexpr std::string_view kind = "command.taken";
    static constexpr std::string_view category = "command";
    static constexpr bool isTrading = true;
    std::string command;
    std::map<std::string, std::string> arguments;
};

struct CommandRefused
{
    static constexpr std::string_view kind = "command.refused";
    static constexpr std::string_view category = "command";
    static constexpr bool isTrading = true;
    std::string command;
    std::string code;
    std::string message;
};

struct SessionStarted
{
    static constexpr std::string_view kind = "session.started";
    static constexpr std::string_view category = "session";
    static constexpr bool isTrading = true;
    std::string session;
    std::string planName;
    std::string planText;
};

/// A checkpoint: what a task is in now, and what it must know to go on after a crash.
struct TaskChanged
{
    static constexpr std::string_view kind = "session.task";
    static constexpr std::string_view category = "session";
    static constexpr bool isTrading = true;
    std::string session;
    std::string task;
    std::string state; ///< "running", "done", "failed", "skipped".
    std::string detail;
    int attempt = 0;
    std::map<std::string, std::string> memory; ///< Replaces what was remembered before.
};

/// One line of the slippage account in a report.
struct SlippageSeen
{
    std::string level;
    std::string name;
    Money limit;
    Money reserved;
    Money spent;
    Money improvement;
};

struct SessionReported
{
    static constexpr std::string_view kind = "session.reported";
    static constexpr std::string_view category = "session";
    static constexpr bool isTrading = true;
    std::string session;
    std::string task;
    Money realised;
    Money fees;
    int ordersUsed = 0;
    std::vector<SlippageSeen> slippage;
};

struct SessionEnded
{
    static constexpr std::string_view kind = "session.ended";
    static constexpr std::string_view category = "session";
    static constexpr bool isTrading = true;
    std::string session;
    std::string state; ///< "done", "failed", "aborted".
    std::string reason;
};

struct KillEngaged
{
    static constexpr std::string_view kind = "kill.engaged";
    static constexpr std::string_view category = "risk";
    static constexpr bool isTrading = true;
    std::string reason;
    bool flatten = false;
    std::optional<bool> isDrill {}; ///< Absent: in earnest.
};

struct KillReset
{
    static constexpr std::string_view kind = "kill.reset";
    static constexpr std::string_view category = "risk";
    static constexpr bool isTrading = true;
    std::string reason;
};

/// What a drill of the kill switch has measured, in microseconds of the machine since it was pulled.
struct KillDrilled
{
    static constexpr std::string_view kind = "kill.drilled";
    static constexpr std::string_view category = "risk";
    static constexpr bool isTrading = false; // times of a machine are not the same twice
    std::uint64_t orders = 0;                ///< That worked when it was pulled.
    std::uint64_t confirmed = 0;
    std::uint64_t blockedMicroseconds = 0;
    std::optional<std::uint64_t> sentMicroseconds;
    std::optional<std::uint64_t> confirmedMicroseconds; ///< Absent: not all of them were.
};

struct FeedSwitched
{
    static constexpr std::string_view kind = "feed.switched";
    static constexpr std::string_view category = "market";
    static constexpr bool isTrading = true;
    bool isConnected = true;
};

/// One line of a reconciliation.
struct ReconciledRow
{
    std::string subject;
    std::string believed;
    std::string venueSays;
    std::string willDo;
    bool isDifference = false;
    std::optional<std::string> delta; ///< Of a difference: what the venue has more, or what it says instead.
};

/// A person decided about a difference: the venue's figure is ours from now on, the difference stands, or an
/// order that is not ours is to be cancelled.
struct DifferenceSettled
{
    static constexpr std::string_view kind = "desk.difference_settled";
    static constexpr std::string_view category = "recovery";
    static constexpr bool isTrading = true;
    std::string subject;
    std::string action;         ///< "adopt", "ignore" or "close".
    std::string delta;          ///< As in the row.
    std::optional<Price> price; ///< Of an adopted position: what it is worth a share, its cost from now on.
    std::string reason;
};

struct Reconciled
{
    static constexpr std::string_view kind = "desk.reconciled";
    static constexpr std::string_view category = "recovery";
    static constexpr bool isTrading = false;
    bool isClean = false;
    std::vector<ReconciledRow> rows;
};

struct Armed
{
    static constexpr std::string_view kind = "desk.armed";
    static constexpr std::string_view category = "recovery";
    static constexpr bool isTrading = false;
    std::string reason;
};

struct Disarmed
{
    static constexpr std::string_view kind = "desk.disarmed";
    static constexpr std::string_view category = "recovery";
    static constexpr bool isTrading = false;
    std::string code;
    std::string reason;
};

struct TokenRecorded
{
    static constexpr std::string_view kind = "token.recorded";
    static constexpr std::string_view category = "security";
    static constexpr bool isTrading = false;
    std::string id;
    std::string name;
    std::string scopes;
    std::string hash;
    std::optional<Instant> expiresAt;
};

struct TokenRevoked
{
    static constexpr std::string_view kind = "token.revoked";
    static constexpr std::string_view category = "security";
    static constexpr bool isTrading = false;
    std::string id;
};

/// The mark of one open leg when a run ended, so that unrealised P&L can be derived from the record alone.
struct MarkSeen
{
    std::string symbol;
    std::optional<Price> mark;
    std::string quality;
};

struct RunEnded
{
    static constexpr std::string_view kind = "run.ended";
    static constexpr std::string_view category = "session";
    static constexpr bool isTrading = true;
    std::uint64_t quotes = 0;
    std::uint64_t trades = 0;
    std::vector<MarkSeen> marks;
};

using DeskEventBody = std::variant<
    RunStarted, EngineStarted, RecordBroken, LimitsSet, CommandTaken, CommandRefused, OrderDenied,
    OrderIntended, OrderSending, ReplaceIntended, CancelIntended, OrderUnknown, OrderAbsent, WalkRested,
    VenueReported, SlippageReserved, SlippageToppedUp, SlippageRefused, SlippageSpent, SlippageReversed,
    SlippageReleased, SlippageLimitSet, SessionStarted, TaskChanged, SessionReported, SessionEnded,
    KillEngaged, KillReset, FeedSwitched, Reconciled, DifferenceSettled, Armed, Disarmed, TokenRecorded,
    TokenRevoked, RunEnded, EquityMarked, BreakerTripped, BreakerReset, PrincipalDisarmed, PrincipalEnabled,
    UnderlyingRestricted, LimitChanged, LimitRaiseAsked, LimitRaiseCancelled, RiskOverridden, KillDrilled,
    SlippageImposed, OrderMarketNoted, OrderHeld, HeldArmed, HeldConfirmed, HeldBroken, HeldDoubted,
    HeldTriggered, HeldRefused, HeldRearmed, HeldAlarmed, HeldEnded, SlippageWarned, RulesSet, RulesSized,
    RulesPaused, RulesRemoved, RulePeaked, RuleConfirmed, RuleBroken, RuleFired, RuleRefused, RulePutBack,
    RuleDone, RuleAlarmed, RollStarted, RollStopped, RollRefused, RollRulesCarried, RollAlarmed, RollEnded>;

struct DeskEvent
{
    Instant at; ///< Virtual time.
    std::string actor;
    std::string entity; ///< What it is about: an order id, "kill", a session id …
    DeskEventBody body;
    std::uint64_t sequence = 0; ///< Its place in the audit record.
};

} // namespace strikedesk
