// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/positions/RuleCondition.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace strikedesk {
namespace {

constexpr std::int64_t oneInParts = 10'000;
constexpr std::size_t conditionLengthMost = 500;
constexpr int bracketsMost = 12;

struct BaseWord
{
    std::string_view word;
    RuleBase base;
};
constexpr std::array ruleBaseWords {
    BaseWord {"credit", RuleBase::Credit},
    BaseWord {"debit", RuleBase::Debit},
    BaseWord {"maximum profit", RuleBase::MaximumProfit},
    BaseWord {"maximum loss", RuleBase::MaximumLoss},
};

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || c == '_';
}

bool isDigit(char c)
{
    return (c >= '0' && c <= '9') || c == '.';
}

} // namespace

std::string_view nameOf(RuleBase base)
{
    for (const BaseWord& row : ruleBaseWords) {
        if (row.base == base)
            return row.word;
    }
    return "dollars";
}

/// Reads the text from left to right; the first thing that does not fit ends it.
class RuleConditionReader
{
public:
    explicit RuleConditionReader(std::string_view text)
        : m_text(text)
    {
    }

    Result<RuleCondition> read()
    {
        readAny(0);
        skipBlanks();
        if (!m_error && m_at < m_text.size())
            refuse("the end, \"and\" or \"or\"");
        if (m_error)
            return fail(*m_error);
        return std::move(m_condition);
    }

private:
    using Comparison = RuleComparison;

    void refuse(std::string_view expected)
    {
        if (m_error)
            return;
        const std::string rest(m_text.substr(m_at, 20));
        m_error = Error {"input.rule_condition",
                         fmt::format("Expected {} at place {} of \"{}\", found {}.", expected, m_at + 1,
                                     m_text, rest.empty() ? std::string("the end") : '"' + rest + '"')};
    }

    void skipBlanks()
    {
        while (m_at < m_text.size() && m_text[m_at] == ' ')
            ++m_at;
    }

    bool takes(std::string_view sign)
    {
        skipBlanks();
        if (m_error || !m_text.substr(m_at).starts_with(sign))
            return false;
        const std::size_t end = m_at + sign.size();
        if (isLetter(sign.back()) && end < m_text.size() && isLetter(m_text[end]))
            return false; // the begin of a longer word
        m_at = end;
        return true;
    }

    void expect(std::string_view sign)
    {
        if (!takes(sign))
            refuse('"' + std::string(sign) + '"');
    }

    // A decimal with at most four places, in 1/10,000.
    std::int64_t number()
    {
        skipBlanks();
        std::size_t end = m_at;
        while (end < m_text.size() && isDigit(m_text[end]))
            ++end;
        const auto parsed = Money::parse(m_text.substr(m_at, end - m_at));
        if (!parsed || *parsed > Money::ofWhole(100'000'000)) {
            refuse("a number");
            return 0;
        }
        m_at = end;
        return parsed->units();
    }

    std::int64_t wholeNumber(std::string_view expected)
    {
        const std::size_t before = m_at;
        const std::int64_t units = number();
        if (units % oneInParts != 0) {
            m_at = before;
            refuse(expected);
        }
        return units / oneInParts;
    }

    // Two places of a per cent are what 1/10,000 can hold.
    std::int64_t perCent(std::int64_t units)
    {
        if (units % 100 != 0)
            refuse("a per cent with at most two places");
        return units / 100;
    }

    RuleBase base()
    {
        for (const BaseWord& row : ruleBaseWords) {
            if (takes(row.word))
                return row.base;
        }
        refuse("credit, debit, maximum profit or maximum loss");
        return RuleBase::Dollars;
    }

    RuleThreshold threshold()
    {
        if (takes("$"))
            return {RuleBase::Dollars, number()};
        const std::int64_t units = number();
        if (takes("%")) {
            const std::int64_t part = perCent(units);
            expect("of");
            return {base(), part};
        }
        expect("x");
        return {base(), units};
    }

    void direction(Comparison& comparison)
    {
        comparison.isAtLeast = takes(">=");
        if (!comparison.isAtLeast && !takes("<="))
            refuse("\">=\" or \"<=\"");
    }

    void readMoney(Comparison& comparison)
    {
        comparison.threshold = threshold();
        constexpr std::int64_t timesMost = 1'000 * oneInParts;
        const bool isPart = comparison.threshold.base != RuleBase::Dollars;
        if (!m_error
            && (comparison.threshold.factor < 1 || (isPart && comparison.threshold.factor > timesMost)))
            refuse("a threshold above zero and at most 1000 x");
    }

    // profit falls 30% after 25% of credit
    void readFall(Comparison& comparison)
    {
        comparison.measure = RuleMeasure::Giveback;
        comparison.level = perCent(number());
        expect("%");
        if (!m_error && (comparison.level < 1 || comparison.level > oneInParts))
            refuse("a fall of more than 0% and at most 100%");
        expect("after");
        readMoney(comparison);
    }

    void readClock(Comparison& comparison)
    {
        comparison.measure = RuleMeasure::Time;
        expect(">=");
        const std::int64_t hours = wholeNumber("a time such as 15:45");
        expect(":");
        const std::int64_t minutes = wholeNumber("a time such as 15:45");
        if (hours > 23 || minutes > 59)
            refuse("a time such as 15:45");
        comparison.level = hours * 60 + minutes;
    }

    void readMeasure(Comparison& comparison)
    {
        if (takes("profit")) {
            if (takes("falls"))
                return readFall(comparison);
            expect(">=");
            readMoney(comparison);
        } else if (takes("loss")) {
            comparison.measure = RuleMeasure::Loss;
            expect(">=");
            readMoney(comparison);
        } else if (takes("dte")) {
            comparison.measure = RuleMeasure::Days;
            direction(comparison);
            comparison.level = wholeNumber("whole days");
        } else if (takes("time")) {
            readClock(comparison);
        } else if (takes("breach")) {
            comparison.measure = RuleMeasure::Breach;
        } else if (takes("delta")) {
            comparison.measure = RuleMeasure::Delta;
            direction(comparison);
            comparison.level = number();
            if (comparison.level > oneInParts)
                refuse("a delta from 0 to 1");
        } else if (takes("underlying")) {
            comparison.measure = RuleMeasure::Underlying;
            direction(comparison);
            comparison.level = number();
        } else if (takes("iv")) {
            comparison.measure = RuleMeasure::Volatility;
            direction(comparison);
            comparison.level = perCent(number());
            expect("%");
        } else {
            refuse("profit, loss, dte, time, delta, breach, underlying or iv");
        }
    }

    void readComparison()
    {
        Comparison comparison;
        skipBlanks();
        const std::size_t begin = m_at;
        readMeasure(comparison);
        if (m_error)
            return;
        if (m_condition.m_comparisons.size() >= RuleCondition::comparisonsMost)
            return refuse(fmt::format("at most {} comparisons", RuleCondition::comparisonsMost));
        comparison.text = std::string(m_text.substr(begin, m_at - begin));
        m_condition.m_steps.push_back(std::int16_t(m_condition.m_comparisons.size()));
        m_condition.m_comparisons.push_back(std::move(comparison));
    }

    void readOne(int depth)
    {
        if (depth > bracketsMost)
            return refuse("fewer brackets");
        if (!takes("("))
            return readComparison();
        readAny(depth + 1);
        expect(")");
    }

    void readAll(int depth)
    {
        readOne(depth);
        while (!m_error && takes("and")) {
            readOne(depth);
            m_condition.m_steps.push_back(RuleCondition::stepAnd);
        }
    }

    void readAny(int depth)
    {
        readAll(depth);
        while (!m_error && takes("or")) {
            readAll(depth);
            m_condition.m_steps.push_back(RuleCondition::stepOr);
        }
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::optional<Error> m_error;
    RuleCondition m_condition;
};

Result<RuleCondition> RuleCondition::parse(std::string_view text)
{
    if (text.empty() || text.size() > conditionLengthMost)
        return fail("input.rule_condition",
                    fmt::format("Expected a condition of 1 to {} characters, such as \"profit >= 50% of "
                                "credit\", found {}.",
                                conditionLengthMost, text.size()));
    return RuleConditionReader(text).read();
}

bool RuleCondition::looksAt(RuleMeasure measure) const
{
    return std::ranges::find(m_comparisons, measure, &RuleComparison::measure) != m_comparisons.end();
}

bool RuleCondition::needsNoMarket() const
{
    return std::ranges::all_of(m_comparisons, [](const RuleComparison& comparison) {
        return comparison.measure == RuleMeasure::Days || comparison.measure == RuleMeasure::Time;
    });
}

bool RuleCondition::protects() const
{
    return looksAt(RuleMeasure::Loss) || looksAt(RuleMeasure::Breach) || looksAt(RuleMeasure::Delta)
        || looksAt(RuleMeasure::Giveback);
}

} // namespace strikedesk
