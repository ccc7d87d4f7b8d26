// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace strikedesk::pricing::detail {

/// Points in (-1, 1) and their weights.
struct QuadratureRule
{
    std::vector<double> points;
    std::vector<double> weights;
};

/// The Gauss–Legendre rule with `count` points: exact for polynomials up to degree 2 count - 1.
[[nodiscard]] QuadratureRule gaussLegendre(int count);

} // namespace strikedesk::pricing::detail
