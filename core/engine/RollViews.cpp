// SPDX-License-Identifier: GPL-3.0-or-later
// Rolls and their chains as people see them.
#include "core/engine/RollDesk.h"

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk {

RollView RollDesk::viewOf(const RollSheet& sheet) const
{
    const OrderLedger& orders = m_context.state.orders();
    const RollDecision& decision = sheet.decision;
    RollView view;
    view.id = sheet.id;
    view.actor = sheet.actor;
    view.startedAt = sheet.startedAt;
    view.structure = decision.structure;
    view.successor = decision.successor;
    view.name = decision.name;
    view.quantity = decision.quantity;
    view.packages = int(decision.packages.size());
    view.worst = decision.worst;
    view.state = sheet.isUnderWay() ? "under_way" : sheet.outcome;
    view.reason = sheet.reason;
    view.alarm = sheet.alarm;
    view.areRulesCarried = sheet.areRulesCarried;
    view.rulesRefused = sheet.rulesRefused;
    view.rolled = RollBook::filledBy(sheet.steps.back(), orders);
    const Quantity begun = RollBook::filledBy(sheet.steps.front(), orders);
    Price paid;
    for (const RollStepRow& step : sheet.steps) {
        paid += RollBook::paidBy(step, orders);
        const Quantity filled = RollBook::filledBy(step, orders);
        view.packagesDone += filled.isPositive() && filled >= begun ? 1 : 0;
    }
    const bool areAllThere = begun.isPositive() && view.rolled == begun;
    if (areAllThere) // else it is a part of the price
        view.paid = Price::ofUnits(checked::divideHalfEven(paid.units(), begun.count()));
    return view;
}

RollListReply RollDesk::list() const
{
    RollListReply reply;
    for (const auto& [id, sheet] : m_context.state.rolls().all())
        reply.rolls.push_back(viewOf(sheet));
    std::ranges::stable_sort(reply.rolls, std::ranges::greater(), &RollView::startedAt);
    return reply;
}

Result<RollChainReply> RollDesk::chain(const std::string& structure) const
{
    const RollBook& book = m_context.state.rolls();
    const Portfolio& books = m_context.state.portfolio();
    RollChainReply reply;
    for (const std::string& id : book.chainOf(structure)) {
        const RollLink& link = *book.link(id);
        RollChainRow row {id,
                          m_context.state.structureName(id),
                          link.from,
                          link.openedAt,
                          false,
                          link.credit,
                          link.realised,
                          link.fees,
                          {}};
        const std::vector<PortfolioPosition> legs = books.structure(id);
        for (const PortfolioPosition& leg : legs) {
            row.isOpen = row.isOpen || leg.isOpen();
            row.realised += leg.realised;
            row.fees += leg.fees;
            row.openCost += leg.cost;
        }
        if (legs.empty() && !link.isFolded && link.credit.isZero())
            continue; // nothing of it has filled, nor of what its roll has to close first
        reply.credit += row.credit;
        reply.realised += row.realised;
        reply.fees += row.fees;
        reply.openCost += row.openCost;
        reply.rows.push_back(std::move(row));
    }
    if (reply.rows.empty())
        return fail(
            "input.structure",
            fmt::format("Expected the id of a position that this desk has opened, found \"{}\".", structure));
    return reply;
}

} // namespace strikedesk
