// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/SpreadStatistics.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace strikedesk {
namespace {

constexpr double memorySeconds = 300;
constexpr double burstSeconds = 5;
constexpr double standingSecondsMax = 30; // A quote that nobody renews says less and less.
constexpr double deviationsMax = 3;
constexpr int widthsUntilKnown = 5;
constexpr int widthsUntilSettled = 20; // So long the mean of all weighs more than the memory.

// A width that never changes has no deviation: then a tenth of it, or a quarter of a cent, is one.
double leastDeviation(double typical)
{
    return std::max(typical / 10, 0.0025);
}

// What is left of a memory. Most quotes come within milliseconds, where the first terms of the series are as
// good (to 2e-10) and cost nothing.
double leftAfter(double seconds, double memory)
{
    const double part = seconds / memory;
    return part < 1e-3 ? 1 - part + part * part / 2 : std::exp(-part);
}

// The width, where both sides trade and stand apart; negative where it must not count.
double countedWidth(const Quote& quote)
{
    if (!quote.bid || !quote.ask || quote.ask->size <= 0)
        return -1;
    if (quote.bid->size <= 0 && !quote.bid->price.isZero()) // nobody need stand behind a bid of nothing
        return -1;
    const double width = (quote.ask->price - quote.bid->price).toDouble();
    return width > 0 ? width : -1;
}

} // namespace

void SpreadStatistics::see(const Quote& quote, Instant at)
{
    if (!m_isSeen) {
        m_firstAt = m_lastAt = at;
        m_isSeen = true;
    }
    const double seconds = std::max(0.0, secondsBetween(m_lastAt, at));
    if (seconds > memorySeconds) { // after a night nobody knows how busy a usual minute is
        m_firstAt = at;
        m_longRate = 0;
    }
    m_shortRate = float(double(m_shortRate) * leftAfter(seconds, burstSeconds) + 1 / burstSeconds);
    m_longRate = float(double(m_longRate) * leftAfter(seconds, memorySeconds) + 1 / memorySeconds);
    if (m_standing >= 0 && seconds > 0)
        learn(double(m_standing), std::min(seconds, standingSecondsMax));
    m_standing = float(countedWidth(quote));
    m_hadBothSides = m_hadBothSides || m_standing >= 0;
    m_lastAt = std::max(m_lastAt, at);
}

void SpreadStatistics::learn(double width, double seconds)
{
    const double typical = double(m_typical);
    double weight = 1 - leftAfter(seconds, memorySeconds);
    if (m_widths < widthsUntilSettled)
        weight = std::max(weight, 1.0 / (m_widths + 1));
    if (m_widths >= widthsUntilKnown) {
        const double room = deviationsMax * std::max(double(m_deviation), leastDeviation(typical));
        width = std::clamp(width, typical - room, typical + room);
    }
    m_deviation
        = float(double(m_deviation)
                + weight * (std::abs(width - typical) * (m_widths > 0 ? 1 : 0) - double(m_deviation)));
    m_typical = float(typical + weight * (width - typical));
    if (m_widths < std::numeric_limits<std::uint16_t>::max())
        ++m_widths;
}

std::optional<double> SpreadStatistics::typicalWidth() const
{
    return m_widths < widthsUntilKnown ? std::nullopt : std::optional(double(m_typical));
}

std::optional<double> SpreadStatistics::deviation() const
{
    if (m_widths < widthsUntilKnown)
        return {};
    return std::max(double(m_deviation), leastDeviation(double(m_typical)));
}

double SpreadStatistics::updatesPerSecond(Instant now) const
{
    return double(m_shortRate) * leftAfter(std::max(0.0, secondsBetween(m_lastAt, now)), burstSeconds);
}

std::optional<double> SpreadStatistics::typicalUpdatesPerSecond(Instant now) const
{
    const double known = m_isSeen ? secondsBetween(m_firstAt, now) : 0;
    if (known < burstSeconds * 4)
        return {};
    // A memory that is younger than its length has seen only a part of the rate.
    const double part = 1 - leftAfter(known, memorySeconds);
    return double(m_longRate) * leftAfter(std::max(0.0, secondsBetween(m_lastAt, now)), memorySeconds) / part;
}

} // namespace strikedesk
