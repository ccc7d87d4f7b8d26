// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/venue/exchange/OrderPricing.h"

namespace strikedesk {

/// priceOrder() for an order of several legs, which trade together or not at all.
[[nodiscard]] std::optional<PricedExecution>
pricePackage(const ExchangeOrder& order, const ExchangeQuotes& quotes, Instant now, const FillRules& rules);

} // namespace strikedesk
