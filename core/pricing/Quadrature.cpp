// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/Quadrature.h"

#include <cmath>
#include <cstddef>
#include <numbers>

namespace strikedesk::pricing::detail {

QuadratureRule gaussLegendre(int count)
{
    QuadratureRule rule {std::vector<double>(std::size_t(count)), std::vector<double>(std::size_t(count))};
    for (int i = 0; i < count; ++i) {
        // Newton's method from the classic start finds the zero of the Legendre polynomial in a few steps.
        double x = std::cos(std::numbers::pi * (i + 0.75) / (count + 0.5));
        double slope = 1;
        for (int step = 0; step < 100; ++step) {
            double previous = 1;
            double current = x;
            for (int k = 2; k <= count; ++k) {
                const double next = ((2.0 * k - 1.0) * x * current - (k - 1.0) * previous) / k;
                previous = current;
                current = next;
            }
            slope = count * (x * current - previous) / (x * x - 1.0);
            const double correction = current / slope;
            x -= correction;
            if (std::fabs(correction) < 1e-16)
                break;
        }
        const auto mirrored = std::size_t(count - 1 - i);
        rule.points[mirrored] = x;
        rule.weights[mirrored] = 2.0 / ((1.0 - x * x) * slope * slope);
    }
    return rule;
}

} // namespace strikedesk::pricing::detail
