// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/execution/CostRecord.h"

#include <algorithm>

namespace strikedesk {

void TimeWeightedMid::see(Instant at, std::optional<Price> mid)
{
    if (m_at && m_mid && at > *m_at) {
        const auto held = std::chrono::duration_cast<std::chrono::milliseconds>(at - *m_at).count();
        m_sum = checked::add(m_sum, checked::multiply(m_mid->units(), std::int64_t(held)));
        m_milliseconds = checked::add(m_milliseconds, std::int64_t(held));
    }
    m_at = m_at ? std::max(*m_at, at) : at;
    m_mid = mid;
    m_seen += mid ? 1 : 0;
}

std::optional<Price> TimeWeightedMid::value() const
{
    if (m_milliseconds > 0)
        return Price::ofUnits(checked::divideHalfEven(m_sum, m_milliseconds));
    return m_mid;
}

std::string_view nameOf(CostOutcome outcome)
{
    switch (outcome) {
    case CostOutcome::Open: return "open";
    case CostOutcome::Filled: return "filled";
    case CostOutcome::Cancelled: return "cancelled";
    case CostOutcome::Expired: return "expired";
    case CostOutcome::Rejected: return "rejected";
    }
    return {};
}

Quantity CostedOrder::filled() const
{
    Quantity packages;
    for (const CostFill& fill : fills)
        packages += fill.stands() ? fill.packages : Quantity();
    return packages;
}

} // namespace strikedesk
