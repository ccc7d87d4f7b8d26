// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/risk/LimitBook.h"

#include <algorithm>

namespace strikedesk {

void LimitBook::setAccount(Limits limits)
{
    m_account = std::move(limits);
}

void LimitBook::set(const LimitScope& scope, LimitId id, std::optional<std::int64_t> value, int version)
{
    dropPending(scope, id);
    m_account.version = version;
    Limits& limits = scope.isAccount() ? m_account : m_narrower[scope];
    if (value)
        limits.values.insert_or_assign(id, *value);
    else
        limits.values.erase(id);
    if (!scope.isAccount() && limits.values.empty())
        m_narrower.erase(scope);
}

void LimitBook::addPending(PendingLimit pending)
{
    dropPending(pending.scope, pending.id);
    m_pending.push_back(std::move(pending));
}

void LimitBook::dropPending(const LimitScope& scope, LimitId id)
{
    std::erase_if(m_pending,
                  [&](const PendingLimit& waits) { return waits.scope == scope && waits.id == id; });
}

const PendingLimit* LimitBook::pending(const LimitScope& scope, LimitId id) const
{
    const auto found = std::ranges::find_if(
        m_pending, [&](const PendingLimit& waits) { return waits.scope == scope && waits.id == id; });
    return found == m_pending.end() ? nullptr : &*found;
}

std::optional<std::int64_t> LimitBook::find(const LimitScope& scope, LimitId id) const
{
    if (scope.isAccount())
        return m_account.find(id);
    const auto limits = m_narrower.find(scope);
    return limits == m_narrower.end() ? std::nullopt : limits->second.find(id);
}

std::optional<std::int64_t> LimitBook::tightest(LimitId id, const ScopesOfOrder& scopes) const
{
    std::optional<std::int64_t> tightest = m_account.find(id);
    for (const LimitScope& scope : scopes) {
        const auto own = find(scope, id);
        if (own && (!tightest || rowOf(id).isTighter(*own, *tightest)))
            tightest = own;
    }
    return tightest;
}

BoundLimits LimitBook::boundFor(const ScopesOfOrder& scopes) const
{
    BoundLimits bound {m_account, {}};
    for (const auto& [scope, limits] : narrowerOf(scopes)) {
        for (const auto& [id, own] : limits.values) {
            // A limit that the account lacks stays missing: no limit of the account, no order.
            const auto sofar = bound.limits.values.find(id);
            if (isSumOfScope(id) || sofar == bound.limits.values.end()
                || !rowOf(id).isTighter(own, sofar->second))
                continue;
            sofar->second = own;
            bound.narrow.insert_or_assign(id, scope);
        }
    }
    return bound;
}

std::vector<std::pair<LimitScope, Limits>> LimitBook::narrowerOf(const ScopesOfOrder& scopes) const
{
    std::vector<std::pair<LimitScope, Limits>> narrower;
    for (const LimitScope& scope : scopes) {
        if (const auto limits = m_narrower.find(scope); limits != m_narrower.end())
            narrower.emplace_back(*limits);
    }
    return narrower;
}

bool isSumOfScope(LimitId id)
{
    switch (id) {
    case LimitId::OrdersPerSecond:
    case LimitId::OrdersPerMinute:
    case LimitId::PortfolioDelta:
    case LimitId::PortfolioVega: return true;
    default: return false;
    }
}

LimitStep stepOf(LimitId id, std::optional<std::int64_t> before, std::optional<std::int64_t> after)
{
    if (before == after)
        return LimitStep::None;
    if (!before)
        return LimitStep::Tighter; // one more to pass
    if (!after)
        return LimitStep::Looser;
    return rowOf(id).isTighter(*after, *before) ? LimitStep::Tighter : LimitStep::Looser;
}

} // namespace strikedesk
