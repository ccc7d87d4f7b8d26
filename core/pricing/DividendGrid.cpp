// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/DividendGrid.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace strikedesk::pricing::detail {
namespace {

using LaneValues = std::array<double, gridLanes>;

/// One pass over one grid. Node 0 is on the side where the option is exercised (low spots for a put, high
/// ones for a call), so that the direct solve always runs the same way.
class GridPass
{
public:
    GridPass(const GridProblem& problem, const GridSize& size, int refinement);

    [[nodiscard]] GridResult run();

private:
    struct Stencil
    {
        double toward = 0; ///< Weight of the neighbour toward node 0, times half a step.
        double away = 0;
        double middle = 0;
    };

    void setPayoff();
    void advance(double from, double to, int steps);
    void factorise(double step);
    void solveStep(double time, bool isImplicit);
    void dropSpot(double amount, double time);
    [[nodiscard]] double interpolated(double spot, double time, std::size_t lane) const;
    [[nodiscard]] double endValue(double spot, double time, std::size_t lane) const;
    [[nodiscard]] GridResult resultAtSpot() const;
    [[nodiscard]] double exercised(double spot) const
    {
        return intrinsicValue(m_problem.right, spot, m_problem.strike);
    }

    const GridProblem& m_problem;
    int m_refinement;
    int m_halfNodes;
    int m_steps;   ///< Over the whole life at refinement 1.
    double m_sign; ///< +1 when the spot grows with the node number.
    double m_spacing = 0;
    bool m_canExercise;      ///< At any time.
    bool m_exercisesBetween; ///< Also between ex-dates, not only just before one.
    std::vector<double> m_spots;
    std::vector<double> m_payoff;
    std::vector<LaneValues> m_values;
    std::vector<LaneValues> m_rest;
    std::vector<LaneValues> m_inverse; ///< Of the pivots of the elimination.
    std::array<Stencil, gridLanes> m_stencils {};
};

bool exercisesBetweenDividends(const GridProblem& problem)
{
    if (problem.style == ExerciseStyle::European)
        return false;
    if (problem.right == Right::Put)
        return true;
    // A call without a yield is worth more alive than exercised, except just before an ex-date.
    return problem.yield > 0
        || std::any_of(problem.lanes.begin(), problem.lanes.end(),
                       [](const GridLane& lane) { return lane.rate < 0; });
}

GridPass::GridPass(const GridProblem& problem, const GridSize& size, int refinement)
    : m_problem(problem)
    , m_refinement(refinement)
    , m_halfNodes(size.halfNodes * refinement)
    , m_steps(size.steps)
    , m_sign(problem.right == Right::Put ? 1.0 : -1.0)
    , m_canExercise(problem.style == ExerciseStyle::American)
    , m_exercisesBetween(exercisesBetweenDividends(problem))
{
    double paid = 0;
    for (const DividendPoint& dividend : problem.dividends)
        paid += dividend.amount;
    const double drop = -std::log(std::max(1.0 - paid / problem.spot, 0.2));
    const double drift = std::fabs(problem.lanes[0].rate - problem.yield) * problem.years;
    const double deviation = problem.spanVolatility * std::sqrt(problem.years);
    m_spacing = (size.width * deviation + drop + std::min(drift, size.width * deviation)) / m_halfNodes;

    const auto count = std::size_t(2 * m_halfNodes + 1);
    m_spots.resize(count);
    m_payoff.resize(count);
    m_values.resize(count);
    m_rest.resize(count);
    m_inverse.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        m_spots[i] = problem.spot * std::exp(m_sign * (double(i) - m_halfNodes) * m_spacing);
        m_payoff[i] = exercised(m_spots[i]);
    }
}

/// The payoff at expiry; the node whose cell holds the kink gets the average over its cell, which keeps the
/// error smooth in the spacing.
void GridPass::setPayoff()
{
    const double half = std::exp(0.5 * m_spacing);
    const double strike = m_problem.strike;
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        double payoff = m_payoff[i];
        const double low = m_spots[i] / half;
        const double high = m_spots[i] * half;
        if (low < strike && strike < high) {
            payoff = m_problem.right == Right::Call ? (high - strike - strike * std::log(high / strike))
                                                    : (strike * std::log(strike / low) - (strike - low));
            payoff /= m_spacing;
        }
        m_values[i].fill(payoff);
    }
}

void GridPass::factorise(double step)
{
    for (std::size_t lane = 0; lane < gridLanes; ++lane) {
        const double rate = m_problem.lanes[lane].rate;
        const double variance = m_problem.lanes[lane].volatility * m_problem.lanes[lane].volatility;
        const double drift = m_sign * (rate - m_problem.yield - 0.5 * variance);
        const double diffusion = 0.5 * variance / (m_spacing * m_spacing);
        Stencil& stencil = m_stencils[lane];
        stencil.toward = 0.5 * step * (diffusion - 0.5 * drift / m_spacing);
        stencil.away = 0.5 * step * (diffusion + 0.5 * drift / m_spacing);
        stencil.middle = -0.5 * step * (2.0 * diffusion + rate);
        const std::size_t last = m_inverse.size() - 2;
        m_inverse[last][lane] = 1.0 / (1.0 - stencil.middle);
        for (std::size_t i = last; i-- > 1;)
            m_inverse[i][lane]
                = 1.0 / (1.0 - stencil.middle - stencil.away * stencil.toward * m_inverse[i + 1][lane]);
    }
}

/// From `from` to `to`, both times to expiry. The first two steps are four fully implicit half steps, which
/// damp the kinks that the payoff and the ex-dates leave (Rannacher).
void GridPass::advance(double from, double to, int steps)
{
    const double step = (to - from) / steps;
    if (!(step > 0))
        return;
    factorise(step);
    for (int k = 0; k < steps; ++k) {
        const double time = from + k * step;
        if (k < 2) {
            solveStep(time + 0.5 * step, true);
            solveStep(time + step, true);
        } else {
            solveStep(time + step, false);
        }
    }
}

void GridPass::solveStep(double time, bool isImplicit)
{
    const std::size_t end = m_values.size() - 1;
    for (std::size_t lane = 0; lane < gridLanes; ++lane)
        m_rest[end][lane] = endValue(m_spots[end], time, lane);
    // Elimination from the far end; afterwards each value needs only its neighbour toward node 0.
    LaneValues carried = m_rest[end];
    LaneValues carriedFactor;
    carriedFactor.fill(1.0);
    for (std::size_t i = end; i-- > 1;) {
        for (std::size_t lane = 0; lane < gridLanes; ++lane) {
            const Stencil& stencil = m_stencils[lane];
            double right = m_values[i][lane];
            if (!isImplicit)
                right += stencil.toward * m_values[i - 1][lane] + stencil.middle * m_values[i][lane]
                    + stencil.away * m_values[i + 1][lane];
            carried[lane] = right + stencil.away * carriedFactor[lane] * carried[lane];
            carriedFactor[lane] = m_inverse[i][lane];
        }
        m_rest[i] = carried;
    }
    m_values[end] = m_rest[end];
    for (std::size_t lane = 0; lane < gridLanes; ++lane)
        m_values[0][lane] = endValue(m_spots[0], time, lane);
    const double nothing = -std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i < end; ++i) {
        const double floor = m_exercisesBetween ? m_payoff[i] : nothing;
        for (std::size_t lane = 0; lane < gridLanes; ++lane) {
            const double value
                = m_inverse[i][lane] * (m_rest[i][lane] + m_stencils[lane].toward * m_values[i - 1][lane]);
            m_values[i][lane] = std::max(value, floor);
        }
    }
}

/// Over an ex-date, backwards: what the option is worth at a spot before is what it is worth at the dropped
/// spot after, or what exercising before the drop gives.
void GridPass::dropSpot(double amount, double time)
{
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        const double after = std::max(m_spots[i] - amount, 0.0);
        for (std::size_t lane = 0; lane < gridLanes; ++lane) {
            const double kept = interpolated(after, time, lane);
            m_rest[i][lane] = m_canExercise ? std::max(kept, m_payoff[i]) : kept;
        }
    }
    m_values.swap(m_rest);
}

double GridPass::interpolated(double spot, double time, std::size_t lane) const
{
    const double lowest = std::min(m_spots.front(), m_spots.back());
    if (spot <= lowest)
        return endValue(spot, time, lane);
    const double position = m_sign * std::log(spot / m_problem.spot) / m_spacing + m_halfNodes;
    const int base = std::clamp(int(std::floor(position)) - 1, 0, 2 * m_halfNodes - 3);
    const double x = position - base;
    const auto at = [&](int offset) { return m_values[std::size_t(base + offset)][lane]; };
    return -(x - 1) * (x - 2) * (x - 3) / 6.0 * at(0) + x * (x - 2) * (x - 3) / 2.0 * at(1)
        - x * (x - 1) * (x - 3) / 2.0 * at(2) + x * (x - 1) * (x - 2) / 6.0 * at(3);
}

/// The value far from the strike, where only the drift matters: that of the best exercise time known today.
double GridPass::endValue(double spot, double time, std::size_t lane) const
{
    const double rate = m_problem.lanes[lane].rate;
    const double sign = m_problem.right == Right::Call ? 1.0 : -1.0;
    const double now = m_problem.years - time;
    double best = m_canExercise ? exercised(spot) : 0.0;
    double carried = spot; // discounted spot, ex the dividends so far
    const auto consider = [&](double after) {
        best = std::max(best,
                        sign
                            * (carried * std::exp(-m_problem.yield * after)
                               - m_problem.strike * std::exp(-rate * after)));
    };
    for (const DividendPoint& dividend : m_problem.dividends) {
        const double after = dividend.years - now;
        if (after <= 0)
            continue;
        if (m_canExercise && m_problem.right == Right::Call)
            consider(after);
        carried = std::max(carried - dividend.amount * std::exp((m_problem.yield - rate) * after), 0.0);
        if (m_canExercise && m_problem.right == Right::Put)
            consider(after);
    }
    consider(time);
    return best;
}

GridResult GridPass::resultAtSpot() const
{
    GridResult result;
    const auto centre = std::size_t(m_halfNodes);
    result.prices = m_values[centre];
    const double slope = m_sign * (m_values[centre + 1][0] - m_values[centre - 1][0]) / (2.0 * m_spacing);
    const double bend = (m_values[centre + 1][0] - 2.0 * m_values[centre][0] + m_values[centre - 1][0])
        / (m_spacing * m_spacing);
    result.delta = slope / m_problem.spot;
    result.gamma = (bend - slope) / (m_problem.spot * m_problem.spot);
    result.isExercised = m_canExercise && result.prices[0] <= m_payoff[centre];
    return result;
}

GridResult GridPass::run()
{
    setPayoff();
    double time = 0;
    const auto stepsFor = [this](double length) {
        const int share = int(std::ceil(m_steps * length / m_problem.years));
        return m_refinement * std::max(share, m_steps / 8);
    };
    for (std::size_t i = m_problem.dividends.size(); i-- > 0;) {
        const double next = m_problem.years - m_problem.dividends[i].years;
        advance(time, next, stepsFor(next - time));
        time = next;
        dropSpot(m_problem.dividends[i].amount, time);
    }
    advance(time, m_problem.years, stepsFor(m_problem.years - time));
    return resultAtSpot();
}

} // namespace

GridSize GridSize::forAccuracy(Accuracy accuracy)
{
    return accuracy == Accuracy::Screen ? GridSize {40, 24, 4.5} : GridSize {500, 320, 7.0};
}

GridResult solveGrid(const GridProblem& problem, const GridSize& size)
{
    const GridResult coarse = GridPass(problem, size, 1).run();
    const GridResult fine = GridPass(problem, size, 2).run();
    const auto extrapolated = [](double f, double c) { return f + (f - c) / 3.0; };
    GridResult result;
    result.isExercised = fine.isExercised && coarse.isExercised;
    for (std::size_t lane = 0; lane < gridLanes; ++lane)
        result.prices[lane] = extrapolated(fine.prices[lane], coarse.prices[lane]);
    result.delta = extrapolated(fine.delta, coarse.delta);
    result.gamma = extrapolated(fine.gamma, coarse.gamma);
    return result;
}

} // namespace strikedesk::pricing::detail
