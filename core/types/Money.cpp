// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/Money.h"

#include <fmt/format.h>

namespace strikedesk {

Result<Quantity> Quantity::parse(std::string_view text)
{
    const auto refuse = [&] {
        return fail(
            "input.quantity",
            fmt::format("Expected a whole number from 1 to 999999999, found \"{}\".", text.substr(0, 40)));
    };
    if (text.empty() || text.size() > 9)
        return refuse();
    std::int64_t count = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return refuse();
        count = count * 10 + (c - '0');
    }
    if (count == 0)
        return refuse();
    return Quantity(count);
}

} // namespace strikedesk
