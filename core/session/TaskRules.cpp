// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/TaskRules.h"

#include "core/positions/RuleTermsCodec.h"
#include "core/session/TaskOrders.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <utility>

namespace strikedesk {
namespace {

constexpr std::string_view takeName = "session take";

std::string takeKey(const std::string& structure)
{
    return "take:" + structure;
}

// The rules of a position but for the session's own.
std::vector<RuleTerms> rulesOfOthers(const TaskRun& run, const std::string& structure)
{
    std::vector<RuleTerms> terms;
    for (SessionRule& rule : run.desk.rules(structure)) {
        if (rule.terms.name != takeName)
            terms.push_back(std::move(rule.terms));
    }
    return terms;
}

Result<void> setTake(TaskRun& run, const TakeProfit& action, const std::string& structure,
                     const std::string& base)
{
    RuleTerms take;
    take.name = takeName;
    take.when = fmt::format("profit >= {}% of {}",
                            perCentText(RuleShare(std::lround(action.targetFraction * wholeShare))), base);
    take.how = action.how;
    std::vector<RuleTerms> rules = rulesOfOthers(run, structure);
    rules.push_back(std::move(take));
    return run.desk.setRules(structure, std::move(rules), "task " + run.task.id);
}

// Of its credit or debit; of what it can win where that is next to nothing or can never be won.
Result<void> beginTake(TaskRun& run, const TakeProfit& action, const std::string& structure)
{
    Money cost;
    for (const SessionLeg& leg : run.desk.heldLegs(structure))
        cost += leg.cost;
    const auto set = setTake(run, action, structure, cost.isNegative() ? "credit" : "debit");
    return set ? set : setTake(run, action, structure, "maximum profit");
}

std::optional<RulePhase> phaseOfTake(const TaskRun& run, const std::string& structure)
{
    for (const SessionRule& rule : run.desk.rules(structure)) {
        if (rule.terms.name == takeName)
            return rule.phase;
    }
    return {};
}

} // namespace

TaskProgress setRulesFor(TaskRun& run, const SetPositionRules& action)
{
    int positions = 0;
    for (const std::string& structure : structuresOf(run, action.of)) {
        const std::string key = "rules:" + structure;
        if (!run.record.memory.contains(key)) {
            if (const auto set = run.desk.setRules(structure, action.rules, "task " + run.task.id); !set)
                return TaskHasFailed {set.error().message};
            run.record.memory[key] = "set";
        }
        ++positions;
    }
    if (positions == 0)
        return TaskIsDone {"Nothing is open: no rules were set."};
    return TaskIsDone {fmt::format(
        "Set {} on {}.", action.rules.size() == 1 ? "a rule" : fmt::format("{} rules", action.rules.size()),
        positions == 1 ? "one position" : fmt::format("{} positions", positions))};
}

TaskProgress takeProfit(TaskRun& run, const TakeProfit& action)
{
    const std::vector<std::string> structures = structuresOf(run, action.of);
    if (structures.empty())
        return TaskIsDone {"Nothing is open any more."};
    const bool isOver = run.desk.now() >= momentOf(action.until, run);
    bool isClosing = false;
    for (const std::string& structure : structures) {
        const bool isBegun = run.record.memory.contains(takeKey(structure));
        const auto phase = phaseOfTake(run, structure);
        if (phase == RulePhase::Firing) {
            isClosing = true;
        } else if (!isOver && !isBegun) {
            if (const auto begun = beginTake(run, action, structure); !begun)
                return TaskHasFailed {begun.error().message};
            run.record.memory[takeKey(structure)] = "set";
        } else if (isOver && phase) {
            if (const auto removed = run.desk.setRules(structure, rulesOfOthers(run, structure),
                                                       "task " + run.task.id + " is over");
                !removed)
                return TaskHasFailed {removed.error().message};
        }
    }
    if (isOver && !isClosing)
        return TaskIsDone {
            fmt::format("Watched until {}; {} still open.", textOf(action.until), structures.size())};
    return TaskGoesOn {};
}

} // namespace strikedesk
