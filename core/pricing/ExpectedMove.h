// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace strikedesk::pricing {

enum class ExpectedMoveBasis {
    Straddle,   ///< What the straddle at the forward costs: the mean absolute move that is paid for.
    Volatility, ///< Forward · volatility · √years: one standard deviation, about 1.25 times the other.
};
[[nodiscard]] std::string_view nameOf(ExpectedMoveBasis basis);

/// A move by expiry up or down, in dollars per share, and what it means.
struct ExpectedMove
{
    ExpectedMoveBasis basis = ExpectedMoveBasis::Straddle;
    double dollars = 0;
    double fraction = 0; ///< Of the forward.
};

/// Call and put of one strike at their marks, per share.
struct StraddleMark
{
    double strike = 0;
    double call = 0;
    double put = 0;
};

/// From marks: what the straddle struck at the forward would cost, by a line between the strikes on either
/// side of it, compounded to expiry at `rate`. Nothing without a strike on either side (or one at the
/// forward), or when those lie so far apart that the line says more about them than about the move.
[[nodiscard]] std::optional<ExpectedMove> straddleMove(std::span<const StraddleMark> marks, double forward,
                                                       double years, double rate);

/// From the at-the-money volatility. Nothing without a forward, a volatility and time left.
[[nodiscard]] std::optional<ExpectedMove> volatilityMove(double forward, double volatility, double years);

} // namespace strikedesk::pricing
