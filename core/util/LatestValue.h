// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <utility>

namespace strikedesk {

/// Hands the newest value from one thread to another; older ones that nobody read are dropped.
///
/// At most one wake-up is in flight: put() says whether the reader still has to be woken. Thread: any.
template <typename T>
class LatestValue
{
public:
    /// True when the reader has to be woken, false when a wake-up is already on its way.
    [[nodiscard]] bool put(T value)
    {
        const std::scoped_lock lock(m_mutex);
        m_value = std::move(value);
        return !std::exchange(m_isWakeUpPending, true);
    }

    /// The newest value; a default one before the first put().
    [[nodiscard]] T take()
    {
        const std::scoped_lock lock(m_mutex);
        m_isWakeUpPending = false;
        return m_value;
    }

    /// Like take(), but leaves a pending wake-up as it is: for readers that poll.
    [[nodiscard]] T peek() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_value;
    }

private:
    mutable std::mutex m_mutex;
    T m_value {};
    bool m_isWakeUpPending = false;
};

} // namespace strikedesk
