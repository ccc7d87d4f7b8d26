// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/MarketSeen.h"
#include "core/positions/RuleSheet.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

// What happens to the rules of a position (DeskEvents.h). `structure` is the position; what a rule sends is
// an `order.intended` that names it.

/// All rules of a position, new or instead of those before. A rule that keeps its name keeps what it has
/// closed; one that keeps all its terms keeps everything.
struct RulesSet
{
    static constexpr std::string_view kind = "rule.set";
    static constexpr std::string_view category = "rule";
    static constexpr bool isTrading = true;
    std::string structure;
    bool isPerson = false;
    std::string strategy;
    std::vector<RuleLeg> legs;
    RuleFacts facts;
    std::vector<RuleTerms> rules;
    std::string reason;
};

/// More of the position has been opened: the parts are of this size now.
struct RulesSized
{
    static constexpr std::string_view kind = "rule.sized";
    static constexpr std::string_view category = "rule";
    static constexpr bool isTrading = true;
    std::string structure;
    RuleFacts facts;
};

struct RulesPaused
{
    static constexpr std::string_view kind = "rule.paused";
    static constexpr std::string_view category = "rule";
    static constexpr bool isTrading = true;
    std::string structure;
    bool isPaused = true;
    std::string reason;
};

struct RulesRemoved
{
    static constexpr std::string_view kind = "rule.removed";
    static constexpr std::string_view category = "rule";
    static constexpr bool isTrading = true;
    std::string structure;
    std::string reason;
};

/// The best profit that a rule has seen, which a fall is measured from.
struct RulePeaked
{
    static constexpr std::string_view kind = "rule.peaked";
    static constexpr std::string_view category = "rule";
    static constexpr bool isTrading = true;
    std::string structure;
    std::string rule;
    Money peak;
};

/// Its condition is met once more, with what was seen of the position.
struct RuleConfirmed
{
    static constexpr std::string_view kind = "rule.confirmed";
    static constexpr std::string_view category = "rule";
    static constexpr bool isTrading = true;
    std::string structure;
    std::string rule;
    std::string seen;            ///< What it looked at, in words.
    std::optional<Money> profit; ///< Of what is open, after fees.
    PackageSeen package;
    std::vector<QuoteSeen> quotes;
};

/// Its condition is not met any more: it is counted anew.
struct RuleBroken
{
    static constexpr std::string_view kind = "rule.broken";
    static constexpr std::string_view category = "rule";
    static constexpr bool isTrading = true;
    std::string structure;
    std::string rule;
    std::string seen;
};

/// The decision to close so much.
struct RuleFired
{
    static constexpr std::string_view kind = "rule.fired";
    static constexpr std::string_view category = "rule";
    static constexpr bool isTrading = true;
    std::string structure;
    std::string rule;
    Quantity quantity;
    std::string reason;
};

/// Nothing was sent: the gate has refused it, or the state of the desk or of other orders does not allow it.
struct RuleRefused
{
    static constexpr std::string_view kind = "rule.refused";
    static constexpr std::string_view category = "rule";
    static constexpr bool isTrading = true;
    std::string structure;
    std::string rule;
    std::string code;
    std::string reason;
    bool isCounted = false; ///< One of the attempts that are bounded.
    Instant retryAt;
};

/// Its order came to nothing, or a rule that comes first took its place: it watches anew.
struct RulePutBack
{
    static constexpr std::string_view kind = "rule.put_back";
    static constexpr std::string_view category = "rule";
    static constexpr bool isTrading = true;
    std::string structure;
    std::string rule;
    std::string reason;
    bool isCounted = false;
    std::optional<Instant> retryAt;
};

struct RuleDone
{
    static constexpr std::string_view kind = "rule.done";
    static constexpr std::string_view category = "rule";
    static constexpr bool isTrading = true;
    std::string structure;
    std::string rule;
    std::string reason;
};

/// People have to know of it.
struct RuleAlarmed
{
    static constexpr std::string_view kind = "rule.alarmed";
    static constexpr std::string_view category = "rule";
    static constexpr bool isTrading = true;
    std::string structure;
    std::string rule;
    std::string code;
    std::string reason; ///< Empty: what was wrong is over.
};

} // namespace strikedesk
