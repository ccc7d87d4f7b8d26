// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/Breakers.h"
#include "core/risk/GateFacts.h"

#include <optional>
#include <string>

namespace strikedesk {

/// Marks the account once a second, keeps the day's first and the highest mark in the record, and trips the
/// account's breaker when a loss limit has been exceeded for some seconds on end: one bad quote is no loss.
///
/// Thread: trading.
class EquityWatch
{
public:
    EquityWatch(DeskContext& context, Breakers& breakers)
        : m_context(context)
        , m_breakers(breakers)
    {
    }

    void tick();

private:
    void mark(Money equity);
    void judge();

    DeskContext& m_context;
    Breakers& m_breakers;
    std::optional<Instant> m_lookedAt;
    std::optional<Instant> m_exceededSince;
};

/// What the day has brought at the marks of now. Thread: trading.
[[nodiscard]] TodayResult dayResult(const DeskContext& context);

} // namespace strikedesk
