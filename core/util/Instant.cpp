// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/util/Instant.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace strikedesk {
namespace {

std::optional<int> digits(std::string_view text, std::size_t from, std::size_t count)
{
    if (text.size() < from + count)
        return {};
    int value = 0;
    for (const char c : text.substr(from, count)) {
        if (c < '0' || c > '9')
            return {};
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<Date> dateFrom(std::optional<int> year, std::optional<int> month, std::optional<int> day)
{
    if (!year || !month || !day)
        return {};
    const Date date {std::chrono::year {*year}, std::chrono::month {unsigned(*month)},
                     std::chrono::day {unsigned(*day)}};
    return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<Date> dashedDate(std::string_view text)
{
    if (text.size() < 10 || text[4] != '-' || text[7] != '-')
        return {};
    return dateFrom(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
}

// The fraction of a second as microseconds; nothing when the text is not ".d…Z" with one to six digits, or
// "Z".
std::optional<std::int64_t> fractionMicroseconds(std::string_view text)
{
    if (text == "Z")
        return 0;
    if (text.size() < 3 || text.size() > 8 || text.front() != '.' || text.back() != 'Z')
        return {};
    const std::size_t count = text.size() - 2;
    const auto value = digits(text, 1, count);
    if (!value)
        return {};
    std::int64_t microseconds = *value;
    for (std::size_t i = count; i < 6; ++i)
        microseconds *= 10;
    return microseconds;
}

// Every record has times, and a format string is slow to read.
void putDigits(std::string& text, std::size_t at, std::size_t count, int value)
{
    for (std::size_t place = at + count; place-- > at; value /= 10)
        text[place] = char('0' + value % 10);
}

} // namespace

std::string toIsoText(Date date)
{
    const int year = int(date.year());
    if (year < 0 || year > 9'999)
        return fmt::format("{:04}-{:02}-{:02}", year, unsigned(date.month()), unsigned(date.day()));
    std::string text = "0000-00-00";
    putDigits(text, 0, 4, year);
    putDigits(text, 5, 2, int(unsigned(date.month())));
    putDigits(text, 8, 2, int(unsigned(date.day())));
    return text;
}

std::string toIsoText(Instant instant)
{
    using namespace std::chrono;
    const auto day = floor<days>(instant);
    const hh_mm_ss clock {floor<milliseconds>(instant - day)};
    std::string text = toIsoText(Date {day});
    const std::size_t begin = text.size();
    text += "T00:00:00.000Z";
    putDigits(text, begin + 1, 2, int(clock.hours().count()));
    putDigits(text, begin + 4, 2, int(clock.minutes().count()));
    putDigits(text, begin + 7, 2, int(clock.seconds().count()));
    putDigits(text, begin + 10, 3, int(clock.subseconds().count()));
    return text;
}

Result<Date> parseDate(std::string_view text)
{
    std::optional<Date> date;
    if (text.size() == 10)
        date = dashedDate(text);
    else if (text.size() == 8)
        date = dateFrom(digits(text, 0, 4), digits(text, 4, 2), digits(text, 6, 2));
    if (!date)
        return fail("input.date",
                    fmt::format("Expected a date such as 2013-06-28, found \"{}\".", text.substr(0, 40)));
    return *date;
}

Result<Instant> parseInstant(std::string_view text)
{
    const auto refuse = [&] {
        return fail("input.time",
                    fmt::format("Expected a time such as 2013-06-28T13:31:00.000Z, found \"{}\".",
                                text.substr(0, 40)));
    };
    if (text.size() < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':')
        return refuse();
    const auto date = dashedDate(text.substr(0, 10));
    const auto hour = digits(text, 11, 2);
    const auto minute = digits(text, 14, 2);
    const auto second = digits(text, 17, 2);
    const auto fraction = fractionMicroseconds(text.substr(19));
    if (!date || !hour || !minute || !second || !fraction || *hour > 23 || *minute > 59 || *second > 59)
        return refuse();
    using namespace std::chrono;
    return Instant {sys_days {*date}} + hours {*hour} + minutes {*minute} + seconds {*second}
    + microseconds {*fraction};
}

} // namespace strikedesk
