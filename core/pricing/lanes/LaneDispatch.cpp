// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/lanes/LaneDispatch.h"

#include <atomic>
#include <vector>

namespace strikedesk::pricing::detail {

LaneKernels baselineKernels(const char* name);
LaneKernels avx2Kernels(const char* name);
LaneKernels avx512Kernels(const char* name);

namespace {

std::vector<LaneKernels> findRunnableKernels()
{
    std::vector<LaneKernels> found {baselineKernels("baseline")};
#ifdef STRIKEDESK_X86_KERNELS
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        found.push_back(avx2Kernels("AVX2"));
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq"))
        found.push_back(avx512Kernels("AVX-512"));
#endif
    return found;
}

std::atomic<const LaneKernels*> forcedKernels {nullptr};

} // namespace

std::span<const LaneKernels> runnableKernels()
{
    static const std::vector<LaneKernels> kernels = findRunnableKernels();
    return kernels;
}

const LaneKernels& laneKernels()
{
    const LaneKernels* forced = forcedKernels.load(std::memory_order_relaxed);
    return forced ? *forced : runnableKernels().back();
}

void forceKernels(const LaneKernels* kernels)
{
    forcedKernels.store(kernels, std::memory_order_relaxed);
}

} // namespace strikedesk::pricing::detail
