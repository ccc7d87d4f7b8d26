// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Assert.h"

#include <cstdint>
#include <limits>

namespace strikedesk::checked {

/// Integer arithmetic that ends the process rather than wrap: sums of money that large do not exist, so an
/// overflow is a defect. Input from outside is bounded before it gets here.
[[nodiscard]] constexpr std::int64_t add(std::int64_t a, std::int64_t b)
{
    using Limits = std::numeric_limits<std::int64_t>;
    STRIKEDESK_ASSERT(b >= 0 ? a <= Limits::max() - b : a >= Limits::min() - b,
                      "a sum of money fits 64 bits");
    return a + b;
}

[[nodiscard]] constexpr std::int64_t negate(std::int64_t a)
{
    STRIKEDESK_ASSERT(a != std::numeric_limits<std::int64_t>::min(), "a negated amount fits 64 bits");
    return -a;
}

[[nodiscard]] constexpr std::int64_t subtract(std::int64_t a, std::int64_t b)
{
    return add(a, negate(b));
}

[[nodiscard]] constexpr std::int64_t multiply(std::int64_t a, std::int64_t b)
{
    using Limits = std::numeric_limits<std::int64_t>;
    if (a == 0 || b == 0)
        return 0;
    STRIKEDESK_ASSERT(a != Limits::min() && b != Limits::min(), "a factor of a product of money is in range");
    const std::int64_t largest = Limits::max() / (a < 0 ? -a : a);
    STRIKEDESK_ASSERT((b < 0 ? -b : b) <= largest, "a product of money fits 64 bits");
    return a * b;
}

/// Division that rounds half to even, the one rounding rule of the desk for money ("banker's rounding").
[[nodiscard]] constexpr std::int64_t divideHalfEven(std::int64_t numerator, std::int64_t denominator)
{
    STRIKEDESK_ASSERT(denominator > 0, "money is divided by a positive number");
    std::int64_t quotient = numerator / denominator;
    std::int64_t remainder = numerator % denominator;
    if (remainder < 0) {
        remainder += denominator;
        --quotient;
    }
    const std::int64_t rest = denominator - remainder;
    if (remainder > rest || (remainder == rest && quotient % 2 != 0))
        ++quotient;
    return quotient;
}

} // namespace strikedesk::checked
