// SPDX-License-Identifier: GPL-3.0-or-later
// European prices and Greeks. One exponential for an option: the density at d2 is that at d1 times forward over
// strike, and either tail is its density times a Mills ratio. What is computed is the out-of-the-money option;
// the other one follows from parity, so that neither loses digits.

struct SliceLanes
{
    Lanes strike;
    Lanes sign; ///< 1 for a call, -1 for a put.
    Lanes value;
    int live;
};

inline SliceLanes sliceLanes(const OptionColumns& in, size_t first)
{
    SliceLanes lanes;
    const size_t left = in.count - first;
    lanes.live = left < size_t(laneWidth) ? int(left) : laneWidth;
    lanes.strike = loadSome(in.strikes + first, lanes.live);
    lanes.value = loadSome(in.values + first, lanes.live);
    lanes.sign = allLanes(1.0);
    for (int lane = 0; lane < laneWidth; ++lane) {
        const int right = int(in.rights[first + size_t(lane < lanes.live ? lane : lanes.live - 1)]);
        setLane(lanes.sign, lane, 1.0 - 2.0 * right);
    }
    return lanes;
}

/// The parts that price and Greeks are made of.
struct EuropeanParts
{
    Lanes d1;
    Lanes d2;
    Lanes spotDensity; ///< The discounted spot times the density at d1.
    Lanes spotWeight;  ///< The distribution at sign d1.
    Lanes strikeLeg;   ///< The discounted strike times the distribution at sign d2.
    Lanes price;
};

/// Spot and strike, discounted, and the logarithm of forward over strike, itself and in deviations.
struct EuropeanLegs
{
    Lanes spotValue;
    Lanes strikeValue;
    Lanes logMoneyness;
    Lanes centre;
};

inline EuropeanParts europeanParts(const EuropeanLegs& legs, Lanes sign, Lanes deviation)
{
    EuropeanParts parts;
    const Lanes centre = larger(smaller(legs.centre, allLanes(1e100)), allLanes(-1e100));
    parts.d1 = centre + 0.5 * deviation;
    parts.d2 = centre - 0.5 * deviation;
    Lanes ratio1;
    Lanes ratio2;
    millsRatios(magnitude(parts.d1), magnitude(parts.d2), ratio1, ratio2);
    const Lanes density = inverseRootTwoPi * exponential(-0.5 * parts.d1 * parts.d1);
    parts.spotDensity = legs.spotValue * density;
    const Lanes tail = density * ratio1;
    const Lanes spotTail = parts.spotDensity * ratio1;
    const Lanes strikeTail = parts.spotDensity * ratio2;
    parts.spotWeight = either(sign * parts.d1 < 0.0, tail, 1.0 - tail);
    parts.strikeLeg = either(sign * parts.d2 < 0.0, strikeTail, legs.strikeValue - strikeTail);
    const Lanes call = either(parts.d1 < 0.0, spotTail, legs.spotValue - spotTail) - strikeTail;
    const Lanes put = either(parts.d2 > 0.0, strikeTail, legs.strikeValue - strikeTail) - spotTail;
    const Lanes side = either(legs.logMoneyness < 0.0, allLanes(1.0), allLanes(-1.0));
    const Lanes timeValue = larger(either(side > 0.0, call, put), allLanes(0.0));
    parts.price = timeValue
        + either(side * sign < 0.0, magnitude(legs.spotValue - legs.strikeValue), allLanes(0.0));
    return parts;
}

inline void storeGreeks(const EuropeanSlice& slice, const SliceLanes& option, const EuropeanParts& parts,
                        Lanes usable, const GreekColumns& out, size_t first)
{
    const auto store = [&](double* column, Lanes answer) {
        storeSome(column ? column + first : nullptr, answer * usable, option.live);
    };
    const Lanes sign = option.sign;
    const Lanes volatility = option.value;
    const Lanes deviation = volatility * slice.rootYears;
    const Lanes inverse = 1.0 / (deviation * slice.spot); // finite: the smallest deviation is far above 0
    const double spotValue = slice.spot * slice.spotDiscount;
    store(out.price, parts.price);
    if (!out.delta && !out.gamma && !out.thetaPerDay && !out.vegaPerPoint && !out.rhoPerPoint)
        return;
    store(out.delta, sign * slice.spotDiscount * parts.spotWeight);
    store(out.gamma, parts.spotDensity * inverse / slice.spot);
    const double halfRoot = 0.5 / slice.rootYears;
    store(out.thetaPerDay,
          (sign * (slice.yield * spotValue * parts.spotWeight - slice.rate * parts.strikeLeg)
           - halfRoot * volatility * parts.spotDensity)
              * (1.0 / 365.0));
    store(out.vegaPerPoint, (0.01 * slice.rootYears) * parts.spotDensity);
    store(out.rhoPerPoint, (0.01 * slice.years) * sign * parts.strikeLeg);
    if (!out.vannaPerPoint && !out.volgaPerPoint && !out.charmPerDay)
        return;
    const Lanes perVolatility = parts.spotDensity * inverse * slice.rootYears; // vanna is this times -d2
    store(out.vannaPerPoint, -0.01 * perVolatility * parts.d2);
    store(out.volgaPerPoint, (1e-4 * slice.spot) * perVolatility * parts.d1 * parts.d2 * slice.rootYears);
    const Lanes drift = 2.0 * (slice.rate - slice.yield) * slice.years - parts.d2 * deviation;
    store(out.charmPerDay,
          (sign * (slice.yield * slice.spotDiscount) * parts.spotWeight
           - parts.spotDensity * inverse * drift * (0.5 / slice.years))
              * (1.0 / 365.0));
}

/// Puts harmless numbers where an option does not fit, so that the lanes beside it go on; 1 where it fits,
/// else 0.
inline Lanes fitLanes(const EuropeanSlice& slice, SliceLanes& option)
{
    const Lanes deviation = option.value * slice.rootYears;
    // False for what is not a number as well.
    const LaneMask fits = (option.strike >= 1e-100) & (option.strike <= 1e12) & (deviation >= 1e-14)
        & (option.value <= 100.0);
    const Lanes usable = either(fits, allLanes(1.0), allLanes(0.0));
    if (anyLane(usable < 1.0)) {
        option.strike = either(fits, option.strike, allLanes(slice.spot));
        option.value = either(fits, option.value, allLanes(1.0));
    }
    return usable;
}

inline size_t storeVerdicts(const SliceLanes& option, Lanes usable, LaneVerdict* verdicts)
{
    size_t unusual = 0;
    for (int lane = 0; lane < option.live; ++lane) {
        const bool isUnusual = laneOf(usable, lane) < 1.0;
        verdicts[lane] = isUnusual ? LaneVerdict::Unusual : LaneVerdict::Done;
        unusual += isUnusual ? 1 : 0;
    }
    return unusual;
}

size_t europeanValues(const EuropeanSlice& slice, const OptionColumns& in, const GreekColumns& out,
                           LaneVerdict* verdicts)
{
    size_t unusual = 0;
    for (size_t first = 0; first < in.count; first += size_t(laneWidth)) {
        SliceLanes option = sliceLanes(in, first);
        const Lanes usable = fitLanes(slice, option);
        const Lanes deviation = option.value * slice.rootYears;
        EuropeanLegs legs;
        legs.spotValue = allLanes(slice.spot * slice.spotDiscount);
        legs.strikeValue = option.strike * slice.strikeDiscount;
        legs.logMoneyness = logarithm(slice.spot / option.strike) + slice.drift;
        legs.centre = legs.logMoneyness / deviation;
        storeGreeks(slice, option, europeanParts(legs, option.sign, deviation), usable, out, first);
        unusual += storeVerdicts(option, usable, verdicts + first);
    }
    return unusual;
}

/// Prices alone, of the same options at many spots: what does not depend on the spot is prepared once.
size_t europeanPrices(const EuropeanSlice& slice, const OptionColumns& in, const SpotColumn& spots,
                      double* prices, LaneVerdict* verdicts)
{
    size_t unusual = 0;
    for (size_t first = 0; first < in.count; first += size_t(laneWidth)) {
        SliceLanes option = sliceLanes(in, first);
        const Lanes usable = fitLanes(slice, option);
        const Lanes deviation = option.value * slice.rootYears;
        const Lanes inverse = 1.0 / deviation;
        const Lanes logStrike = logarithm(slice.spot / option.strike) + slice.drift;
        EuropeanLegs legs;
        legs.strikeValue = option.strike * slice.strikeDiscount;
        for (size_t s = 0; s < spots.count; ++s) {
            legs.spotValue = allLanes(spots.spots[s] * slice.spotDiscount);
            legs.logMoneyness = logStrike + spots.logs[s];
            legs.centre = legs.logMoneyness * inverse;
            const EuropeanParts parts = europeanParts(legs, option.sign, deviation);
            storeSome(prices + s * in.count + first, parts.price * usable, option.live);
        }
        unusual += storeVerdicts(option, usable, verdicts + first);
    }
    return unusual;
}
