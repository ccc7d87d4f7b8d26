// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Decimal.h"

namespace strikedesk {

/// Dollars. Cash, fees, premiums, P&L, margin, budgets.
using Money = Decimal<struct MoneyTag>;

/// Dollars per share, as the market quotes it. Also a strike, and the net price of one package
/// (positive = debit, negative = credit).
using Price = Decimal<struct PriceTag>;

/// Contracts or shares. Signed where it is a position (short is negative).
class Quantity
{
public:
    constexpr Quantity() = default;
    explicit constexpr Quantity(std::int64_t count)
        : m_count(count)
    {
    }

    [[nodiscard]] constexpr std::int64_t count() const { return m_count; }
    [[nodiscard]] constexpr bool isZero() const { return m_count == 0; }
    [[nodiscard]] constexpr bool isNegative() const { return m_count < 0; }
    [[nodiscard]] constexpr bool isPositive() const { return m_count > 0; }
    /// A whole number without sign or blanks, at most nine digits. `input.quantity`.
    [[nodiscard]] static Result<Quantity> parse(std::string_view text);

    [[nodiscard]] constexpr Quantity operator-() const { return Quantity(checked::negate(m_count)); }
    [[nodiscard]] friend constexpr Quantity operator+(Quantity a, Quantity b)
    {
        return Quantity(checked::add(a.m_count, b.m_count));
    }
    [[nodiscard]] friend constexpr Quantity operator-(Quantity a, Quantity b)
    {
        return Quantity(checked::subtract(a.m_count, b.m_count));
    }
    [[nodiscard]] friend constexpr Quantity operator*(Quantity a, std::int64_t factor)
    {
        return Quantity(checked::multiply(a.m_count, factor));
    }
    constexpr Quantity& operator+=(Quantity other) { return *this = *this + other; }
    constexpr Quantity& operator-=(Quantity other) { return *this = *this - other; }

    [[nodiscard]] friend constexpr bool operator==(Quantity, Quantity) = default;
    [[nodiscard]] friend constexpr auto operator<=>(Quantity, Quantity) = default;

private:
    std::int64_t m_count = 0;
};

[[nodiscard]] constexpr Quantity absolute(Quantity quantity)
{
    return quantity.isNegative() ? -quantity : quantity;
}

/// Shares that one unit of price stands for: 100 for most options, 1 for a stock. Always positive.
class Multiplier
{
public:
    explicit constexpr Multiplier(std::int32_t shares)
        : m_shares(shares)
    {
        STRIKEDESK_ASSERT(shares > 0, "a multiplier is positive");
    }

    [[nodiscard]] constexpr std::int32_t shares() const { return m_shares; }
    [[nodiscard]] friend constexpr bool operator==(Multiplier, Multiplier) = default;

private:
    std::int32_t m_shares;
};

/// The money that `quantity` at `price` is worth. The only way from a price to money, so no multiplier is
/// forgotten.
[[nodiscard]] constexpr Money value(Price price, Quantity quantity, Multiplier multiplier)
{
    return Money::ofUnits(checked::multiply(checked::multiply(price.units(), quantity.count()),
                                            std::int64_t(multiplier.shares())));
}

/// The part of `total` that belongs to `part` of `whole`, half to even. What is left stays with the rest, so
/// that nothing is created or lost. Any total is fine: whole shares are taken out before anything is
/// multiplied.
[[nodiscard]] constexpr Money proportion(Money total, Quantity part, Quantity whole)
{
    STRIKEDESK_ASSERT(whole.isPositive(), "a proportion is taken of a positive number");
    const std::int64_t each = total.units() / whole.count();
    const std::int64_t rest = checked::multiply(total.units() % whole.count(), part.count());
    // Rounding looks at the parity of the whole result, so an odd base is moved by one share of the divisor.
    const std::int64_t base = checked::multiply(each, part.count());
    if (base % 2 == 0)
        return Money::ofUnits(checked::add(base, checked::divideHalfEven(rest, whole.count())));
    const std::int64_t shifted = checked::add(rest, whole.count());
    return Money::ofUnits(checked::add(base - 1, checked::divideHalfEven(shifted, whole.count())));
}

} // namespace strikedesk
