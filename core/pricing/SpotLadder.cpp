// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/SpotLadder.h"

#include "core/pricing/Deterministic.h"
#include "core/pricing/ValuationInputs.h"
#include "core/pricing/lanes/LaneDispatch.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace strikedesk::pricing::detail {
namespace {

constexpr double widestLadder = 1.2; // largest over smallest volatility of a group that shares a grid
constexpr double smallestLadderDeviation = 4e-3; // below it the drift outruns the nodes
constexpr double largestLadderDeviation = 3;     // beyond it the nodes stand too far apart
constexpr std::size_t ladderSets = 3;            // run interleaved, to hide each other's latency

/// With the kink of the payoff on a node, and every node in use, what is left of the error is that of the
/// steps: fewer nodes than a screen's and more steps.
constexpr GridSize ladderSize {28, 20, 4.2, 32};

} // namespace

SpotLadder::SpotLadder(const ScenarioSlice& slice, const MarketInputs& market, Right right,
                       std::vector<std::size_t> dates)
    : m_slice(slice)
    , m_market(market)
    , m_right(right)
    , m_dates(std::move(dates))
    , m_plans(plans())
    , m_width(std::size_t(laneKernels().width))
    , m_ones(m_width, 1.0)
{
    for (const std::size_t date : m_dates)
        m_markets.push_back(marketAfter(market, slice.dates[date]));
    for (const double spot : slice.spots)
        m_logSpots.push_back(std::log(std::max(spot, smallestSize)));
}

GridPlans SpotLadder::plans() const
{
    // The sweeps begin at the settlement, so the last date is met first.
    std::vector<double> reads;
    for (std::size_t i = m_dates.size(); i-- > 0;)
        reads.push_back(leftAt(i));
    const MarketInputs seen = marketAfter(m_market, m_slice.dates[m_dates.front()]);
    return {seen, m_slice.style, m_right, reads.back(), ladderSize, reads};
}

double SpotLadder::leftAt(std::size_t date) const
{
    return yearsLeft(m_slice.years, m_slice.dates[m_dates[date]]);
}

void SpotLadder::fill(std::span<const std::size_t> options, std::span<double> prices)
{
    m_prices = prices;
    m_far.assign(m_dates.size() * m_slice.strikes.size() * m_slice.spots.size(),
                 std::numeric_limits<double>::quiet_NaN());
    const double root = std::sqrt(leftAt(0));
    std::vector<Sweep> sweeps;
    for (const std::size_t option : options) {
        const double strike = m_slice.strikes[option];
        if (!(strike >= smallestSize && strike <= 1e12))
            continue;
        for (std::size_t shift = 0; shift < m_slice.shifts.size(); ++shift) {
            const double volatility = shiftedVolatility(m_slice, option, shift);
            const double deviation = volatility * root;
            if (deviation >= smallestLadderDeviation && deviation <= largestLadderDeviation
                && volatility <= 100)
                sweeps.push_back({option, shift, volatility});
        }
    }
    std::ranges::sort(sweeps, {}, &Sweep::volatility);
    for (std::size_t first = 0; first < sweeps.size();) {
        std::size_t last = first + 1;
        while (last < sweeps.size() && last - first < ladderSets * m_width
               && sweeps[last].volatility <= widestLadder * sweeps[first].volatility)
            ++last;
        solveGroup(std::span(sweeps).subspan(first, last - first));
        first = last;
    }
}

/// What an option is worth so far from the strike that chance does not matter: the same at every volatility.
double SpotLadder::farValue(std::size_t date, std::size_t option, std::size_t spot)
{
    double& known = m_far[(date * m_slice.strikes.size() + option) * m_slice.spots.size() + spot];
    if (!std::isfinite(known)) {
        MarketInputs& market = m_markets[date];
        market.spot = m_slice.spots[spot];
        known = deterministicPrice({m_slice.style, m_right, m_slice.strikes[option], leftAt(date)}, market);
    }
    return known;
}

void SpotLadder::solveGroup(std::span<const Sweep> group)
{
    const std::size_t sets = (group.size() + m_width - 1) / m_width;
    double lowest = m_slice.strikes[group.front().option];
    for (std::size_t v = 0; v < sets; ++v) {
        m_scales[v].resize(m_width);
        m_volatilities[v].resize(m_width);
        for (std::size_t lane = 0; lane < m_width; ++lane) {
            const Sweep& sweep = group[std::min(v * m_width + lane, group.size() - 1)];
            const double strike = m_slice.strikes[sweep.option];
            lowest = std::min(lowest, strike);
            m_scales[v][lane] = 1.0 / strike;
            m_volatilities[v][lane] = sweep.volatility;
        }
    }
    const double volatility = group.back().volatility;
    const double spread = ladderSize.width * volatility * std::sqrt(leftAt(0));
    const double farthest = std::min(farthestSpot(group), farthestChoice()) + spread;
    const GridPlans::Pair& plans = m_plans.forVolatility(volatility);
    m_extent = plans[0].extentFor(volatility, lowest, farthest);
    for (const std::size_t pass : {std::size_t {0}, std::size_t {1}})
        runPass(plans, pass, group);
    for (std::size_t i = 0; i < group.size(); ++i)
        read(group[i], i, sets);
}

/// The distance of the spot that lies deepest in the money.
double SpotLadder::farthestSpot(std::span<const Sweep> group) const
{
    const double sign = m_right == Right::Call ? 1.0 : -1.0;
    double farthest = 0;
    for (const Sweep& sweep : group) {
        const double logStrike = std::log(m_slice.strikes[sweep.option]);
        for (const double logSpot : m_logSpots)
            farthest = std::max(farthest, sign * (logSpot - logStrike));
    }
    return farthest;
}

/// How far from the strike chance still decides about exercise: where what the spot pays is worth as much as
/// the interest on the strike, an option far in the money waits to see which becomes more.
double SpotLadder::farthestChoice() const
{
    const double ratio = m_market.rate / m_market.yield;
    const bool isInside = m_right == Right::Call ? ratio > 1 : ratio > 0 && ratio < 1;
    if (m_slice.style == ExerciseStyle::European || !isInside || !std::isfinite(ratio))
        return 0;
    return std::fabs(std::log(ratio));
}

void SpotLadder::runPass(const GridPlans::Pair& plans, std::size_t pass, std::span<const Sweep> group)
{
    GridTask task = plans[pass].task(m_market.rate, m_extent);
    task.spot = 1.0;
    task.variants = int((group.size() + m_width - 1) / m_width);
    for (std::size_t v = 0; v < std::size_t(task.variants); ++v) {
        task.strikes[v] = m_ones.data();
        task.scales[v] = m_scales[v].data();
        task.volatilities[v] = m_volatilities[v].data();
    }
    const std::size_t nodes = std::size_t(2 * task.halfNodes) + 1;
    m_columns[pass].resize(m_dates.size() * nodes * std::size_t(task.variants) * m_width);
    task.columns = m_columns[pass].data();
    const std::size_t work = gridWorkSize(task.halfNodes, task.variants, int(m_width));
    m_work.resize(std::max(m_work.size(), work));
    task.work = m_work.data();
    laneKernels().solveGrid(task);
}

/// One solution at all spots and dates.
void SpotLadder::read(const Sweep& sweep, std::size_t place, std::size_t sets)
{
    const std::size_t spots = m_slice.spots.size();
    const std::size_t shifts = m_slice.shifts.size();
    const std::size_t count = m_slice.strikes.size();
    const double centre = m_extent.halfNodes;
    const double perNode = (m_right == Right::Put ? 1.0 : -1.0) / m_extent.coarseSpacing();
    const double strike = m_slice.strikes[sweep.option];
    const double logStrike = std::log(strike);
    for (std::size_t s = 0; s < spots; ++s) {
        const double position = centre + perNode * (m_logSpots[s] - logStrike);
        if (!(m_slice.spots[s] >= smallestSize && m_slice.spots[s] <= 1e12))
            continue;
        const double least = m_slice.style == ExerciseStyle::American
            ? intrinsicValue(m_right, m_slice.spots[s], strike)
            : 0.0;
        const bool isOnGrid = position >= 1.0 && position <= 2.0 * centre - 1.0;
        for (std::size_t d = 0; d < m_dates.size(); ++d) {
            const double price = isOnGrid
                ? std::max(strike * readAt(position, m_dates.size() - 1 - d, place, sets), least)
                : farValue(d, sweep.option, s);
            m_prices[((m_dates[d] * count + sweep.option) * spots + s) * shifts + sweep.shift] = price;
        }
    }
}

/// By the cubic through four nodes of the fine grid, and what its difference to the coarse one, which is
/// smooth and small, says of the rest (Richardson). `position` counts coarse nodes from node 0.
double SpotLadder::readAt(double position, std::size_t read, std::size_t place, std::size_t sets) const
{
    const std::size_t row = sets * m_width;
    const double* const coarse = &m_columns[0][read * std::size_t(2 * m_extent.halfNodes + 1) * row + place];
    const double* const fine = &m_columns[1][read * std::size_t(4 * m_extent.halfNodes + 1) * row + place];
    const double at = 2.0 * position;
    const auto base = std::size_t(at) - 1;
    const double x = at - double(base);
    const double* const f = fine + base * row;
    const double value = f[0] * ((x - 1.0) * (x - 2.0) * (x - 3.0) * (-1.0 / 6.0))
        + f[row] * (x * (x - 2.0) * (x - 3.0) * 0.5) + f[2 * row] * (x * (x - 1.0) * (x - 3.0) * -0.5)
        + f[3 * row] * (x * (x - 1.0) * (x - 2.0) * (1.0 / 6.0));
    const auto node = std::min(std::size_t(position), std::size_t(2 * m_extent.halfNodes) - 1);
    const double share = position - double(node);
    const double below = fine[2 * node * row] - coarse[node * row];
    const double above = fine[2 * (node + 1) * row] - coarse[(node + 1) * row];
    return value + ((1.0 - share) * below + share * above) / 3.0;
}

} // namespace strikedesk::pricing::detail
