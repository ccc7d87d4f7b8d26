// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the fold that keeps the state small: orders that ended long ago leave it. It happens when an
// order is intended, when nobody holds on to an order that has ended, and depends on events alone, so that a
// record that is read back comes to the same state.
#include "core/engine/DeskState.h"

#include <algorithm>

namespace strikedesk {
namespace {

// Many at once: to go through fills and structures is worth it once in a while, not for every order.
constexpr std::size_t forgottenAtOnce = 500;

} // namespace

void DeskState::forgetLongEnded()
{
    if (m_orders.all().size() < endedOrdersKept + forgottenAtOnce
        || m_orders.endedCount() < endedOrdersKept + forgottenAtOnce)
        return;
    const std::vector<OrderRecord> ended = m_orders.takeOldestEnded(forgottenAtOnce);
    std::set<OrderId> ids;
    for (const OrderRecord& order : ended) {
        ids.insert(order.id);
        m_held.forget(order);
        m_rules.forget(order);
        m_rolls.forget(order);
        ++m_past.orders;
        m_past.rejected += order.state == OrderState::Rejected ? 1 : 0;
        if (m_slippage.reservedFor(order.id).isZero())
            m_slippage.forget(order.id);
    }
    forgetFillsOf(ids);
    foldStructuresOf(ended);
}

void DeskState::forgetFillsOf(const std::set<OrderId>& orders)
{
    std::set<ExecutionId> executions;
    for (const FillView& fill : m_fills) {
        if (!orders.contains(fill.orderId))
            continue;
        executions.insert(fill.executionId);
        if (!fill.reversal.empty())
            continue;
        FillSums& sums = m_past.byFillModel[fill.fillModel];
        ++sums.fills;
        sums.slippage += fill.slippage;
        sums.fees += fill.fee;
    }
    std::erase_if(m_fills, [&](const FillView& fill) { return orders.contains(fill.orderId); });
    m_portfolio.forgetExecutions(executions);
}

void DeskState::foldStructuresOf(const std::vector<OrderRecord>& orders)
{
    std::set<std::string> folded;
    for (const OrderRecord& order : orders) {
        folded.insert(order.opensStructure);
        folded.insert(order.closesStructure);
    }
    folded.erase(std::string()); // what settlement brought in belongs to no order
    for (const OrderRecord& order : m_orders.all()) {
        folded.erase(order.opensStructure);
        folded.erase(order.closesStructure);
    }
    for (const std::string& structure : folded) {
        Money realised;
        Money fees;
        for (const PortfolioPosition& row : m_portfolio.structure(structure)) {
            realised += row.realised;
            fees += row.fees;
        }
        m_portfolio.foldClosed(structure);
        if (!m_portfolio.structure(structure).empty())
            continue;
        m_structureNames.erase(structure);
        m_rolls.fold(structure, realised, fees);
    }
}

} // namespace strikedesk
