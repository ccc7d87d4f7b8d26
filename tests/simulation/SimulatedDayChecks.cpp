// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold after every step of a simulated day, and at its end.
#include "tests/simulation/SimulatedDay.h"

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk {
namespace {

// Everything there is to see is looked at so often, after every restart and at the end; between that, what
// can have changed.
constexpr int changesBetweenFullLooks = 100;

} // namespace

void SimulatedDay::checkStep()
{
    if (!m_core)
        return fail_("no engine");
    if (!state().anomalies().empty())
        return fail_("anomaly: " + state().anomalies().front());
    if (m_core->storageFailure())
        return fail_("storage: " + m_core->storageFailure()->message);
    checkDurable();
    checkRuleEvents();
    if (state().eventCount() == m_look.eventCount)
        return; // what the desk believes is the fold of its events: without one it believes the same
    m_look.eventCount = state().eventCount();
    if (--m_look.untilFull <= 0)
        lookAtAll();
    else
        lookAtChanges();
    checkBudget();
    checkHalt();
}

// Nothing that was said to be durable is gone.
void SimulatedDay::checkDurable()
{
    const std::uint64_t durable = m_core->context().journal.durableSequence();
    if (durable < m_durableSeen)
        return fail_(fmt::format("record {} was durable, now {} is the newest", m_durableSeen, durable));
    m_durableSeen = durable;
}

void SimulatedDay::lookAtAll()
{
    for (const OrderId& id : m_acknowledged) {
        if (!state().orders().find(id) && !state().held().find(id))
            return fail_("the acknowledged order " + id.text() + " is lost");
    }
    for (const OrderRecord& order : state().orders().all())
        checkFinal(order);
    checkHeld();
    checkRuleOrders();
    checkRolls();
    m_look.untilFull = changesBetweenFullLooks;
    rememberOpen();
}

// Orders that were open when last looked at, and those that have come since.
void SimulatedDay::lookAtChanges()
{
    for (const OrderRecord* order : m_look.open)
        checkFinal(*order);
    const auto& orders = state().orders().all();
    auto newest = orders.rbegin(); // a day has fewer orders than the state keeps
    for (std::size_t count = m_look.orders; count < orders.size(); ++count)
        checkFinal(*newest++);
    rememberOpen();
}

void SimulatedDay::rememberOpen()
{
    m_look.open = state().orders().open();
    m_look.orders = state().orders().all().size();
}

void SimulatedDay::checkFinal(const OrderRecord& order)
{
    if (!isFinal(order.state))
        return;
    const auto [known, isNew] = m_finals.try_emplace(order.id, order.state);
    // A fill may overtake a cancel, a bust would be a record of its own: nothing else leaves a final state.
    if (!isNew && known->second != order.state)
        return fail_(fmt::format("order {} left {} for {}", order.id.text(), nameOf(known->second),
                                 nameOf(order.state)));
    if (!state().slippage().reservedFor(order.id).isZero())
        fail_(fmt::format("order {} is {} and holds a reserve", order.id.text(), nameOf(order.state)));
}

void SimulatedDay::checkBudget()
{
    if (!m_options.onlyOpens)
        return;
    for (const SlippageBalance& balance : state().slippage().balances()) {
        if (balance.spent + balance.reserved > balance.limit)
            return fail_(fmt::format("{} {}: spent {} + reserved {} > limit {}", nameOf(balance.level),
                                     balance.name, balance.spent.text(), balance.reserved.text(),
                                     balance.limit.text()));
    }
}

// Nothing trades while trading is halted; an official may correct what has traded before.
void SimulatedDay::checkHalt()
{
    const auto since = m_core->context().board.haltedSince(0); // there is one underlying
    const auto& fills = state().fills();
    if (!since || fills.empty() || fills.front().at <= *since)
        return;
    const bool isCorrection = std::ranges::any_of(fills, [&](const FillView& fill) {
        return fill.orderId == fills.front().orderId && fill.reversal == "corrected";
    });
    if (!isCorrection)
        fail_(fmt::format("{} filled in the halt that began at {}", fills.front().orderId.text(),
                          toIsoText(*since)));
}

// ---- At the end

void SimulatedDay::checkBooks()
{
    lookAtAll();
    if (!state().isArmed())
        return fail_("not armed on a quiet line: " + state().disarmedReason());
    if (const std::string difference = m_desk.differenceTo(state()); !difference.empty())
        return fail_(difference);
    for (const OrderRecord* order : state().orders().open())
        return fail_(fmt::format("order {} is still {}", order->id.text(), nameOf(order->state)));
}

void SimulatedDay::checkAudit()
{
    if (const std::string trouble = m_desk.recordTrouble(state()); !trouble.empty())
        fail_(trouble);
}

} // namespace strikedesk
