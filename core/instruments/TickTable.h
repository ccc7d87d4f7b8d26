// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Money.h"
#include "core/types/Side.h"

#include <string_view>

namespace strikedesk {

/// The smallest price steps of a class: one below a boundary, one at or above it. Source: exchange rules as
/// listed in docs/market-rules.md. Prices may be negative (net price of a package): the table then works on
/// the magnitude.
class TickTable
{
public:
    static constexpr TickTable pennyNickel()
    {
        return {"penny program", 100, 500};
    }                                                                  ///< 0.01 below $3, 0.05 above.
    static constexpr TickTable penny() { return {"penny", 100, 100}; } ///< SPY, QQQ, IWM; stocks; net prices.
    static constexpr TickTable nickelDime()
    {
        return {"nickel/dime", 500, 1'000};
    }                                                                    ///< 0.05 below $3, 0.10 above.
    static constexpr TickTable nickel() { return {"nickel", 500, 500}; } ///< Net price of SPX packages.

    [[nodiscard]] constexpr std::string_view name() const { return m_name; }
    /// The step that applies at `price`.
    [[nodiscard]] Price tickAt(Price price) const;
    [[nodiscard]] bool isOnTick(Price price) const;
    /// The nearest valid price that does not pay more: down when buying, up when selling.
    [[nodiscard]] Price roundPassive(Price price, Side side) const;
    [[nodiscard]] Price roundDown(Price price) const;
    [[nodiscard]] Price roundUp(Price price) const;
    /// `steps` ticks up (or down when negative) from a price on tick, over the boundary where there is one.
    [[nodiscard]] Price advance(Price price, int steps) const;

    [[nodiscard]] friend constexpr bool operator==(const TickTable&, const TickTable&) = default;

private:
    constexpr TickTable(std::string_view name, std::int64_t below, std::int64_t above)
        : m_name(name)
        , m_unitsBelow(below)
        , m_unitsAbove(above)
    {
    }

    std::string_view m_name;
    std::int64_t m_unitsBelow; ///< Under three dollars, in 1/10,000.
    std::int64_t m_unitsAbove; ///< From three dollars.
};

} // namespace strikedesk
