// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Instant.h"

#include <cstdint>
#include <span>

namespace strikedesk {

/// The weekdays on which the New York Stock Exchange did not open, as yyyymmdd, in order, 1998 to 2028. Ad
/// hoc closures (2001, 2004, 2007, 2012, 2018, 2025) are in it.
[[nodiscard]] std::span<const std::int32_t> marketHolidays();
/// The days on which it closed at 13:00, in the same form.
[[nodiscard]] std::span<const std::int32_t> marketHalfDays();

inline constexpr int firstYearOfHolidayTable = 1998;
inline constexpr int lastYearOfHolidayTable = 2028;

/// What NYSE rule 7.2 and its practice say of a day, for years outside the tables. Weekends are not holidays.
[[nodiscard]] bool isHolidayByRule(Date date);
[[nodiscard]] bool isHalfDayByRule(Date date);

} // namespace strikedesk
