// SPDX-License-Identifier: GPL-3.0-or-later
// American options with a continuous yield: the collocation of ExerciseBoundary.cpp (Andersen, Lake and
// Offengenden 2015, their system A) with one volatility per lane. Nodes, weights and growth factors are shared
// numbers. Lanes that do not settle are said so and are valued one by one with the slower system.

constexpr int boundaryNodesMax = 32;

struct BoundaryLimits
{
    double logLimit;      ///< Just before expiry.
    Lanes logPerpetual; ///< The lowest there is.
};

inline BoundaryLimits boundaryLimits(const BoundaryTask& task, Lanes volatility)
{
    const Lanes inverse = 1.0 / (volatility * volatility);
    const Lanes drift = 0.5 - (task.rate - task.yield) * inverse;
    const Lanes width = rootOf(drift * drift + 2.0 * task.rate * inverse);
    const Lanes root = either(drift > 0.0, -2.0 * task.rate * inverse / (drift + width), drift - width);
    return {task.yield > task.rate ? ::log(task.rate / task.yield) : 0.0, logarithm(root / (root - 1.0))};
}

inline void startBoundary(const BoundaryTask& task, const BoundaryLimits& limits, Lanes volatility, Lanes* squares)
{
    const int intervals = task.tables->intervals;
    const double first = ::exp(-limits.logLimit);
    const Lanes gap = larger(exponential(-limits.logPerpetual) - first, allLanes(1e-12));
    for (int i = 0; i < intervals; ++i) {
        const double root = 0.5 * (1.0 + task.tables->nodes[i]) * ::sqrt(task.years);
        const Lanes exponent
            = -((task.yield - task.rate) * root * root + 2.0 * volatility * root) * first / gap;
        const Lanes ratio = first + gap * (1.0 - exponential(smaller(exponent, allLanes(0.0))));
        const Lanes distance = logarithm(ratio) + limits.logLimit;
        squares[i] = distance * distance;
    }
    squares[intervals] = allLanes(0.0);
}

/// The integrals of the system at one node: of strike and spot.
inline void boundaryIntegrals(const BoundaryTask& task, Lanes volatility, const Lanes* squares, int node,
                              Lanes& strikeSum, Lanes& spotSum)
{
    const SpectralTables& tables = *task.tables;
    const double root = 0.5 * (1.0 + tables.nodes[node]) * ::sqrt(task.years);
    const Lanes ownDistance = rootOf(squares[node]);
    const Lanes inverseVolatility = 1.0 / volatility;
    const int columns = tables.intervals + 1;
    strikeSum = allLanes(0.0);
    spotSum = allLanes(0.0);
    for (int k = 0; k < tables.sweepPoints; ++k) {
        const double* row = tables.interpolation + (node * tables.sweepPoints + k) * columns;
        Lanes square = row[0] * squares[0];
        for (int j = 1; j < columns; ++j)
            square += row[j] * squares[j];
        const double half = 0.5 * (1.0 + tables.sweepAt[k]);
        const double passedRoot = root * half;
        const Lanes deviation = volatility * passedRoot;
        const Lanes distance = rootOf(larger(square, allLanes(0.0))) - ownDistance;
        const Lanes minus
            = (distance + (task.rate - task.yield) * passedRoot * passedRoot) * inverseVolatility / passedRoot
            - 0.5 * deviation;
        const double weight = tables.sweepWeights[k] * root;
        const int at = node * tables.sweepPoints + k;
        const Lanes density = inverseRootTwoPi * exponential(-0.5 * minus * minus);
        strikeSum += weight * task.strikeGrowth[at] * density;
        if (task.yield != 0) {
            Lanes plusDensity;
            Lanes tail;
            const Lanes plus = minus + deviation;
            densityAndTail(plus, plusDensity, tail);
            const Lanes cdf = either(plus < 0.0, tail, 1.0 - tail);
            spotSum += weight * task.spotGrowth[at] * (plusDensity + deviation * cdf);
        }
    }
    strikeSum *= inverseVolatility;
    spotSum *= inverseVolatility;
}

/// A Newton step on boundary less its image, with the part of the derivative that is at hand.
inline Lanes improvedLogBoundary(const BoundaryTask& task, const BoundaryLimits& limits, Lanes volatility,
                                 const Lanes* squares, int node)
{
    Lanes strikeSum;
    Lanes spotSum;
    boundaryIntegrals(task, volatility, squares, node, strikeSum, spotSum);
    const double root = 0.5 * (1.0 + task.tables->nodes[node]) * ::sqrt(task.years);
    const double time = root * root;
    const Lanes logBoundary = limits.logLimit - rootOf(squares[node]);
    const Lanes boundary = exponential(logBoundary);
    const Lanes deviation = volatility * root;
    const Lanes inverse = 1.0 / deviation;
    const Lanes minus = (logBoundary + (task.rate - task.yield) * time) * inverse - 0.5 * deviation;
    const Lanes plus = minus + deviation;
    const Lanes densityMinus = inverseRootTwoPi * exponential(-0.5 * minus * minus) * inverse;
    Lanes density;
    Lanes tail;
    densityAndTail(plus, density, tail);
    const Lanes densityPlus = density * inverse;
    const Lanes numerator = densityMinus + task.rate * strikeSum;
    const Lanes denominator = either(plus < 0.0, tail, 1.0 - tail) + densityPlus + task.yield * spotSum;
    const double discount = ::exp((task.yield - task.rate) * time);
    const Lanes image = discount * numerator / denominator;
    const Lanes numeratorSlope = -densityMinus * minus * inverse / boundary;
    const Lanes denominatorSlope = densityPlus * (1.0 - plus * inverse) / boundary;
    const Lanes slope
        = discount * (numeratorSlope - denominatorSlope * numerator / denominator) / denominator;
    const Lanes improved = boundary - (boundary - image) / (1.0 - slope);
    return either(improved > 1e-300, logarithm(larger(improved, allLanes(1e-300))),
                  limits.logPerpetual - 1.0);
}

void solveBoundary(const BoundaryTask& task)
{
    const int intervals = task.tables->intervals;
    const Lanes volatility = loadLanes(task.volatilities);
    const BoundaryLimits limits = boundaryLimits(task, volatility);
    Lanes squares[boundaryNodesMax];
    if (task.isWarm) {
        for (int i = 0; i <= intervals; ++i)
            squares[i] = loadLanes(task.squares + i * laneWidth);
    } else {
        startBoundary(task, limits, volatility, squares);
    }
    LaneMask isMoving = volatility > 0.0;
    for (int sweep = 0; sweep < task.tables->sweepsMax && anyLane(isMoving); ++sweep) {
        Lanes largestMove = allLanes(0.0);
        // From the shortest time up, each node already using the improved ones before it.
        for (int i = intervals; i-- > 0;) {
            const Lanes before = limits.logLimit - rootOf(squares[i]);
            const Lanes improved = improvedLogBoundary(task, limits, volatility, squares, i);
            // A step past a bound goes half way to it: on the bound itself the sweeps would stand still.
            Lanes after = either(improved < limits.logLimit, improved, 0.5 * (before + limits.logLimit));
            after = either(after < limits.logPerpetual, 0.5 * (before + limits.logPerpetual), after);
            // What was asked for, not what was done: half steps towards a bound also become small.
            largestMove = larger(largestMove, magnitude(improved - before));
            squares[i] = (after - limits.logLimit) * (after - limits.logLimit);
        }
        isMoving = inverted(largestMove < task.tables->tolerance);
    }
    for (int i = 0; i <= intervals; ++i)
        storeLanes(task.squares + i * laneWidth, squares[i]);
    for (int lane = 0; lane < laneWidth; ++lane)
        task.isSettled[lane] = !maskAt(isMoving, lane);
}

/// What the instants of possible early exercise between two roots of time add.
struct PremiumSums
{
    Lanes price;
    Lanes slope;
    Lanes curvature;
};

inline void addPremium(const PremiumTask& task, const Lanes* coefficients, double logLimit, Lanes from, Lanes to,
                       PremiumSums& sums)
{
    const SpectralTables& tables = *task.tables;
    const Lanes volatility = loadLanes(task.volatilities);
    const Lanes spot = loadLanes(task.spots);
    const Lanes logSpot = logarithm(spot);
    const Lanes half = 0.5 * (to - from);
    const double perRoot = 2.0 / ::sqrt(task.years);
    for (int k = 0; k < tables.pricePoints; ++k) {
        const Lanes root = from + half * (1.0 + tables.priceAt[k]);
        const Lanes passed = root * root;
        // The boundary there: Clenshaw's recurrence on its Chebyshev series.
        const Lanes left = larger(task.years - passed, allLanes(0.0));
        const Lanes z = rootOf(left) * perRoot - 1.0;
        Lanes b1 = allLanes(0.0);
        Lanes b2 = allLanes(0.0);
        for (int j = tables.intervals; j >= 1; --j) {
            const Lanes b0 = coefficients[j] + 2.0 * z * b1 - b2;
            b2 = b1;
            b1 = b0;
        }
        const Lanes square = coefficients[0] + z * b1 - b2;
        const Lanes logBoundary = logLimit - rootOf(larger(square, allLanes(0.0)));
        const Lanes deviation = volatility * root;
        const Lanes inverse = 1.0 / deviation;
        const Lanes minus
            = (logSpot - logBoundary + (task.rate - task.yield) * passed) * inverse - 0.5 * deviation;
        const Lanes weight = tables.priceWeights[k] * half * 2.0 * root;
        const Lanes strikePart = weight * task.rate * exponential(-task.rate * passed);
        Lanes density;
        Lanes tail;
        densityAndTail(minus, density, tail);
        const Lanes densityMinus = density * inverse / spot;
        sums.price += strikePart * either(minus < 0.0, 1.0 - tail, tail);
        sums.slope -= strikePart * densityMinus;
        sums.curvature += strikePart * densityMinus * (1.0 + minus * inverse) / spot;
        if (task.yield == 0)
            continue;
        const Lanes plus = minus + deviation;
        const Lanes spotPart = weight * task.yield * exponential(-task.yield * passed);
        densityAndTail(plus, density, tail);
        const Lanes cdf = either(plus < 0.0, 1.0 - tail, tail);
        const Lanes densityPlus = density * inverse;
        sums.price -= spotPart * spot * cdf;
        sums.slope -= spotPart * (cdf - densityPlus);
        sums.curvature += spotPart * densityPlus / spot * (1.0 - plus * inverse);
    }
}

/// The Chebyshev series through the values at the extrema.
inline void chebyshevSeries(const PremiumTask& task, Lanes* coefficients)
{
    const int intervals = task.tables->intervals;
    Lanes values[boundaryNodesMax];
    for (int i = 0; i <= intervals; ++i)
        values[i] = loadLanes(task.squares + i * laneWidth);
    for (int j = 0; j <= intervals; ++j) {
        Lanes sum = allLanes(0.0);
        double previous = 1.0; // cos of j times the angle of node i, by its own recurrence over i
        const double turn = ::cos(3.14159265358979323846 * j / intervals);
        double current = 1.0;
        for (int i = 0; i <= intervals; ++i) {
            sum += values[i] * (i == 0 || i == intervals ? 0.5 * current : current);
            const double next = i == 0 ? turn : 2.0 * turn * current - previous;
            previous = current;
            current = next;
        }
        coefficients[j] = sum * ((j == 0 || j == intervals ? 1.0 : 2.0) / intervals);
    }
}

void integratePremium(const PremiumTask& task)
{
    Lanes coefficients[boundaryNodesMax];
    chebyshevSeries(task, coefficients);
    const double logLimit = task.yield > task.rate ? ::log(task.rate / task.yield) : 0.0;
    const Lanes boundary = logLimit - rootOf(loadLanes(task.squares));
    const Lanes volatility = loadLanes(task.volatilities);
    const Lanes spot = loadLanes(task.spots);
    const Lanes logSpot = logarithm(spot);
    const LaneMask isExercised = logSpot <= boundary;
    const double rootTime = ::sqrt(task.years);
    // Near the boundary the derivatives of the integrand live on the short time the spot needs to get there, so
    // that stretch gets points of its own.
    const Lanes reach = 4.0 * larger(logSpot - boundary, allLanes(1e-12)) / volatility;
    const Lanes split = smaller(reach, allLanes(0.5 * rootTime));
    PremiumSums sums {allLanes(0.0), allLanes(0.0), allLanes(0.0)};
    addPremium(task, coefficients, logLimit, allLanes(0.0), split, sums);
    addPremium(task, coefficients, logLimit, split, allLanes(rootTime), sums);

    const Lanes deviation = volatility * rootTime;
    const Lanes plus = (logSpot + (task.rate - task.yield) * task.years) / deviation + 0.5 * deviation;
    const Lanes minus = plus - deviation;
    const double spotDiscount = ::exp(-task.yield * task.years);
    const double strikeDiscount = ::exp(-task.rate * task.years);
    Lanes density;
    Lanes tail;
    densityAndTail(plus, density, tail);
    const Lanes cdfPlus = either(plus < 0.0, 1.0 - tail, tail); // of minus plus
    const Lanes price = strikeDiscount * normalWeight(-minus) - spot * spotDiscount * cdfPlus + sums.price;
    storeLanes(task.price, either(isExercised, 1.0 - spot, price));
    storeLanes(task.slope, either(isExercised, allLanes(-1.0), sums.slope - spotDiscount * cdfPlus));
    storeLanes(task.curvature,
               either(isExercised, allLanes(0.0), spotDiscount * density / (spot * deviation) + sums.curvature));
    for (int lane = 0; lane < laneWidth; ++lane)
        task.isExercised[lane] = maskAt(isExercised, lane);
}
