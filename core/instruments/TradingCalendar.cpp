// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/TradingCalendar.h"

#include "core/instruments/HolidayTable.h"
#include "core/instruments/Roots.h"

#include <algorithm>

namespace strikedesk {
namespace {

// New York wall times of the regular session (docs/market-rules.md).
constexpr std::chrono::seconds openingTime = std::chrono::hours {9} + std::chrono::minutes {30};
constexpr std::chrono::seconds closingTime = std::chrono::hours {16};
constexpr std::chrono::seconds halfDayClosingTime = std::chrono::hours {13};
constexpr std::chrono::seconds lateExtension = std::chrono::minutes {15};
constexpr std::chrono::seconds exerciseCutoffTime = std::chrono::hours {17} + std::chrono::minutes {30};
// The evening session of the index options opens at 20:15 and belongs to the next day; nothing trades between
// the end of the curb session at 17:00 and then.
constexpr std::chrono::seconds eveningTime = std::chrono::hours {18};

std::int32_t packedDate(Date date)
{
    return int(date.year()) * 10'000 + std::int32_t(unsigned(date.month())) * 100
        + std::int32_t(unsigned(date.day()));
}

bool isInHolidayTable(Date date)
{
    return int(date.year()) >= firstYearOfHolidayTable && int(date.year()) <= lastYearOfHolidayTable;
}

bool isSaturdayOrSunday(Date date)
{
    const std::chrono::weekday day {daysOf(date)};
    return day == std::chrono::Saturday || day == std::chrono::Sunday;
}

Date daysLater(Date date, int count)
{
    return Date {daysOf(date) + std::chrono::days {count}};
}

} // namespace

const TradingCalendar& TradingCalendar::us()
{
    static const TradingCalendar calendar;
    return calendar;
}

bool TradingCalendar::isTradingDay(Date date) const
{
    if (isSaturdayOrSunday(date))
        return false;
    return isInHolidayTable(date) ? !std::ranges::binary_search(marketHolidays(), packedDate(date))
                                  : !isHolidayByRule(date);
}

bool TradingCalendar::isHalfDay(Date date) const
{
    return isInHolidayTable(date) ? std::ranges::binary_search(marketHalfDays(), packedDate(date))
                                  : isHalfDayByRule(date);
}

Date TradingCalendar::nextTradingDay(Date date) const
{
    do
        date = daysLater(date, 1);
    while (!isTradingDay(date));
    return date;
}

Date TradingCalendar::previousTradingDay(Date date) const
{
    do
        date = daysLater(date, -1);
    while (!isTradingDay(date));
    return date;
}

std::optional<TradingSession> TradingCalendar::session(Date date) const
{
    if (!isTradingDay(date))
        return {};
    const bool half = isHalfDay(date);
    return TradingSession {date, newYorkTime(date, openingTime),
                           newYorkTime(date, half ? halfDayClosingTime : closingTime), half};
}

std::optional<TradingSession> TradingCalendar::optionSession(Date date, std::string_view underlying) const
{
    std::optional<TradingSession> day = session(date);
    if (day && tradesLate(underlying))
        day->closesAt += lateExtension;
    return day;
}

Date TradingCalendar::tradeDate(Instant instant) const
{
    const LocalTime local = newYorkLocal(instant);
    if (local.sinceMidnight >= eveningTime || !isTradingDay(local.date))
        return nextTradingDay(local.date);
    return local.date;
}

Date TradingCalendar::expiryDay(const OptionContract& contract) const
{
    return isTradingDay(contract.expiry) ? contract.expiry : previousTradingDay(contract.expiry);
}

Instant TradingCalendar::settlesAt(const OptionContract& contract) const
{
    const Date day = expiryDay(contract);
    if (contract.settlement == SettlementTime::Am)
        return newYorkTime(day, openingTime);
    return newYorkTime(day, isHalfDay(day) ? halfDayClosingTime : closingTime);
}

Instant TradingCalendar::lastTradesAt(const OptionContract& contract) const
{
    if (contract.settlement == SettlementTime::Pm)
        return settlesAt(contract);
    const Date lastDay = previousTradingDay(expiryDay(contract));
    return optionSession(lastDay, contract.underlying)->closesAt;
}

Instant TradingCalendar::exerciseCutoffAt(const OptionContract& contract) const
{
    return contract.method == SettlementMethod::Cash ? settlesAt(contract)
                                                     : newYorkTime(expiryDay(contract), exerciseCutoffTime);
}

double yearsToSettlement(const OptionContract& contract, Instant now, const TradingCalendar& calendar)
{
    constexpr double secondsPerYear = 365.0 * 24 * 3600;
    return std::max(0.0, secondsBetween(now, calendar.settlesAt(contract)) / secondsPerYear);
}

int daysToExpiry(const OptionContract& contract, Instant now, const TradingCalendar& calendar)
{
    return daysBetween(newYorkLocal(now).date, newYorkLocal(calendar.lastTradesAt(contract)).date);
}

} // namespace strikedesk
