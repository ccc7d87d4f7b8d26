// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/Smile.h"

#include <optional>
#include <string_view>
#include <vector>

namespace strikedesk::pricing {

/// The fitted smile of one expiry and what it stands on.
struct SurfaceSlice
{
    double years = 0;
    double forward = 0;
    double rate = 0; ///< Continuously compounded to this expiry; turns forward values into today's dollars.
    Smile smile;
    std::vector<double> strikes; ///< Those that are listed; arbitrage is looked for between them.
};

enum class ArbitrageKind {
    Vertical,  ///< A call costs less than one of a higher strike, or a spread more than its width.
    Butterfly, ///< The middle strike costs more than the line between its neighbours.
    Calendar,  ///< At the same moneyness the later expiry has less total variance.
};
[[nodiscard]] std::string_view nameOf(ArbitrageKind kind);

/// A place where the fitted surface contradicts itself, were its values traded as European options.
struct SurfaceArbitrage
{
    ArbitrageKind kind = ArbitrageKind::Butterfly;
    double years = 0;  ///< The expiry; of a calendar the later one.
    double strike = 0; ///< The middle strike of a butterfly, the lower one of a vertical.
    double size = 0;   ///< Dollars per share, today, that the position would earn at no risk.
};

/// Volatilities over strike and time: the smile of each expiry, and total variance in between.
///
/// Between two expiries total variance is linear in time at the same log-moneyness to the forward, forwards
/// are linear in their logarithm. Before the first and after the last expiry the volatility stays that of the
/// edge. Smiles are fitted one by one: nothing here forces the surface to be free of arbitrage, so
/// arbitrage() says where it is not.
class VolatilitySurface
{
public:
    /// Slices without time left or without a forward are left out; of two of one expiry the first stays.
    explicit VolatilitySurface(std::vector<SurfaceSlice> slices);

    [[nodiscard]] const std::vector<SurfaceSlice>& slices() const { return m_slices; }
    /// Nothing without a slice, a positive strike and time left.
    [[nodiscard]] std::optional<double> volatilityAt(double strike, double years) const;
    [[nodiscard]] std::optional<double> forwardAt(double years) const;

    /// Every violation of at least `smallest` dollars per share, by expiry, then strike. A vertical and a
    /// butterfly are looked for at neighbouring listed strikes, a calendar at the strikes of the later
    /// expiry.
    [[nodiscard]] std::vector<SurfaceArbitrage> arbitrage(double smallest = 1e-4) const;

private:
    std::vector<SurfaceSlice> m_slices; // By time.
};

} // namespace strikedesk::pricing
