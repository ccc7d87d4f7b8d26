// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/positions/RuleDecision.h"

#include "core/util/Assert.h"

#include <algorithm>

namespace strikedesk {
namespace {

using Answer = RuleCondition::Answer;

Answer answer(bool isMet)
{
    return isMet ? Answer::Yes : Answer::No;
}

template <typename Value>
Answer compared(const std::optional<Value>& seen, Value level, bool isAtLeast)
{
    if (!seen)
        return Answer::Unknown;
    return answer(isAtLeast ? *seen >= level : *seen <= level);
}

Answer answerMoney(const RuleComparison& comparison, const RuleFacts& facts, const RuleSight& sight)
{
    if (!sight.profit)
        return Answer::Unknown;
    const auto threshold = thresholdOf(comparison.threshold, facts, sight.held);
    if (!threshold)
        return Answer::Unknown;
    return answer((comparison.measure == RuleMeasure::Loss ? -*sight.profit : *sight.profit) >= *threshold);
}

// The profit of a whole original position, so that a take does not look like a fall.
std::optional<Money> profitOfWhole(const RuleFacts& facts, const RuleSight& sight)
{
    if (!sight.profit || !sight.held.isPositive())
        return {};
    return proportion(*sight.profit, facts.packages, sight.held);
}

Money fallOf(Money peak, std::int64_t part)
{
    return Money::ofUnits(checked::multiply(peak.units() / wholeShare, part)
                          + checked::multiply(peak.units() % wholeShare, part) / wholeShare);
}

Answer answerGiveback(const RuleComparison& comparison, const RuleFacts& facts, const RuleRow& row,
                      const RuleSight& sight)
{
    const auto profit = profitOfWhole(facts, sight);
    if (!profit)
        return Answer::Unknown;
    return answer(row.peak && *profit <= *row.peak - fallOf(*row.peak, comparison.level));
}

// A peak is worth a record when it is a twentieth of the fall above the last one.
std::optional<Money> newPeak(const RuleComparison& comparison, const RuleFacts& facts, const RuleRow& row,
                             const RuleSight& sight)
{
    const auto profit = profitOfWhole(facts, sight);
    const auto from = thresholdOf(comparison.threshold, facts, facts.packages);
    if (!profit || !from || *profit < *from)
        return {};
    constexpr std::int64_t stepsOfFall = 20;
    const Money step
        = row.peak ? Money::ofUnits(fallOf(*row.peak, comparison.level).units() / stepsOfFall) : Money();
    return !row.peak || *profit > *row.peak + std::max(step, Money::ofWhole(1)) ? profit : std::nullopt;
}

// All legs have spoken since the last observation that counted, and it is not too soon.
bool isNews(const RuleRow& row, const RuleCondition& condition, const RuleSight& sight, Instant now)
{
    if (row.confirmations == 0 || !row.confirmedAt)
        return true;
    if (now - *row.confirmedAt < std::chrono::seconds {row.terms.secondsApart})
        return false;
    return condition.needsNoMarket() || (sight.heardAt && *sight.heardAt > *row.confirmedAt);
}

} // namespace

RuleProgram RuleProgram::of(const RuleSheet& sheet)
{
    RuleProgram program;
    for (const RuleRow& row : sheet.rules) {
        auto condition = RuleCondition::parse(row.terms.when);
        STRIKEDESK_ASSERT(condition.has_value(), "a rule was understood before it was recorded");
        program.isProtective.push_back(condition->protects());
        program.looksAtUnderlying = program.looksAtUnderlying || condition->looksAt(RuleMeasure::Underlying)
            || condition->looksAt(RuleMeasure::Breach);
        program.looksAtGreeks = program.looksAtGreeks || condition->looksAt(RuleMeasure::Delta)
            || condition->looksAt(RuleMeasure::Volatility);
        program.conditions.push_back(std::move(*condition));
    }
    program.allotments = strikedesk::allotments(sheet);
    return program;
}

RuleCondition::Answer answerOf(const RuleComparison& comparison, const RuleFacts& facts, const RuleRow& row,
                               const RuleSight& sight)
{
    const double level = double(comparison.level) / double(wholeShare);
    switch (comparison.measure) {
    case RuleMeasure::Profit:
    case RuleMeasure::Loss: return answerMoney(comparison, facts, sight);
    case RuleMeasure::Giveback: return answerGiveback(comparison, facts, row, sight);
    case RuleMeasure::Days: return compared(sight.days, int(comparison.level), comparison.isAtLeast);
    case RuleMeasure::Time: return answer(sight.minuteOfDay >= comparison.level);
    case RuleMeasure::Delta: return compared(sight.delta, level, comparison.isAtLeast);
    case RuleMeasure::Volatility: return compared(sight.volatility, level, comparison.isAtLeast);
    case RuleMeasure::Breach: return sight.isBreached ? answer(*sight.isBreached) : Answer::Unknown;
    case RuleMeasure::Underlying:
        return compared(sight.underlying, Price::ofUnits(comparison.level), comparison.isAtLeast);
    }
    STRIKEDESK_ASSERT(false, "every measure has an answer");
    return Answer::Unknown;
}

Quantity quantityToClose(const RuleTerms& terms, Quantity allotment, Quantity filled, Quantity held)
{
    if (terms.close == wholeShare)
        return std::max(held, Quantity());
    return std::clamp(allotment - filled, Quantity(), std::max(held, Quantity()));
}

RuleOpinion judgeRule(const RuleSheet& sheet, const RuleProgram& program, std::size_t rule, Quantity filled,
                      const RuleSight& sight, Instant now)
{
    const RuleRow& row = sheet.rules[rule];
    const RuleCondition& condition = program.conditions[rule];
    RuleOpinion opinion;
    const auto say = [&](RuleVerdict verdict) {
        opinion.verdict = verdict;
        return opinion;
    };
    if (row.phase != RulePhase::Watching)
        return say(row.phase == RulePhase::Firing ? RuleVerdict::Firing : RuleVerdict::Done);
    if (!quantityToClose(row.terms, program.allotments[rule], filled, sight.held).isPositive())
        return say(RuleVerdict::TooSmall);
    for (const RuleComparison& comparison : condition.comparisons()) {
        if (comparison.measure == RuleMeasure::Giveback && !opinion.peak)
            opinion.peak = newPeak(comparison, sheet.facts, row, sight);
    }
    if (row.retryAt && now < *row.retryAt)
        return say(RuleVerdict::Retries);
    if (row.terms.rests)
        return say(RuleVerdict::Acts);
    const Answer answered = condition.judge(
        [&](const RuleComparison& comparison) { return answerOf(comparison, sheet.facts, row, sight); });
    if (answered == Answer::Unknown)
        return say(RuleVerdict::Blind);
    if (answered == Answer::No)
        return say(row.confirmations > 0 ? RuleVerdict::Breaks : RuleVerdict::Waits);
    const bool isConfirmed = row.confirmations >= row.terms.confirmations;
    if (!isConfirmed && !isNews(row, condition, sight, now))
        return say(RuleVerdict::Counts);
    if (!isConfirmed && row.confirmations + 1 < row.terms.confirmations)
        return say(RuleVerdict::Confirms);
    if (sheet.actedAt && now - *sheet.actedAt < std::chrono::seconds {row.terms.coolDownSeconds})
        return say(isConfirmed ? RuleVerdict::Cools : RuleVerdict::Confirms);
    return say(RuleVerdict::Acts);
}

std::optional<std::size_t> firstOf(const RuleSheet& sheet, const std::vector<std::size_t>& rules)
{
    const auto first = std::ranges::min_element(
        rules, {}, [&](std::size_t rule) { return std::pair(sheet.rules[rule].terms.priority, rule); });
    return first == rules.end() ? std::nullopt : std::optional(*first);
}

} // namespace strikedesk
