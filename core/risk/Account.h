// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Money.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace strikedesk {

enum class AccountType { Margin, Cash };
[[nodiscard]] constexpr std::string_view nameOf(AccountType type)
{
    return type == AccountType::Margin ? "margin" : "cash";
}

/// What an account can carry, from its books and the margin rules (docs/market-rules.md, margin).
struct Account
{
    std::string id;
    AccountType type = AccountType::Margin;
    int optionLevel = 0; ///< 0 none, 1 covered, 2 long options, 3 spreads, 4 uncovered.
    Money cash;
    Money settledCash;
    Money stockValue;     ///< Stock at its mark, shorts negative; options have no loan value.
    Money marginRequired; ///< Of everything that is open.
    Money reserved;       ///< What working and unknown orders take at their worst, fees included.

    /// Equity that counts less what is required: what stands above the margin call.
    [[nodiscard]] Money excess() const { return cash + stockValue - marginRequired; }
    /// What a new order may use. A cash account buys with settled cash only and borrows nothing.
    [[nodiscard]] Money buyingPower() const
    {
        const Money free
            = type == AccountType::Cash ? std::min(settledCash - marginRequired, excess()) : excess();
        return free - reserved;
    }
};

} // namespace strikedesk
