// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of positions of a simulated day, and what must hold of them.
#include "core/engine/EventCodec.h"
#include "tests/simulation/SimulatedDay.h"
#include "tests/venue/ScriptedMarket.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace strikedesk {
namespace {

std::string someCondition(Random& random, bool isCredit)
{
    const char* base = isCredit ? "credit" : "debit";
    switch (random.between(0, 7)) {
    case 0:
    case 1: return fmt::format("profit >= {}% of {}", random.between(1, 40), base);
    case 2:
    case 3: return fmt::format("loss >= {}% of {}", random.between(1, 40), base);
    case 4:
        return fmt::format("profit falls {}% after {}% of {}", random.between(5, 60), random.between(1, 20),
                           base);
    case 5: return fmt::format("time >= {}:{:02}", random.between(10, 15), random.between(0, 59));
    case 6: return fmt::format("underlying >= {} and dte <= 400", random.between(95, 105));
    default: return fmt::format("breach and profit >= ${}", random.between(1, 40));
    }
}

RuleTerms someRule(Random& random, int number, bool isCredit)
{
    RuleTerms rule;
    rule.name = fmt::format("rule {}", number);
    rule.when = someCondition(random, isCredit);
    rule.close = random.uniform() < 0.5 ? wholeShare : random.between(1, 33) * 100;
    rule.confirmations = random.between(1, 3);
    rule.secondsApart = random.between(0, 3);
    rule.coolDownSeconds = random.between(0, 1) * random.between(0, 60);
    rule.priority = random.between(0, 3);
    constexpr const char* ways[] = {"", "marketable", "patient", "urgent"};
    rule.how = ways[random.between(0, 3)];
    return rule;
}

} // namespace

// Rules for some open position, new or in the place of others; or it is paused, resumed, or freed of them.
void SimulatedDay::ruleSomething()
{
    const auto structures = state().openStructures();
    if (structures.empty() || m_options.onlyOpens)
        return submitSomething();
    auto chosen = structures.begin();
    std::advance(chosen, m_random.between(0, int(structures.size()) - 1));
    const std::string structure = *chosen;
    const double what = m_random.uniform();
    if (state().rules().find(structure) && what < 0.1)
        return ask(PauseRules {structure, m_random.uniform() < 0.5, "simulated"});
    if (state().rules().find(structure) && what < 0.15)
        return ask(RemoveRules {structure, "simulated"});
    Money cost;
    for (const PortfolioPosition& position : state().portfolio().structure(structure))
        cost += position.cost;
    SetRules set {structure, {}, "simulated"};
    const int count = m_random.between(1, 4);
    for (int number = 1; number <= count; ++number)
        set.rules.push_back(someRule(m_random, number, cost.isNegative()));
    ask(std::move(set));
}

// ---- What must hold

// Of what has become durable since the last look: nothing is confirmed on a bad quote, and what has been
// decided once is sent once.
void SimulatedDay::checkRuleEvents()
{
    const Journal& journal = m_core->context().journal;
    const auto& tail = journal.tail();
    for (auto row = tail.rbegin(); row != tail.rend(); ++row) {
        const AuditRow& record = **row;
        if (record.sequence <= m_rulesSeen || record.sequence > journal.durableSequence())
            continue;
        m_rulesSeen = record.sequence;
        if (record.kind != "order.intended" && !record.kind.starts_with("rule."))
            continue;
        const auto body = decodeBody(record.kind, record.body);
        if (!body)
            return fail_(body.error().message);
        if (const auto* confirmed = std::get_if<RuleConfirmed>(&*body); confirmed && confirmed->profit) {
            for (const QuoteSeen& quote : confirmed->quotes) {
                for (const char* fault : {"absent", "one_sided", "stale", "crossed"}) {
                    if (quote.quality.find(fault) != std::string::npos)
                        return fail_(fmt::format("rule {} of {} was confirmed on {}", confirmed->rule,
                                                 confirmed->structure, fault));
                }
            }
        }
        if (const auto* fired = std::get_if<RuleFired>(&*body))
            m_ruleMaySend[fired->structure + fired->rule] = 1;
        const auto* intended = std::get_if<OrderIntended>(&*body);
        if (!intended || !intended->rule)
            continue;
        ++m_result.sentByRules;
        if (--m_ruleMaySend[intended->closesStructure + *intended->rule] < 0)
            return fail_(fmt::format("rule {} of {} has sent {} without a new decision", *intended->rule,
                                     intended->closesStructure, intended->order.text()));
    }
}

void SimulatedDay::checkRuleOrders()
{
    std::map<std::string, int> working;
    for (const OrderRecord* order : state().orders().open()) {
        if (!order->rule.empty() && ++working[order->closesStructure] > 1)
            return fail_(fmt::format("two orders of the rules of {} work at once", order->closesStructure));
    }
    for (const OrderRecord& order : state().orders().all()) {
        if (order.rule.empty())
            continue;
        for (const OrderLeg& leg : order.request.legs) {
            const auto position = state().portfolio().position(order.closesStructure, leg.symbol);
            if (leg.effect != PositionEffect::Close || !position)
                return fail_(
                    fmt::format("{} of a rule touches {} that it does not own", order.id.text(), leg.symbol));
        }
    }
}

} // namespace strikedesk
