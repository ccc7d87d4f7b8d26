// SPDX-License-Identifier: GPL-3.0-or-later
// The kernels for any processor: pairs where the compiler has vector types (SSE2, NEON), else one by one.
#if defined(__GNUC__)
#define STRIKEDESK_LANE_WIDTH 2
#else
#define STRIKEDESK_LANE_WIDTH 1
#endif
#define STRIKEDESK_LANE_KERNELS baselineKernels
#include "core/pricing/lanes/Kernels.inl"
