// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/risk/Coverage.h"
#include "core/types/Money.h"

#include <optional>
#include <span>

namespace strikedesk {

struct ImpactInput;

/// What an order can lose and win by expiry.
struct OrderLoss
{
    std::optional<Money> maximumLoss; ///< Not negative; absent when unlimited or unknown.
    std::optional<Money> maximumGain; ///< Not negative; absent when unlimited, unknown or of mixed expiries.
    bool isUnlimited = false;
};

/// `paid`: the order's whole price at its worst with fees, negative when it brings money. Exact payoff at
/// expiry (core/pricing/Payoff.h); unknown for adjusted contracts whose deliverables nobody has supplied.
[[nodiscard]] OrderLoss orderLoss(const ImpactInput& input, Money paid);

/// The worst of the payoff at expiry, without what was paid, not negative. Nothing when it has no bound or
/// nobody knows what a contract delivers.
[[nodiscard]] std::optional<Money> worstOfPayoff(std::span<const ExposureLeg> legs);

} // namespace strikedesk
