// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/GridBatch.h"
#include "core/pricing/SliceBatch.h"

#include <cstddef>
#include <vector>

namespace strikedesk::pricing::detail {

/// How the options of one right of a slice are valued.
enum class SliceMethod { ClosedForm, Spectral, Grid };

/// The statuses of the kernels in the words of the slices.
[[nodiscard]] PriceStatus statusOf(LaneVerdict verdict);

/// Rows whose volatility was found; for the grid with what it said there.
struct SliceFound
{
    std::vector<std::size_t> rows;
    std::vector<double> strikes;
    std::vector<double> volatilities;
    std::vector<GridAnswer> answers;
    std::vector<GridWindow> windows;
};

/// The volatilities of the options of one right, side by side. First a step with the slope of the European
/// option on the spot less its dividends, then Newton steps with the true slope, whose last evaluation gives
/// the Greeks as well; a row that has not settled after some rounds is left to impliedVolatility(). Writes
/// the statuses and volatilities of the rows of that right; the market is checked.
[[nodiscard]] SliceFound searchSlice(const SliceTerms& terms, const MarketInputs& market, Right right,
                                     SliceMethod method, const SliceOptions& prices,
                                     SliceVolatilities& volatilities);

} // namespace strikedesk::pricing::detail
