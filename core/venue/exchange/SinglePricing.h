// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/venue/exchange/OrderPricing.h"

namespace strikedesk {

/// priceOrder() for an order of one leg.
[[nodiscard]] std::optional<PricedExecution>
priceSingle(const ExchangeOrder& order, const ExchangeQuotes& quotes, Instant now, FillModel model);

} // namespace strikedesk
