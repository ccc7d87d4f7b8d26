// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/TradingCore.h"
#include "core/venue/InProcessVenue.h"
#include "tests/simulation/FaultyVenue.h"

#include <QTemporaryDir>

#include <map>
#include <memory>
#include <string>

namespace strikedesk {

struct DayOptions
{
    std::uint64_t seed = 1;
    double faultRate = 0.01; ///< At each place where one can strike.
    int orders = 150;        ///< About; others are denied or find nothing to do.
    bool onlyOpens = false;  ///< Then spent + reserved <= limit has no exception.
};

struct DayResult
{
    std::string failure; ///< Empty: every invariant held at every step.
    int orders = 0;
    int fills = 0;
    int denied = 0;
    int crashes = 0;
    int faults = 0;
    std::map<std::string, int> faultsByName;
};

/// A trading day of a real engine core with real storage and a real exchange behind a faulty line, under one
/// seed. After every step the invariants are looked at; at the end, on a quiet line, the exchange's own books
/// must be ours.
class SimulatedDay
{
public:
    explicit SimulatedDay(DayOptions options);
    [[nodiscard]] DayResult run();

private:
    void start();
    void crash();
    void act();
    void submitSomething();
    void closeSomething();
    void changeSomething();
    void step(Instant upTo);
    void ask(DeskCommand command);
    template <typename Work>
    void surviving(Work work);

    void checkStep();
    void checkFinals();
    void checkBudget();
    void endQuietly();
    void killAndLook();
    void checkBooks();
    void checkAudit();
    void fail_(const std::string& what);
    [[nodiscard]] const DeskState& state() const { return m_core->context().state; }

    DayOptions m_options;
    QTemporaryDir m_folder;
    Random m_random;
    FaultPlan m_plan;
    std::shared_ptr<ExchangeBook> m_exchange;
    std::unique_ptr<TradingCore> m_core;
    std::map<std::string, OrderState> m_finals;
    DayResult m_result;
    std::string m_lastAction;
};

} // namespace strikedesk
