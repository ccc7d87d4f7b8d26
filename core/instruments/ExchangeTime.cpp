// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/TradingCalendar.h"

#include <date/tz.h>
#include <fmt/format.h>

namespace strikedesk {
namespace {

// The zone tables of the system are read once; a machine without them cannot tell when a market opens.
const date::time_zone& newYorkZone()
{
    static const date::time_zone* const zone = date::locate_zone("America/New_York");
    return *zone;
}

const date::time_zone& chicagoZone()
{
    static const date::time_zone* const zone = date::locate_zone("America/Chicago");
    return *zone;
}

// A wall time that a change of the clocks skips is the instant of the change, one that occurs twice the
// first.
Instant instantIn(const date::time_zone& zone, Date day, std::chrono::seconds sinceMidnight)
{
    const date::local_seconds local {daysOf(day).time_since_epoch() + sinceMidnight};
    return zone.to_sys(local, date::choose::earliest);
}

LocalTime localIn(const date::time_zone& zone, Instant instant)
{
    const auto local = zone.to_local(std::chrono::floor<std::chrono::seconds>(instant)).time_since_epoch();
    const auto day = std::chrono::floor<std::chrono::days>(local);
    return {Date {std::chrono::sys_days {day}}, local - day};
}

} // namespace

Instant newYorkTime(Date date, std::chrono::seconds sinceMidnight)
{
    return instantIn(newYorkZone(), date, sinceMidnight);
}

Instant chicagoTime(Date date, std::chrono::seconds sinceMidnight)
{
    return instantIn(chicagoZone(), date, sinceMidnight);
}

LocalTime newYorkLocal(Instant instant)
{
    return localIn(newYorkZone(), instant);
}

LocalTime chicagoLocal(Instant instant)
{
    return localIn(chicagoZone(), instant);
}

std::string toWallText(const LocalTime& local)
{
    const std::chrono::hh_mm_ss clock {local.sinceMidnight};
    return fmt::format("{}T{:02}:{:02}:{:02}", toIsoText(local.date), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count());
}

std::string newYorkText(Instant instant)
{
    return toWallText(newYorkLocal(instant)) + " America/New_York";
}

} // namespace strikedesk
