// SPDX-License-Identifier: GPL-3.0-or-later
// Finite differences on the log of the spot, one option per lane. The nodes are shared by the lanes, so that
// spots and the weights of the jump at an ex-date are plain numbers; strike, volatility and with them the
// stencil differ. The variants (moved volatility, moved rate, or other options) are further chains of the same
// elimination, which hide each other's latency.

template <int variants>
class GridSweep
{
public:
    explicit GridSweep(const GridTask& task);
    void run();

private:
    struct Stencil
    {
        Lanes toward; ///< Weight of the neighbour toward node 0, times half a step.
        Lanes middle;
        Lanes away;
        // All four times the pivot's inverse where that has settled.
        Lanes steadyToward;
        Lanes steadyHere;
        Lanes steadyAway;
        Lanes steadyInverse;
    };

    [[nodiscard]] double* cell(double* column, int node, int variant) const
    {
        return column + (size_t(node) * variants + size_t(variant)) * laneWidth;
    }
    /// What exercise gives, or less than 0.
    [[nodiscard]] Lanes exercised(Lanes spot, int variant) const
    {
        return m_task.direction * (m_strikes[variant] - spot);
    }
    void setSpots();
    void setPayoff();
    void factorise(double step);
    template <bool isImplicit>
    void eliminate(const GridSolve& solve);
    template <bool isFloored>
    void substitute(const GridSolve& solve);
    struct Landing
    {
        LaneIndex base;   ///< The first of the four nodes around.
        Lanes weights[4]; ///< Of the cubic through them.
        LaneMask isBelow; ///< The grid.
    };
    [[nodiscard]] Landing landingOf(Lanes after, double lowest) const;
    void setDropWeights(double amount);
    void dropSpot(const GridStretch& stretch);
    void dropSpotByLane(const GridStretch& stretch);
    void keepDropped(int node, int variant, Lanes kept);
    void swapValues()
    {
        double* const swapped = m_values;
        m_values = m_rest;
        m_rest = swapped;
    }
    [[nodiscard]] Lanes farValue(Lanes spot, int variant, int begin, int end) const;
    void readWindow() const;
    void readColumns(int read) const;

    const GridTask& m_task;
    int m_last;
    double m_inverseSpot;
    int m_steady = 1; ///< Below this node the pivots are the same.
    Lanes m_strikes[variants];
    double* m_values;
    double* m_rest;
    double* m_inverse; ///< Of the pivots.
    double* m_spots;
    double* m_bases; ///< Per node, where its interpolation starts at the current ex-date; -1: below the grid.
    double* m_weights[4];
    double m_weightedAmount = -1;
    Stencil m_stencils[variants];
};

template <int variants>
GridSweep<variants>::GridSweep(const GridTask& task)
    : m_task(task)
    , m_last(2 * task.halfNodes)
    , m_inverseSpot(1.0 / task.spot)
{
    for (int v = 0; v < variants; ++v)
        m_strikes[v] = loadLanes(task.strikes[v]);
    const size_t nodes = size_t(m_last) + 1;
    const size_t cells = nodes * size_t(variants) * laneWidth;
    m_values = task.work;
    m_rest = m_values + cells;
    m_inverse = m_rest + cells;
    m_spots = m_inverse + cells;
    const size_t padded = nodes + laneWidth;
    m_bases = m_spots + padded;
    for (int k = 0; k < 4; ++k)
        m_weights[k] = m_bases + size_t(k + 1) * padded;
}

template <int variants>
void GridSweep<variants>::setSpots()
{
    const double ratio = ::exp(m_task.direction * m_task.spacing);
    const int centre = m_task.halfNodes;
    m_spots[centre] = m_task.spot;
    for (int i = centre + 1; i <= m_last; ++i)
        m_spots[i] = m_spots[i - 1] * ratio;
    for (int i = centre; i-- > 0;)
        m_spots[i] = m_spots[i + 1] / ratio;
    for (int i = m_last + 1; i < m_last + 1 + laneWidth; ++i)
        m_spots[i] = m_spots[m_last];
}

/// The payoff at expiry; the node whose cell holds the kink gets the average over its cell, which keeps the
/// error smooth in the spacing.
template <int variants>
void GridSweep<variants>::setPayoff()
{
    const double half = ::exp(0.5 * m_task.spacing);
    for (int i = 0; i <= m_last; ++i) {
        const double low = m_spots[i] / half;
        const double high = m_spots[i] * half;
        for (int v = 0; v < variants; ++v) {
            const Lanes strike = m_strikes[v];
            Lanes payoff = larger(exercised(allLanes(m_spots[i]), v), allLanes(0.0));
            const LaneMask holdsKink = (strike > low) & (strike < high);
            if (anyLane(holdsKink)) {
                const double edge = m_task.direction > 0 ? low : high;
                const Lanes average
                    = (strike * magnitude(logarithm(strike / edge)) - magnitude(strike - edge))
                    * (m_task.direction / m_task.spacing);
                payoff = either(holdsKink, average, payoff);
            }
            storeLanes(cell(m_values, i, v), payoff);
        }
    }
}

/// The pivots settle after some nodes; the variants side by side, since each waits for its own division.
template <int variants>
void GridSweep<variants>::factorise(double step)
{
    Lanes diagonal[variants];
    Lanes product[variants];
    Lanes inverse[variants];
    for (int v = 0; v < variants; ++v) {
        const Lanes volatility = loadLanes(m_task.volatilities[v]);
        const Lanes variance = volatility * volatility;
        const double rate = m_task.rates[v];
        const Lanes drift = m_task.direction * (rate - m_task.yield - 0.5 * variance) / m_task.spacing;
        const Lanes diffusion = variance * (0.5 / (m_task.spacing * m_task.spacing));
        Stencil& stencil = m_stencils[v];
        stencil.toward = 0.5 * step * (diffusion - 0.5 * drift);
        stencil.away = 0.5 * step * (diffusion + 0.5 * drift);
        stencil.middle = -0.5 * step * (2.0 * diffusion + rate);
        diagonal[v] = 1.0 - stencil.middle;
        product[v] = stencil.away * stencil.toward;
        inverse[v] = 1.0 / diagonal[v];
        storeLanes(cell(m_inverse, m_last - 1, v), inverse[v]);
    }
    m_steady = 1;
    bool isSteady = false;
    for (int i = m_last - 1; i-- > 1 && !isSteady;) {
        Lanes largest = allLanes(0.0);
        for (int v = 0; v < variants; ++v) {
            const Lanes next = 1.0 / (diagonal[v] - product[v] * inverse[v]);
            largest = larger(magnitude(next - inverse[v]) - 1e-15 * next, largest);
            inverse[v] = next;
            storeLanes(cell(m_inverse, i, v), next);
        }
        isSteady = !anyLane(largest > 0.0);
        if (isSteady)
            m_steady = i;
    }
    for (int v = 0; v < variants; ++v) {
        Stencil& stencil = m_stencils[v];
        stencil.steadyToward = inverse[v] * stencil.toward;
        stencil.steadyAway = inverse[v] * stencil.away;
        stencil.steadyHere = inverse[v] * (1.0 + stencil.middle);
        stencil.steadyInverse = inverse[v];
    }
}

/// From the far end; afterwards each value needs only its neighbour toward node 0.
template <int variants>
template <bool isImplicit>
void GridSweep<variants>::eliminate(const GridSolve& solve)
{
    Lanes carried[variants];
    Lanes here[variants];
    Lanes beyond[variants];
    Stencil stencils[variants]; // a copy that the stores below cannot reach
    for (int v = 0; v < variants; ++v) {
        stencils[v] = m_stencils[v];
        carried[v] = farValue(allLanes(m_spots[m_last]), v, solve.farBegin, solve.farEnd);
        storeLanes(cell(m_rest, m_last, v), carried[v]);
        beyond[v] = loadLanes(cell(m_values, m_last, v));
        here[v] = loadLanes(cell(m_values, m_last - 1, v));
    }
    int i = m_last - 1;
    const double* value = cell(m_values, i, 0);
    const double* inverse = cell(m_inverse, i, 0);
    double* rest = cell(m_rest, i, 0);
    constexpr int row = variants * laneWidth;
    for (const int steady = m_steady; i >= steady; --i, value -= row, inverse -= row, rest -= row) {
        for (int v = 0; v < variants; ++v) {
            const Stencil& stencil = stencils[v];
            const Lanes before = loadLanes(value - row + v * laneWidth);
            Lanes right = here[v];
            if constexpr (!isImplicit)
                right += stencil.middle * here[v] + (stencil.toward * before + stencil.away * beyond[v]);
            carried[v] = loadLanes(inverse + v * laneWidth) * (right + stencil.away * carried[v]);
            storeLanes(rest + v * laneWidth, carried[v]);
            beyond[v] = here[v];
            here[v] = before;
        }
    }
    for (; i >= 1; --i, value -= row, rest -= row) {
        for (int v = 0; v < variants; ++v) {
            const Stencil& stencil = stencils[v];
            const Lanes before = loadLanes(value - row + v * laneWidth);
            const Lanes right = isImplicit ? stencil.steadyInverse * here[v]
                                           : stencil.steadyHere * here[v]
                    + (stencil.steadyToward * before + stencil.steadyAway * beyond[v]);
            carried[v] = right + stencil.steadyAway * carried[v];
            storeLanes(rest + v * laneWidth, carried[v]);
            beyond[v] = here[v];
            here[v] = before;
        }
    }
}

/// From node 0 on; the larger of what is left to the neighbour and of exercise is the solution (Brennan and
/// Schwartz).
template <int variants>
template <bool isFloored>
void GridSweep<variants>::substitute(const GridSolve& solve)
{
    Lanes before[variants];
    Lanes toward[variants];
    Lanes steadyToward[variants];
    Lanes strike[variants];
    const double direction = m_task.direction;
    const double* const spots = m_spots;
    const int steady = m_steady;
    const int last = m_last;
    for (int v = 0; v < variants; ++v) {
        toward[v] = m_stencils[v].toward;
        steadyToward[v] = m_stencils[v].steadyToward;
        strike[v] = direction * m_strikes[v];
        before[v] = farValue(allLanes(m_spots[0]), v, solve.farBegin, solve.farEnd);
        storeLanes(cell(m_values, 0, v), before[v]);
        storeLanes(cell(m_values, m_last, v), loadLanes(cell(m_rest, m_last, v)));
    }
    const double* rest = cell(m_rest, 1, 0);
    const double* inverse = cell(m_inverse, 1, 0);
    double* values = cell(m_values, 1, 0);
    for (int i = 1; i < last; ++i) {
        const double floor = direction * spots[i];
        for (int v = 0; v < variants; ++v) {
            const Lanes factor = i < steady ? steadyToward[v] : loadLanes(inverse) * toward[v];
            Lanes value = loadLanes(rest) + factor * before[v];
            if constexpr (isFloored)
                value = larger(value, strike[v] - floor);
            storeLanes(values, value);
            before[v] = value;
            rest += laneWidth;
            inverse += laneWidth;
            values += laneWidth;
        }
    }
}

template <int variants>
Lanes GridSweep<variants>::farValue(Lanes spot, int variant, int begin, int end) const
{
    Lanes best = allLanes(0.0);
    if (m_task.canExercise)
        best = larger(exercised(spot, variant), best);
    const double* scales = m_task.scales[variant];
    const Lanes scale = scales ? loadLanes(scales) : allLanes(1.0);
    for (int k = begin; k < end; ++k) {
        const GridFarValue& candidate = m_task.far[variant][k];
        const Lanes carried
            = larger(spot - candidate.paid * scale, allLanes(0.0)) * candidate.spotFactor;
        best = larger(m_task.direction * (m_strikes[variant] * candidate.strikeFactor - carried), best);
    }
    return best;
}

template <int variants>
void GridSweep<variants>::readWindow() const
{
    double* to = m_task.window;
    const int step = m_task.direction > 0 ? m_task.windowStride : -m_task.windowStride;
    for (int v = 0; v < variants; ++v) {
        for (int k = -m_task.windowHalf; k <= m_task.windowHalf; ++k, to += laneWidth)
            storeLanes(to, loadLanes(cell(m_values, m_task.halfNodes + k * step, v)));
    }
}

template <int variants>
void GridSweep<variants>::readColumns(int read) const
{
    const size_t cells = size_t(m_last + 1) * size_t(variants) * laneWidth;
    memcpy(m_task.columns + size_t(read) * cells, m_values, cells * sizeof(double));
}

template <int variants>
void GridSweep<variants>::run()
{
    setSpots();
    setPayoff();
    int reads = 0;
    for (int s = 0; s < m_task.stretchCount; ++s) {
        const GridStretch& stretch = m_task.stretches[s];
        if (stretch.solveEnd > stretch.solveBegin)
            factorise(stretch.step);
        for (int k = stretch.solveBegin; k < stretch.solveEnd; ++k) {
            const GridSolve& solve = m_task.solves[k];
            if (solve.isImplicit)
                eliminate<true>(solve);
            else
                eliminate<false>(solve);
            if (m_task.exercisesBetween)
                substitute<true>(solve);
            else
                substitute<false>(solve);
        }
        if (stretch.isRead && m_task.columns)
            readColumns(reads++);
        if (stretch.dividend > 0 && m_task.scales[0])
            dropSpotByLane(stretch);
        else if (stretch.dividend > 0)
            dropSpot(stretch);
    }
    if (m_task.window)
        readWindow();
}

void solveGrid(const GridTask& task)
{
    switch (task.variants) {
    case 1: GridSweep<1>(task).run(); break;
    case 2: GridSweep<2>(task).run(); break;
    case 3: GridSweep<3>(task).run(); break;
    default: GridSweep<4>(task).run(); break;
    }
}
