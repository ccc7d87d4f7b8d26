// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/Money.h"
#include "core/util/Instant.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

using namespace strikedesk;

// A value that can be read is written in its one form, and that form reads back as the same value.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto money = Money::parse(text))
        STRIKEDESK_ASSERT(Money::parse(money->text()) == *money, "an amount reads back");
    if (const auto date = parseDate(text))
        STRIKEDESK_ASSERT(parseDate(toIsoText(*date)) == *date, "a date reads back");
    if (const auto quantity = Quantity::parse(text))
        STRIKEDESK_ASSERT(quantity->isPositive(), "a quantity that was read is positive");
    if (const auto instant = parseInstant(text)) {
        const auto written = parseInstant(toIsoText(*instant));
        STRIKEDESK_ASSERT(written.has_value(), "an instant reads back");
        STRIKEDESK_ASSERT(*instant - *written < std::chrono::milliseconds {1},
                          "only microseconds are cut off");
    }
    return 0;
}
