// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/execution/FillRates.h"

#include "core/util/Assert.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace strikedesk {
namespace {

// What is believed before the first order: a limit at mid waits two minutes on average, one at the natural a
// second, and the rate grows evenly in its logarithm between. It weighs as much as two fills.
constexpr double secondsAtMid = 120;
constexpr double secondsAtNatural = 1;
constexpr double priorFills = 2;

std::size_t rowOf(std::size_t legs, std::size_t place)
{
    STRIKEDESK_ASSERT(legs > 0 && place < FillRates::places, "an order has legs, and stands somewhere");
    return (std::min(legs, FillRates::legGroups) - 1) * FillRates::places + place;
}

double priorSeconds(std::size_t place)
{
    const double share = double(place) / double(FillRates::places - 1);
    return secondsAtMid * std::pow(secondsAtNatural / secondsAtMid, share);
}

} // namespace

void FillRates::add(std::size_t legs, std::size_t place, Duration stood, bool isFilled)
{
    STRIKEDESK_ASSERT(stood >= Duration::zero(), "time does not go back");
    Place& at = m_places[rowOf(legs, place)];
    at.microseconds += std::uint64_t(stood.count());
    at.fills += isFilled ? 1 : 0;
}

void FillRates::add(const FillRates& others)
{
    for (std::size_t row = 0; row < m_places.size(); ++row) {
        m_places[row].microseconds += others.m_places[row].microseconds;
        m_places[row].fills += others.m_places[row].fills;
    }
}

const FillRates::Place& FillRates::at(std::size_t legs, std::size_t place) const
{
    return m_places[rowOf(legs, place)];
}

double FillRates::fillsPerSecond(std::size_t legs, std::size_t place) const
{
    const Place& seen = at(legs, place);
    return (priorFills + double(seen.fills))
        / (priorFills * priorSeconds(place) + double(seen.microseconds) / 1e6);
}

std::size_t FillRates::bestPlace(std::size_t legs, int stepsLeft, double stepSeconds) const
{
    std::array<double, places> fillChance {};
    for (std::size_t place = 0; place < places; ++place)
        fillChance[place] = 1 - std::exp(-fillsPerSecond(legs, place) * stepSeconds);
    double costLater = 1; // crossing, in parts of the way from mid to natural
    std::size_t best = places - 1;
    for (int step = 0; step < std::max(stepsLeft, 1); ++step) {
        double least = costLater;
        for (std::size_t place = 0; place < places; ++place) {
            const double cost = double(place) / double(places - 1);
            const double expected = fillChance[place] * cost + (1 - fillChance[place]) * costLater;
            if (place == 0 || expected < least) {
                least = expected;
                best = place;
            }
        }
        costLater = least;
    }
    return best;
}

std::uint64_t FillRates::fillsSeen() const
{
    std::uint64_t sum = 0;
    for (const Place& place : m_places)
        sum += place.fills;
    return sum;
}

std::optional<std::size_t> placeOf(Price limitPaid, const PackagePrices& market)
{
    const std::int64_t way = (market.natural - market.mid).units();
    if (way <= 0)
        return {};
    const std::int64_t gone = std::clamp<std::int64_t>((limitPaid - market.mid).units(), 0, way);
    return std::size_t((gone * std::int64_t(FillRates::places - 1) * 2 + way) / (2 * way));
}

} // namespace strikedesk
