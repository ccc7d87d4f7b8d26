// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

namespace strikedesk::pricing::detail {

inline constexpr double rootHalf = 0.70710678118654752440;
inline constexpr double inverseRootTwoPi = 0.39894228040143267794;

[[nodiscard]] inline double normalDensity(double x)
{
    return inverseRootTwoPi * std::exp(-0.5 * x * x);
}

/// The normal distribution function; accurate relative to itself in the lower tail.
[[nodiscard]] inline double normalCdf(double x)
{
    return 0.5 * std::erfc(-x * rootHalf);
}

} // namespace strikedesk::pricing::detail
