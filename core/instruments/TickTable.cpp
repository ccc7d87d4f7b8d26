// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/TickTable.h"

namespace strikedesk {
namespace {

// Both steps of every table divide the boundary, so that three dollars is a valid price from either side.
constexpr std::int64_t tickBoundaryUnits = 30'000;

std::int64_t floorToStep(std::int64_t units, std::int64_t step)
{
    const std::int64_t rest = units % step;
    return units - (rest < 0 ? rest + step : rest);
}

} // namespace

Price TickTable::tickAt(Price price) const
{
    return Price::ofUnits(absolute(price).units() < tickBoundaryUnits ? m_unitsBelow : m_unitsAbove);
}

bool TickTable::isOnTick(Price price) const
{
    return price.units() % tickAt(price).units() == 0;
}

Price TickTable::roundDown(Price price) const
{
    return Price::ofUnits(floorToStep(price.units(), tickAt(price).units()));
}

Price TickTable::roundUp(Price price) const
{
    return -roundDown(-price);
}

Price TickTable::roundPassive(Price price, Side side) const
{
    return side == Side::Buy ? roundDown(price) : roundUp(price);
}

// Valid prices are numbered from zero outwards: the steps below the boundary first, then those above.
Price TickTable::advance(Price price, int steps) const
{
    const std::int64_t stepsBelow = tickBoundaryUnits / m_unitsBelow;
    const auto numberOf = [&](Price onTick) {
        const std::int64_t magnitude = absolute(onTick).units();
        const std::int64_t number = magnitude <= tickBoundaryUnits
            ? magnitude / m_unitsBelow
            : stepsBelow + (magnitude - tickBoundaryUnits) / m_unitsAbove;
        return onTick.isNegative() ? -number : number;
    };
    const auto priceOf = [&](std::int64_t number) {
        const std::int64_t magnitude = number < 0 ? -number : number;
        const std::int64_t units = magnitude <= stepsBelow
            ? magnitude * m_unitsBelow
            : tickBoundaryUnits + (magnitude - stepsBelow) * m_unitsAbove;
        return Price::ofUnits(number < 0 ? -units : units);
    };
    if (steps == 0)
        return price;
    // From between two ticks the first step reaches the nearer one in the direction of travel.
    return priceOf(numberOf(steps > 0 ? roundDown(price) : roundUp(price)) + steps);
}

} // namespace strikedesk
