// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/Quadrature.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace strikedesk::pricing::detail {

/// An American put of strike 1 with a continuous yield and a positive rate; every other option without cash
/// dividends is mapped to one.
struct UnitPut
{
    double rate = 0;
    double yield = 0;
    double volatility = 0;
    double years = 0;
};

/// How finely a boundary is solved and a price integrated. The tables depend on the counts only.
class SpectralScheme
{
public:
    SpectralScheme(int intervals, int sweepPoints, int pricePoints, double tolerance, int sweepsMax);

    [[nodiscard]] static const SpectralScheme& screen();
    [[nodiscard]] static const SpectralScheme& reference();

    int intervals;
    int sweepPoints;
    double tolerance; ///< The largest relative move of the boundary in the last sweep.
    int sweepsMax;
    std::vector<double> nodes; ///< Chebyshev extrema from 1 (today) down to -1 (expiry).
    QuadratureRule sweepRule;
    QuadratureRule priceRule;
    /// For each node and sweep point: the weights that interpolate a node function there.
    std::vector<double> interpolation;
};

/// The spot below which the put is exercised, as a function of the time to expiry.
///
/// Solved by spectral collocation: the fixed-point systems of Andersen, Lake and Offengenden, "High
/// Performance American Option Pricing" (2015), on Chebyshev nodes in the root of time.
class ExerciseBoundary
{
public:
    /// Nothing when the sweeps do not settle. `start` is a boundary of nearly the same problem and scheme.
    [[nodiscard]] static std::optional<ExerciseBoundary>
    solve(const UnitPut& put, const SpectralScheme& scheme, const ExerciseBoundary* start = nullptr);

    /// The boundary where `rootTime` is the root of the time to expiry; its logarithm.
    [[nodiscard]] double logAt(double rootTime) const;
    [[nodiscard]] double now() const;
    [[nodiscard]] const SpectralScheme& scheme() const { return *m_scheme; }

private:
    /// The two fixed-point systems of the source: A from the slope at the boundary, B from the value.
    enum class System { Slope, Value };
    /// The largest relative moves of the nodes in one sweep.
    struct Moves
    {
        double asked = 0;
        double done = 0;   ///< Half way to a bound instead of past it.
        double beyond = 0; ///< Asked for past a bound.
    };
    struct Integrals
    {
        double strike = 0;
        double spot = 0;
    };

    ExerciseBoundary(const UnitPut& put, const SpectralScheme& scheme);
    void startFromApproximation();
    [[nodiscard]] bool settle(int sweeps);
    /// Improves every node once, by `part` of what is asked for.
    [[nodiscard]] Moves sweep(double part);
    [[nodiscard]] bool isSettledAfter(const Moves& moves) const;
    [[nodiscard]] Integrals integralsAt(std::size_t node) const;
    [[nodiscard]] double improvedLogBoundary(std::size_t node) const;

    UnitPut m_put;
    const SpectralScheme* m_scheme;
    System m_system = System::Slope;
    double m_logLimit = 0;         ///< The logarithm of the boundary just before expiry.
    double m_logPerpetual = 0;     ///< The boundary of the perpetual option: the lowest there is.
    std::vector<double> m_squares; ///< Per node, the squared distance of the log boundary to its limit.
};

struct UnitPutValue
{
    double price = 0;
    double slope = 0;     ///< By the spot.
    double curvature = 0; ///< By the spot, twice.
    bool isExercised = false;
};

/// The put's price and its first two derivatives at `spot`, by the early-exercise premium integral.
[[nodiscard]] UnitPutValue unitPutValue(const UnitPut& put, const ExerciseBoundary& boundary, double spot);

} // namespace strikedesk::pricing::detail
