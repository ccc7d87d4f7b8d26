// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/positions/RuleCondition.h"
#include "core/positions/RuleTiers.h"
#include "core/types/Ids.h"
#include "core/util/Instant.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

/// One rule as a person writes it.
struct RuleTerms
{
    std::string name;
    std::string when;             ///< A RuleCondition.
    RuleShare close = wholeShare; ///< Of the original size; 100 % closes all that is left.
    int priority = 0;             ///< 1 acts first; 0: what ruleDefaults() says.
    int confirmations = 0;        ///< Observations in a row; 0: what ruleDefaults() says.
    int secondsApart = 1;         ///< At least between two of them.
    int coolDownSeconds = 0;      ///< So long after the last order of the rules of this position.
    std::string how;              ///< "marketable" or the name of a walk; empty: what ruleDefaults() says.

    /// A limit at the price of its profit lies at the venue from the start; only of one profit and nothing
    /// else.
    bool rests = false;

    friend bool operator==(const RuleTerms&, const RuleTerms&) = default;
};

/// Fills in what was left open: what protects comes first (1) and crosses, what the clock says second (2), a
/// profit last (3) and walks; what looks at the market wants three observations.
[[nodiscard]] RuleTerms withDefaults(RuleTerms terms, const RuleCondition& condition);

/// A leg of one package, signed as it is held.
struct RuleLeg
{
    std::string symbol;
    std::int64_t ratio = 0;

    friend bool operator==(const RuleLeg&, const RuleLeg&) = default;
};

/// What the rules are measured by: the position at its largest.
struct RuleFacts
{
    Quantity packages;
    Money cost;                         ///< Paid; negative: received. Without fees.
    Money fees;                         ///< Of opening it.
    std::optional<Money> maximumProfit; ///< After these fees; nothing when it is not known or has no bound.
    std::optional<Money> maximumLoss;   ///< With these fees; nothing when it is not known or has no bound.

    friend bool operator==(const RuleFacts&, const RuleFacts&) = default;
};

/// Dollars of a threshold for `held` of the original packages, rounded up; `input.rule_base` when the
/// position has no such base.
[[nodiscard]] Result<Money> thresholdOf(const RuleThreshold& threshold, const RuleFacts& facts,
                                        Quantity held);

/// A list of rules as a whole: names that differ, conditions that can be understood and reached, shares that
/// close no more than there is. Answers the rules with their defaults. `input.rule_*`.
[[nodiscard]] Result<std::vector<RuleTerms>> checkRules(std::vector<RuleTerms> rules, const RuleFacts& facts);

enum class RulePhase {
    Watching,
    Firing, ///< It has decided; its order is to be sent, or works.
    Done,
};
[[nodiscard]] std::string_view nameOf(RulePhase phase);

/// A rule with all that it has to know after a restart.
struct RuleRow
{
    RuleTerms terms;
    RulePhase phase = RulePhase::Watching;
    int confirmations = 0;
    std::optional<Instant> confirmedAt;
    std::optional<Money> peak; ///< Of a giveback: the best profit of a whole original position.
    bool isSent = false;       ///< What it has decided has become an order.
    std::vector<OrderId> sent;
    Quantity filledBefore; ///< By orders that have left the state.
    int attempts = 0;      ///< Orders that came to nothing and refusals of the gate.
    int waits = 0;         ///< In a row, for a state of the desk that passes.
    std::optional<Instant> retryAt;
    std::string cancelledBy; ///< Who asked to cancel its last order.
    std::string reason;      ///< Of the phase it is in.
    std::string alarm;       ///< What people have to know of it now.
    std::string alarmCode;
};

/// The rules of one position.
struct RuleSheet
{
    std::string structure;
    std::string actor; ///< Who has set them: their orders are that one's before the gate.
    bool isPerson = false;
    std::string strategy;
    std::vector<RuleLeg> legs;
    RuleFacts facts;
    std::vector<RuleRow> rules;
    bool isPaused = false;
    std::string reason;
    std::optional<Instant> actedAt; ///< When its last order was sent.
    Instant setAt;

    [[nodiscard]] const RuleRow* find(std::string_view rule) const;
};

/// What each rule may close in all, of the original size: takes of a profit share it as tiers in their order,
/// every other part is rounded down by itself, and 100 % is all of it.
[[nodiscard]] std::vector<Quantity> allotments(const RuleSheet& sheet);

} // namespace strikedesk
