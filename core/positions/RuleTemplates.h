// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/positions/RuleSheet.h"

#include <span>
#include <string_view>
#include <vector>

namespace strikedesk {

/// One rule of a template; what it leaves open is as withDefaults() says.
struct TemplateRule
{
    std::string_view name;
    std::string_view when;
    RuleShare close = wholeShare;
};

/// Rules that are shipped, by what was paid for a structure.
struct RuleTemplate
{
    std::string_view key;
    RuleBase suits = RuleBase::Credit; ///< Credit, Debit, or MaximumProfit for what cost next to nothing.
    std::string_view title;
    std::span<const TemplateRule> rules;
};

/// The one table behind command line, API and docs.
[[nodiscard]] std::span<const RuleTemplate> ruleTemplates();
/// `input.rule_template` names those there are.
[[nodiscard]] Result<std::vector<RuleTerms>> rulesOfTemplate(std::string_view key);

} // namespace strikedesk
