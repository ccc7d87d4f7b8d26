// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the fold that concerns limits and what stops trading.
#include "core/engine/DeskState.h"
#include "core/instruments/TradingCalendar.h"

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk {
namespace {

struct NamedLimit
{
    LimitScope scope;
    LimitId id = LimitId::OrderContracts;
    std::optional<std::int64_t> value;
};

// What a record says of a limit, as numbers.
Result<NamedLimit> namedLimit(const std::string& scopeText, const std::string& code,
                              const std::optional<std::string>& valueText)
{
    const auto scope = parseLimitScope(scopeText);
    if (!scope)
        return fail(scope.error());
    const auto id = limitNamed(code);
    if (!id)
        return fail(id.error());
    NamedLimit named {*scope, *id, {}};
    if (valueText) {
        const auto value = parseLimit(rowOf(*id), *valueText);
        if (!value)
            return fail(value.error());
        named.value = *value;
    }
    return named;
}

std::optional<SlippageLevel> budgetOf(LimitId id)
{
    switch (id) {
    case LimitId::StrategySlippage: return SlippageLevel::Strategy;
    case LimitId::UnderlyingSlippage: return SlippageLevel::Underlying;
    case LimitId::DaySlippage: return SlippageLevel::Day;
    case LimitId::SessionSlippage: return SlippageLevel::Session;
    default: return {};
    }
}

} // namespace

// ---- Limits
// -----------------------------------------------------------------------------------------------------

void DeskState::on(const LimitsSet& e, const DeskEvent&)
{
    m_limits.setAccount(limitsFrom(e.version, e.limits).value_or(Limits {}));
}

void DeskState::on(const LimitChanged& e, const DeskEvent& event)
{
    const auto named = namedLimit(e.scope, e.limit, e.after);
    if (!named)
        return noteAnomaly(event, named.error().message);
    const LimitBook before = m_limits;
    m_limits.set(named->scope, named->id, named->value, e.version);
    followLimit(before, named->id, event.at);
}

void DeskState::on(const LimitRaiseAsked& e, const DeskEvent& event)
{
    const auto named = namedLimit(e.scope, e.limit, e.after);
    if (!named)
        return noteAnomaly(event, named.error().message);
    m_limits.addPending(
        {named->scope, named->id, named->value, event.at, e.effectiveAt, event.actor, e.reason});
}

void DeskState::on(const LimitRaiseCancelled& e, const DeskEvent& event)
{
    const auto named = namedLimit(e.scope, e.limit, {});
    if (!named)
        return noteAnomaly(event, named.error().message);
    m_limits.dropPending(named->scope, named->id);
}

// Budgets that are open follow their limit: down always, up only where they stood at it, since a plan may
// have given its session less. The budget of a day that is over stays what it was.
void DeskState::followLimit(const LimitBook& before, LimitId id, Instant at)
{
    const auto level = budgetOf(id);
    if (!level)
        return;
    for (const SlippageBalance& balance : m_slippage.balances()) {
        const bool isOver = balance.level == SlippageLevel::Day
            && balance.name != toIsoText(TradingCalendar::us().tradeDate(at));
        if (balance.level != *level || isOver)
            continue;
        ScopesOfOrder scopes;
        if (balance.level == SlippageLevel::Strategy)
            scopes.push_back({LimitScopeKind::Strategy, balance.name});
        if (balance.level == SlippageLevel::Underlying)
            scopes.push_back({LimitScopeKind::Underlying, balance.name});
        const auto limit = m_limits.tightest(id, scopes);
        const auto old = before.tightest(id, scopes);
        if (!limit)
            continue;
        const Money now = Money::ofUnits(*limit);
        if (now < balance.limit)
            (void)m_slippage.setLimit(balance.level, balance.name, now);
        else if (old && balance.limit == Money::ofUnits(*old))
            (void)m_slippage.raiseLimit(balance.level, balance.name, now);
    }
}

// ---- What stops trading
// -----------------------------------------------------------------------------------------

void DeskState::on(const KillEngaged& e, const DeskEvent& event)
{
    const bool isDrill = e.isDrill.value_or(false);
    if (!m_kill.isEngaged) {
        m_kill = {};
        m_kill.isEngaged = true;
        m_kill.engagedAt = event.at;
    } else if (!m_kill.isDrill || isDrill) { // the first reason is kept, but that of a drill is none
        m_kill.flatten = m_kill.flatten || e.flatten;
        return;
    }
    m_kill.isDrill = isDrill;
    m_kill.flatten = e.flatten;
    m_kill.reason = e.reason;
    m_kill.actor = event.actor;
}

void DeskState::on(const KillDrilled& e, const DeskEvent& event)
{
    m_lastDrill = DrillRecord {e, event.at};
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
    const auto scope = parseBreakerScope(e.scope.value_or("account"));
    const auto mode = parseBreakerMode(e.mode.value_or("reduce_only"));
    if (!scope || !mode)
        return noteAnomaly(event, scope ? mode.error().message : scope.error().message);
    const auto [breaker, isNew] = m_risk.breakers.try_emplace(
        *scope, BreakerRecord {*scope, *mode, e.code, e.limit, e.measured, e.reason, event.actor, event.at});
    if (!isNew) // the first reason is kept
        breaker->second.mode = std::max(breaker->second.mode, *mode);
}

void DeskState::on(const BreakerReset& e, const DeskEvent& event)
{
    const auto scope = parseBreakerScope(e.scope.value_or("account"));
    if (!scope)
        return noteAnomaly(event, scope.error().message);
    m_risk.breakers.erase(*scope);
    if (scope->kind == BreakerScopeKind::Underlying) // what was refused has been looked at
        m_risk.pace.forgiveRejects(scope->name);
}

void DeskState::noteReject(const OrderRecord& order, Instant at)
{
    std::set<std::string> underlyings;
    for (const OrderLeg& leg : order.request.legs) {
        if (const auto id = m_catalogue->find(leg.symbol))
            underlyings.insert(m_catalogue->at(*id).underlying);
    }
    for (const std::string& underlying : underlyings)
        m_risk.pace.addReject(underlying, at);
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
