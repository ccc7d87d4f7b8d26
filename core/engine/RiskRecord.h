// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/risk/PaceBook.h"
#include "core/types/Money.h"
#include "core/util/Instant.h"

#include <map>
#include <optional>
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

struct BreakerRecord
{
    std::string code;
    std::string limit;
    std::string measured;
    std::string reason;
    Instant trippedAt;
};

/// What the fold of events keeps of risk beside orders and positions.
struct RiskRecord
{
    EquityRecord equity;
    std::optional<BreakerRecord> breaker;
    std::map<std::string, std::string> disarmed;   ///< Principals, each with the reason.
    std::map<std::string, std::string> restricted; ///< Underlyings, each with the reason.
    PaceBook pace;
};

} // namespace strikedesk
