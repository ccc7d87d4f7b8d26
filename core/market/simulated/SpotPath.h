// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/market/simulated/SimulatedUniverse.h"
#include "core/util/Random.h"

namespace strikedesk::simulated {

/// Share of a trading day's variance that falls into the session; the rest falls into the night before it.
inline constexpr double sessionShare = 0.72;
inline constexpr double tradingDaysPerYear = 252;

/// The price of one underlying through the day: quiet and busy minutes, a volatility that rises when the
/// price falls, jumps now and then, a gap over night.
class SpotPath
{
public:
    SpotPath(const ClassTraits& traits, double price, std::uint64_t seed, std::uint64_t stream);

    /// Goes on by `seconds` of a session of `sessionSeconds`, of which `fraction` is over.
    void step(double seconds, double sessionSeconds, double fraction);
    /// From one close to the next opening; `dividend` leaves the price.
    void passNight(double dividend);

    [[nodiscard]] double price() const { return m_price; }
    /// What options are priced with.
    [[nodiscard]] double volatility() const;
    /// About 1; 0.6 in a quiet minute, 1.9 in a busy one.
    [[nodiscard]] double pace() const;

private:
    enum class Mood { Quiet, Normal, Busy };

    void changeMood(double seconds);

    ClassTraits m_traits;
    Random m_random;
    double m_price;
    double m_logVolatility = 0; ///< Around the traits' volatility.
    Mood m_mood = Mood::Normal;
};

/// The day's rhythm: above 1 after the opening and before the close.
[[nodiscard]] double rhythmOfDay(double fraction);

} // namespace strikedesk::simulated
