// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stddef.h>
#include <stdint.h>

// Plain structs and functions only: this header is compiled with the flags of every instruction set, so it
// names nothing that has inline code of its own.

namespace strikedesk {
enum class Right : int;
} // namespace strikedesk

namespace strikedesk::pricing::detail {

/// What the options of one underlying and expiry share. Years are positive, the spot is normal
/// (ValuationInputs.h).
struct EuropeanSlice
{
    double spot = 0;
    double rate = 0;
    double yield = 0;
    double years = 0;
    double rootYears = 0;
    double drift = 0;          ///< (rate - yield) years
    double strikeDiscount = 0; ///< exp(-rate years)
    double spotDiscount = 0;   ///< exp(-yield years)
};

/// Columns of inputs. `values` are volatilities, or prices where volatilities are asked for.
struct OptionColumns
{
    const double* strikes = nullptr;
    const Right* rights = nullptr;
    const double* values = nullptr;
    size_t count = 0;
};

/// Spots, and the logarithms of each over the spot of the slice that they are asked with.
struct SpotColumn
{
    const double* spots = nullptr;
    const double* logs = nullptr;
    size_t count = 0;
};

/// Columns of answers; those that are null are left out. Units: core/types/Greeks.h and SliceBatch.h.
struct GreekColumns
{
    double* price = nullptr;
    double* delta = nullptr;
    double* gamma = nullptr;
    double* thetaPerDay = nullptr;
    double* vegaPerPoint = nullptr;
    double* rhoPerPoint = nullptr;
    double* vannaPerPoint = nullptr;
    double* volgaPerPoint = nullptr;
    double* charmPerDay = nullptr;
};

/// What a kernel says of an option. All but `Done` are looked at again, one by one.
enum class LaneVerdict : uint8_t { Done, Unusual, BelowIntrinsic, NoTimeValue, AboveMaximum, Unsettled };

/// A candidate for what a far node is worth: the best exercise date known today, along the forward path.
/// sign (strike strikeFactor - max(spot - paid, 0) spotFactor), the sign that of a put.
struct GridFarValue
{
    double spotFactor = 0;
    double strikeFactor = 0;
    double paid = 0;
};

/// One solution of the linear system; the candidates are those at its end.
struct GridSolve
{
    bool isImplicit = false; ///< Fully, else Crank–Nicolson.
    int farBegin = 0;
    int farEnd = 0;
};

/// From one ex-date back to the one before it, in steps of one length.
struct GridStretch
{
    double step = 0;
    int solveBegin = 0;
    int solveEnd = 0;
    bool isRead = false; ///< All nodes are copied out at the earlier end, before the drop.
    double dividend = 0; ///< At the earlier end; 0 where there is none.
    int farBegin = 0;    ///< Candidates there, after the drop.
    int farEnd = 0;
};

/// Options of one right and expiry on one grid of log spots: as many as there are lanes, in up to four
/// variants whose solutions run interleaved. Variants are the same options with volatility or rate moved, or
/// others.
struct GridTask
{
    double spot = 0;
    double yield = 0;
    double spacing = 0;   ///< Of the nodes, in log spot.
    int halfNodes = 0;    ///< On each side of the spot.
    double direction = 0; ///< 1 for puts: spots grow with the node; -1 for calls. Node 0 is exercised first.
    bool canExercise = false;
    bool exercisesBetween = false; ///< Also between ex-dates.
    const GridStretch* stretches = nullptr;
    int stretchCount = 0;
    const GridSolve* solves = nullptr;
    const GridFarValue* far[4] = {};    ///< Per variant.
    double rates[4] = {};               ///< Per variant.
    const double* strikes[4] = {};      ///< Per variant and lane.
    const double* volatilities[4] = {}; ///< Per variant and lane.
    /// Null, or per variant and lane the inverse of the unit that spots and strikes are counted in: cash
    /// amounts are multiplied by it, and differ between the lanes then.
    const double* scales[4] = {};
    int variants = 1;
    int windowHalf = 1; ///< Nodes read out on each side of the spot, every `windowStride`th.
    int windowStride = 1;
    double* work = nullptr;    ///< gridWorkSize() doubles.
    double* window = nullptr;  ///< [variant][node][lane], from the lowest spot up; null: not wanted.
    double* columns = nullptr; ///< [read][node][variant][lane], from node 0; null: not wanted.
};

[[nodiscard]] constexpr size_t gridWorkSize(int halfNodes, int variants, int width)
{
    const size_t nodes = 2 * size_t(halfNodes) + 1;
    return nodes * 3 * size_t(variants) * size_t(width) + 7 * (nodes + size_t(width));
}

/// The tables of a spectral scheme (ExerciseBoundary.h), which depend on its counts only.
struct SpectralTables
{
    int intervals = 0;
    int sweepPoints = 0;
    int pricePoints = 0;
    int sweepsMax = 0;
    double tolerance = 0;
    const double* nodes = nullptr;
    const double* sweepAt = nullptr; ///< In (-1, 1).
    const double* sweepWeights = nullptr;
    const double* interpolation = nullptr; ///< [node][sweep point][node]
    const double* priceAt = nullptr;
    const double* priceWeights = nullptr;
};

/// The exercise boundaries of puts of strike 1 that differ in volatility only.
struct BoundaryTask
{
    const SpectralTables* tables = nullptr;
    double rate = 0;
    double yield = 0;
    double years = 0;
    const double* strikeGrowth = nullptr; ///< [node][sweep point]: exp(rate times what is left to expiry)
    const double* spotGrowth = nullptr;   ///< The same of the yield.
    const double* volatilities = nullptr; ///< Per lane.
    bool isWarm = false;                  ///< `squares` is a start.
    double* squares = nullptr; ///< [node][lane]: squared distances of the log boundary to its limit.
    bool* isSettled = nullptr; ///< Per lane.
};

/// Their values at one spot each.
struct PremiumTask
{
    const SpectralTables* tables = nullptr;
    double rate = 0;
    double yield = 0;
    double years = 0;
    const double* volatilities = nullptr;
    const double* squares = nullptr;
    const double* spots = nullptr;
    double* price = nullptr;
    double* slope = nullptr;     ///< By the spot; -1 where exercised.
    double* curvature = nullptr; ///< 0 where exercised.
    bool* isExercised = nullptr;
};

/// The kernels of one instruction set.
struct LaneKernels
{
    const char* name = nullptr;
    int width = 0;
    /// Black–Scholes–Merton; answers how many options got another verdict than `Done` (their answers are 0).
    size_t (*europeanValues)(const EuropeanSlice&, const OptionColumns&, const GreekColumns&,
                             LaneVerdict* verdicts)
        = nullptr;
    /// The prices alone at many spots, `prices[spot * options + option]`.
    size_t (*europeanPrices)(const EuropeanSlice&, const OptionColumns&, const SpotColumn&, double* prices,
                             LaneVerdict* verdicts)
        = nullptr;
    /// Its inverse: volatilities per year.
    size_t (*europeanVolatilities)(const EuropeanSlice&, const OptionColumns&, double* volatilities,
                                   LaneVerdict* verdicts)
        = nullptr;
    /// Finite differences (GridLanes.inl).
    void (*solveGrid)(const GridTask&) = nullptr;
    /// Spectral collocation (BoundaryLanes.inl).
    void (*solveBoundary)(const BoundaryTask&) = nullptr;
    void (*integratePremium)(const PremiumTask&) = nullptr;
};

} // namespace strikedesk::pricing::detail
