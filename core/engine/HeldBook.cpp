// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/HeldBook.h"

#include "core/orders/OrderNames.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace strikedesk {
namespace {

Quantity standingOf(const OrderRecord& order)
{
    return order.filled - order.reversed;
}

Quantity standingOf(const std::vector<OrderId>& ids, const OrderLedger& orders)
{
    Quantity sum;
    for (const OrderId& id : ids) {
        if (const OrderRecord* order = orders.find(id))
            sum += standingOf(*order);
    }
    return sum;
}

} // namespace

void HeldBook::apply(const DeskEvent& event, const OrderLedger& orders)
{
    std::visit([&](const auto& body) { on(body, event, orders); }, event.body);
}

// ---- Questions

const HeldOrder* HeldBook::find(const OrderId& id) const
{
    const auto found = std::ranges::find(m_held, id, &HeldOrder::id);
    return found == m_held.end() ? nullptr : &*found;
}

std::vector<const HeldOrder*> HeldBook::live() const
{
    std::vector<const HeldOrder*> live;
    if (m_liveCount == 0)
        return live;
    for (const HeldOrder& held : m_held) {
        if (held.isLive())
            live.push_back(&held);
    }
    return live;
}

Quantity HeldBook::filledBy(const HeldOrder& held, const OrderLedger& orders) const
{
    return held.filledBefore + standingOf(held.sent, orders);
}

Quantity HeldBook::filledByGroup(const std::string& group, const OrderLedger& orders) const
{
    const auto found = m_groups.find(group);
    return found == m_groups.end() ? Quantity()
                                   : found->second.filledBefore + standingOf(found->second.orders, orders);
}

std::vector<const OrderRecord*> HeldBook::workingOf(const std::string& group, const OrderLedger& orders) const
{
    std::vector<const OrderRecord*> working;
    const auto found = m_groups.find(group);
    if (group.empty() || found == m_groups.end())
        return working;
    for (const OrderId& id : found->second.orders) {
        if (const OrderRecord* order = orders.find(id); order && !isFinal(order->state))
            working.push_back(order);
    }
    return working;
}

// ---- The fold

HeldOrder* HeldBook::changing(const OrderId& id, const DeskEvent& event)
{
    const auto found = std::ranges::find(m_held, id, &HeldOrder::id);
    if (found == m_held.end())
        return nullptr;
    found->updatedAt = event.at;
    return &*found;
}

void HeldBook::addStep(HeldOrder& held, const DeskEvent& event, const char* kind, std::optional<Price> price,
                       std::string note, const PackageSeen& package)
{
    constexpr std::size_t stepsKept = 200; // an order may be held for weeks
    if (held.steps.size() >= stepsKept)
        held.steps.erase(held.steps.begin() + 1); // the placing stays
    held.steps.push_back({event.at, kind, price, package.bid, package.mid, package.ask, held.request.quantity,
                          std::move(note), event.sequence});
}

// A name that nobody uses any more stands for a new group.
void HeldBook::joinGroup(const std::string& group, const OrderLedger& orders)
{
    if (group.empty())
        return;
    const auto isInUse = [&](const std::string& name) {
        const bool isHeld = std::ranges::any_of(
            m_held, [&](const HeldOrder& held) { return held.isLive() && held.request.ocoGroup == name; });
        return isHeld || !workingOf(name, orders).empty();
    };
    constexpr std::size_t groupsKept = 500;
    if (m_groups.size() > groupsKept)
        std::erase_if(m_groups, [&](const auto& entry) { return !isInUse(entry.first); });
    if (!isInUse(group))
        m_groups[group] = {};
}

void HeldBook::on(const OrderHeld& e, const DeskEvent& event, const OrderLedger& orders)
{
    forgetLongEnded();
    joinGroup(e.request.ocoGroup, orders);
    HeldOrder held;
    held.id = e.order;
    held.request = e.request;
    held.actor = event.actor;
    held.isPerson = e.isPerson;
    held.structure = e.structure;
    held.closesStructure = e.closesStructure;
    held.reason = e.reason;
    held.createdAt = held.updatedAt = event.at;
    addStep(held, event, "hold", e.request.limit, e.reason);
    m_held.push_back(std::move(held));
    ++m_liveCount;
}

void HeldBook::on(const OrderIntended& e, const DeskEvent& event, const OrderLedger& orders)
{
    if (!e.request.ocoGroup.empty()) {
        if (!e.held)
            joinGroup(e.request.ocoGroup, orders);
        m_groups[e.request.ocoGroup].orders.push_back(e.order);
    }
    HeldOrder* held = e.held ? changing(*e.held, event) : nullptr;
    if (!held)
        return;
    held->phase = HeldPhase::Sent;
    held->sent.push_back(e.order);
    held->cancelledBy.clear();
    held->retryAt.reset();
    held->waits = 0;
    held->reason = fmt::format("Sent as {}.", e.order.text());
    addStep(*held, event, "send", e.limit, held->reason, e.package);
}

void HeldBook::on(const CancelIntended& e, const DeskEvent& event, const OrderLedger&)
{
    for (HeldOrder& held : m_held) {
        if (held.isLive() && !held.sent.empty() && held.sent.back() == e.order)
            held.cancelledBy = event.actor;
    }
}

void HeldBook::on(const HeldArmed& e, const DeskEvent& event, const OrderLedger&)
{
    if (HeldOrder* held = changing(e.order, event)) {
        held->phase = HeldPhase::Watching;
        held->closesStructure = e.closesStructure;
        held->reason = e.reason;
        addStep(*held, event, "arm", {}, e.reason);
    }
}

void HeldBook::on(const HeldConfirmed& e, const DeskEvent& event, const OrderLedger&)
{
    if (HeldOrder* held = changing(e.order, event)) {
        held->observations.push_back(e.seen);
        addStep(*held, event, "confirm", e.seen.level, e.seen.basis, e.package);
    }
}

void HeldBook::on(const HeldBroken& e, const DeskEvent& event, const OrderLedger&)
{
    if (HeldOrder* held = changing(e.order, event)) {
        held->observations.clear();
        addStep(*held, event, "break", e.seen.level, e.seen.basis);
    }
}

void HeldBook::on(const HeldDoubted& e, const DeskEvent& event, const OrderLedger&)
{
    if (HeldOrder* held = changing(e.order, event))
        addStep(*held, event, "doubt", e.seen.level, fmt::format("{} before", e.before.text()), e.package);
}

void HeldBook::on(const HeldTriggered& e, const DeskEvent& event, const OrderLedger&)
{
    if (HeldOrder* held = changing(e.order, event)) {
        held->phase = HeldPhase::Triggered;
        held->reason = e.reason;
        held->retryAt.reset();
        addStep(*held, event, "trigger", {}, e.reason);
    }
}

void HeldBook::on(const HeldRefused& e, const DeskEvent& event, const OrderLedger&)
{
    if (HeldOrder* held = changing(e.order, event)) {
        held->attempts += e.isCounted ? 1 : 0;
        ++held->waits;
        held->retryAt = e.retryAt;
        held->reason = e.reason;
        addStep(*held, event, "refuse", {}, fmt::format("{} [{}]", e.reason, e.code));
    }
}

void HeldBook::on(const HeldRearmed& e, const DeskEvent& event, const OrderLedger&)
{
    if (HeldOrder* held = changing(e.order, event)) {
        held->phase = HeldPhase::Waiting;
        held->attempts += e.isCounted ? 1 : 0;
        held->observations.clear();
        held->retryAt = e.retryAt;
        held->reason = e.reason;
        addStep(*held, event, "rearm", {}, e.reason);
    }
}

void HeldBook::on(const HeldAlarmed& e, const DeskEvent& event, const OrderLedger&)
{
    if (HeldOrder* held = changing(e.order, event)) {
        held->alarm = e.reason;
        held->alarmCode = e.reason.empty() ? std::string() : e.code;
        addStep(*held, event, "alarm", {}, e.reason.empty() ? std::string("over") : e.reason);
    }
}

void HeldBook::on(const HeldEnded& e, const DeskEvent& event, const OrderLedger&)
{
    HeldOrder* held = changing(e.order, event);
    if (!held || !held->isLive())
        return;
    held->phase = HeldPhase::Ended;
    held->outcome = orderStateFrom(e.outcome).value_or(OrderState::Cancelled);
    held->reason = e.reason;
    addStep(*held, event, "end", {}, e.reason);
    --m_liveCount;
}

void HeldBook::forget(const OrderRecord& order)
{
    for (HeldOrder& held : m_held) {
        if (std::erase(held.sent, order.id) > 0)
            held.filledBefore += standingOf(order);
    }
    const auto group = m_groups.find(order.request.ocoGroup);
    if (group != m_groups.end() && std::erase(group->second.orders, order.id) > 0)
        group->second.filledBefore += standingOf(order);
}

void HeldBook::forgetLongEnded()
{
    std::size_t ended = m_held.size() - m_liveCount;
    for (auto held = m_held.begin(); held != m_held.end() && ended > endedKept;) {
        if (held->isLive()) {
            ++held;
            continue;
        }
        held = m_held.erase(held);
        --ended;
    }
}

} // namespace strikedesk
