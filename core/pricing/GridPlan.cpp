// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/GridPlan.h"

#include <algorithm>
#include <cmath>
#include <utility>

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
    return accuracy == Accuracy::Screen ? GridSize {36, 16, 4.5, 32} : GridSize {500, 320, 7.0};
}

GridPlan::GridPlan(const MarketInputs& market, ExerciseStyle style, Right right, double years,
                   const GridSize& size, int refinement, std::span<const double> reads)
    : m_style(style)
    , m_right(right)
    , m_spot(market.spot)
    , m_yield(market.yield)
    , m_years(years)
    , m_drift(std::fabs(market.rate - market.yield) * years)
    , m_paid(0)
    , m_width(size.width)
    , m_halfNodes(size.halfNodes)
    , m_refinement(refinement)
    , m_exercisesBetween(exercisesBetweenDividends(market, style, right))
{
    for (const DividendPoint& dividend : market.dividends)
        m_paid += dividend.amount;
    double time = 0;
    bool isAfterDrop = false;
    for (const Mark& mark : marksOf(market, years, reads)) {
        // The payoff leaves a sharp kink (Rannacher: four half steps), an ex-date a smaller one.
        const int damped = time == 0 ? 2 : isAfterDrop ? 1 : 0;
        const int least = time == 0 && mark.isRead ? size.steps / 4 : size.steps / 8;
        const int share = int(std::ceil(size.steps * (mark.time - time) / years));
        addStretch(market, time, mark.time, refinement * std::max(share, least), damped);
        GridStretch& stretch = m_stretches.back();
        stretch.isRead = mark.isRead;
        stretch.dividend = mark.dividend;
        if (mark.dividend > 0) {
            const int begin = addFarValues(market, mark.time);
            stretch.farBegin = begin;
            stretch.farEnd = int(m_far.size());
        }
        isAfterDrop = mark.dividend > 0;
        time = mark.time;
    }
}

/// Ex-dates, reads and today by time to expiry. What is read on an ex-date is the option without that
/// dividend.
std::vector<GridPlan::Mark> GridPlan::marksOf(const MarketInputs& market, double years,
                                              std::span<const double> reads)
{
    std::vector<Mark> marks;
    for (const double read : reads)
        marks.push_back({read, 0, true});
    for (const DividendPoint& dividend : market.dividends)
        marks.push_back({years - dividend.years, dividend.amount, false});
    if (reads.empty() || reads.back() < years)
        marks.push_back({years, 0, false});
    std::stable_sort(marks.begin(), marks.end(),
                     [](const Mark& a, const Mark& b) { return a.time < b.time; });
    return marks;
}

void GridPlan::addStretch(const MarketInputs& market, double from, double to, int steps, int damped)
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
        const bool isImplicit = k < damped;
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
        // At its own ex-date a dividend has been paid, whatever the subtractions left of the zero between.
        if (after <= 1e-12)
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

GridPlan::Extent GridPlan::extentFor(double volatility, double centre, double farthest) const
{
    constexpr double widestSpacing = 0.12; // beyond it the curvature of the spot itself shows
    const double spread = m_width * volatility * std::sqrt(m_years);
    const double drop = -std::log(std::max(1.0 - m_paid / centre, 0.2));
    const double own = spread + drop + std::min(m_drift, spread);
    Extent extent;
    extent.reach = std::max(own, farthest);
    const double most = 8.0 * m_halfNodes;
    const double asFine = std::min(m_halfNodes * extent.reach / own, most);
    const double asNarrow = std::min(extent.reach / widestSpacing, most);
    extent.halfNodes = std::max({m_halfNodes, int(asFine), int(asNarrow)});
    return extent;
}

GridTask GridPlan::task(double rate, const Extent& extent) const
{
    GridTask task;
    task.spot = m_spot;
    task.yield = m_yield;
    task.halfNodes = m_refinement * extent.halfNodes;
    task.spacing = extent.reach / task.halfNodes;
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

GridPlans::GridPlans(MarketInputs market, ExerciseStyle style, Right right, double years,
                     const GridSize& size, std::vector<double> reads)
    : m_market(std::move(market))
    , m_style(style)
    , m_right(right)
    , m_years(years)
    , m_size(size)
    , m_reads(std::move(reads))
{
}

const GridPlans::Pair& GridPlans::forVolatility(double volatility)
{
    constexpr double wildDeviation = 0.5; // from here on the error of the steps grows with the price
    const bool isWild = m_size.wildSteps > 0 && volatility * std::sqrt(m_years) > wildDeviation;
    std::optional<Pair>& plans = isWild ? m_wild : m_calm;
    if (!plans) {
        GridSize size = m_size;
        if (isWild)
            size.steps = size.wildSteps;
        plans.emplace(Pair {GridPlan(m_market, m_style, m_right, m_years, size, 1, m_reads),
                            GridPlan(m_market, m_style, m_right, m_years, size, 2, m_reads)});
    }
    return *plans;
}

} // namespace strikedesk::pricing::detail
