// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/positions/RuleSheet.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

/// What one rule would do now.
struct RuleOutlook
{
    RuleTerms terms;
    std::string phase;           ///< "watching", "firing", "done".
    std::string verdict;         ///< "waits", "acts", "blind" …
    std::string sentence;        ///< What it sees, and what it would do.
    Quantity allotted;           ///< Packages that are its part of the original position.
    Quantity filled;             ///< That it has closed so far.
    Quantity quantity;           ///< That it would close if it acted now.
    std::optional<Money> profit; ///< What closing them at the mark would come to, after fees.
    int confirmations = 0;
    std::string alarm;
};

/// All rules of one position: what they see and would do.
struct RulesReply
{
    std::string structure;
    bool isPaused = false;
    bool isSet = false; ///< The position has these rules; else they are only looked at.
    RuleFacts facts;
    Quantity held;
    std::optional<Money> profit; ///< Of what is held, after fees.
    std::string fault;           ///< Why profit is not known.
    std::vector<RuleOutlook> rules;
};
/// One that is shown; snapshots share it until the position is looked at again.
using RulesReplyPtr = std::shared_ptr<const RulesReply>;

} // namespace strikedesk
