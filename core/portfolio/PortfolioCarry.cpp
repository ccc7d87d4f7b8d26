// SPDX-License-Identifier: GPL-3.0-or-later
// What goes along with a roll without being traded.
#include "core/portfolio/Portfolio.h"

#include <algorithm>

namespace strikedesk {

// No more than is there, on the side on which it is held: the rest has been assigned or closed since.
void Portfolio::carry(const CarriedHolding& holding, const std::string& strategy)
{
    const auto found = m_positions.find({holding.from, holding.symbol});
    if (found == m_positions.end() || found->second.quantity.isPositive() != holding.quantity.isPositive())
        return;
    PortfolioPosition& leaves = found->second;
    const Quantity magnitude = std::min(absolute(holding.quantity), absolute(leaves.quantity));
    if (magnitude.isZero())
        return;
    const Quantity quantity = holding.quantity.isNegative() ? -magnitude : magnitude;
    const Money cost = proportion(leaves.cost, magnitude, absolute(leaves.quantity));
    const Multiplier multiplier = leaves.multiplier;
    trade(leaves, -quantity, -cost); // for what it has cost: nothing is realised
    trade(row(holding.to, holding.symbol, strategy, multiplier), quantity, cost);
}

} // namespace strikedesk
