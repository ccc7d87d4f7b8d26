// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/DeskState.h"

#include "core/engine/EventCodec.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace strikedesk {
namespace {

constexpr std::size_t slippageEntriesKept = 500;

// What a venue has less of than we, or has sold short, is negative.
Result<Quantity> signedQuantity(std::string_view text)
{
    const bool isNegative = text.starts_with('-');
    return Quantity::parse(text.substr(isNegative ? 1 : 0)).map([&](Quantity quantity) {
        return isNegative ? -quantity : quantity;
    });
}

} // namespace

DeskState::DeskState(std::shared_ptr<const Catalogue> catalogue)
    : m_catalogue(std::move(catalogue))
{
}

void DeskState::apply(const DeskEvent& event, std::string_view canonicalBody)
{
    std::visit([&](const auto& body) { on(body, event); }, event.body);
    m_costs.apply(event);
    m_held.apply(event, m_orders);
    m_rules.apply(event);
    m_rolls.apply(event);
    ++m_eventCount;
    m_lastEventAt = event.at;
    m_hash.add(event, canonicalBody);
}

std::string DeskState::structureName(const std::string& structureId) const
{
    const auto name = m_structureNames.find(structureId);
    return name == m_structureNames.end() ? std::string() : name->second;
}

void DeskState::noteAnomaly(const DeskEvent& event, std::string what)
{
    m_anomalies.push_back(fmt::format("{} at {}: {}", kindOf(event.body), toIsoText(event.at), what));
    m_isArmed = false;
    m_disarmedReason = m_anomalies.back();
}

void DeskState::on(const RunStarted& e, const DeskEvent&)
{
    m_run = e;
    m_ending.reset();
    m_portfolio = Portfolio(e.openingCash);
}

void DeskState::on(const EngineStarted&, const DeskEvent&)
{
    // Every start has to reconcile anew, whatever the one before knew.
    m_isReconciled = false;
    m_isArmed = false;
    m_disarmedReason = "not reconciled with the venue yet";
}

void DeskState::on(const RecordBroken& e, const DeskEvent& event)
{
    noteAnomaly(
        event,
        fmt::format("the record is broken{}: {} Nothing should trade on it; run \"strikectl audit verify\" "
                    "and restore a backup",
                    e.firstBad ? fmt::format(" at number {}", *e.firstBad) : std::string(), e.reason));
}

// ---- Slippage
// ---------------------------------------------------------------------------------------------------

// What the ledger wrote down since the last event, for the screen and the API.
void DeskState::takeLedgerEntries(const DeskEvent& event)
{
    for (SlippageEntry& entry : m_slippage.takeEntries()) {
        m_slippageEntries.push_front({event.at, std::move(entry.order), std::string(nameOf(entry.kind)),
                                      entry.amount, std::move(entry.note), event.sequence});
    }
    while (m_slippageEntries.size() > slippageEntriesKept)
        m_slippageEntries.pop_back();
}

void DeskState::on(const SlippageLimitSet& e, const DeskEvent& event)
{
    const auto level = slippageLevelFrom(e.level);
    if (!level)
        return noteAnomaly(event, "no slippage level is called " + e.level);
    if (const auto set = m_slippage.setLimit(*level, e.name, e.limit); !set)
        return noteAnomaly(event, set.error().message);
}

void DeskState::on(const SlippageReserved& e, const DeskEvent& event)
{
    SlippageScope scope;
    scope.strategy = e.strategy;
    scope.underlying = e.underlying.value_or(std::string());
    scope.day = e.day;
    scope.session = e.session;
    scope.orderLimit = e.orderLimit;
    scope.isRiskReducing = e.isReducing;
    if (const auto reserved = m_slippage.reserve(e.order, scope, e.amount); !reserved)
        return noteAnomaly(event, reserved.error().message);
    takeLedgerEntries(event);
}

void DeskState::on(const SlippageToppedUp& e, const DeskEvent& event)
{
    if (const auto topped = m_slippage.topUp(e.order, e.reserve); !topped)
        return noteAnomaly(event, topped.error().message);
    takeLedgerEntries(event);
}

void DeskState::on(const SlippageImposed& e, const DeskEvent& event)
{
    m_slippage.impose(e.order, e.reserve);
    takeLedgerEntries(event);
}

void DeskState::on(const SlippageRefused& e, const DeskEvent& event)
{
    m_slippageEntries.push_front({event.at, e.order, "refused", e.asked, e.message, event.sequence});
}

void DeskState::on(const SlippageSpent& e, const DeskEvent& event)
{
    m_slippage.spend(e.order, e.amount, e.released, e.notional.value_or(Money()));
    takeLedgerEntries(event);
    if (FillView* fill = fillOf(e.execution))
        fill->slippage = e.amount;
}

void DeskState::on(const SlippageReversed& e, const DeskEvent& event)
{
    m_slippage.reverse(e.order, e.amount, e.notional.value_or(Money()));
    takeLedgerEntries(event);
    if (FillView* fill = fillOf(e.execution))
        fill->slippage = Money(); // It costs nothing any more.
}

void DeskState::on(const SlippageReleased& e, const DeskEvent& event)
{
    m_slippage.release(e.order);
    takeLedgerEntries(event);
}

void DeskState::on(const SlippageWarned& e, const DeskEvent&)
{
    m_risk.warnedBudgets[e.level + " " + e.name] = e.day;
}

// ---- Sessions
// ---------------------------------------------------------------------------------------------------

void DeskState::on(const SessionStarted& e, const DeskEvent& event)
{
    m_session = {};
    m_session.id = e.session;
    m_session.planName = e.planName;
    m_session.planText = e.planText;
    m_session.state = "running";
    m_session.startedAt = event.at;
}

void DeskState::on(const TaskChanged& e, const DeskEvent& event)
{
    TaskRecord& task = m_session.tasks[e.task];
    if (!task.startedAt)
        task.startedAt = event.at;
    task.state = e.state;
    task.detail = e.detail;
    task.attempt = e.attempt;
    task.memory = e.memory;
    if (e.state != "running")
        task.endedAt = event.at;
}

void DeskState::on(const SessionEnded& e, const DeskEvent&)
{
    m_session.state = e.state;
    m_session.reason = e.reason;
}

// ---- Safety, recovery, access
// -----------------------------------------------------------------------------------

void DeskState::on(const FeedSwitched& e, const DeskEvent&)
{
    m_isFeedOn = e.isConnected;
}

void DeskState::on(const Reconciled& e, const DeskEvent&)
{
    m_reconciliation = e.rows;
    m_isReconciled = e.isClean;
}

void DeskState::on(const DifferenceSettled& e, const DeskEvent& event)
{
    if (e.action == "ignore") {
        m_ignoredDifferences[e.subject] = {e.delta, event.actor, e.reason};
        return;
    }
    if (e.action == "close")
        return; // its cancel is the venue's to confirm
    if (const auto adopted = adopt(e); !adopted)
        noteAnomaly(event, adopted.error().message);
}

Result<void> DeskState::adopt(const DifferenceSettled& e)
{
    constexpr std::string_view positionPrefix = "position ";
    if (e.subject.starts_with(positionPrefix)) {
        const std::string symbol = e.subject.substr(positionPrefix.size());
        const auto quantity = signedQuantity(e.delta);
        if (!quantity)
            return fail(quantity.error());
        return m_portfolio.adoptPosition(symbol, *quantity, e.price.value_or(Price()), *m_catalogue);
    }
    const auto amount = Money::parse(e.delta);
    if (!amount)
        return fail(amount.error());
    if (e.subject == "cash")
        m_portfolio.adoptCash(*amount);
    else if (e.subject == "fees")
        m_portfolio.adoptFees(*amount);
    else
        return fail("recovery.cannot_adopt", fmt::format("\"{}\" cannot be adopted.", e.subject));
    return {};
}

void DeskState::on(const Armed&, const DeskEvent&)
{
    m_isArmed = true;
    m_isReconciled = true;
    m_disarmedReason.clear();
}

void DeskState::on(const Disarmed& e, const DeskEvent&)
{
    m_isArmed = false;
    m_disarmedReason = e.reason;
}

void DeskState::on(const TokenRecorded& e, const DeskEvent& event)
{
    m_tokens.push_back({e.id, e.name, e.scopes, e.hash, event.at, e.expiresAt, false});
}

void DeskState::on(const TokenRevoked& e, const DeskEvent& event)
{
    const auto token = std::ranges::find(m_tokens, e.id, &TokenView::id);
    if (token == m_tokens.end())
        return noteAnomaly(event, fmt::format("no token has the id \"{}\"", e.id));
    token->isRevoked = true;
}

void DeskState::on(const RunEnded& e, const DeskEvent&)
{
    m_ending = e;
}

} // namespace strikedesk
