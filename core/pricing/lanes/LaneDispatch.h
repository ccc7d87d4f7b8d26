// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/lanes/KernelTable.h"

#include <span>

namespace strikedesk::pricing::detail {

/// The kernels for the best instruction set of this processor: AVX-512, AVX2 with FMA, or the baseline. All
/// give the same answers to the last few digits. Thread: any.
[[nodiscard]] const LaneKernels& laneKernels();

/// Every set that this build has and this processor can run, the baseline first: for tests and benchmarks.
[[nodiscard]] std::span<const LaneKernels> runnableKernels();

/// For tests and benchmarks: takes these kernels from now on, or the best again with null. Not while another
/// thread prices.
void forceKernels(const LaneKernels* kernels);

} // namespace strikedesk::pricing::detail
