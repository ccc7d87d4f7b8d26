// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the fold that concerns limits and what stops trading.
#include "core/engine/DeskState.h"

namespace strikedesk {

void DeskState::on(const LimitsSet& e, const DeskEvent&)
{
    m_limits = e;
    readLimitValues();
}

void DeskState::readLimitValues()
{
    m_limitValues = limitsFrom(m_limits.version, m_limits.limits).value_or(Limits {});
}

void DeskState::on(const KillEngaged& e, const DeskEvent& event)
{
    if (m_kill.isEngaged) { // the first reason is kept
        m_kill.flatten = m_kill.flatten || e.flatten;
        return;
    }
    m_kill = {};
    m_kill.isEngaged = true;
    m_kill.flatten = e.flatten;
    m_kill.reason = e.reason;
    m_kill.actor = event.actor;
    m_kill.engagedAt = event.at;
}

void DeskState::on(const KillReset&, const DeskEvent&)
{
    m_kill = {};
}

void DeskState::countKillConfirmation(const OrderRecord& order, Instant at)
{
    if (!m_kill.isEngaged || !isFinal(order.state) || !m_kill.asked.contains(order.id))
        return;
    if (m_kill.confirmed.insert(order.id).second)
        m_kill.lastConfirmedAt = at;
}

void DeskState::on(const EquityMarked& e, const DeskEvent& event)
{
    m_risk.equity = {e.day, e.opening, e.peak, event.at};
}

void DeskState::on(const BreakerTripped& e, const DeskEvent& event)
{
    if (!m_risk.breaker) // the first reason is kept
        m_risk.breaker = BreakerRecord {e.code, e.limit, e.measured, e.reason, event.at};
}

void DeskState::on(const BreakerReset&, const DeskEvent&)
{
    m_risk.breaker.reset();
}

void DeskState::on(const PrincipalDisarmed& e, const DeskEvent&)
{
    m_risk.disarmed.emplace(e.principal, e.reason);
}

void DeskState::on(const PrincipalEnabled& e, const DeskEvent&)
{
    m_risk.disarmed.erase(e.principal);
    m_risk.pace.forgive(e.principal);
}

void DeskState::on(const UnderlyingRestricted& e, const DeskEvent&)
{
    if (e.isRestricted)
        m_risk.restricted.insert_or_assign(e.underlying, e.reason);
    else
        m_risk.restricted.erase(e.underlying);
}

} // namespace strikedesk
