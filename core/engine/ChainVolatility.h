// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/ChainSnapshot.h"

#include <cmath>
#include <optional>

namespace strikedesk {

/// The volatility at the money 30 days ahead, total variance being linear between expiries: the number that
/// is stored day by day. Nothing without an expiry from half of that to twice it or more: what one day's
/// options say of a month is no statement.
[[nodiscard]] inline std::optional<double> volatilityOfAMonth(const ChainSnapshot& chain)
{
    constexpr double month = 30.0 / 365;
    const ChainExpiry* before = nullptr;
    const ChainExpiry* after = nullptr;
    for (const ChainExpiry& expiry : chain.expiries) {
        if (!expiry.atTheMoneyVolatility || !(expiry.years > 0))
            continue;
        if (expiry.years <= month)
            before = &expiry;
        else if (!after)
            after = &expiry;
    }
    if (!after)
        return before && before->years >= month / 2 ? before->atTheMoneyVolatility : std::nullopt;
    if (!before)
        return after->years <= month * 2 ? after->atTheMoneyVolatility : std::nullopt;
    const auto total = [](const ChainExpiry& expiry) {
        return *expiry.atTheMoneyVolatility * *expiry.atTheMoneyVolatility * expiry.years;
    };
    const double part = (month - before->years) / (after->years - before->years);
    return std::sqrt(((1 - part) * total(*before) + part * total(*after)) / month);
}

} // namespace strikedesk
