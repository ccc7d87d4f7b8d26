// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/util/Clock.h"

#include "core/util/Assert.h"

namespace strikedesk {

Instant SystemClock::now() const
{
    return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

VirtualClock::VirtualClock(Instant start)
    : m_microseconds(start.time_since_epoch().count())
{
}

Instant VirtualClock::now() const
{
    return Instant {Duration {m_microseconds.load(std::memory_order_acquire)}};
}

void VirtualClock::advanceTo(Instant instant)
{
    const Instant::rep next = instant.time_since_epoch().count();
    STRIKEDESK_ASSERT(next >= m_microseconds.load(std::memory_order_relaxed),
                      "the virtual clock never goes back");
    m_microseconds.store(next, std::memory_order_release);
}

double steadySeconds()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace strikedesk
