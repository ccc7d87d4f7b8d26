// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/market/MarketQuality.h"
#include "core/pricing/VolatilityHistory.h"

#include <QJsonObject>

namespace strikedesk::api {

/// Width, what is usual, the score and what is unusual, beside the quote of one contract.
void insertMarketQuality(QJsonObject& document, const MarketQuality& market);

/// Rank and percentile with the number of days they are among; null without any.
[[nodiscard]] QJsonValue standingJson(const std::optional<pricing::VolatilityStanding>& standing);

} // namespace strikedesk::api
