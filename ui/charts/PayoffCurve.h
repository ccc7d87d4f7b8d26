// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/OrderLeg.h"

#include <vector>

namespace strikedesk::ui {

/// A point of the profit and loss at expiry.
struct PayoffPoint
{
    double spot = 0;
    double dollars = 0;
};

/// Profit and loss at the common expiry of the legs, entered at the net price `paid`: straight between the
/// strikes, so the points are the strikes and the borders. Empty when the legs have different expiries or are
/// not all options. Fees are not included.
[[nodiscard]] std::vector<PayoffPoint> payoffAtExpiry(const std::vector<OrderLeg>& legs, Quantity packages,
                                                      Price paid, double spot);

/// The spots at which the curve crosses zero.
[[nodiscard]] std::vector<double> breakEvens(const std::vector<PayoffPoint>& points);

} // namespace strikedesk::ui
