// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/positions/RuleCondition.h"
#include "core/util/Assert.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

using namespace strikedesk;

// Whatever the text, it is refused with a reason or it is a condition that has an answer whatever is seen.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using Answer = RuleCondition::Answer;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const Result<RuleCondition> condition = RuleCondition::parse(text);
    if (!condition) {
        STRIKEDESK_ASSERT(condition.error().code == "input.rule_condition", "a refusal has its code");
        return 0;
    }
    const std::size_t count = condition->comparisons().size();
    STRIKEDESK_ASSERT(count > 0 && count <= RuleCondition::comparisonsMost, "a condition compares something");
    for (const Answer same : {Answer::No, Answer::Unknown, Answer::Yes}) {
        const Answer all = condition->judge([&](const RuleComparison&) { return same; });
        STRIKEDESK_ASSERT(all == same, "what all comparisons say is what the condition says");
    }
    for (const RuleComparison& comparison : condition->comparisons())
        STRIKEDESK_ASSERT(RuleCondition::parse(comparison.text).has_value(), "each is a condition by itself");
    return 0;
}
