// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <chrono>
#include <string>
#include <string_view>

namespace strikedesk {

/// A point in time, UTC, to the microsecond. Virtual in replay and simulation.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;
using Duration = std::chrono::microseconds;

/// A calendar day without a zone; which zone is said where it is used (mostly the exchange's).
using Date = std::chrono::year_month_day;

/// "2013-06-28T13:31:00.000Z": UTC with milliseconds, the form of the API and the audit record.
[[nodiscard]] std::string toIsoText(Instant instant);
/// "2013-06-28".
[[nodiscard]] std::string toIsoText(Date date);

/// Accepts what toIsoText() writes, with any number of fraction digits up to six. `input.time`.
[[nodiscard]] Result<Instant> parseInstant(std::string_view text);
/// Accepts "2013-06-28" and "20130628"; a day that does not exist is refused. `input.date`.
[[nodiscard]] Result<Date> parseDate(std::string_view text);

[[nodiscard]] constexpr std::chrono::sys_days daysOf(Date date)
{
    return std::chrono::sys_days {date};
}
/// Calendar days from `from` to `to`.
[[nodiscard]] constexpr int daysBetween(Date from, Date to)
{
    return int((daysOf(to) - daysOf(from)).count());
}
[[nodiscard]] constexpr double secondsBetween(Instant from, Instant to)
{
    return std::chrono::duration<double>(to - from).count();
}

} // namespace strikedesk
