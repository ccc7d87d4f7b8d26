// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Money.h"
#include "core/util/Error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

/// What a comparison of a rule looks at.
enum class RuleMeasure {
    Profit,     ///< Of what is still open, after the fees of opening it and of closing it now.
    Loss,       ///< The same with the other sign.
    Giveback,   ///< How far profit has fallen from its peak, once that has come to a threshold.
    Days,       ///< To the last trading instant of the leg that expires first.
    Time,       ///< Of the day, in New York.
    Delta,      ///< The largest of a short leg, without its sign.
    Breach,     ///< The underlying is at a short strike or beyond.
    Underlying, ///< Its price.
    Volatility, ///< Implied, the mean of the option legs.
};

/// What per cents and multiples of profit and loss are taken of.
enum class RuleBase { Dollars, Credit, Debit, MaximumProfit, MaximumLoss };
[[nodiscard]] std::string_view nameOf(RuleBase base); ///< "credit", "maximum profit" …

/// A part of the base in 1/10,000 (50 % is 5,000, two times is 20,000), or dollars.
struct RuleThreshold
{
    RuleBase base = RuleBase::Dollars;
    std::int64_t factor = 0; ///< Of dollars: Money's own units.

    friend bool operator==(const RuleThreshold&, const RuleThreshold&) = default;
};

struct RuleComparison
{
    RuleMeasure measure = RuleMeasure::Profit;
    bool isAtLeast = true;
    RuleThreshold threshold; ///< Of profit and loss; of a giveback from which peak on it counts.
    /// Days; minutes since midnight; else in 1/10,000: a delta, a price, a volatility, the part given back.
    std::int64_t level = 0;
    std::string text; ///< As it was written, for people.

    friend bool operator==(const RuleComparison&, const RuleComparison&) = default;
};

/// Comparisons joined by "and" and "or". What is not known decides nothing: "known and unknown" waits, "true
/// or unknown" is true.
class RuleCondition
{
public:
    enum class Answer { No, Unknown, Yes };

    /// "profit >= 50% of credit", "loss >= 2 x credit or breach", "dte <= 21 and (profit >= $20 or delta >=
    /// 0.30)". docs/rules.md has the whole language. `input.rule_condition` says what was expected, and
    /// where.
    [[nodiscard]] static Result<RuleCondition> parse(std::string_view text);

    [[nodiscard]] const std::vector<RuleComparison>& comparisons() const { return m_comparisons; }
    [[nodiscard]] bool looksAt(RuleMeasure measure) const;
    /// Only the clock: no quote is needed to decide it.
    [[nodiscard]] bool needsNoMarket() const;
    /// Gets out of a position that goes wrong: it looks at a loss, a breach, a delta or a giveback.
    [[nodiscard]] bool protects() const;

    /// `answerOf` answers one comparison.
    template <typename AnswerOf>
    [[nodiscard]] Answer judge(AnswerOf answerOf) const
    {
        Answer stack[depthMost] {};
        std::size_t height = 0;
        for (const std::int16_t step : m_steps) {
            if (step >= 0) {
                stack[height++] = answerOf(m_comparisons[std::size_t(step)]);
                continue;
            }
            const Answer last = stack[--height];
            Answer& first = stack[height - 1];
            first = (step == stepAnd) == (last < first) ? last : first;
        }
        return stack[0];
    }

    static constexpr std::size_t comparisonsMost = 12;

private:
    friend class RuleConditionReader;

    static constexpr std::size_t depthMost = comparisonsMost + 1;
    static constexpr std::int16_t stepAnd = -1;
    static constexpr std::int16_t stepOr = -2;

    std::vector<RuleComparison> m_comparisons;
    std::vector<std::int16_t>
        m_steps; ///< In the order of doing: a comparison by its index, or what joins two.
};

} // namespace strikedesk
