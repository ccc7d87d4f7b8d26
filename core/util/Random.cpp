// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/util/Random.h"

#include "core/util/Assert.h"

#include <cmath>
#include <numbers>

namespace strikedesk {

Random::Random(std::uint64_t seed, std::uint64_t stream)
    : m_increment((stream << 1U) | 1U)
{
    (void)next();
    m_state += seed;
    (void)next();
}

std::uint32_t Random::next()
{
    const std::uint64_t old = m_state;
    m_state = old * 6364136223846793005ULL + m_increment;
    const auto shifted = static_cast<std::uint32_t>(((old >> 18U) ^ old) >> 27U);
    const auto rotation = static_cast<std::uint32_t>(old >> 59U);
    return (shifted >> rotation) | (shifted << ((32U - rotation) & 31U));
}

double Random::uniform()
{
    return double(next()) * 0x1p-32;
}

int Random::between(int lowest, int highest)
{
    STRIKEDESK_ASSERT(lowest <= highest, "the range of a random number is not empty");
    const auto range = static_cast<std::uint64_t>(std::int64_t(highest) - lowest + 1);
    return int(std::int64_t(lowest) + std::int64_t((std::uint64_t(next()) * range) >> 32U));
}

// Box–Muller; the second value is thrown away so that the state is only the counter.
double Random::gaussian()
{
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

} // namespace strikedesk
