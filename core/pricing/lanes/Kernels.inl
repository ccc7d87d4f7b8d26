// SPDX-License-Identifier: GPL-3.0-or-later
// Read by one source file per instruction set, which defines STRIKEDESK_LANE_WIDTH and
// STRIKEDESK_LANE_KERNELS, the name of its table. C headers only (Lanes.inl says why).
#include "core/pricing/lanes/KernelTable.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wpsabi" // vectors are passed inside this file only
#endif

namespace strikedesk::pricing::detail {
namespace {
#include "core/pricing/lanes/Lanes.inl"

#include "core/pricing/lanes/BoundaryLanes.inl"
#include "core/pricing/lanes/EuropeanLanes.inl"
#include "core/pricing/lanes/GridLanes.inl"
#include "core/pricing/lanes/GridDropLanes.inl"
#include "core/pricing/lanes/VolatilityLanes.inl"
} // namespace

LaneKernels STRIKEDESK_LANE_KERNELS(const char* name)
{
    return {name, laneWidth, europeanValues, europeanPrices, europeanVolatilities, solveGrid, solveBoundary,
            integratePremium};
}

} // namespace strikedesk::pricing::detail
