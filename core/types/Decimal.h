// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Checked.h"
#include "core/util/Error.h"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace strikedesk {

namespace detail {
/// "12.3400", "-0.0500": always four decimals.
[[nodiscard]] std::string decimalText(std::int64_t units);
[[nodiscard]] std::string shortDecimalText(std::int64_t units);
/// A decimal with at most four places and at most eleven digits before the point. `input.decimal`.
[[nodiscard]] Result<std::int64_t> parseDecimal(std::string_view text);
[[nodiscard]] std::int64_t unitsFromDouble(double value);
} // namespace detail

/// An exact decimal in 1/10,000 with checked arithmetic; the tag keeps amounts of different meaning apart.
template <typename Tag>
class Decimal
{
public:
    static constexpr std::int64_t unitsPerOne = 10'000;

    constexpr Decimal() = default;
    [[nodiscard]] static constexpr Decimal ofUnits(std::int64_t tenThousandths)
    {
        return Decimal(tenThousandths);
    }
    [[nodiscard]] static constexpr Decimal ofCents(std::int64_t cents)
    {
        return Decimal(checked::multiply(cents, 100));
    }
    [[nodiscard]] static constexpr Decimal ofWhole(std::int64_t whole)
    {
        return Decimal(checked::multiply(whole, unitsPerOne));
    }
    /// The nearest 1/10,000, half to even. For model values that become prices; never for sums of money.
    [[nodiscard]] static Decimal nearest(double value) { return Decimal(detail::unitsFromDouble(value)); }
    [[nodiscard]] static Result<Decimal> parse(std::string_view text)
    {
        return detail::parseDecimal(text).map([](std::int64_t units) { return Decimal(units); });
    }

    [[nodiscard]] constexpr std::int64_t units() const { return m_units; }
    [[nodiscard]] constexpr double toDouble() const { return double(m_units) / double(unitsPerOne); }
    [[nodiscard]] std::string text() const { return detail::decimalText(m_units); }
    /// For sentences: two places, more only where they say something.
    [[nodiscard]] std::string shortText() const { return detail::shortDecimalText(m_units); }
    [[nodiscard]] constexpr bool isZero() const { return m_units == 0; }
    [[nodiscard]] constexpr bool isNegative() const { return m_units < 0; }
    [[nodiscard]] constexpr bool isPositive() const { return m_units > 0; }

    [[nodiscard]] constexpr Decimal operator-() const { return Decimal(checked::negate(m_units)); }
    [[nodiscard]] friend constexpr Decimal operator+(Decimal a, Decimal b)
    {
        return Decimal(checked::add(a.m_units, b.m_units));
    }
    [[nodiscard]] friend constexpr Decimal operator-(Decimal a, Decimal b)
    {
        return Decimal(checked::subtract(a.m_units, b.m_units));
    }
    [[nodiscard]] friend constexpr Decimal operator*(Decimal a, std::int64_t factor)
    {
        return Decimal(checked::multiply(a.m_units, factor));
    }
    constexpr Decimal& operator+=(Decimal other) { return *this = *this + other; }
    constexpr Decimal& operator-=(Decimal other) { return *this = *this - other; }

    [[nodiscard]] friend constexpr bool operator==(Decimal, Decimal) = default;
    [[nodiscard]] friend constexpr auto operator<=>(Decimal, Decimal) = default;

private:
    explicit constexpr Decimal(std::int64_t units)
        : m_units(units)
    {
    }

    std::int64_t m_units = 0;
};

template <typename Tag>
[[nodiscard]] constexpr Decimal<Tag> absolute(Decimal<Tag> value)
{
    return value.isNegative() ? -value : value;
}

} // namespace strikedesk
