// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/HeldViews.h"

#include "core/engine/HeldDesk.h"

#include <algorithm>
#include <iterator>
#include <ranges>

namespace strikedesk {
namespace {

constexpr std::size_t endedShown = 100;

// What its group and its position have left for it.
Quantity quantityLeft(const DeskState& state, const HeldOrder& held)
{
    Quantity left = held.request.quantity - state.held().filledBy(held, state.orders());
    if (!held.request.ocoGroup.empty())
        left = std::min(
            left, held.request.quantity - state.held().filledByGroup(held.request.ocoGroup, state.orders()));
    if (!held.closesStructure.empty())
        left = std::min(left, packagesHeld(state.portfolio(), held.closesStructure, held.request.legs));
    return std::max(left, Quantity());
}

OrderView heldViewFrom(const DeskState& state, const HeldOrder& held)
{
    OrderView view;
    view.id = held.id;
    view.request = held.request;
    if (!held.structure.empty())
        view.request.structure = held.structure;
    view.state = held.outcome;
    view.reason = held.alarm.empty() || !held.isLive() ? held.reason : held.alarm;
    view.filled = state.held().filledBy(held, state.orders());
    view.createdAt = held.createdAt;
    view.updatedAt = held.updatedAt;
    view.actor = held.actor;
    std::ranges::transform(held.steps, std::back_inserter(view.steps), stepViewFrom);
    HeldView how;
    how.phase = nameOf(held.phase);
    how.confirmations = int(held.observations.size());
    how.attempts = held.attempts;
    how.alarm = held.alarm;
    how.closesStructure = held.closesStructure;
    if (!held.sent.empty())
        how.sent = held.sent.back();
    how.quantity = held.isLive() ? quantityLeft(state, held) : Quantity();
    view.held = std::move(how);
    return view;
}

} // namespace

OrderStepView stepViewFrom(const OrderStep& step)
{
    return {step.at,  step.kind,     step.price, step.bid,          step.mid,
            step.ask, step.quantity, step.note,  step.auditSequence};
}

std::vector<OrderView> heldViews(const DeskState& state)
{
    std::vector<OrderView> views;
    std::size_t ended = 0;
    for (const bool wantsLive : {true, false}) {
        for (const HeldOrder& held : std::views::reverse(state.held().all())) {
            if (held.isLive() != wantsLive || (!wantsLive && ++ended > endedShown))
                continue;
            views.push_back(heldViewFrom(state, held));
        }
    }
    return views;
}

} // namespace strikedesk
