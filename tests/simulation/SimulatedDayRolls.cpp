// SPDX-License-Identifier: GPL-3.0-or-later
// Rolls of positions of a simulated day, and what must hold of them.
#include "tests/simulation/SimulatedDay.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <string>

namespace strikedesk {

// Some open position into the best of what there is, or a roll that works is stopped.
void SimulatedDay::rollSomething()
{
    for (const auto& [id, roll] : state().rolls().all()) {
        if (roll.isUnderWay() && m_random.uniform() < 0.2)
            return ask(StopRoll {id, "simulated"});
    }
    const auto structures = state().openStructures();
    if (structures.empty() || m_options.onlyOpens)
        return submitSomething();
    auto chosen = structures.begin();
    std::advance(chosen, m_random.between(0, int(structures.size()) - 1));
    RollAsk roll;
    roll.structure = *chosen;
    roll.terms.strategy = RollStrategy(m_random.between(0, 3));
    roll.terms.rank = RollRank(m_random.between(0, 5));
    roll.terms.daysLeast = 0;
    roll.terms.daysMost = 400;
    roll.terms.strikeMoveMost = Price::ofWhole(m_random.between(0, 20));
    roll.terms.requiresCredit = m_random.uniform() < 0.3;
    roll.carriesRules = m_random.uniform() < 0.7;
    const auto found = answerOf(FindRolls {roll, 5});
    const auto* reply = found ? std::get_if<RollCandidatesReply>(&*found) : nullptr;
    if (!reply || reply->candidates.empty())
        return;
    const auto& candidates = reply->candidates;
    for (const RollMove& move :
         candidates[std::size_t(m_random.between(0, int(candidates.size()) - 1))].moves)
        roll.to.push_back(move.to);
    if (m_random.uniform() < 0.5)
        roll.quantity = Quantity(m_random.between(1, int(reply->packages.count())));
    constexpr const char* walks[] = {"mid_walk", "patient", "urgent"};
    roll.walk = walks[m_random.between(0, 2)];
    ask(StartRoll {roll});
}

// ---- What must hold

// One order of a roll works at a time, for no more than was begun and no more than the old position had; all
// packages together cost no more than the roll may pay.
void SimulatedDay::checkRolls()
{
    const OrderLedger& orders = state().orders();
    m_result.rolls = int(state().rolls().all().size());
    std::map<std::string, int> working;
    for (const OrderRecord* order : orders.open()) {
        if (order->roll && ++working[order->roll->roll] > 1)
            return fail_(fmt::format("two orders of roll {} work at once", order->roll->roll));
    }
    for (const auto& [id, roll] : state().rolls().all()) {
        const RollDecision& decision = roll.decision;
        const Quantity begun = RollBook::filledBy(roll.steps.front(), orders);
        if (begun > decision.quantity)
            return fail_(
                fmt::format("roll {} has rolled {} of {}", id, begun.count(), decision.quantity.count()));
        Price paid;
        bool isWhole = begun.isPositive();
        bool isTouched = false; // by a ruling of the exchange
        for (const RollStepRow& step : roll.steps) {
            paid += RollBook::paidBy(step, orders);
            isWhole = isWhole && RollBook::filledBy(step, orders) == begun;
            for (const OrderId& sent : step.sent) {
                const OrderRecord* order = orders.find(sent);
                isTouched = isTouched || !order || order->reversed.isPositive()
                    || std::ranges::any_of(order->steps, [](const OrderStep& one) {
                                return one.kind == "corrected" || one.kind == "busted";
                            });
            }
            if (RollBook::filledBy(step, orders) > begun && !isTouched)
                return fail_(fmt::format("roll {} has gone further than it has begun", id));
        }
        if (isWhole && !isTouched && paid > decision.worst * begun.count())
            return fail_(fmt::format("roll {} has paid {} for {}, at most {} each", id, paid.text(),
                                     begun.count(), decision.worst.text()));
        if (decision.terms.requiresCredit && !decision.worst.isNegative())
            return fail_(fmt::format("roll {} for a credit may pay {}", id, decision.worst.text()));
    }
}

} // namespace strikedesk
