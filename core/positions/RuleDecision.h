// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/positions/RuleSheet.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

// What the rules of a position say of what is seen of it: pure, and quick enough for every quote.

/// What is seen of a position at one moment. Absent: not known, or its quotes are no market.
struct RuleSight
{
    Quantity held;
    std::optional<Money> profit; ///< Of what is held, after the fees of opening it and of closing it now.
    std::optional<double> delta;
    std::optional<double> volatility;
    std::optional<Price> underlying;
    std::optional<bool> isBreached;
    std::optional<int> days;
    int minuteOfDay = 0;
    std::optional<Instant> heardAt; ///< When the leg that has been silent for longest was heard.
    std::string_view fault;         ///< Why profit is not known; a text that stays.
};

/// What follows from the terms of a sheet and is not reckoned again for each quote.
struct RuleProgram
{
    std::vector<RuleCondition> conditions; ///< By rule.
    std::vector<Quantity> allotments;
    std::vector<bool> isProtective;
    bool looksAtUnderlying = false; ///< At its price, or at a breach.
    bool looksAtGreeks = false;

    [[nodiscard]] static RuleProgram of(const RuleSheet& sheet);
};

enum class RuleVerdict {
    Waits,    ///< Its condition is not met.
    Breaks,   ///< Not met any more: what was confirmed before counts no more.
    Blind,    ///< What it looks at is not known.
    Counts,   ///< Met, and confirmed often enough or too soon after the last time: nothing is new.
    Confirms, ///< Met once more.
    Acts,     ///< Met once more, and often enough.
    Cools,    ///< Met and confirmed; the pause after the last order is not over.
    Retries,  ///< Its order came to nothing a moment ago.
    TooSmall, ///< Its part of the position is less than one package.
    Firing,
    Done,
};

struct RuleOpinion
{
    RuleVerdict verdict = RuleVerdict::Waits;
    std::optional<Money> peak; ///< A new one, for the record.
};

/// The answer of one comparison.
[[nodiscard]] RuleCondition::Answer answerOf(const RuleComparison& comparison, const RuleFacts& facts,
                                             const RuleRow& row, const RuleSight& sight);

/// Of one rule. `filled`: what it has closed so far.
[[nodiscard]] RuleOpinion judgeRule(const RuleSheet& sheet, const RuleProgram& program, std::size_t rule,
                                    Quantity filled, const RuleSight& sight, Instant now);

/// Of rules that want to act, the one that may: by priority, then in their order. Nothing when none wants.
[[nodiscard]] std::optional<std::size_t> firstOf(const RuleSheet& sheet,
                                                 const std::vector<std::size_t>& rules);

/// Packages that a rule may close now: what is left of its part, and never more than is held.
[[nodiscard]] Quantity quantityToClose(const RuleTerms& terms, Quantity allotment, Quantity filled,
                                       Quantity held);

} // namespace strikedesk
