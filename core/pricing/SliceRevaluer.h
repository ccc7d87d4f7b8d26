// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/SliceBatch.h"

#include <array>
#include <memory>
#include <span>
#include <vector>

namespace strikedesk::pricing {
namespace detail {
class SliceSide;
} // namespace detail

/// One slice that is valued again and again, as a chain on screen is: keeps what does not depend on the spot.
///
/// Cold, it finds the volatilities of the prices and the values at them. After a tick of the spot alone it
/// values anew from what it kept: closed forms at once, exercise boundaries (which belong to volatility,
/// rate, yield and time), and for cash dividends the solved grid around the spot, which is the value at any
/// spot until it leaves that window; then the grid is solved again. Accuracy is that of `Screen`. Thread: one
/// at a time.
class SliceRevaluer
{
public:
    /// Strikes and rights are of one length.
    SliceRevaluer(const SliceTerms& terms, std::vector<double> strikes, std::vector<Right> rights);
    ~SliceRevaluer();
    SliceRevaluer(SliceRevaluer&&) noexcept;
    SliceRevaluer& operator=(SliceRevaluer&&) noexcept;

    /// Values at these volatilities.
    void price(const MarketInputs& market, std::span<const double> volatilities);
    /// The volatilities that give these prices, and the values at them; a row without a volatility has no
    /// value either, and both say why.
    void imply(const MarketInputs& market, std::span<const double> prices);
    /// The same volatilities at another spot. After price() or imply().
    void moveSpot(double spot);

    [[nodiscard]] const SliceValues& values() const { return m_values; }
    [[nodiscard]] const SliceVolatilities& volatilities() const { return m_volatilities; }

private:
    void reset(const MarketInputs& market);
    void write();

    SliceTerms m_terms;
    std::vector<double> m_strikes;
    std::vector<Right> m_rights;
    MarketInputs m_market;
    SliceValues m_values;
    SliceVolatilities m_volatilities;
    bool m_isAlive = false;
    std::array<std::unique_ptr<detail::SliceSide>, 2> m_sides; ///< Empty where the slice has no model value.
};

} // namespace strikedesk::pricing
