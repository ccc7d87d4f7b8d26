// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/positions/RuleWords.h"
#include "core/util/Assert.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

using namespace strikedesk;

// Whatever the text, it is refused with a reason, or its rules are written and read back as they are.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto rules = rulesFromLines(text);
    if (!rules) {
        STRIKEDESK_ASSERT(rules.error().code == "input.rule_words", "a refusal has its code");
        return 0;
    }
    for (const RuleTerms& rule : *rules) {
        const auto condition = RuleCondition::parse(rule.when);
        if (!condition)
            continue; // what looks like a rule and is refused when it is set
        const auto again = ruleFromWords(wordsOf(rule));
        STRIKEDESK_ASSERT(again.has_value(), "what was read is written so that it can be read");
        STRIKEDESK_ASSERT(withDefaults(*again, *condition) == withDefaults(rule, *condition),
                          "and it says the same");
    }
    return 0;
}
