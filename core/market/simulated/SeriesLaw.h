// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/market/simulated/JumpSmile.h"
#include "core/market/simulated/SimulatedUniverse.h"

#include <vector>

namespace strikedesk::simulated {

/// What stands between one series and its settlement at one moment.
struct SeriesMoment
{
    Instant now;
    double spot = 0;
    double volatility = 0;         ///< Now; it returns to that of the traits.
    double sessionLeft = 0;        ///< Of today's session, from 1 to 0.
    int tradingDaysAfterToday = 0; ///< Up to and including the expiry day.
};

/// The prices of one series at one moment.
class SeriesLaw
{
public:
    SeriesLaw(const SimulatedClass& listed, const Series& series, const SeriesMoment& moment);

    /// American options never below what exercise now, or holding to one of a few other dates, is worth: a
    /// floor that is tight enough to quote around.
    [[nodiscard]] StrikePrices at(double strike) const;
    /// Standard deviation of the logarithm until settlement, jumps left out.
    [[nodiscard]] double deviation() const { return m_toSettlement.deviation(); }

private:
    bool m_isAmerican;
    double m_spot;
    JumpSmile m_toSettlement;
    std::vector<JumpSmile> m_earlierForCalls; // Just before each ex-date.
    std::vector<JumpSmile> m_earlierForPuts;  // Half way.
};

/// The rate of the simulated world, continuously compounded.
inline constexpr double simulatedRate = 0.0425;

} // namespace strikedesk::simulated
