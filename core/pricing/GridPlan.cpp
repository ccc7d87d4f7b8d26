// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/GridPlan.h"

#include <algorithm>
#include <cmath>

namespace strikedesk::pricing::detail {
namespace {

bool exercisesBetweenDividends(const MarketInputs& market, ExerciseStyle style, Right right)
{
    if (style == ExerciseStyle::European)
        return false;
    // A call without a yield is worth more alive than exercised, except just before an ex-date.
    return right == Right::Put || market.yield > 0 || market.rate < 0;
}

} // namespace

GridSize GridSize::forAccuracy(Accuracy accuracy)
{
    return accuracy == Accuracy::Screen ? GridSize {36, 16, 4.5} : GridSize {500, 320, 7.0};
}

GridPlan::GridPlan(const MarketInputs& market, ExerciseStyle style, Right right, double years,
                   const GridSize& size, int refinement)
    : m_style(style)
    , m_right(right)
    , m_spot(market.spot)
    , m_yield(market.yield)
    , m_years(years)
    , m_drift(std::fabs(market.rate - market.yield) * years)
    , m_width(size.width)
    , m_halfNodes(size.halfNodes)
    , m_refinement(refinement)
    , m_exercisesBetween(exercisesBetweenDividends(market, style, right))
{
    double paid = 0;
    for (const DividendPoint& dividend : market.dividends)
        paid += dividend.amount;
    m_drop = -std::log(std::max(1.0 - paid / market.spot, 0.2));

    const auto stepsFor = [&](double length) {
        const int share = int(std::ceil(size.steps * length / years));
        return refinement * std::max(share, size.steps / 8);
    };
    double time = 0;
    for (std::size_t i = market.dividends.size(); i-- > 0;) {
        const double next = years - market.dividends[i].years;
        addStretch(market, time, next, stepsFor(next - time));
        m_stretches.back().dividend = market.dividends[i].amount;
        m_stretches.back().farBegin = addFarValues(market, next);
        m_stretches.back().farEnd = int(m_far.size());
        time = next;
    }
    addStretch(market, time, years, stepsFor(years - time));
}

/// Fully implicit half steps damp the kinks: four after the payoff (Rannacher), two after an ex-date, which
/// leaves a smaller one.
void GridPlan::addStretch(const MarketInputs& market, double from, double to, int steps)
{
    GridStretch stretch;
    stretch.step = (to - from) / steps;
    stretch.solveBegin = int(m_solves.size());
    const auto addSolve = [&](double time, bool isImplicit) {
        GridSolve solve;
        solve.isImplicit = isImplicit;
        solve.farBegin = addFarValues(market, time);
        solve.farEnd = int(m_far.size());
        m_solves.push_back(solve);
    };
    for (int k = 0; stretch.step > 0 && k < steps; ++k) {
        const double time = from + k * stretch.step;
        const bool isImplicit = k < (from == 0 ? 2 : 1);
        if (isImplicit)
            addSolve(time + 0.5 * stretch.step, true);
        addSolve(time + stretch.step, isImplicit);
    }
    stretch.solveEnd = int(m_solves.size());
    m_stretches.push_back(stretch);
}

int GridPlan::addFarValues(const MarketInputs& market, double time)
{
    const auto begin = int(m_far.size());
    const bool isAmerican = m_style == ExerciseStyle::American;
    const double now = m_years - time;
    double paid = 0;
    double movedPaid = 0;
    const double movedRate = market.rate + gridRateStep;
    const auto consider = [&](double after) {
        const double spotFactor = std::exp(-m_yield * after);
        m_far.push_back({spotFactor, std::exp(-market.rate * after), paid});
        m_movedFar.push_back({spotFactor, std::exp(-movedRate * after), movedPaid});
    };
    for (const DividendPoint& dividend : market.dividends) {
        const double after = dividend.years - now;
        if (after <= 0)
            continue;
        if (isAmerican && m_right == Right::Call)
            consider(after);
        paid += dividend.amount * std::exp((m_yield - market.rate) * after);
        movedPaid += dividend.amount * std::exp((m_yield - movedRate) * after);
        if (isAmerican && m_right == Right::Put)
            consider(after);
    }
    consider(time);
    return begin;
}

double GridPlan::reach(double volatility) const
{
    const double spread = m_width * volatility * std::sqrt(m_years);
    return spread + m_drop + std::min(m_drift, spread);
}

int GridPlan::halfNodes(double reach) const
{
    constexpr double widestSpacing = 0.12; // beyond it the curvature of the spot itself shows
    const int needed = int(std::min(reach / widestSpacing, 8.0 * m_halfNodes));
    return m_refinement * std::max(m_halfNodes, needed);
}

GridTask GridPlan::task(double rate, double reach) const
{
    GridTask task;
    task.spot = m_spot;
    task.yield = m_yield;
    task.halfNodes = halfNodes(reach);
    task.spacing = reach / task.halfNodes;
    task.direction = m_right == Right::Put ? 1.0 : -1.0;
    task.canExercise = m_style == ExerciseStyle::American;
    task.exercisesBetween = m_exercisesBetween;
    task.stretches = m_stretches.data();
    task.stretchCount = int(m_stretches.size());
    task.solves = m_solves.data();
    for (int v = 0; v < 4; ++v) {
        task.far[v] = far(false);
        task.rates[v] = rate;
    }
    return task;
}

} // namespace strikedesk::pricing::detail
