// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/SpectralBatch.h"

#include "core/pricing/lanes/LaneDispatch.h"

#include <algorithm>
#include <cmath>

namespace strikedesk::pricing::detail {
namespace {

constexpr double volatilityMove = 5e-4; // relative
constexpr double rateMove = 2e-5;
constexpr double boundaryTolerance
    = 2e-6; // a tenth of what it does to a price is far below the scheme's error

SpectralTables tablesOf(const SpectralScheme& scheme)
{
    SpectralTables tables;
    tables.intervals = scheme.intervals;
    tables.sweepPoints = scheme.sweepPoints;
    tables.pricePoints = int(scheme.priceRule.points.size());
    tables.sweepsMax = scheme.sweepsMax;
    tables.tolerance = std::max(scheme.tolerance, boundaryTolerance);
    tables.nodes = scheme.nodes.data();
    tables.sweepAt = scheme.sweepRule.points.data();
    tables.sweepWeights = scheme.sweepRule.weights.data();
    tables.interpolation = scheme.interpolation.data();
    tables.priceAt = scheme.priceRule.points.data();
    tables.priceWeights = scheme.priceRule.weights.data();
    return tables;
}

} // namespace

SpectralBatch::SpectralBatch(const MarketInputs& market, Right right, double years,
                             const SpectralScheme& scheme)
    : m_market(market)
    , m_right(right)
    , m_years(years)
    , m_scheme(&scheme)
    , m_tables(tablesOf(scheme))
{
    for (std::size_t i = 0; i < m_moved.size(); ++i) {
        Moved& moved = m_moved[i];
        const double rate = market.rate + (i == 2 ? rateMove : 0.0);
        // A call is a put with rate and yield exchanged (American.cpp).
        moved.rate = right == Right::Put ? rate : market.yield;
        moved.yield = right == Right::Put ? market.yield : rate;
        moved.volatilityFactor = i == 1 ? 1.0 + volatilityMove : 1.0;
        setGrowth(moved);
    }
}

void SpectralBatch::setGrowth(Moved& moved) const
{
    for (int node = 0; node < m_tables.intervals; ++node) {
        const double root = 0.5 * (1.0 + m_tables.nodes[node]) * std::sqrt(m_years);
        for (int k = 0; k < m_tables.sweepPoints; ++k) {
            const double half = 0.5 * (1.0 + m_tables.sweepAt[k]);
            const double left = root * root * (1.0 - half * half);
            moved.strikeGrowth.push_back(std::exp(moved.rate * left));
            moved.spotGrowth.push_back(std::exp(moved.yield * left));
        }
    }
}

void SpectralBatch::setOptions(std::span<const double> strikes, std::span<const double> volatilities,
                               int moves)
{
    m_moves = std::size_t(moves);
    m_width = std::size_t(laneKernels().width);
    m_count = strikes.size();
    const std::size_t blocks = (m_count + m_width - 1) / m_width;
    m_strikes.resize(blocks * m_width);
    m_isSettled.assign(blocks * m_width, 0);
    for (Moved& moved : m_moved) {
        moved.volatilities.resize(blocks * m_width);
        moved.squares.resize(blocks * m_width * m_scheme->nodes.size());
    }
    for (std::size_t i = 0; i < m_strikes.size(); ++i) {
        const std::size_t option = std::min(i, m_count - 1); // the lanes that are left repeat the last
        m_strikes[i] = strikes[option];
        for (Moved& moved : m_moved)
            moved.volatilities[i] = volatilities[option] * moved.volatilityFactor;
    }
    for (std::size_t block = 0; block < blocks; ++block)
        solveBoundaries(block);
}

/// The block before has settled and its volatilities are nearly those of this one.
bool SpectralBatch::isAlike(std::size_t block) const
{
    const std::size_t first = block * m_width;
    for (std::size_t i = first; i < first + m_width; ++i) {
        const double ratio = m_moved[0].volatilities[i] / m_moved[0].volatilities[i - m_width];
        if (!(ratio > 0.8 && ratio < 1.25) || m_isSettled[i - m_width] == 0)
            return false;
    }
    return true;
}

void SpectralBatch::solveBoundaries(std::size_t block)
{
    const std::size_t first = block * m_width;
    const std::size_t size = m_width * m_scheme->nodes.size();
    std::array<bool, 16> isSettled {};
    std::fill_n(m_isSettled.begin() + std::ptrdiff_t(first), m_width, char(1));
    for (std::size_t i = 0; i <= m_moves; ++i) {
        Moved& moved = m_moved[i];
        BoundaryTask task;
        task.tables = &m_tables;
        task.rate = moved.rate;
        task.yield = moved.yield;
        task.years = m_years;
        task.strikeGrowth = moved.strikeGrowth.data();
        task.spotGrowth = moved.spotGrowth.data();
        task.volatilities = moved.volatilities.data() + first;
        task.squares = moved.squares.data() + block * size;
        task.isSettled = isSettled.data();
        const auto startFrom = [&](const double* squares) {
            std::copy_n(squares, size, task.squares);
            task.isWarm = true;
        };
        // The boundary as it is is next to the moved one, and neighbours have similar volatilities.
        if (i > 0)
            startFrom(m_moved[0].squares.data() + block * size);
        else if (block > 0 && isAlike(block))
            startFrom(task.squares - size);
        laneKernels().solveBoundary(task);
        for (std::size_t lane = 0; lane < m_width; ++lane)
            m_isSettled[first + lane] = char(m_isSettled[first + lane] != 0 && isSettled[lane]);
    }
}

/// Fills price and Greeks, or with `into` one price only.
void SpectralBatch::integrate(const Moved& moved, std::size_t block, const double* unitSpots,
                              SpectralAnswer* answers, double SpectralAnswer::*into)
{
    const std::size_t first = block * m_width;
    std::array<double, 16> price {};
    std::array<double, 16> slope {};
    std::array<double, 16> curvature {};
    std::array<bool, 16> isExercised {};
    PremiumTask task;
    task.tables = &m_tables;
    task.rate = moved.rate;
    task.yield = moved.yield;
    task.years = m_years;
    task.volatilities = moved.volatilities.data() + first;
    task.squares = moved.squares.data() + first * m_scheme->nodes.size();
    task.spots = unitSpots;
    task.price = price.data();
    task.slope = slope.data();
    task.curvature = curvature.data();
    task.isExercised = isExercised.data();
    laneKernels().integratePremium(task);
    const double spot = m_market.spot;
    for (std::size_t lane = 0; lane < m_width && first + lane < m_count; ++lane) {
        SpectralAnswer& answer = answers[first + lane];
        const double strike = m_strikes[first + lane];
        const bool isPut = m_right == Right::Put;
        const double scaled = (isPut ? strike : spot) * price[lane];
        if (into) {
            answer.*into = scaled;
            continue;
        }
        answer.isSettled = m_isSettled[first + lane] != 0;
        answer.price = std::max(scaled, intrinsicValue(m_right, spot, strike));
        if (isExercised[lane]) {
            answer.delta = isPut ? -1.0 : 1.0;
            continue;
        }
        const double unitSpot = unitSpots[lane];
        answer.delta = isPut ? slope[lane] : price[lane] - unitSpot * slope[lane];
        answer.gamma = isPut ? curvature[lane] / strike : unitSpot * unitSpot * curvature[lane] / spot;
        const double volatility = moved.volatilities[first + lane];
        answer.theta = m_market.rate * answer.price - (m_market.rate - m_market.yield) * spot * answer.delta
            - 0.5 * volatility * volatility * spot * spot * answer.gamma;
    }
}

void SpectralBatch::values(double spot, SpectralAnswer* answers)
{
    m_market.spot = spot;
    std::array<double, 16> unitSpots {};
    for (std::size_t first = 0; first < m_count; first += m_width) {
        for (std::size_t lane = 0; lane < m_width; ++lane)
            unitSpots[lane]
                = m_right == Right::Put ? spot / m_strikes[first + lane] : m_strikes[first + lane] / spot;
        const std::size_t block = first / m_width;
        const std::size_t live = std::min(m_width, m_count - first);
        std::fill_n(answers + first, live, SpectralAnswer {});
        integrate(m_moved[0], block, unitSpots.data(), answers, nullptr);
        if (m_moves >= 1)
            integrate(m_moved[1], block, unitSpots.data(), answers, &SpectralAnswer::vega);
        if (m_moves >= 2)
            integrate(m_moved[2], block, unitSpots.data(), answers, &SpectralAnswer::rho);
        for (std::size_t i = first; i < first + live; ++i) {
            SpectralAnswer& answer = answers[i];
            const bool isExercised = answer.gamma == 0 && std::fabs(answer.delta) == 1.0;
            const double step = volatilityMove * m_moved[0].volatilities[i];
            answer.vega = isExercised || m_moves < 1 ? 0.0 : (answer.vega - answer.price) / step;
            answer.rho = isExercised || m_moves < 2 ? 0.0 : (answer.rho - answer.price) / rateMove;
        }
    }
}

} // namespace strikedesk::pricing::detail
