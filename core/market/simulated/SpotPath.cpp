// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/simulated/SpotPath.h"

#include <array>
#include <cmath>

namespace strikedesk::simulated {
namespace {

struct MoodRow
{
    double pace;
    double meanSeconds; // How long it lasts.
};

// Quiet, normal, busy. Weighted by their length the squares of the paces come to about one.
constexpr std::array<MoodRow, 3> moods {MoodRow {0.6, 300}, MoodRow {1.0, 420}, MoodRow {1.9, 100}};

constexpr double volatilityReversionDays = 3;
constexpr double spotVolatilityCorrelation = -0.7;
constexpr double jumpsPerSession = 4;
constexpr double jumpOfDailyDeviation = 0.12;

} // namespace

double rhythmOfDay(double fraction)
{
    return 0.85 + 0.65 * std::exp(-fraction * 14) + 0.35 * std::exp(-(1 - fraction) * 16);
}

SpotPath::SpotPath(const ClassTraits& traits, double price, std::uint64_t seed, std::uint64_t stream)
    : m_traits(traits)
    , m_random(seed, stream)
    , m_price(price)
{
}

double SpotPath::volatility() const
{
    return m_traits.volatility * std::exp(m_logVolatility);
}

double SpotPath::pace() const
{
    return moods[std::size_t(m_mood)].pace;
}

void SpotPath::changeMood(double seconds)
{
    if (m_random.uniform() >= seconds / moods[std::size_t(m_mood)].meanSeconds)
        return;
    const bool up = m_random.uniform() < 0.5;
    m_mood = m_mood == Mood::Normal ? (up ? Mood::Busy : Mood::Quiet) : Mood::Normal;
}

void SpotPath::step(double seconds, double sessionSeconds, double fraction)
{
    changeMood(seconds);
    const double days = seconds / sessionSeconds;
    const double dailyDeviation = volatility() * std::sqrt(sessionShare / tradingDaysPerYear);
    const double shock = m_random.gaussian();
    double move = dailyDeviation * pace() * rhythmOfDay(fraction) * std::sqrt(days) * shock;
    if (m_random.uniform() < jumpsPerSession * days)
        move += dailyDeviation * jumpOfDailyDeviation * (1 + m_random.uniform())
            * (m_random.uniform() < 0.55 ? -1 : 1);
    m_price *= std::exp(move);

    const double own = std::sqrt(1 - spotVolatilityCorrelation * spotVolatilityCorrelation);
    const double volatilityShock = spotVolatilityCorrelation * shock + own * m_random.gaussian();
    const double reversion = days / volatilityReversionDays;
    m_logVolatility += -m_logVolatility * reversion
        + m_traits.volatilityOfVolatility * std::sqrt(2 * reversion) * volatilityShock;
}

void SpotPath::passNight(double dividend)
{
    const double deviation = volatility() * std::sqrt((1 - sessionShare) / tradingDaysPerYear);
    const double shock = m_random.gaussian();
    m_price = (m_price - dividend) * std::exp(deviation * shock);
    m_logVolatility += -0.3 * m_logVolatility + 0.25 * m_traits.volatilityOfVolatility * (-0.7 * shock);
    m_mood = Mood::Busy;
}

} // namespace strikedesk::simulated
