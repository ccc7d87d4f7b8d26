// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/TradingCore.h"
#include "core/venue/InProcessVenue.h"
#include "tests/simulation/CrashDisk.h"
#include "tests/simulation/FaultyVenue.h"
#include "tests/simulation/SimulatedDesk.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace strikedesk {

struct DayOptions
{
    std::uint64_t seed = 1;
    double faultRate = 0.01; ///< At each place where one can strike.
    double crashShare = 1;   ///< How much rarer than the others the faults are that end an engine.
    int orders = 150;        ///< About; others are denied or find nothing to do.
    Duration pauseMost = std::chrono::minutes {4}; ///< Between two actions.
    Money cash = Money::ofWhole(100'000);
    DeskStorage storage = DeskStorage::Memory;
    bool onlyOpens = false; ///< Then spent + reserved <= limit has no exception.
    double powerCuts = 0;   ///< Before this part of all actions the power is about to go.
    double fullDisks = 0;   ///< And before this part the disk is about to fill up, or to fail.
};

struct DayResult
{
    std::string failure;    ///< Empty: every invariant held at every step.
    std::string eventHash;  ///< Of all trading events.
    std::string recordHead; ///< Of the whole record: the hash of its last entry.
    int records = 0;
    int orders = 0;
    int held = 0; ///< Orders that the machine held, and those that they sent.
    int sentByHeld = 0;
    int ruled = 0; ///< Positions with rules, and orders that these sent.
    int sentByRules = 0;
    int rolls = 0;
    int fills = 0;
    int denied = 0;
    std::map<std::string, int> deniedByCode;
    int crashes = 0;
    int cuts = 0;
    int fullDisks = 0;
    std::uint64_t writesLost = 0;
    int rulings = 0; ///< Executions that the exchange took back or corrected.
    int faults = 0;
    std::map<std::string, int> faultsByName;
};

/// A trading day of a real engine core and a real exchange behind a faulty line, under one seed. After every
/// step the invariants are looked at; at the end, on a quiet line, the exchange's own books must be ours.
class SimulatedDay
{
public:
    explicit SimulatedDay(DayOptions options);
    [[nodiscard]] DayResult run();

private:
    void start();
    void crash();
    void threatenDisk();
    void outliveDisk();
    void repairDisk();
    [[nodiscard]] bool disksCanFail() const { return m_options.powerCuts + m_options.fullDisks > 0; }
    void killOnFullDisk();
    void act();
    void submitSomething();
    void closeSomething();
    [[nodiscard]] OrderRequest someEntry();
    [[nodiscard]] std::optional<OrderRequest> someExit();
    [[nodiscard]] Price somePriceOf(const OrderRequest& request);
    void holdSomething();
    void ruleSomething();
    void rollSomething();
    void submitGroup(OrderRequest request);
    void submitBracket();
    void cancelWhatIsHeld();
    void changeSomething();
    void ruleOnSomething();
    void step(Instant upTo);
    void ask(DeskCommand command);
    [[nodiscard]] std::optional<DeskReply> answerOf(DeskCommand command);
    void note(const Error& denial);
    template <typename Work>
    void surviving(Work work);

    void checkStep();
    void checkDurable();
    void checkBudget();
    void checkHalt();
    void lookAtAll();
    void lookAtChanges();
    void rememberOpen();
    void checkFinal(const OrderRecord& order);
    void checkHeld();
    void checkSentOnce(const HeldOrder& held);
    void checkNothingIsClosedTwice();
    void checkRuleEvents();
    void checkRuleOrders();
    void checkRolls();
    void endQuietly();
    void killAndLook();
    void checkBooks();
    void checkAudit();
    void fail_(const std::string& what);
    [[nodiscard]] const DeskState& state() const { return m_core->context().state; }

    DayOptions m_options;
    SimulatedDesk m_desk;
    Random m_random;
    FaultPlan m_plan;
    Random m_diskRandom;
    FaultyDisk* m_disk = nullptr; ///< Null where it cannot fail.
    std::unique_ptr<TradingCore> m_core;
    std::set<OrderId> m_acknowledged;
    std::uint64_t m_durableSeen = 0;
    std::map<OrderId, OrderState> m_finals;
    /// What was looked at last; a new engine is looked at anew.
    struct Look
    {
        std::uint64_t eventCount = 0;
        int untilFull = 0;
        std::size_t orders = 0;
        std::vector<const OrderRecord*> open; ///< They live as long as the engine.
    };
    Look m_look;
    DayResult m_result;
    std::string m_lastAction;
    int m_groups = 0;
    std::uint64_t m_rulesSeen = 0;            ///< Records that were looked at.
    std::map<std::string, int> m_ruleMaySend; ///< Decisions that have not been sent, by position and rule.
};

} // namespace strikedesk
