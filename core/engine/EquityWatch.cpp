// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/EquityWatch.h"

#include "core/instruments/TradingCalendar.h"

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk {
namespace {

constexpr Duration lookInterval = std::chrono::seconds {1};
constexpr Duration peakInterval = std::chrono::minutes {1};
constexpr Duration exceededFor = std::chrono::seconds {5};

std::string tradeDay(const DeskContext& context)
{
    return toIsoText(TradingCalendar::us().tradeDate(context.now()));
}

} // namespace

TodayResult dayResult(const DeskContext& context)
{
    context.book.refreshEquity(context);
    const EquityRecord& first = context.state.risk().equity;
    const auto equity = context.book.equity();
    if (!equity)
        return {};
    // Before the first mark of a day, today's loss starts here.
    const Money opening = first.day == tradeDay(context) ? first.opening : *equity;
    const Money peak = first.day.empty() ? *equity : std::max(first.peak, *equity);
    return {opening - *equity, peak - *equity};
}

void EquityWatch::tick()
{
    if (m_lookedAt && m_context.now() - *m_lookedAt < lookInterval)
        return;
    m_lookedAt = m_context.now();
    m_context.book.refreshEquity(m_context);
    if (const auto equity = m_context.book.equity())
        mark(*equity);
    if (m_context.state.risk().breaker)
        cancelOpenings();
    else
        judge();
}

void EquityWatch::mark(Money equity)
{
    const EquityRecord& known = m_context.state.risk().equity;
    const std::string today = tradeDay(m_context);
    if (known.day != today) {
        const Money peak = known.day.empty() ? equity : std::max(known.peak, equity);
        m_context.journal.record("desk", "account", EquityMarked {today, equity, peak});
    } else if (equity > known.peak && m_context.now() - known.markedAt >= peakInterval) {
        m_context.journal.record("desk", "account", EquityMarked {today, known.opening, equity});
    }
}

void EquityWatch::judge()
{
    const TodayResult day = dayResult(m_context);
    const Limits& limits = m_context.state.limitValues();
    const auto isHit = [&](const std::optional<Money>& measured, LimitId id) {
        const auto limit = limits.findMoney(id);
        return measured && limit && *measured >= *limit;
    };
    const bool isLossHit = isHit(day.loss, LimitId::DailyLoss);
    if (!isLossHit && !isHit(day.drawdown, LimitId::Drawdown)) {
        m_exceededSince.reset();
        return;
    }
    if (!m_exceededSince)
        m_exceededSince = m_context.now();
    if (m_context.now() - *m_exceededSince < exceededFor)
        return;
    const LimitRow& row = rowOf(isLossHit ? LimitId::DailyLoss : LimitId::Drawdown);
    const std::string limit = limits.moneyAt(row.id).text();
    const std::string measured = (isLossHit ? *day.loss : *day.drawdown).text();
    m_context.journal.record(
        "desk", "breaker",
        BreakerTripped {std::string(row.code), limit, measured,
                        fmt::format("{}: {} dollars, and trading stops at {}", row.title, measured, limit)});
    m_exceededSince.reset();
    cancelOpenings();
}

// What still works could open more than there is.
void EquityWatch::cancelOpenings()
{
    for (const OrderRecord* order : m_context.state.orders().open()) {
        if (!order->isReducing && m_orders.canCancel(*order))
            (void)m_orders.cancel("breaker", order->id,
                                  "Breaker: " + m_context.state.risk().breaker->reason + ".");
    }
}

Result<void> EquityWatch::reset(const std::string& actor, const std::string& reason)
{
    if (!m_context.state.risk().breaker)
        return fail("risk.breaker_closed", "The breaker has not tripped: there is nothing to reset.");
    if (reason.empty())
        return fail("input.reason", "Resetting the breaker needs a reason, found none.");
    m_context.journal.record(actor, "breaker", BreakerReset {reason});
    m_exceededSince.reset();
    return {};
}

} // namespace strikedesk
