// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/util/Assert.h"

#include <cstdio>
#include <cstdlib>

namespace strikedesk {

void invariantBroken(const char* condition, const char* explanation, const char* file, int line) noexcept
{
    std::fprintf(stderr, "Invariant broken: %s (%s) at %s:%d\n", explanation, condition, file, line);
    std::fflush(stderr);
    std::abort();
}

} // namespace strikedesk
