// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace strikedesk {

enum class Side { Buy, Sell };
enum class PositionEffect { Open, Close };

[[nodiscard]] constexpr std::int64_t signOf(Side side)
{
    return side == Side::Buy ? 1 : -1;
}
[[nodiscard]] constexpr Side opposite(Side side)
{
    return side == Side::Buy ? Side::Sell : Side::Buy;
}
[[nodiscard]] constexpr std::string_view nameOf(Side side)
{
    return side == Side::Buy ? "buy" : "sell";
}
[[nodiscard]] constexpr std::string_view nameOf(PositionEffect effect)
{
    return effect == PositionEffect::Open ? "open" : "close";
}

} // namespace strikedesk
