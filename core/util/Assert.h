// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace strikedesk {

/// Prints the broken invariant and ends the process: a wrong number must not travel on.
[[noreturn]] void invariantBroken(const char* condition, const char* explanation, const char* file,
                                  int line) noexcept;

} // namespace strikedesk

/// A broken invariant is a defect of ours, never of the input. It stays on in release.
#define STRIKEDESK_ASSERT(condition, explanation)                                                            \
    do {                                                                                                     \
        if (!(condition)) [[unlikely]]                                                                       \
            ::strikedesk::invariantBroken(#condition, explanation, __FILE__, __LINE__);                      \
    } while (false)
