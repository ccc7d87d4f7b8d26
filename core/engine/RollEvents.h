// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/positions/RollSheet.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

// What happens to rolls of positions (DeskEvents.h). What a roll sends is an `order.intended` that names it.

/// The decision to roll: it is carried out once, whatever happens to the process.
struct RollStarted
{
    static constexpr std::string_view kind = "roll.started";
    static constexpr std::string_view category = "roll";
    static constexpr bool isTrading = true;
    std::string roll;
    RollDecision decision;
};

/// Somebody does not want the rest of it.
struct RollStopped
{
    static constexpr std::string_view kind = "roll.stopped";
    static constexpr std::string_view category = "roll";
    static constexpr bool isTrading = true;
    std::string roll;
    std::string reason;
};

/// A package could not be sent: the gate has refused it, or the state of the desk does not allow it.
struct RollRefused
{
    static constexpr std::string_view kind = "roll.refused";
    static constexpr std::string_view category = "roll";
    static constexpr bool isTrading = true;
    std::string roll;
    std::string code;
    std::string reason;
    bool isCounted = false; ///< One of the attempts that are bounded.
    Instant retryAt;
};

/// The new position has the rules of the old one, as far as they can be met there.
struct RollRulesCarried
{
    static constexpr std::string_view kind = "roll.rules_carried";
    static constexpr std::string_view category = "roll";
    static constexpr bool isTrading = true;
    std::string roll;
    std::string structure;
    std::vector<std::string> rules;
    std::vector<std::string> refused; ///< Names, and why.
};

/// People have to know of it.
struct RollAlarmed
{
    static constexpr std::string_view kind = "roll.alarmed";
    static constexpr std::string_view category = "roll";
    static constexpr bool isTrading = true;
    std::string roll;
    std::string code;
    std::string reason;
};

struct RollEnded
{
    static constexpr std::string_view kind = "roll.ended";
    static constexpr std::string_view category = "roll";
    static constexpr bool isTrading = true;
    std::string roll;
    std::string outcome; ///< RollSheet::outcome.
    Quantity quantity;   ///< Packages that were rolled.
    std::string reason;
};

} // namespace strikedesk
