// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled with this instruction set alone (CMakeLists.txt); LaneDispatch.cpp asks the processor first.
#define STRIKEDESK_LANE_WIDTH 8
#define STRIKEDESK_LANE_KERNELS avx512Kernels
#include "core/pricing/lanes/Kernels.inl"
