// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace strikedesk {

/// A queue with a capacity between threads. Full: push() refuses, and the caller says so to whoever asked.
///
/// After close() nothing more goes in, what is inside still comes out. Thread: any number of writers and
/// readers.
template <typename T>
class BoundedQueue
{
public:
    explicit BoundedQueue(std::size_t capacity)
        : m_capacity(capacity)
    {
    }

    /// False when full or closed; `value` is then untouched.
    [[nodiscard]] bool push(T&& value)
    {
        {
            const std::scoped_lock lock(m_mutex);
            if (m_isClosed || m_items.size() >= m_capacity)
                return false;
            m_items.push_back(std::move(value));
        }
        m_filled.notify_one();
        return true;
    }

    /// Waits for an item; nothing once the queue is closed and empty.
    [[nodiscard]] std::optional<T> pop()
    {
        std::unique_lock lock(m_mutex);
        m_filled.wait(lock, [this] { return m_isClosed || !m_items.empty(); });
        return takeFront();
    }

    /// Waits at most `patience`; nothing on time-out, or once closed and empty.
    [[nodiscard]] std::optional<T> popWithin(std::chrono::microseconds patience)
    {
        std::unique_lock lock(m_mutex);
        m_filled.wait_for(lock, patience, [this] { return m_isClosed || !m_items.empty(); });
        return takeFront();
    }

    [[nodiscard]] std::optional<T> tryPop()
    {
        const std::scoped_lock lock(m_mutex);
        return takeFront();
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
        return m_items.size();
    }

private:
    std::optional<T> takeFront()
    {
        if (m_items.empty())
            return {};
        std::optional<T> item(std::move(m_items.front()));
        m_items.pop_front();
        return item;
    }

    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::condition_variable m_filled;
    std::deque<T> m_items;
    bool m_isClosed = false;
};

} // namespace strikedesk
