// SPDX-License-Identifier: GPL-3.0-or-later
// What an ex-date does to the grid (GridLanes.inl): each node takes the value at the spot that the drop leads
// to, by the cubic through the four nodes around. Where all lanes count in the same unit, that is one landing
// for a node; where each counts in its own strike, every lane lands elsewhere and gathers for itself.

/// Where a spot after the drop stands among the nodes.
template <int variants>
typename GridSweep<variants>::Landing GridSweep<variants>::landingOf(Lanes after, double lowest) const
{
    Landing landing;
    landing.isBelow = inverted(after > lowest);
    const Lanes inside = either(landing.isBelow, allLanes(lowest), after);
    const Lanes position = logarithm(inside * m_inverseSpot) * (m_task.direction / m_task.spacing)
        + double(m_task.halfNodes);
    landing.base
        = indexOf(larger(smaller(position - 1.0, allLanes(double(m_last - 3))), allLanes(0.0)));
    const Lanes x = position - landing.base.whole;
    const Lanes x1 = x - 1.0;
    const Lanes x2 = x - 2.0;
    const Lanes x3 = x - 3.0;
    const Lanes outer = x2 * x3;
    const Lanes inner = x * x1;
    landing.weights[0] = x1 * outer * (-1.0 / 6.0);
    landing.weights[1] = x * outer * 0.5;
    landing.weights[2] = inner * x3 * -0.5;
    landing.weights[3] = inner * x2 * (1.0 / 6.0);
    return landing;
}

template <int variants>
void GridSweep<variants>::setDropWeights(double amount)
{
    if (amount == m_weightedAmount)
        return;
    m_weightedAmount = amount;
    const double lowest = m_task.direction > 0 ? m_spots[0] : m_spots[m_last];
    for (int i = 0; i <= m_last; i += laneWidth) {
        const Landing landing = landingOf(loadLanes(m_spots + i) - amount, lowest);
        for (int k = 0; k < 4; ++k)
            storeLanes(m_weights[k] + i, landing.weights[k]);
        storeLanes(m_bases + i, either(landing.isBelow, allLanes(-1.0), landing.base.whole));
    }
}

/// What the option is worth at a spot before is what it is worth at the dropped spot after, or what exercising
/// before the drop gives.
template <int variants>
void GridSweep<variants>::keepDropped(int node, int variant, Lanes kept)
{
    const Lanes payoff = larger(exercised(allLanes(m_spots[node]), variant), allLanes(0.0));
    storeLanes(cell(m_rest, node, variant), m_task.canExercise ? larger(kept, payoff) : kept);
}

template <int variants>
void GridSweep<variants>::dropSpot(const GridStretch& stretch)
{
    setDropWeights(stretch.dividend);
    for (int i = 0; i <= m_last; ++i) {
        const int base = int(m_bases[i]);
        for (int v = 0; v < variants; ++v) {
            Lanes kept;
            if (base < 0) {
                const double after = m_spots[i] - stretch.dividend;
                kept = farValue(allLanes(after > 0 ? after : 0), v, stretch.farBegin, stretch.farEnd);
            } else {
                kept = m_weights[0][i] * loadLanes(cell(m_values, base, v))
                    + m_weights[1][i] * loadLanes(cell(m_values, base + 1, v))
                    + m_weights[2][i] * loadLanes(cell(m_values, base + 2, v))
                    + m_weights[3][i] * loadLanes(cell(m_values, base + 3, v));
            }
            keepDropped(i, v, kept);
        }
    }
    swapValues();
}

template <int variants>
void GridSweep<variants>::dropSpotByLane(const GridStretch& stretch)
{
    const double lowest = m_task.direction > 0 ? m_spots[0] : m_spots[m_last];
    constexpr int row = variants * laneWidth;
    LaneBits lanes {};
    for (int64_t lane = 0; lane < laneWidth; ++lane)
        setBits(lanes, int(lane), lane);
    for (int v = 0; v < variants; ++v) {
        const double* const values = cell(m_values, 0, v);
        const Lanes amount = stretch.dividend * loadLanes(m_task.scales[v]);
        for (int i = 0; i <= m_last; ++i) {
            const Lanes after = m_spots[i] - amount;
            const Landing landing = landingOf(after, lowest);
            const LaneBits at = landing.base.index * row + lanes;
            Lanes kept = landing.weights[0] * gatherLanes(values, at)
                + landing.weights[1] * gatherLanes(values + row, at)
                + landing.weights[2] * gatherLanes(values + 2 * row, at)
                + landing.weights[3] * gatherLanes(values + 3 * row, at);
            if (anyLane(landing.isBelow)) {
                const Lanes far
                    = farValue(larger(after, allLanes(0.0)), v, stretch.farBegin, stretch.farEnd);
                kept = either(landing.isBelow, far, kept);
            }
            keepDropped(i, v, kept);
        }
    }
    swapValues();
}
