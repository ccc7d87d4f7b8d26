// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/positions/RuleSheet.h"

#include "core/orders/WalkStyles.h"
#include "core/positions/RuleTermsCodec.h"
#include "core/util/Assert.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace strikedesk {
namespace {

constexpr std::size_t rulesMost = 16;
constexpr int confirmationsMost = 100;
constexpr int priorityMost = 9;
constexpr int longestPauseSeconds = 86'400;
constexpr std::size_t nameLengthMost = 40;

// A credit or debit below this a share is near zero: a part of it says nothing.
constexpr Money nearZero = Money::ofCents(5);

tl::unexpected<Error> refuseRule(const RuleTerms& rule, const char* code, std::string_view sentence)
{
    return fail(code, fmt::format("Rule \"{}\": {}", rule.name, sentence));
}

Result<void> checkNumbers(const RuleTerms& rule)
{
    if (rule.name.empty() || rule.name.size() > nameLengthMost)
        return refuseRule(rule, "input.rule_name",
                          fmt::format("expected a name of 1 to {} characters, found {}.", nameLengthMost,
                                      rule.name.size()));
    if (rule.name.find_first_of(":;\n\r") != std::string::npos)
        return refuseRule(rule, "input.rule_name",
                          "a name has no colon, semicolon or line break: it stands before a colon.");
    if (rule.close < 1 || rule.close > wholeShare)
        return refuseRule(
            rule, "input.rule_close",
            fmt::format("expected a part from 0.01 to 100 %, found {} %.", perCentText(rule.close)));
    if (rule.priority < 1 || rule.priority > priorityMost)
        return refuseRule(
            rule, "input.rule_priority",
            fmt::format("expected a priority from 1 to {}, found {}.", priorityMost, rule.priority));
    if (rule.confirmations < 1 || rule.confirmations > confirmationsMost)
        return refuseRule(
            rule, "input.rule_confirmations",
            fmt::format("expected 1 to {} confirmations, found {}.", confirmationsMost, rule.confirmations));
    for (const int seconds : {rule.secondsApart, rule.coolDownSeconds}) {
        if (seconds < 0 || seconds > longestPauseSeconds)
            return refuseRule(
                rule, "input.rule_seconds",
                fmt::format("expected 0 to {} seconds, found {}.", longestPauseSeconds, seconds));
    }
    if (rule.rests ? rule.how != "limit" : rule.how != "marketable" && !walkStyleFrom(rule.how))
        return refuseRule(
            rule, "input.rule_how",
            fmt::format("expected \"marketable\" or the name of a walk such as \"patient\", and "
                        "nothing for one that rests at the venue, found \"{}\".",
                        rule.how));
    return {};
}

// A threshold that can never be met would look like protection.
Result<void> checkReach(const RuleTerms& rule, const RuleComparison& comparison, const RuleFacts& facts)
{
    const bool isLoss = comparison.measure == RuleMeasure::Loss;
    const bool isProfit
        = comparison.measure == RuleMeasure::Profit || comparison.measure == RuleMeasure::Giveback;
    if (!isLoss && !isProfit)
        return {};
    const auto threshold = thresholdOf(comparison.threshold, facts, facts.packages);
    if (!threshold)
        return refuseRule(rule, threshold.error().code.c_str(), threshold.error().message);
    const auto& most = isLoss ? facts.maximumLoss : facts.maximumProfit;
    if (most && *threshold > *most)
        return refuseRule(
            rule, "input.rule_unreachable",
            fmt::format("\"{}\" is {} $ and the position {} {} $ at most, fees included: choose "
                        "less.",
                        comparison.text, threshold->shortText(), isLoss ? "can lose" : "can win",
                        most->shortText()));
    return {};
}

bool isTier(const RuleTerms& rule)
{
    if (rule.close == wholeShare)
        return false;
    const auto condition = RuleCondition::parse(rule.when);
    return condition && condition->looksAt(RuleMeasure::Profit) && !condition->protects();
}

} // namespace

std::string_view nameOf(RulePhase phase)
{
    switch (phase) {
    case RulePhase::Watching: return "watching";
    case RulePhase::Firing: return "firing";
    case RulePhase::Done: return "done";
    }
    STRIKEDESK_ASSERT(false, "every phase has a name");
    return {};
}

const RuleRow* RuleSheet::find(std::string_view rule) const
{
    const auto found = std::ranges::find(
        rules, rule, [](const RuleRow& row) -> std::string_view { return row.terms.name; });
    return found == rules.end() ? nullptr : &*found;
}

RuleTerms withDefaults(RuleTerms terms, const RuleCondition& condition)
{
    const bool isProtective = condition.protects();
    if (terms.priority == 0 && terms.rests)
        terms.priority = priorityMost; // whatever acts takes its place
    if (terms.priority == 0)
        terms.priority = isProtective ? 1 : condition.looksAt(RuleMeasure::Profit) ? 3 : 2;
    if (terms.confirmations == 0)
        terms.confirmations = condition.needsNoMarket() ? 1 : 3;
    if (terms.how.empty() && terms.rests)
        terms.how = "limit";
    if (terms.how.empty())
        terms.how = isProtective ? "marketable" : "mid_walk";
    return terms;
}

Result<Money> thresholdOf(const RuleThreshold& threshold, const RuleFacts& facts, Quantity held)
{
    STRIKEDESK_ASSERT(facts.packages.isPositive(), "a position that has rules was opened");
    std::optional<Money> base;
    switch (threshold.base) {
    case RuleBase::Dollars: base = Money::ofWhole(1); break;
    case RuleBase::Credit: base = -facts.cost; break;
    case RuleBase::Debit: base = facts.cost; break;
    case RuleBase::MaximumProfit: base = facts.maximumProfit; break;
    case RuleBase::MaximumLoss: base = facts.maximumLoss; break;
    }
    const bool isOfPrice = threshold.base == RuleBase::Credit || threshold.base == RuleBase::Debit;
    if (!base || !base->isPositive())
        return fail(
            "input.rule_base",
            fmt::format("the position has no {}: name its {}, or dollars.", nameOf(threshold.base),
                        isOfPrice ? (facts.cost.isNegative() ? "credit" : "debit") : "credit or debit"));
    constexpr std::int64_t sharesPerContract = 100;
    if (isOfPrice && *base <= nearZero * sharesPerContract * facts.packages.count())
        return fail("input.rule_base",
                    fmt::format("its {} is near zero, so that a part of it says nothing: name a part of the "
                                "maximum profit or loss, or dollars.",
                                nameOf(threshold.base)));
    if (threshold.base == RuleBase::Dollars)
        return proportion(Money::ofUnits(threshold.factor), held, facts.packages);
    const Money part = proportion(*base, held, facts.packages);
    // Whole shares first, so that nothing overflows; what is left over is rounded up.
    const std::int64_t whole = checked::multiply(part.units() / wholeShare, threshold.factor);
    const std::int64_t rest = checked::multiply(part.units() % wholeShare, threshold.factor);
    return Money::ofUnits(checked::add(whole, rest / wholeShare + (rest % wholeShare > 0 ? 1 : 0)));
}

Result<std::vector<RuleTerms>> checkRules(std::vector<RuleTerms> rules, const RuleFacts& facts)
{
    if (rules.empty() || rules.size() > rulesMost)
        return fail("input.rules",
                    fmt::format("Expected 1 to {} rules for a position, found {}.", rulesMost, rules.size()));
    std::set<std::string> names;
    RuleShare shares = 0;
    for (RuleTerms& rule : rules) {
        const auto condition = RuleCondition::parse(rule.when);
        if (!condition)
            return fail(condition.error().code,
                        fmt::format("Rule \"{}\": {}", rule.name, condition.error().message));
        rule = withDefaults(std::move(rule), *condition);
        if (auto sound = checkNumbers(rule); !sound)
            return fail(sound.error());
        if (!names.insert(rule.name).second)
            return fail("input.rule_name", fmt::format("Two rules are called \"{}\".", rule.name));
        if (rule.rests && (condition->comparisons().size() != 1 || !condition->looksAt(RuleMeasure::Profit)))
            return refuseRule(rule, "input.rule_rests",
                              "only a rule of one profit and nothing else has a price to rest at.");
        if (std::ranges::count(condition->comparisons(), RuleMeasure::Giveback, &RuleComparison::measure) > 1)
            return refuseRule(rule, "input.rule_condition", "a rule can watch one fall of the profit.");
        for (const RuleComparison& comparison : condition->comparisons()) {
            if (auto reach = checkReach(rule, comparison, facts); !reach)
                return fail(reach.error());
        }
        if (isTier(rule))
            shares += rule.close;
    }
    if (shares > wholeShare)
        return fail(
            "input.rule_close",
            fmt::format("The parts that take profits add up to {} %, and there is no more than 100 %.",
                        perCentText(shares)));
    return rules;
}

std::vector<Quantity> allotments(const RuleSheet& sheet)
{
    std::vector<RuleShare> shares;
    for (const RuleRow& row : sheet.rules) {
        if (isTier(row.terms))
            shares.push_back(row.terms.close);
    }
    const std::vector<Quantity> tiers = tierQuantities(sheet.facts.packages, shares);
    std::vector<Quantity> quantities;
    auto tier = tiers.begin();
    for (const RuleRow& row : sheet.rules)
        quantities.push_back(isTier(row.terms) ? *tier++
                                               : takeQuantity(sheet.facts.packages, row.terms.close));
    return quantities;
}

} // namespace strikedesk
