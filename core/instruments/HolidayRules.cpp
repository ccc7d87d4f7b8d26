// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/HolidayTable.h"

namespace strikedesk {
namespace {

bool fallsOnNthWeekday(Date date, std::chrono::weekday day, unsigned number)
{
    const unsigned dayOfMonth = unsigned(date.day());
    return std::chrono::weekday {daysOf(date)} == day && (dayOfMonth - 1) / 7 + 1 == number;
}

bool isLastMondayOfMay(Date date)
{
    return date.month() == std::chrono::May && unsigned(date.day()) >= 25
        && std::chrono::weekday {daysOf(date)} == std::chrono::Monday;
}

// A fixed feast on Saturday is kept on the Friday before, on Sunday on the Monday after.
bool isObserved(Date date, unsigned month, unsigned day)
{
    const std::chrono::sys_days feast
        = daysOf(Date {date.year(), std::chrono::month {month}, std::chrono::day {day}});
    const std::chrono::weekday weekday {feast};
    std::chrono::sys_days kept = feast;
    if (weekday == std::chrono::Saturday)
        kept -= std::chrono::days {1};
    else if (weekday == std::chrono::Sunday)
        kept += std::chrono::days {1};
    return daysOf(date) == kept;
}

// New Year's Day on a Saturday is not moved: the Friday ends the books of the year (NYSE rule 7.2).
bool isNewYear(Date date)
{
    const bool isFriday = std::chrono::weekday {daysOf(date)} == std::chrono::Friday;
    return isObserved(date, 1, 1) && !(isFriday && unsigned(date.day()) != 1);
}

// Easter Sunday of the Gregorian calendar by Gauss's method in the form of Meeus, "Astronomical Algorithms",
// chapter 8.
std::chrono::sys_days easterSunday(int year)
{
    const int golden = year % 19;
    const int century = year / 100;
    const int yearOfCentury = year % 100;
    const int correction = (century - (century + 8) / 25 + 1) / 3;
    const int epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    const int weekdayShift
        = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7;
    const int late = (golden + 11 * epact + 22 * weekdayShift) / 451;
    const int packed = epact + weekdayShift - 7 * late + 114;
    return daysOf(Date {std::chrono::year {year}, std::chrono::month {unsigned(packed / 31)},
                        std::chrono::day {unsigned(packed % 31 + 1)}});
}

bool isThanksgiving(Date date)
{
    return date.month() == std::chrono::November && fallsOnNthWeekday(date, std::chrono::Thursday, 4);
}

} // namespace

bool isHolidayByRule(Date date)
{
    using namespace std::chrono;
    const bool isGoodFriday = daysOf(date) + days {2} == easterSunday(int(date.year()));
    return isNewYear(date) || (date.month() == January && fallsOnNthWeekday(date, Monday, 3))
        || (date.month() == February && fallsOnNthWeekday(date, Monday, 3)) || isGoodFriday
        || isLastMondayOfMay(date) || (int(date.year()) >= 2022 && isObserved(date, 6, 19))
        || isObserved(date, 7, 4) || (date.month() == September && fallsOnNthWeekday(date, Monday, 1))
        || isThanksgiving(date) || isObserved(date, 12, 25);
}

bool isHalfDayByRule(Date date)
{
    using namespace std::chrono;
    const weekday day {daysOf(date)};
    if (day == Saturday || day == Sunday || isHolidayByRule(date))
        return false;
    const bool isEveOfIndependence = date.month() == July && unsigned(date.day()) == 3;
    const bool isChristmasEve = date.month() == December && unsigned(date.day()) == 24;
    return isEveOfIndependence || isChristmasEve || isThanksgiving(Date {daysOf(date) - days {1}});
}

} // namespace strikedesk
