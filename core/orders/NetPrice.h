// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Money.h"
#include "core/types/OrderLeg.h"

#include <span>
#include <string>

namespace strikedesk {

// Orders quote a package by its net price (positive debit, negative credit) and a single leg by its own price
// whatever its side. Sums of money need one sign: *paid*, a buy positive, a sell negative.

[[nodiscard]] inline bool isSoldSingle(std::span<const OrderLeg> legs)
{
    return legs.size() == 1 && legs.front().side == Side::Sell;
}

/// The net price paid per package for a price as an order quotes it.
[[nodiscard]] inline Price paidFrom(std::span<const OrderLeg> legs, Price quoted)
{
    return isSoldSingle(legs) ? -quoted : quoted;
}

/// The price as an order quotes it for a net price paid; its own inverse.
[[nodiscard]] inline Price quotedFrom(std::span<const OrderLeg> legs, Price paid)
{
    return isSoldSingle(legs) ? -paid : paid;
}

/// For sentences: "2.75 credit", "0.40 debit", and a single leg's price by itself.
[[nodiscard]] inline std::string quotedPriceWords(std::span<const OrderLeg> legs, Price quoted)
{
    if (legs.size() == 1 || quoted.isZero())
        return quoted.shortText();
    return absolute(quoted).shortText() + (quoted.isPositive() ? " debit" : " credit");
}

/// What a net price counts: packages, or for a single leg its contracts or shares.
[[nodiscard]] inline Quantity pricedQuantity(std::span<const OrderLeg> legs, Quantity packages)
{
    return legs.size() == 1 ? packages * legs.front().ratio : packages;
}

} // namespace strikedesk
