// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/Decimal.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

namespace strikedesk::detail {

std::string decimalText(std::int64_t units)
{
    const bool isNegative = units < 0;
    const auto magnitude
        = isNegative ? 0 - static_cast<std::uint64_t>(units) : static_cast<std::uint64_t>(units);
    // By hand: every amount in every record is written here.
    std::array<char, 24> text {};
    char* const point = std::to_chars(text.data() + 1, text.data() + text.size(), magnitude / 10'000).ptr;
    *point = '.';
    std::uint64_t rest = magnitude % 10'000;
    for (char* digit = point + 4; digit != point; --digit, rest /= 10)
        *digit = char('0' + rest % 10);
    text[0] = '-';
    return {text.data() + (isNegative ? 0 : 1), point + 5};
}

std::string shortDecimalText(std::int64_t units)
{
    std::string text = decimalText(units);
    while (text.ends_with('0') && text[text.size() - 3] != '.')
        text.pop_back();
    return text;
}

Result<std::int64_t> parseDecimal(std::string_view text)
{
    const auto refuse = [&] {
        return fail("input.decimal",
                    fmt::format("Expected a decimal such as 12.34 with at most four places, found \"{}\".",
                                text.substr(0, 40)));
    };
    std::string_view rest = text;
    const bool isNegative = !rest.empty() && rest.front() == '-';
    if (isNegative)
        rest.remove_prefix(1);
    const auto point = rest.find('.');
    const std::string_view whole = rest.substr(0, point);
    const std::string_view fraction
        = point == std::string_view::npos ? std::string_view() : rest.substr(point + 1);
    if (whole.empty() || whole.size() > 11 || fraction.size() > 4
        || (point != std::string_view::npos && fraction.empty()))
        return refuse();

    std::int64_t units = 0;
    for (const std::string_view part : {whole, fraction}) {
        for (const char c : part) {
            if (c < '0' || c > '9')
                return refuse();
            units = units * 10 + (c - '0');
        }
    }
    for (std::size_t places = fraction.size(); places < 4; ++places)
        units *= 10;
    return isNegative ? -units : units;
}

std::int64_t unitsFromDouble(double value)
{
    const double units = std::nearbyint(value * 10'000.0);
    STRIKEDESK_ASSERT(std::isfinite(units) && std::fabs(units) < 9.0e17,
                      "a model value that becomes a price is finite");
    return static_cast<std::int64_t>(units);
}

} // namespace strikedesk::detail
