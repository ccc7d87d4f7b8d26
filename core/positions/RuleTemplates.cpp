// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/positions/RuleTemplates.h"

#include <fmt/format.h>

#include <array>

namespace strikedesk {
namespace {

// clang-format off
constexpr std::array creditTiers {
    TemplateRule {"first",  "profit >= 25% of credit", 3'000},
    TemplateRule {"second", "profit >= 50% of credit", 5'000},
    TemplateRule {"last",   "profit >= 75% of credit", 2'000},
    TemplateRule {"stop",   "loss >= 2 x credit"},
    TemplateRule {"21 dte", "dte <= 21"},
};
constexpr std::array credit25 {
    TemplateRule {"take",   "profit >= 25% of credit"},
    TemplateRule {"stop",   "loss >= 2 x credit"},
    TemplateRule {"21 dte", "dte <= 21"},
};
constexpr std::array credit50 {
    TemplateRule {"take",   "profit >= 50% of credit"},
    TemplateRule {"stop",   "loss >= 2 x credit"},
    TemplateRule {"21 dte", "dte <= 21"},
};
constexpr std::array credit75 {
    TemplateRule {"take",   "profit >= 75% of credit"},
    TemplateRule {"stop",   "loss >= 2 x credit"},
    TemplateRule {"21 dte", "dte <= 21"},
};
constexpr std::array debitTiers {
    TemplateRule {"first",  "profit >= 50% of debit", 5'000},
    TemplateRule {"last",   "profit >= 100% of debit", 5'000},
    TemplateRule {"stop",   "loss >= 50% of debit"},
    TemplateRule {"7 dte",  "dte <= 7"},
};
constexpr std::array evenParts {
    TemplateRule {"take",   "profit >= 50% of maximum profit"},
    TemplateRule {"stop",   "loss >= 50% of maximum loss"},
    TemplateRule {"7 dte",  "dte <= 7"},
};

constexpr std::array ruleTemplateRows {
    RuleTemplate {"credit_tiers", RuleBase::Credit,        "A sold structure in three parts",           creditTiers},
    RuleTemplate {"credit_25",    RuleBase::Credit,        "A sold structure, a quarter of the credit", credit25},
    RuleTemplate {"credit_50",    RuleBase::Credit,        "A sold structure, half of the credit",      credit50},
    RuleTemplate {"credit_75",    RuleBase::Credit,        "A sold structure, most of the credit",      credit75},
    RuleTemplate {"debit_tiers",  RuleBase::Debit,         "A bought structure in two parts",           debitTiers},
    RuleTemplate {"even",         RuleBase::MaximumProfit, "A structure that cost next to nothing",     evenParts},
};
// clang-format on

} // namespace

std::span<const RuleTemplate> ruleTemplates()
{
    return ruleTemplateRows;
}

Result<std::vector<RuleTerms>> rulesOfTemplate(std::string_view key)
{
    std::string keys;
    for (const RuleTemplate& row : ruleTemplateRows) {
        keys += (keys.empty() ? "" : ", ") + std::string(row.key);
        if (row.key != key)
            continue;
        std::vector<RuleTerms> rules;
        for (const TemplateRule& rule : row.rules) {
            RuleTerms terms;
            terms.name = rule.name;
            terms.when = rule.when;
            terms.close = rule.close;
            rules.push_back(std::move(terms));
        }
        return rules;
    }
    return fail("input.rule_template", fmt::format("Expected one of {}, found \"{}\".", keys, key));
}

} // namespace strikedesk
