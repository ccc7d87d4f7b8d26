// SPDX-License-Identifier: GPL-3.0-or-later
// European implied volatility to the last digits. In units of the geometric mean of forward and strike the
// out-of-the-money value is b(s), s the total deviation; with h = |ln F/K| / s and t = s / 2
//     b / v = R(h - t) - R(h + t)            (v = db/ds, R the Mills ratio),
// so that the logarithm of b and its derivatives need neither a difference of large numbers nor a distribution.
// Above half of its bound b the same is done for the distance to the bound, whose ratio is R(t - h) + R(t + h).
// Householder's third-order steps on the logarithm settle in two or three from the starts below; the idea of
// normalising, of both objectives and of the order is Jaeckel's ("Let's Be Rational", 2015).

struct ImpliedProblem
{
    Lanes distance;  ///< |ln F/K|
    Lanes logTarget; ///< Of b, or of the distance to the bound where `isUpper`; units of the geometric mean.
    LaneMask isUpper;
};

/// R(h - t) - R(h + t) where t is small: the terms of its series in t. The derivatives of R follow from
/// R' = x R - 1.
inline Lanes shortTimeRatio(Lanes h, Lanes t)
{
    const Lanes shifted = h + 4.0;
    const Lanes r0 = millsRatioOf(h, 1.0 / shifted);
    const Lanes r1 = h * r0 - 1.0;
    const Lanes r2 = r0 + h * r1;
    const Lanes r3 = 2.0 * r1 + h * r2;
    const Lanes r4 = 3.0 * r2 + h * r3;
    const Lanes r5 = 4.0 * r3 + h * r4;
    const Lanes r6 = 5.0 * r4 + h * r5;
    const Lanes r7 = 6.0 * r5 + h * r6;
    const Lanes r8 = 7.0 * r6 + h * r7;
    const Lanes r9 = 8.0 * r7 + h * r8;
    const Lanes t2 = t * t;
    return -2.0 * t
        * (r1
           + t2
               * (r3 * (1.0 / 6.0)
                  + t2
                      * (r5 * (1.0 / 120.0)
                         + t2 * (r7 * (1.0 / 5040.0) + t2 * (r9 * (1.0 / 362880.0))))));
}

/// One step from `s`; answers the change.
inline Lanes householderStep(const ImpliedProblem& problem, Lanes s)
{
    const Lanes inverse = 1.0 / s;
    const Lanes h = problem.distance * inverse;
    const Lanes t = 0.5 * s;
    const Lanes inner = h - t;
    Lanes outerRatio;
    Lanes innerRatio;
    millsRatios(h + t, magnitude(inner), outerRatio, innerRatio);
    // R(-y) = 1 / phi(y) - R(y): for the near leg beyond the money when below, short of it when above.
    const LaneMask reflects = (inner < 0.0) ^ problem.isUpper;
    if (anyLane(reflects)) {
        const Lanes whole = 2.5066282746310005 * exponential(0.5 * inner * inner);
        innerRatio = either(reflects, whole - innerRatio, innerRatio);
    }
    Lanes ratio = either(problem.isUpper, innerRatio + outerRatio, innerRatio - outerRatio);
    const LaneMask isShort = (t < 0.05) & (problem.distance < 0.5) & inverted(problem.isUpper);
    if (anyLane(isShort))
        ratio = either(isShort, shortTimeRatio(h, t), ratio);
    ratio = larger(ratio, allLanes(1e-300));
    const Lanes value = logarithm(ratio) - 0.5 * (h * h + t * t) - 0.91893853320467274178;
    const Lanes w = either(problem.isUpper, -1.0 / ratio, 1.0 / ratio); // slope of the objective
    const Lanes hh = h * h * inverse;
    const Lanes u = hh - 0.25 * s; // slope of the logarithm of v
    const Lanes slopeOfU = -3.0 * hh * inverse - 0.25;
    const Lanes newton = (problem.logTarget - value) / w;
    const Lanes second = u - w;
    const Lanes third = second * second + slopeOfU - w * second;
    return newton * (1.0 + 0.5 * second * newton) / (1.0 + newton * (second + third * newton * (1.0 / 6.0)));
}

/// A start from the leading terms far out of the money, where b is v s / (h h + ...).
inline Lanes farStart(Lanes distance, Lanes logTarget)
{
    const Lanes depth = -0.91893853320467274178 - logTarget;
    Lanes h = rootOf(larger(2.0 * depth, allLanes(0.5)));
    for (int round = 0; round < 2; ++round) {
        const Lanes s = distance / h;
        const Lanes constant = 3.0 - 2.0 / (1.0 + h * (0.75 + 0.2 * h)); // fits the ratio's slope
        const Lanes square = depth + logarithm(s / (h * h + constant)) - 0.125 * s * s;
        h = rootOf(larger(2.0 * square, allLanes(0.25)));
    }
    return distance / h;
}

/// Near the money: Corrado and Miller (1996); `low` and `high` are the smaller and larger discounted leg.
inline Lanes nearStart(Lanes timeValue, Lanes low, Lanes high)
{
    const Lanes gap = high - low;
    const Lanes a = timeValue + 0.5 * gap;
    const Lanes rest = larger(a * a - gap * gap * 0.31830988618379067, allLanes(0.0));
    return 2.5066282746310005 / (low + high) * (a + rootOf(rest));
}

/// Towards the bound: the normal quantile (Abramowitz and Stegun 26.2.23) of what is missing.
inline Lanes upperStart(Lanes distance, Lanes missing)
{
    const Lanes weight = (1.0 + distance) / (2.0 + distance);
    const Lanes z = rootOf(-2.0 * logarithm(missing * weight));
    const Lanes quantile = z
        - (2.515517 + z * (0.802853 + z * 0.010328))
            / (1.0 + z * (1.432788 + z * (0.189269 + z * 0.001308)));
    return quantile + rootOf(quantile * quantile + 2.0 * distance);
}

inline Lanes startDeviation(const ImpliedProblem& problem, Lanes timeValue, Lanes low, Lanes high)
{
    Lanes s = nearStart(timeValue, low, high);
    const LaneMask isFar = (problem.distance > 1.5 * s) & inverted(problem.isUpper);
    if (anyLane(isFar))
        s = either(isFar, farStart(problem.distance, problem.logTarget), s);
    if (anyLane(problem.isUpper))
        s = either(problem.isUpper, upperStart(problem.distance, (low - timeValue) / low), s);
    return s;
}

/// The total deviation, and which lanes did not settle.
inline Lanes solvedDeviation(const ImpliedProblem& problem, Lanes start, LaneMask& isUnsettled)
{
    Lanes s = start;
    for (int round = 0; round < 12; ++round) {
        const Lanes next = s + householderStep(problem, s);
        const Lanes bounded = larger(smaller(next, 5.0 * s), 0.2 * s);
        // The steps are of fourth order: what is left after one of this size is below the last digit.
        isUnsettled = inverted(magnitude(bounded - s) <= 1e-4 * bounded);
        s = bounded;
        if (!anyLane(isUnsettled))
            break;
    }
    return s;
}

size_t europeanVolatilities(const EuropeanSlice& slice, const OptionColumns& in, double* volatilities,
                                 LaneVerdict* verdicts)
{
    constexpr double roundings = 8e-16; // of the discounted legs, whose difference the time value may be
    const Lanes spotValue = allLanes(slice.spot * slice.spotDiscount);
    size_t unusual = 0;
    for (size_t first = 0; first < in.count; first += size_t(laneWidth)) {
        SliceLanes option = sliceLanes(in, first);
        const LaneMask fits = (option.strike >= 1e-100) & (option.strike <= 1e12) & (option.value >= 0.0)
            & (option.value <= 1e12);
        const Lanes strike = either(fits, option.strike, allLanes(slice.spot));
        const Lanes strikeValue = strike * slice.strikeDiscount;
        const Lanes low = smaller(spotValue, strikeValue);
        const Lanes high = larger(spotValue, strikeValue);
        const Lanes parity = larger(option.sign * (spotValue - strikeValue), allLanes(0.0));
        const Lanes noise = either(parity > 0.0, roundings * high, 1e-290 * high);
        const Lanes timeValue = option.value - parity;
        const LaneMask isBelow = timeValue < either(parity > 0.0, -noise, allLanes(0.0));
        const LaneMask isNothing = timeValue <= noise;
        const LaneMask isAbove = timeValue >= low * (1.0 - 4e-16);
        const LaneMask isSolvable = fits & inverted(isNothing | isAbove);

        ImpliedProblem problem;
        const Lanes inside = either(isSolvable, timeValue, 0.25 * low);
        problem.distance = magnitude(logarithm(slice.spot / strike) + slice.drift);
        problem.isUpper = inside > 0.5 * low;
        problem.logTarget
            = logarithm(either(problem.isUpper, low - inside, inside) / low) - 0.5 * problem.distance;
        LaneMask isUnsettled;
        const Lanes start = startDeviation(problem, inside, low, high);
        const Lanes deviation = solvedDeviation(problem, start, isUnsettled);
        storeSome(volatilities + first,
                  either(isSolvable & inverted(isUnsettled), deviation / slice.rootYears, allLanes(0.0)),
                  option.live);
        for (int lane = 0; lane < option.live; ++lane) {
            LaneVerdict verdict = LaneVerdict::Done;
            if (!maskAt(fits, lane))
                verdict = LaneVerdict::Unusual;
            else if (maskAt(isBelow, lane))
                verdict = LaneVerdict::BelowIntrinsic;
            else if (maskAt(isNothing, lane))
                verdict = LaneVerdict::NoTimeValue;
            else if (maskAt(isAbove, lane))
                verdict = LaneVerdict::AboveMaximum;
            else if (maskAt(isUnsettled, lane))
                verdict = LaneVerdict::Unsettled;
            verdicts[first + size_t(lane)] = verdict;
            unusual += verdict == LaneVerdict::Done ? 0 : 1;
        }
    }
    return unusual;
}
