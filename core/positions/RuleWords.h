// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/positions/RuleSheet.h"

#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

// A rule as one line that people read and write, the same on the screen and on the command line:
//
//     half: close 50% when profit >= 50% of credit; confirmations 5; how patient
//
// Without "close" it closes all that is left. Behind the condition stand the fields of docs/rules.md, each
// with its value but "rests".

/// `input.rule_words` says what was expected. Nothing is checked here that checkRules() checks.
[[nodiscard]] Result<RuleTerms> ruleFromWords(std::string_view words);
/// One rule a line; empty lines count for nothing. The error names the line.
[[nodiscard]] Result<std::vector<RuleTerms>> rulesFromLines(std::string_view lines);

/// Reads back as the same terms. Fields that withDefaults() would fill in the same way are left out.
[[nodiscard]] std::string wordsOf(const RuleTerms& rule);

} // namespace strikedesk
