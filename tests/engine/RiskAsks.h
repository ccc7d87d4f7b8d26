// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/engine/TradingBench.h"

#include <string>

namespace strikedesk {

// What tests of limits and breakers ask of a bench, and how they read its answers.

inline std::string codeOf(const Result<DeskReply>& reply)
{
    return reply ? "sent" : reply.error().code;
}

/// The shipped limits with one changed, and room for as many orders as a test sends.
inline Limits with(LimitId id, std::int64_t value)
{
    Limits limits = shippedLimits();
    limits.values[id] = value;
    limits.values[LimitId::OrdersPerSecond] = 1'000;
    limits.values[LimitId::OrdersPerMinute] = 10'000;
    return limits;
}

/// Rests: nobody pays so much for it.
inline OrderRequest resting(TradingBench& bench, int cents, int contracts = 1)
{
    OrderRequest request = bench.vertical(OrderType::Limit, contracts);
    request.limit = Price::ofCents(-cents);
    return request;
}

inline OrderRequest closing(TradingBench& bench, const OrderRequest& opened)
{
    OrderRequest request = opened;
    for (OrderLeg& leg : request.legs) {
        leg.side = leg.side == Side::Buy ? Side::Sell : Side::Buy;
        leg.effect = PositionEffect::Close;
    }
    request.type = OrderType::Limit;
    request.limit = Price::ofCents(1);
    request.structureId = *bench.state().openStructures().begin();
    return request;
}

} // namespace strikedesk
