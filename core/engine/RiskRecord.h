// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/risk/Breaker.h"
#include "core/risk/PaceBook.h"
#include "core/types/Money.h"
#include "core/util/Instant.h"

#include <map>
#include <string>

namespace strikedesk {

/// The marks that today's loss and the drawdown are measured from.
struct EquityRecord
{
    std::string day; ///< Empty before the first mark.
    Money opening;
    Money peak;
    Instant markedAt;
};

/// What the fold of events keeps of risk beside orders and positions.
struct RiskRecord
{
    EquityRecord equity;
    std::map<BreakerScope, BreakerRecord> breakers; ///< Those that have tripped.
    std::map<std::string, std::string> disarmed;    ///< Principals, each with the reason.
    std::map<std::string, std::string> restricted;  ///< Underlyings, each with the reason.
    PaceBook pace;
    /// Slippage budgets that were warned of, as "level name", each with the trade date.
    std::map<std::string, std::string> warnedBudgets;

    /// Null while it has not tripped.
    [[nodiscard]] const BreakerRecord* breaker(const BreakerScope& scope = {}) const
    {
        const auto found = breakers.find(scope);
        return found == breakers.end() ? nullptr : &found->second;
    }
};

} // namespace strikedesk
