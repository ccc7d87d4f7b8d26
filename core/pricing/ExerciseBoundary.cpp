// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/ExerciseBoundary.h"

#include "core/pricing/Normal.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace strikedesk::pricing::detail {
namespace {

/// Barycentric weights of the Chebyshev extrema.
double chebyshevWeight(int index, int intervals)
{
    const double sign = index % 2 == 0 ? 1.0 : -1.0;
    return index == 0 || index == intervals ? 0.5 * sign : sign;
}

/// The weights with which values at the Chebyshev nodes give the value at `z`.
void interpolationWeights(const std::vector<double>& nodes, double z, double* weights)
{
    const int intervals = int(nodes.size()) - 1;
    double sum = 0;
    for (int j = 0; j <= intervals; ++j) {
        const double distance = z - nodes[std::size_t(j)];
        if (std::fabs(distance) < 1e-15) {
            std::fill(weights, weights + nodes.size(), 0.0);
            weights[j] = 1;
            return;
        }
        weights[j] = chebyshevWeight(j, intervals) / distance;
        sum += weights[j];
    }
    for (int j = 0; j <= intervals; ++j)
        weights[j] /= sum;
}

/// The boundary of the perpetual put: root / (root - 1) with the negative root of its quadratic.
double perpetualBoundary(const UnitPut& put)
{
    const double variance = put.volatility * put.volatility;
    const double drift = 0.5 - (put.rate - put.yield) / variance;
    const double width = std::sqrt(drift * drift + 2.0 * put.rate / variance);
    const double root = drift > 0 ? -2.0 * put.rate / variance / (drift + width) : drift - width;
    return root / (root - 1.0);
}

} // namespace

SpectralScheme::SpectralScheme(int intervals_, int sweepPoints_, int pricePoints, double tolerance_,
                               int sweepsMax_)
    : intervals(intervals_)
    , sweepPoints(sweepPoints_)
    , tolerance(tolerance_)
    , sweepsMax(sweepsMax_)
    , sweepRule(gaussLegendre(sweepPoints_))
    , priceRule(gaussLegendre(pricePoints))
{
    for (int i = 0; i <= intervals; ++i)
        nodes.push_back(std::cos(std::numbers::pi * i / intervals));
    interpolation.resize(std::size_t(intervals) * std::size_t(sweepPoints) * nodes.size());
    double* row = interpolation.data();
    for (int i = 0; i < intervals; ++i) {
        for (const double y : sweepRule.points) {
            const double rest = std::sqrt(1.0 - 0.25 * (1.0 + y) * (1.0 + y));
            interpolationWeights(nodes, (1.0 + nodes[std::size_t(i)]) * rest - 1.0, row);
            row += intervals + 1;
        }
    }
}

const SpectralScheme& SpectralScheme::screen()
{
    static const SpectralScheme scheme(7, 12, 14, 1e-7, 24);
    return scheme;
}

const SpectralScheme& SpectralScheme::reference()
{
    static const SpectralScheme scheme(24, 64, 96, 1e-11, 100);
    return scheme;
}

ExerciseBoundary::ExerciseBoundary(const UnitPut& put, const SpectralScheme& scheme)
    : m_put(put)
    , m_scheme(&scheme)
    , m_logLimit(put.yield > put.rate ? std::log(put.rate / put.yield) : 0.0)
    , m_logPerpetual(std::log(perpetualBoundary(put)))
    , m_squares(scheme.nodes.size(), 0.0)
{
}

std::optional<ExerciseBoundary> ExerciseBoundary::solve(const UnitPut& put, const SpectralScheme& scheme,
                                                        const ExerciseBoundary* start)
{
    // System A settles in few sweeps; where the rate is large against the variance it may not settle at all,
    // and system B does, slowly.
    for (const System system : {System::Slope, System::Value}) {
        ExerciseBoundary boundary(put, scheme);
        boundary.m_system = system;
        if (start && start->m_scheme == &scheme)
            boundary.m_squares = start->m_squares;
        else
            boundary.startFromApproximation();
        const int sweeps = system == System::Slope ? scheme.sweepsMax : 4 * scheme.sweepsMax;
        if (boundary.settle(sweeps))
            return boundary;
    }
    return {};
}

bool ExerciseBoundary::settle(int sweeps)
{
    // Where the nodes next to expiry swing to and fro without end (rate and yield nearly equal), half steps
    // settle.
    const int swinging = std::max(20, sweeps / 3);
    for (int step = 0; step < sweeps; ++step) {
        const Moves moves = sweep(step < swinging ? 1.0 : 0.5);
        if (!std::isfinite(moves.asked))
            return false;
        if (isSettledAfter(moves))
            return true;
    }
    return false;
}

// Half steps towards a bound become small whatever the sweep asks for. System A is where it asks for nothing
// more; B may lean on a bound, as a polynomial does that swings a little about a boundary which lies on it.
bool ExerciseBoundary::isSettledAfter(const Moves& moves) const
{
    constexpr double swingMost = 0.01; // of the way between the bounds
    if (m_system == System::Slope)
        return moves.asked < m_scheme->tolerance;
    return moves.done < m_scheme->tolerance && moves.beyond < swingMost * (m_logLimit - m_logPerpetual);
}

// The closed boundary of Bjerksund and Stensland (1993), mirrored for the put: good enough to start from.
void ExerciseBoundary::startFromApproximation()
{
    const double first = std::exp(-m_logLimit);
    const double last = std::exp(-m_logPerpetual);
    for (std::size_t i = 0; i + 1 < m_squares.size(); ++i) {
        const double rootTime = 0.5 * (1.0 + m_scheme->nodes[i]) * std::sqrt(m_put.years);
        const double gap = std::max(last - first, 1e-12);
        const double exponent
            = -((m_put.yield - m_put.rate) * rootTime * rootTime + 2.0 * m_put.volatility * rootTime) * first
            / gap;
        const double ratio = first + gap * -std::expm1(std::min(exponent, 0.0));
        const double distance = std::log(ratio) + m_logLimit;
        m_squares[i] = distance * distance;
    }
}

ExerciseBoundary::Moves ExerciseBoundary::sweep(double part)
{
    Moves moves;
    // From the shortest time up, each node already using the improved ones before it.
    for (std::size_t i = m_squares.size() - 1; i-- > 0;) {
        const double before = m_logLimit - std::sqrt(m_squares[i]);
        const double improved = improvedLogBoundary(i);
        if (!std::isfinite(improved))
            return {improved, improved, improved};
        // A step past a bound goes half way to it: on the bound itself the sweeps would stand still.
        double after = before + part * (improved - before);
        if (improved >= m_logLimit)
            after = 0.5 * (before + m_logLimit);
        else if (improved < m_logPerpetual)
            after = 0.5 * (before + m_logPerpetual);
        moves.asked = std::max(moves.asked, std::fabs(improved - before));
        moves.done = std::max(moves.done, std::fabs(after - before));
        moves.beyond = std::max({moves.beyond, improved - m_logLimit, m_logPerpetual - improved});
        m_squares[i] = (after - m_logLimit) * (after - m_logLimit);
    }
    return moves;
}

ExerciseBoundary::Integrals ExerciseBoundary::integralsAt(std::size_t node) const
{
    const double rate = m_put.rate;
    const double yield = m_put.yield;
    const double vol = m_put.volatility;
    const double rootTime = 0.5 * (1.0 + m_scheme->nodes[node]) * std::sqrt(m_put.years);
    const double time = rootTime * rootTime;
    const double logBoundary = m_logLimit - std::sqrt(m_squares[node]);
    const std::size_t columns = m_squares.size();
    const double* row = m_scheme->interpolation.data() + node * std::size_t(m_scheme->sweepPoints) * columns;

    Integrals sums;
    for (std::size_t k = 0; k < std::size_t(m_scheme->sweepPoints); ++k, row += columns) {
        double square = 0;
        for (std::size_t j = 0; j < columns; ++j)
            square += row[j] * m_squares[j];
        const double half = 0.5 * (1.0 + m_scheme->sweepRule.points[k]);
        const double passed = time * half * half; // from the later instant to this node
        const double deviation = vol * rootTime * half;
        const double distance = logBoundary - m_logLimit + std::sqrt(std::max(square, 0.0));
        const double minus = (distance + (rate - yield) * passed) / deviation - 0.5 * deviation;
        const double plus = minus + deviation;
        const double weight = m_scheme->sweepRule.weights[k] * rootTime / vol;
        const double strikeWeight = weight * std::exp(rate * (time - passed));
        const double spotWeight = yield == 0 ? 0 : weight * std::exp(yield * (time - passed));
        if (m_system == System::Slope) {
            sums.strike += strikeWeight * normalDensity(minus);
            if (yield != 0)
                sums.spot += spotWeight * (normalDensity(plus) + deviation * normalCdf(plus));
        } else {
            sums.strike += strikeWeight * deviation * normalCdf(minus);
            if (yield != 0)
                sums.spot += spotWeight * deviation * normalCdf(plus);
        }
    }
    return sums;
}

double ExerciseBoundary::improvedLogBoundary(std::size_t node) const
{
    const double rate = m_put.rate;
    const double yield = m_put.yield;
    const double rootTime = 0.5 * (1.0 + m_scheme->nodes[node]) * std::sqrt(m_put.years);
    const double time = rootTime * rootTime;
    const double logBoundary = m_logLimit - std::sqrt(m_squares[node]);
    const double boundary = std::exp(logBoundary);
    const double deviation = m_put.volatility * rootTime;
    const double minus = (logBoundary + (rate - yield) * time) / deviation - 0.5 * deviation;
    const double plus = minus + deviation;
    const double densityMinus = normalDensity(minus) / deviation;
    const double densityPlus = normalDensity(plus) / deviation;
    const Integrals sums = integralsAt(node);
    const bool isSlope = m_system == System::Slope;
    const double numerator = (isSlope ? densityMinus : normalCdf(minus)) + rate * sums.strike;
    const double denominator = normalCdf(plus) + (isSlope ? densityPlus : 0.0) + yield * sums.spot;
    const double discount = std::exp((yield - rate) * time);
    const double image = discount * numerator / denominator;

    // A Newton step on boundary - image with the part of the derivative that is at hand.
    const double numeratorSlope = densityMinus * (isSlope ? -minus / deviation : 1.0) / boundary;
    const double denominatorSlope = densityPlus * (isSlope ? 1.0 - plus / deviation : 1.0) / boundary;
    const double slope
        = discount * (numeratorSlope - denominatorSlope * numerator / denominator) / denominator;
    const double improved = boundary - (boundary - image) / (1.0 - slope);
    return improved > 0 ? std::log(improved) : m_logPerpetual - 1.0;
}

double ExerciseBoundary::logAt(double rootTime) const
{
    const double z = 2.0 * rootTime / std::sqrt(m_put.years) - 1.0;
    const int intervals = m_scheme->intervals;
    double sum = 0;
    double weights = 0;
    for (int j = 0; j <= intervals; ++j) {
        const double distance = z - m_scheme->nodes[std::size_t(j)];
        if (std::fabs(distance) < 1e-15)
            return m_logLimit - std::sqrt(m_squares[std::size_t(j)]);
        const double weight = chebyshevWeight(j, intervals) / distance;
        sum += weight * m_squares[std::size_t(j)];
        weights += weight;
    }
    return m_logLimit - std::sqrt(std::max(sum / weights, 0.0));
}

double ExerciseBoundary::now() const
{
    return std::exp(m_logLimit - std::sqrt(m_squares.front()));
}

} // namespace strikedesk::pricing::detail
