// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/Margin.h"

#include <cstdint>

namespace strikedesk::pricing::detail {

struct MarginAmount
{
    std::int64_t initial = 0; ///< 1/10,000 dollar.
    std::int64_t maintenance = 0;

    friend auto operator<=>(const MarginAmount&, const MarginAmount&) = default;
    MarginAmount& operator+=(const MarginAmount& other);
    [[nodiscard]] MarginAmount operator*(std::int64_t count) const;
};

/// What the rules read besides the legs.
struct MarginMarket
{
    std::int64_t spotUnits = 0;
    bool isBroadIndex = false;
};

/// Per contract: the market value and what comes on top of it when the short is naked.
struct NakedRequirement
{
    std::int64_t marketValue = 0;
    std::int64_t addOn = 0;

    [[nodiscard]] std::int64_t total() const { return marketValue + addOn; }
};
[[nodiscard]] NakedRequirement nakedRequirement(const MarginLeg& leg, const MarginMarket& market);

/// Per lot of stock as large as one contract; `call` and `put` are the options that share the lot, null where
/// the structure has none. `shares` is the size of the lot.
[[nodiscard]] MarginAmount stockRequirement(MarginStructure structure, bool isLong, std::int64_t shares,
                                            const MarginLeg* call, const MarginLeg* put,
                                            const MarginMarket& market);

} // namespace strikedesk::pricing::detail
