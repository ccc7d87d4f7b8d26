// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/GridBatch.h"
#include "core/pricing/SliceBatch.h"
#include "core/pricing/SliceSearch.h"
#include "core/pricing/SpectralBatch.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace strikedesk::pricing::detail {

/// `market` is checked (ValuationInputs.h).
[[nodiscard]] SliceMethod sliceMethodOf(const SliceTerms& terms, const MarketInputs& market, Right right);

[[nodiscard]] GreekColumns greekColumnsOf(SliceValues& values);

/// The calls or the puts of a slice, side by side. It takes the rows that its method can value; the others
/// are left to the functions for one option.
class SliceSide
{
public:
    SliceSide(const SliceTerms& terms, const MarketInputs& market, Right right);

    /// Rows of the slice, which then have the statuses of `volatilities`; `Valued` ones are solved.
    void imply(const SliceOptions& prices, SliceVolatilities& volatilities);
    void price(const SliceOptions& volatilities, GreekOrder order);
    void moveSpot(double spot);
    /// Writes the rows that have values and marks them.
    void write(SliceValues& values, std::vector<char>& isWritten) const;

private:
    void take(std::size_t row, double strike, double volatility);
    void solve(GreekOrder order);
    void solveClosed(GreekOrder order);
    void solveSpectral(GreekOrder order);
    void readWindow(std::size_t i, double spot);

    SliceTerms m_terms;
    MarketInputs m_market;
    double m_solvedSpot = 0; ///< On which the windows are centred.
    Right m_right;
    SliceMethod m_method;
    std::vector<std::size_t> m_rows; ///< Of the slice.
    std::vector<double> m_strikes;
    std::vector<double> m_volatilities;
    std::vector<GridAnswer> m_answers;
    std::vector<GridWindow> m_windows;
    std::optional<SpectralBatch> m_spectral;
    std::optional<GridBatch> m_grid;
};

} // namespace strikedesk::pricing::detail
