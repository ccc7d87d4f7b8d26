// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/GridBatch.h"

#include "core/pricing/lanes/LaneDispatch.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace strikedesk::pricing::detail {
namespace {

constexpr double widestGroup = 1.15; // largest over smallest volatility of a group that shares a grid

int variantsOf(GridWork work)
{
    return work == GridWork::Price       ? 1
        : work == GridWork::PriceAndVega ? 2
        : work == GridWork::Greeks       ? 3
                                         : 4;
}

double extrapolated(double fine, double coarse)
{
    return fine + (fine - coarse) / 3.0;
}

} // namespace

GridBatch::GridBatch(const MarketInputs& market, ExerciseStyle style, double years, const GridSize& size)
    : m_market(market)
    , m_style(style)
    , m_plans {GridPlans(market, style, Right::Call, years, size),
               GridPlans(market, style, Right::Put, years, size)}
{
}

void GridBatch::solve(const GridRequest& request, GridAnswer* answers, GridWindow* windows)
{
    m_width = laneKernels().width;
    m_order.resize(request.strikes.size());
    std::iota(m_order.begin(), m_order.end(), std::size_t(0));
    std::sort(m_order.begin(), m_order.end(), [&](std::size_t a, std::size_t b) {
        return request.volatilities[a] < request.volatilities[b];
    });
    // With one variant each, three sets of options run interleaved instead.
    const auto width = std::size_t(m_width) * (request.work == GridWork::Price ? 3 : 1);
    for (std::size_t first = 0; first < m_order.size();) {
        const double largest = widestGroup * request.volatilities[m_order[first]];
        std::size_t last = first + 1;
        while (last < m_order.size() && last - first < width
               && request.volatilities[m_order[last]] <= largest)
            ++last;
        solveGroup(request, std::span(m_order).subspan(first, last - first), answers, windows);
        first = last;
    }
}

void GridBatch::solveGroup(const GridRequest& request, std::span<const std::size_t> group,
                           GridAnswer* answers, GridWindow* windows)
{
    const auto width = std::size_t(m_width);
    const bool isMoved = request.work != GridWork::Price;
    const std::size_t sets = isMoved ? 1 : (group.size() + width - 1) / width;
    const int variants = isMoved ? variantsOf(request.work) : int(sets);
    constexpr std::array moves {0.0, gridVolatilityStep, 0.0, -gridVolatilityStep};
    double largest = 0;
    for (std::size_t v = 0; v < std::size_t(variants); ++v) {
        m_strikes[v].resize(width);
        m_volatilities[v].resize(width);
        for (std::size_t lane = 0; lane < width; ++lane) {
            const std::size_t option = group[std::min(lane + (isMoved ? 0 : v * width), group.size() - 1)];
            const double volatility = request.volatilities[option];
            m_strikes[v][lane] = request.strikes[option];
            m_volatilities[v][lane] = volatility * (1.0 + (isMoved ? moves[v] : 0.0));
            largest = std::max(largest, volatility);
        }
    }
    const GridPlans::Pair& plans = m_plans[std::size_t(request.right)].forVolatility(largest);
    m_coarse.plan = &plans[0];
    m_fine.plan = &plans[1];
    const GridPlan::Extent extent = plans[0].extentFor(largest, m_market.spot);
    runPass(m_coarse, 1, extent, variants, isMoved);
    runPass(m_fine, 2, extent, variants, isMoved);
    const double coarseSpacing = extent.coarseSpacing();
    for (std::size_t i = 0; i < group.size(); ++i) {
        const std::size_t option = group[i];
        const double volatility = request.volatilities[option];
        const Place place {isMoved ? 0 : int(i / width), int(i % width)};
        answers[option] = answerFor(place, coarseSpacing, request.strikes[option], volatility, request);
        if (windows)
            keepWindow(place, coarseSpacing, volatility, windows[option]);
    }
}

void GridBatch::runPass(Pass& pass, int stride, const GridPlan::Extent& extent, int variants, bool isMoved)
{
    GridTask task = pass.plan->task(m_market.rate, extent);
    task.variants = variants;
    for (std::size_t v = 0; v < std::size_t(variants); ++v) {
        task.strikes[v] = m_strikes[v].data();
        task.volatilities[v] = m_volatilities[v].data();
    }
    if (isMoved) {
        task.rates[2] += gridRateStep;
        task.far[2] = pass.plan->far(true);
    }
    // The fine grid is read at every node: its neighbours give the slopes, every second one the window.
    task.windowHalf = stride * windowHalf;
    pass.window.resize(std::size_t(variants * (2 * task.windowHalf + 1) * m_width));
    task.window = pass.window.data();
    m_work.resize(std::max(m_work.size(), gridWorkSize(task.halfNodes, variants, m_width)));
    task.work = m_work.data();
    laneKernels().solveGrid(task);
}

/// `node` counts from the spot.
double GridBatch::valueAt(const Pass& pass, const Place& place, int node) const
{
    const int half = &pass == &m_fine ? 2 * windowHalf : windowHalf;
    const int index = (place.variant * (2 * half + 1) + half + node) * m_width + place.lane;
    return pass.window[std::size_t(index)];
}

/// At a number of coarse nodes from the spot.
double GridBatch::priceAt(const Place& place, int node) const
{
    return extrapolated(valueAt(m_fine, place, 2 * node), valueAt(m_coarse, place, node));
}

/// What a moved volatility or rate does to it, on the fine grid alone: extrapolated, the difference would
/// ripple from strike to strike, since it depends on where each lies between the nodes of both grids.
double GridBatch::movedPriceAt(const Place& place, int variant, int node) const
{
    const Place unmoved {0, place.lane};
    if (variant == 0)
        return priceAt(unmoved, node);
    return priceAt(unmoved, node) + valueAt(m_fine, {variant, place.lane}, 2 * node)
        - valueAt(m_fine, unmoved, 2 * node);
}

GridBatch::LocalSlope GridBatch::slopeAt(const Place& place, double coarseSpacing, int node) const
{
    const double spot = m_market.spot * std::exp(node * coarseSpacing);
    const auto slopeOn = [&](const Pass& pass, int stride) {
        const double spacing = coarseSpacing / stride;
        const double below = valueAt(pass, place, stride * node - 1);
        const double middle = valueAt(pass, place, stride * node);
        const double above = valueAt(pass, place, stride * node + 1);
        const double slope = (above - below) / (2.0 * spacing);
        const double bend = (above - 2.0 * middle + below) / (spacing * spacing);
        return LocalSlope {slope / spot, (bend - slope) / (spot * spot)};
    };
    const LocalSlope fine = slopeOn(m_fine, 2);
    const LocalSlope coarse = slopeOn(m_coarse, 1);
    return {extrapolated(fine.delta, coarse.delta), extrapolated(fine.gamma, coarse.gamma)};
}

/// By the pricing equation.
double GridBatch::thetaOf(double spot, double price, const LocalSlope& slope, double volatility) const
{
    return m_market.rate * price - (m_market.rate - m_market.yield) * spot * slope.delta
        - 0.5 * volatility * volatility * spot * spot * slope.gamma;
}

GridAnswer GridBatch::answerFor(const Place& place, double coarseSpacing, double strike, double volatility,
                                const GridRequest& request) const
{
    const double intrinsic = intrinsicValue(request.right, m_market.spot, strike);
    const bool isAmerican = m_style == ExerciseStyle::American;
    GridAnswer answer;
    answer.isExercised = isAmerican && intrinsic > 0 && valueAt(m_fine, place, 0) <= intrinsic
        && valueAt(m_coarse, place, 0) <= intrinsic;
    if (answer.isExercised) {
        answer.price = intrinsic;
        answer.delta = request.right == Right::Call ? 1.0 : -1.0;
        return answer;
    }
    const LocalSlope slope = slopeAt(place, coarseSpacing);
    const double found = priceAt(place);
    answer.price = std::max(found, isAmerican ? intrinsic : 0.0);
    answer.delta = slope.delta;
    answer.gamma = slope.gamma;
    answer.theta = thetaOf(m_market.spot, answer.price, slope, volatility);
    if (request.work != GridWork::Price)
        answer.vega = (movedPriceAt(place, 1) - found) / (gridVolatilityStep * volatility);
    if (request.work == GridWork::Greeks || request.work == GridWork::SecondOrder)
        answer.rho = (movedPriceAt(place, 2) - found) / gridRateStep;
    if (request.work == GridWork::SecondOrder)
        addSecondOrder(place, coarseSpacing, volatility, answer);
    return answer;
}

void GridBatch::addSecondOrder(const Place& place, double coarseSpacing, double volatility,
                               GridAnswer& answer) const
{
    const double step = gridVolatilityStep * volatility;
    const Place wilder {1, place.lane};
    const Place calmer {3, place.lane};
    const double above = movedPriceAt(place, wilder.variant);
    const double below = movedPriceAt(place, calmer.variant);
    answer.vega = (above - below) / (2 * step);
    answer.volga = (above - 2 * priceAt(place) + below) / (step * step);
    answer.vanna = (slopeAt(wilder, coarseSpacing).delta - slopeAt(calmer, coarseSpacing).delta) / (2 * step);
    const auto thetaAt = [&](int node) {
        return thetaOf(m_market.spot * std::exp(node * coarseSpacing), priceAt(place, node),
                       slopeAt(place, coarseSpacing, node), volatility);
    };
    answer.charm = (thetaAt(1) - thetaAt(-1)) / (2 * coarseSpacing * m_market.spot);
}

void GridBatch::keepWindow(const Place& place, double coarseSpacing, double volatility,
                           GridWindow& window) const
{
    window.spacing = coarseSpacing;
    window.volatility = volatility;
    for (int v = 0; v < 3; ++v) {
        for (int node = -windowHalf; node <= windowHalf; ++node)
            window.values[std::size_t(v * windowNodes + windowHalf + node)] = movedPriceAt(place, v, node);
    }
}

} // namespace strikedesk::pricing::detail
