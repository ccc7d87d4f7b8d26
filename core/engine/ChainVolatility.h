// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/ChainSnapshot.h"

#include <optional>

namespace strikedesk {

/// The volatility at the money 30 days ahead, total variance being linear between expiries: the number that
/// is stored day by day. Nothing without an expiry from half of that to twice it or more: what one day's
/// options say of a month is no statement.
[[nodiscard]] std::optional<double> volatilityOfAMonth(const ChainSnapshot& chain);

/// The volatility of 30 days by the rule of the Cboe index, from all quotes out of the money and without a
/// model (core/pricing/VarianceIndex.h). Nothing without an expiry on both sides of 30 days, at most 60 away.
[[nodiscard]] std::optional<double> volatilityIndexOf(const ChainSnapshot& chain);

} // namespace strikedesk
