// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/ScenarioKernel.h"

#include "core/pricing/European.h"
#include "core/pricing/SliceSide.h"
#include "core/pricing/SpotLadder.h"
#include "core/pricing/ValuationInputs.h"
#include "core/pricing/lanes/LaneDispatch.h"

#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

namespace strikedesk::pricing {
namespace {

using namespace detail;

// A date after which so little of the longest time is left has grids of its own: on those of the longest it
// would lie between two nodes.
constexpr double leastShareOfTime = 1.0 / 16;
// A grid that is read at fewer places costs more than it saves, and one option alone is valued more exactly.
constexpr std::size_t leastReads = 4;

/// The cells that hold no number yet, by value(); the others are left alone.
Result<void> fillSingly(const ScenarioSlice& slice, Accuracy accuracy, std::span<double> prices)
{
    std::size_t next = 0;
    for (const double date : slice.dates) {
        MarketInputs market = marketAfter(slice.market, date);
        const double left = yearsLeft(slice.years, date);
        for (std::size_t i = 0; i < slice.strikes.size(); ++i) {
            const OptionTerms terms {slice.style, slice.rights[i], slice.strikes[i], left};
            for (const double spot : slice.spots) {
                market.spot = spot;
                for (std::size_t shift = 0; shift < slice.shifts.size(); ++shift, ++next) {
                    if (std::isfinite(prices[next]))
                        continue;
                    const auto valued = value(terms, market, shiftedVolatility(slice, i, shift), accuracy);
                    if (!valued)
                        return fail(valued.error());
                    prices[next] = valued->price;
                }
            }
        }
    }
    return {};
}

/// The options of one right of a slice.
class ScenarioSide
{
public:
    ScenarioSide(const ScenarioSlice& slice, const MarketInputs& market, Right right);

    void fill(std::span<double> prices);

private:
    [[nodiscard]] bool isClosedForm(std::size_t date) const;
    void fillClosed(std::size_t date, std::span<double> prices);
    void fillLadders(std::vector<std::size_t> dates, std::span<double> prices);

    const ScenarioSlice& m_slice;
    const MarketInputs& m_market;
    Right m_right;
    std::vector<std::size_t> m_options;
    // Spots that are positive.
    std::vector<std::size_t> m_spotRows; ///< Of the slice.
    std::vector<double> m_spots;
    std::vector<double> m_logSpots; ///< Over that of the market.
    // Columns over option and shift.
    std::vector<double> m_strikes;
    std::vector<Right> m_rights;
    std::vector<double> m_volatilities;
    std::vector<double> m_column; ///< [spot][option and shift]
    std::vector<LaneVerdict> m_verdicts;
};

ScenarioSide::ScenarioSide(const ScenarioSlice& slice, const MarketInputs& market, Right right)
    : m_slice(slice)
    , m_market(market)
    , m_right(right)
{
    for (std::size_t i = 0; i < slice.strikes.size(); ++i) {
        if (slice.rights[i] != right)
            continue;
        m_options.push_back(i);
        for (std::size_t shift = 0; shift < slice.shifts.size(); ++shift) {
            m_strikes.push_back(slice.strikes[i]);
            m_volatilities.push_back(shiftedVolatility(slice, i, shift));
        }
    }
    m_rights.assign(m_strikes.size(), right);
    for (std::size_t s = 0; s < slice.spots.size(); ++s) {
        const double spot = slice.spots[s];
        if (!(spot >= smallestSize && spot <= 1e12))
            continue;
        m_spotRows.push_back(s);
        m_spots.push_back(spot);
        m_logSpots.push_back(std::log(spot / market.spot));
    }
    m_column.resize(m_strikes.size() * m_spots.size());
    m_verdicts.resize(m_strikes.size());
}

bool ScenarioSide::isClosedForm(std::size_t date) const
{
    const double passed = m_slice.dates[date];
    return sliceMethodOf({m_slice.style, yearsLeft(m_slice.years, passed)}, marketAfter(m_market, passed),
                         m_right)
        == SliceMethod::ClosedForm;
}

void ScenarioSide::fillClosed(std::size_t date, std::span<double> prices)
{
    const double left = yearsLeft(m_slice.years, m_slice.dates[date]);
    const std::size_t shifts = m_slice.shifts.size();
    const std::size_t unusual = laneKernels().europeanPrices(
        europeanSlice(m_market.spot, m_market.rate, m_market.yield, left),
        {m_strikes.data(), m_rights.data(), m_volatilities.data(), m_strikes.size()},
        {m_spots.data(), m_logSpots.data(), m_spots.size()}, m_column.data(), m_verdicts.data());
    for (std::size_t s = 0; s < m_spots.size(); ++s) {
        const double* from = &m_column[s * m_strikes.size()];
        for (std::size_t i = 0; i < m_options.size(); ++i, from += shifts) {
            const std::size_t row = date * m_slice.strikes.size() + m_options[i];
            double* const to = &prices[(row * m_slice.spots.size() + m_spotRows[s]) * shifts];
            if (unusual == 0) {
                std::copy_n(from, shifts, to);
                continue;
            }
            for (std::size_t shift = 0; shift < shifts; ++shift) {
                if (m_verdicts[i * shifts + shift] == LaneVerdict::Done)
                    to[shift] = from[shift];
            }
        }
    }
}

void ScenarioSide::fillLadders(std::vector<std::size_t> dates, std::span<double> prices)
{
    if (m_slice.spots.size() * dates.size() < leastReads)
        return;
    std::ranges::sort(dates, {}, [&](std::size_t date) { return m_slice.dates[date]; });
    for (std::size_t first = 0; first < dates.size();) {
        const double longest = yearsLeft(m_slice.years, m_slice.dates[dates[first]]);
        std::size_t last = first;
        while (last < dates.size()
               && yearsLeft(m_slice.years, m_slice.dates[dates[last]]) >= leastShareOfTime * longest)
            ++last;
        SpotLadder ladder(m_slice, m_market, m_right,
                          {dates.begin() + std::ptrdiff_t(first), dates.begin() + std::ptrdiff_t(last)});
        ladder.fill(m_options, prices);
        first = last;
    }
}

void ScenarioSide::fill(std::span<double> prices)
{
    if (m_options.empty())
        return;
    std::vector<std::size_t> onGrids;
    for (std::size_t date = 0; date < m_slice.dates.size(); ++date) {
        if (yearsLeft(m_slice.years, m_slice.dates[date]) == 0)
            continue;
        if (isClosedForm(date))
            fillClosed(date, prices);
        else
            onGrids.push_back(date);
    }
    fillLadders(std::move(onGrids), prices);
}

} // namespace

MarketInputs marketAfter(MarketInputs market, double years)
{
    std::erase_if(market.dividends, [&](const DividendPoint& point) { return point.years <= years; });
    for (DividendPoint& point : market.dividends)
        point.years -= years;
    return market;
}

double yearsLeft(double years, double passed)
{
    const double left = std::max(years - passed, 0.0);
    return left < 1e-12 ? 0.0 : left;
}

ScenarioKernel valueKernel(Accuracy accuracy)
{
    return [accuracy](const ScenarioSlice& slice, std::span<double> prices) {
        std::ranges::fill(prices, std::numeric_limits<double>::quiet_NaN());
        return fillSingly(slice, accuracy, prices);
    };
}

ScenarioKernel sliceKernel()
{
    return [](const ScenarioSlice& slice, std::span<double> prices) {
        std::ranges::fill(prices, std::numeric_limits<double>::quiet_NaN());
        MarketInputs market = slice.market;
        // Each of the spots is looked at by itself; what they are compared to is one of them.
        const auto usable = std::ranges::find_if(
            slice.spots, [](double spot) { return spot >= smallestSize && spot <= 1e12; });
        market.spot = usable != slice.spots.end() ? *usable : 1.0;
        if (const auto checked = checkedMarket({slice.style, Right::Call, 1.0, slice.years}, market)) {
            for (const Right right : {Right::Call, Right::Put})
                ScenarioSide(slice, *checked, right).fill(prices);
        }
        return fillSingly(slice, Accuracy::Screen, prices);
    };
}

} // namespace strikedesk::pricing
