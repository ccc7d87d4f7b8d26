// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Money.h"
#include "core/types/Side.h"

#include <cstdint>
#include <string>

namespace strikedesk {

enum class TimeInForce { Day, GoodTillCancelled, GoodTillDate, ImmediateOrCancel };

/// One leg of a package: what one package buys or sells of one instrument.
struct OrderLeg
{
    std::string symbol; ///< Padded OSI symbol, or a ticker for stock.
    Side side = Side::Buy;
    std::int32_t ratio = 1; ///< Contracts, or shares for stock, per package.
    PositionEffect effect = PositionEffect::Open;

    friend bool operator==(const OrderLeg&, const OrderLeg&) = default;
};

/// A holding that goes along with a roll without being traded: the stock of a covered call, the far leg of a
/// calendar.
struct CarriedLeg
{
    std::string symbol;
    std::int64_t ratio = 0; ///< Contracts or shares of one package, signed as held.

    friend bool operator==(const CarriedLeg&, const CarriedLeg&) = default;
};

/// What one leg of an execution did.
struct LegFill
{
    std::string symbol;
    Side side = Side::Buy;
    Quantity quantity; ///< Contracts or shares: ratio times packages.
    Price price;
    Money fee;

    friend bool operator==(const LegFill&, const LegFill&) = default;
};

} // namespace strikedesk
