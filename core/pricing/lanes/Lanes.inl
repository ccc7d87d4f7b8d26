// SPDX-License-Identifier: GPL-3.0-or-later
// Several doubles side by side and the functions that the kernels need of them. Read once per instruction set,
// each time into a namespace of its own: what stands here is compiled with that set's flags, so nothing of it
// may be shared between the sets, and nothing inline may be called that others also compile.
// The reader defines STRIKEDESK_LANE_WIDTH; at width 1, for compilers without vector types, lanes are doubles.

constexpr int laneWidth = STRIKEDESK_LANE_WIDTH;

#if STRIKEDESK_LANE_WIDTH == 1
using Lanes = double;
using LaneBits = int64_t;
using LaneMask = bool;

inline void setLane(Lanes& x, int, double value)
{
    x = value;
}
inline void setBits(LaneBits& x, int, int64_t value)
{
    x = value;
}
inline double laneOf(Lanes x, int)
{
    return x;
}
#else
typedef double Lanes __attribute__((vector_size(8 * STRIKEDESK_LANE_WIDTH)));
typedef int64_t LaneBits __attribute__((vector_size(8 * STRIKEDESK_LANE_WIDTH)));
using LaneMask = LaneBits;

inline void setLane(Lanes& x, int lane, double value)
{
    x[lane] = value;
}
inline void setBits(LaneBits& x, int lane, int64_t value)
{
    x[lane] = value;
}
inline double laneOf(Lanes x, int lane)
{
    return x[lane];
}
#endif

inline Lanes allLanes(double x)
{
    return x - Lanes {};
}

inline Lanes loadLanes(const double* from)
{
    Lanes x;
    memcpy(&x, from, sizeof x);
    return x;
}

inline void storeLanes(double* to, Lanes x)
{
    memcpy(to, &x, sizeof x);
}

/// The first `live` doubles; the lanes beyond repeat the last of them.
inline Lanes loadSome(const double* from, int live)
{
    if (live >= laneWidth)
        return loadLanes(from);
    Lanes x = allLanes(from[live - 1]);
    for (int lane = 0; lane < live; ++lane)
        setLane(x, lane, from[lane]);
    return x;
}

inline void storeSome(double* to, Lanes x, int live)
{
    if (!to)
        return;
    if (live >= laneWidth) {
        storeLanes(to, x);
        return;
    }
    for (int lane = 0; lane < live; ++lane)
        to[lane] = laneOf(x, lane);
}

inline LaneBits bitsOf(Lanes x)
{
    LaneBits bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

inline Lanes lanesOf(LaneBits bits)
{
    Lanes x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

inline Lanes either(LaneMask mask, Lanes yes, Lanes no)
{
    return mask ? yes : no;
}

// A comparison with a number that is none is false, so each of these answers its second argument then.
inline Lanes larger(Lanes a, Lanes b)
{
#if STRIKEDESK_LANE_WIDTH == 8 && defined(__AVX512F__)
    return _mm512_max_pd(a, b);
#elif STRIKEDESK_LANE_WIDTH == 4 && defined(__AVX__)
    return _mm256_max_pd(a, b);
#elif STRIKEDESK_LANE_WIDTH == 2 && defined(__SSE2__)
    return _mm_max_pd(a, b);
#else
    return a > b ? a : b;
#endif
}

inline Lanes smaller(Lanes a, Lanes b)
{
    return either(a < b, a, b);
}

inline Lanes magnitude(Lanes x)
{
    return lanesOf(bitsOf(x) & 0x7fffffffffffffffLL);
}

inline Lanes rootOf(Lanes x)
{
#if STRIKEDESK_LANE_WIDTH == 8 && defined(__AVX512F__)
    return _mm512_sqrt_pd(x);
#elif STRIKEDESK_LANE_WIDTH == 4 && defined(__AVX__)
    return _mm256_sqrt_pd(x);
#elif STRIKEDESK_LANE_WIDTH == 2 && defined(__SSE2__)
    return _mm_sqrt_pd(x);
#else
    Lanes y = x;
    for (int lane = 0; lane < laneWidth; ++lane)
        setLane(y, lane, ::sqrt(laneOf(x, lane)));
    return y;
#endif
}

inline bool anyLane(LaneMask mask)
{
#if STRIKEDESK_LANE_WIDTH == 1
    return mask;
#elif STRIKEDESK_LANE_WIDTH == 8 && defined(__AVX512F__)
    const __m512i bits = reinterpret_cast<__m512i>(mask);
    return _mm512_test_epi64_mask(bits, bits) != 0;
#elif STRIKEDESK_LANE_WIDTH == 4 && defined(__AVX__)
    return _mm256_movemask_pd(lanesOf(mask)) != 0;
#elif STRIKEDESK_LANE_WIDTH == 2 && defined(__SSE2__)
    return _mm_movemask_pd(lanesOf(mask)) != 0;
#else
    int64_t found = 0;
    for (int lane = 0; lane < laneWidth; ++lane)
        found |= mask[lane];
    return found != 0;
#endif
}

inline LaneMask inverted(LaneMask mask)
{
#if STRIKEDESK_LANE_WIDTH == 1
    return !mask;
#else
    return ~mask;
#endif
}

inline bool maskAt(LaneMask mask, int lane)
{
#if STRIKEDESK_LANE_WIDTH == 1
    return mask && lane == 0;
#else
    return mask[lane] != 0;
#endif
}

/// The whole numbers at or next below positions from 0 to 2^51; one that is whole may answer the one before it.
struct LaneIndex
{
    Lanes whole;
    LaneBits index;
};

inline LaneIndex indexOf(Lanes position)
{
    // Adding this rounds to a whole number, which then stands in the low bits.
    const Lanes shifted = (position - 0.5) + 6755399441055744.0;
    return {shifted - 6755399441055744.0, bitsOf(shifted) - 0x4338000000000000LL};
}

/// `from[index]` for each lane.
inline Lanes gatherLanes(const double* from, LaneBits index)
{
#if STRIKEDESK_LANE_WIDTH == 8 && defined(__AVX512F__)
    return _mm512_i64gather_pd(reinterpret_cast<__m512i>(index), from, 8);
#elif STRIKEDESK_LANE_WIDTH == 4 && defined(__AVX2__)
    return _mm256_i64gather_pd(from, reinterpret_cast<__m256i>(index), 8);
#elif STRIKEDESK_LANE_WIDTH == 1
    return from[index];
#else
    Lanes x;
    for (int lane = 0; lane < laneWidth; ++lane)
        setLane(x, lane, from[index[lane]]);
    return x;
#endif
}

/// e to the x, within an ulp; below the smallest normal number the smallest, above the largest the largest.
inline Lanes exponential(Lanes x)
{
    const Lanes bounded = smaller(larger(x, allLanes(-708.0)), allLanes(709.0));
    // Adding this rounds to a whole number, which then stands in the low bits.
    const Lanes rounder = allLanes(6755399441055744.0);
    const Lanes shifted = bounded * 1.4426950408889634 + rounder;
    const Lanes whole = shifted - rounder;
    const Lanes r = (bounded - whole * 0.6931471803691238) - whole * 1.9082149292705878e-10;
    const Lanes r2 = r * r;
    const Lanes r4 = r2 * r2;
    const Lanes low = (0.50000000000000010221 + r * 0.16666666666666667453)
        + r2 * (0.041666666666624127873 + r * 0.0083333333333300618325);
    const Lanes high = (0.0013888888917213716901 + r * 0.00019841269863053616878)
        + r2 * (0.000024801521295954375131 + r * 2.7557268459997064772e-6)
        + r4 * (2.762008844540974816e-7 + r * 2.5100385495510319077e-8);
    const Lanes power = 1.0 + (r + r2 * (low + r4 * high));
    const LaneBits scale = (bitsOf(shifted) + 1023) << 52;
    return power * lanesOf(scale);
}

/// The natural logarithm, within two ulps, of positive normal numbers.
inline Lanes logarithm(Lanes x)
{
    const LaneBits bits = bitsOf(x);
    // The exponent such that what is left lies between the root of a half and the root of two.
    const LaneBits shifted = bits - 0x3fe6a09e667f3bcdLL;
    const LaneBits exponent = shifted >> 52;
    const Lanes m = lanesOf(bits - (shifted & ~0xfffffffffffffLL));
    const LaneBits rounderBits = exponent + 0x4338000000000000LL;
    const Lanes e = lanesOf(rounderBits) - 6755399441055744.0;
    const Lanes f = (m - 1.0) / (m + 1.0);
    const Lanes z = f * f;
    const Lanes z2 = z * z;
    const Lanes q = (0.66666666666666696969 + z * 0.39999999999899197894)
        + z2
            * ((0.28571428626114518292 + z * 0.22222211112104947364)
               + z2
                   * ((0.18182890778026130313 + z * 0.15331666676597174347)
                      + z2 * 0.14617128399807299808));
    return e * 0.6931471803691238 + (2.0 * f + (f * z * q + e * 1.9082149292705878e-10));
}

/// The Mills ratio of the normal distribution, Phi(-x) / phi(x), for x of 0 and more, relative error 4e-16: a
/// polynomial (Chebyshev, degree 23) in (x - 4) / (x + 4), which is the whole half line. `inverse` is
/// 1 / (x + 4), so that two ratios can share one division.
inline Lanes millsRatioOf(Lanes x, Lanes inverse)
{
    const Lanes t = (x - 4.0) * inverse;
    const Lanes t2 = t * t;
    const Lanes t4 = t2 * t2;
    const Lanes p0 = 1.8932190633084852567
        + t4
            * (0.15139176231101521627
               + t4
                   * (0.00033424436090694753192
                      + t4
                          * (1.7911870822522724108e-6
                             + t4 * (6.634658051244072571e-7 + t4 * 4.0236252969052009779e-8))));
    const Lanes p1 = -1.5237709108199830005
        + t4
            * (-0.018900450860734451278
               + t4
                   * (-0.00057926922790938797036
                      + t4
                          * (-0.000014842471487746987852
                             + t4 * (-3.9896597010923748524e-7 + t4 * -1.0471399141324067001e-9))));
    const Lanes p2 = 0.9704095548676184824
        + t4
            * (-0.0087222952476968932297
               + t4
                   * (-4.7818158341117352382e-6
                      + t4
                          * (-1.5664275229520689218e-6
                             + t4 * (-1.9738931713497465768e-7 + t4 * -4.225794749133923589e-9))));
    const Lanes p3 = -0.46754096299837046952
        + t4
            * (0.0040878556695920271061
               + t4
                   * (0.000088095420962248111351
                      + t4
                          * (2.5673811705941760996e-6
                             + t4 * (4.3663271694168513205e-8 + t4 * -3.7440201863099867904e-10))));
    return inverse * ((p0 + t2 * p2) + t * (p1 + t2 * p3));
}

/// Both ratios at once, with one division.
inline void millsRatios(Lanes x, Lanes y, Lanes& ofX, Lanes& ofY)
{
    const Lanes shiftedX = x + 4.0;
    const Lanes shiftedY = y + 4.0;
    const Lanes inverse = 1.0 / (shiftedX * shiftedY);
    ofX = millsRatioOf(x, inverse * shiftedY);
    ofY = millsRatioOf(y, inverse * shiftedX);
}

constexpr double inverseRootTwoPi = 0.39894228040143267794;

/// The density and, of the same x, the weight of the tail beyond |x|.
inline void densityAndTail(Lanes x, Lanes& density, Lanes& tail)
{
    density = inverseRootTwoPi * exponential(-0.5 * x * x);
    const Lanes distance = magnitude(x);
    tail = density * millsRatioOf(distance, 1.0 / (distance + 4.0));
}

/// The normal distribution function; relative accuracy in the lower tail.
inline Lanes normalWeight(Lanes x)
{
    Lanes density;
    Lanes tail;
    densityAndTail(x, density, tail);
    return either(x < 0.0, tail, 1.0 - tail);
}
