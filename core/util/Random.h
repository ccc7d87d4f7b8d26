// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace strikedesk {

/// A seeded stream of random numbers, the same on every platform (PCG-XSH-RR 64/32, M. O'Neill 2014,
/// pcg-random.org).
///
/// Not for secrets: those come from libsodium. Thread: owned by one thread.
class Random
{
public:
    /// `stream` separates users of one seed: two streams never share a sequence.
    explicit Random(std::uint64_t seed, std::uint64_t stream = 0);

    [[nodiscard]] std::uint32_t next();
    /// In [0, 1).
    [[nodiscard]] double uniform();
    /// In [lowest, highest], both included.
    [[nodiscard]] int between(int lowest, int highest);
    /// Mean 0, standard deviation 1.
    [[nodiscard]] double gaussian();

private:
    std::uint64_t m_state = 0;
    std::uint64_t m_increment = 0;
};

} // namespace strikedesk
