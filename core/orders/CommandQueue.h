// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <numeric>
#include <optional>
#include <utility>

namespace strikedesk {

/// What goes first. Reducing risk never waits behind adding it.
enum class CommandPriority { Kill, Cancel, Reduce, Normal };
inline constexpr std::size_t commandPriorityCount = 4;

/// The order queue: by priority, then strictly by arrival. Bounded in each priority by itself, so that a
/// flood of orders cannot keep a cancel or a kill out.
///
/// Thread: any number of writers, one reader.
template <typename T>
class CommandQueue
{
public:
    explicit CommandQueue(std::size_t capacityEach)
        : m_capacityEach(capacityEach)
    {
    }

    /// False when this priority is full or the queue is closed; `value` is then untouched.
    [[nodiscard]] bool push(CommandPriority priority, T&& value)
    {
        {
            const std::scoped_lock lock(m_mutex);
            auto& lane = m_lanes[std::size_t(priority)];
            if (m_isClosed || lane.size() >= m_capacityEach)
                return false;
            lane.push_back(std::move(value));
        }
        m_filled.notify_one();
        return true;
    }

    [[nodiscard]] std::optional<T> tryPop()
    {
        const std::scoped_lock lock(m_mutex);
        for (auto& lane : m_lanes) {
            if (lane.empty())
                continue;
            std::optional<T> item(std::move(lane.front()));
            lane.pop_front();
            return item;
        }
        return {};
    }

    /// Waits until something is there, the queue is closed, wake() was called or `patience` is over.
    void waitWithin(std::chrono::microseconds patience)
    {
        std::unique_lock lock(m_mutex);
        m_filled.wait_for(lock, patience, [this] { return m_isClosed || m_isWoken || count() > 0; });
        m_isWoken = false;
    }

    void wake()
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_isWoken = true;
        }
        m_filled.notify_one();
    }

    void close()
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_isClosed = true;
        }
        m_filled.notify_all();
    }

    [[nodiscard]] bool isClosed() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_isClosed;
    }

    [[nodiscard]] std::size_t size() const
    {
        const std::scoped_lock lock(m_mutex);
        return count();
    }

private:
    std::size_t count() const
    {
        return std::accumulate(m_lanes.begin(), m_lanes.end(), std::size_t {0},
                               [](std::size_t sum, const auto& lane) { return sum + lane.size(); });
    }

    const std::size_t m_capacityEach;
    mutable std::mutex m_mutex;
    std::condition_variable m_filled;
    std::array<std::deque<T>, commandPriorityCount> m_lanes;
    bool m_isClosed = false;
    bool m_isWoken = false;
};

} // namespace strikedesk
