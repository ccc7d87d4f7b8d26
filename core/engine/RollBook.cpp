// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/RollBook.h"

#include "core/orders/NetPrice.h"
#include "core/portfolio/Portfolio.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace strikedesk {
namespace {

// A single leg is quoted by itself, whatever its ratio; what a package of it costs is its ratio's.
Price paidForPackages(const OrderRecord& order)
{
    const auto& legs = order.request.legs;
    return paidFrom(legs, order.filledTotal) * (legs.size() == 1 ? legs.front().ratio : 1);
}

} // namespace

void RollBook::apply(const DeskEvent& event)
{
    std::visit([&](const auto& body) { on(body, event); }, event.body);
}

const RollSheet* RollBook::find(const std::string& roll) const
{
    const auto found = m_rolls.find(roll);
    return found == m_rolls.end() ? nullptr : &found->second;
}

const RollSheet* RollBook::underWay(const std::string& structure) const
{
    for (const auto& [id, sheet] : m_rolls) {
        if (sheet.isUnderWay() && sheet.decision.structure == structure)
            return &sheet;
    }
    return nullptr;
}

const RollLink* RollBook::link(const std::string& structure) const
{
    const auto found = m_links.find(structure);
    return found == m_links.end() ? nullptr : &found->second;
}

const std::string& RollBook::rootOf(const std::string& structure) const
{
    auto at = m_links.find(structure);
    if (at == m_links.end())
        return structure;
    for (auto next = m_links.find(at->second.from); next != m_links.end();
         next = m_links.find(at->second.from))
        at = next;
    return at->first;
}

// Ids rise with time, so that what was rolled comes before what it became.
std::vector<std::string> RollBook::chainOf(const std::string& structure) const
{
    const std::string root = rootOf(structure);
    std::vector<std::string> chain;
    for (const auto& [id, link] : m_links) {
        if (rootOf(id) == root)
            chain.push_back(id);
    }
    std::ranges::stable_sort(chain, {}, [&](const std::string& id) { return m_links.at(id).openedAt; });
    return chain;
}

Quantity RollBook::filledBy(const RollStepRow& step, const OrderLedger& orders)
{
    Quantity sum = step.filledBefore;
    for (const OrderId& id : step.sent) {
        if (const OrderRecord* order = orders.find(id))
            sum += order->filled - order->reversed;
    }
    return sum;
}

Price RollBook::paidBy(const RollStepRow& step, const OrderLedger& orders)
{
    Price sum = step.paidBefore;
    for (const OrderId& id : step.sent) {
        if (const OrderRecord* order = orders.find(id))
            sum += paidForPackages(*order);
    }
    return sum;
}

void RollBook::addFill(const OrderRecord& order, const std::vector<LegFill>& legs, int sign,
                       const Catalogue& catalogue)
{
    // A package of a roll may close only, and is a part of what the roll brings all the same.
    const auto link = m_links.find(order.roll ? order.roll->to : order.opensStructure);
    if (link != m_links.end())
        addTo(link->second, legs, sign, catalogue);
}

void RollBook::addTo(RollLink& link, const std::vector<LegFill>& legs, int sign, const Catalogue& catalogue)
{
    for (const LegFill& leg : legs) {
        if (const auto multiplier = multiplierOf(catalogue, leg.symbol))
            link.credit -= value(leg.price, leg.quantity * (signOf(leg.side) * sign), *multiplier);
    }
}

void RollBook::forget(const OrderRecord& order)
{
    RollSheet* sheet = order.roll ? sheetOf(order.roll->roll) : nullptr;
    if (!sheet || std::size_t(order.roll->step) >= sheet->steps.size())
        return;
    RollStepRow& step = sheet->steps[std::size_t(order.roll->step)];
    if (std::erase(step.sent, order.id) > 0) {
        step.filledBefore += order.filled - order.reversed;
        step.paidBefore += paidForPackages(order);
    }
}

void RollBook::fold(const std::string& structure, Money realised, Money fees)
{
    const auto link = m_links.find(structure);
    if (link == m_links.end())
        return;
    link->second.isFolded = true;
    link->second.realised = realised;
    link->second.fees = fees;
    const std::vector<std::string> chain = chainOf(structure);
    if (!std::ranges::all_of(chain, [&](const std::string& id) { return m_links.at(id).isFolded; }))
        return;
    for (const std::string& id : chain)
        m_links.erase(id);
}

RollSheet* RollBook::sheetOf(const std::string& roll)
{
    const auto found = m_rolls.find(roll);
    return found == m_rolls.end() ? nullptr : &found->second;
}

void RollBook::on(const RollStarted& e, const DeskEvent& event)
{
    const auto ended
        = std::ranges::count_if(m_rolls, [](const auto& row) { return !row.second.isUnderWay(); });
    if (std::size_t(ended) >= endedRollsKept)
        m_rolls.erase(
            std::ranges::find_if(m_rolls, [](const auto& row) { return !row.second.isUnderWay(); }));
    RollSheet& sheet = m_rolls[e.roll];
    sheet.id = e.roll;
    sheet.actor = event.actor;
    sheet.startedAt = event.at;
    sheet.decision = e.decision;
    sheet.steps.resize(e.decision.packages.size());
    RollLink& link = m_links[e.decision.successor];
    link.from = e.decision.structure;
    link.openedAt = event.at;
}

void RollBook::on(const RollStopped& e, const DeskEvent&)
{
    if (RollSheet* sheet = sheetOf(e.roll)) {
        sheet->isStopping = true;
        sheet->reason = e.reason;
    }
}

void RollBook::on(const RollRefused& e, const DeskEvent&)
{
    if (RollSheet* sheet = sheetOf(e.roll)) {
        sheet->attempts += e.isCounted ? 1 : 0;
        ++sheet->waits;
        sheet->retryAt = e.retryAt;
        sheet->reason = e.reason;
    }
}

void RollBook::on(const RollRulesCarried& e, const DeskEvent&)
{
    if (RollSheet* sheet = sheetOf(e.roll)) {
        sheet->areRulesCarried = true;
        sheet->rulesRefused = e.refused;
    }
}

void RollBook::on(const RollAlarmed& e, const DeskEvent&)
{
    if (RollSheet* sheet = sheetOf(e.roll)) {
        sheet->alarm = e.reason;
        sheet->alarmCode = e.reason.empty() ? std::string() : e.code;
    }
}

void RollBook::on(const RollEnded& e, const DeskEvent&)
{
    if (RollSheet* sheet = sheetOf(e.roll)) {
        sheet->outcome = e.outcome;
        sheet->rolled = e.quantity;
        sheet->reason = e.reason;
        const bool isNothingSent = std::ranges::all_of(sheet->steps, [](const RollStepRow& step) {
            return step.sent.empty() && step.filledBefore.isZero();
        });
        if (isNothingSent) // the gate has refused it: there never was another position
            m_links.erase(sheet->decision.successor);
    }
}

void RollBook::on(const OrderIntended& e, const DeskEvent& event)
{
    if (!e.opensStructure.empty()) {
        RollLink& link = m_links[e.opensStructure];
        if (link.openedAt == Instant {}) {
            link.from = e.closesStructure;
            link.openedAt = event.at;
        }
        if (!link.underlying)
            link.underlying = e.underlying;
    }
    RollSheet* sheet = e.roll ? sheetOf(e.roll->roll) : nullptr;
    if (!sheet || std::size_t(e.roll->step) >= sheet->steps.size())
        return;
    sheet->steps[std::size_t(e.roll->step)].sent.push_back(e.order);
    sheet->retryAt.reset();
    sheet->waits = 0;
    sheet->attempts = 0;
    sheet->alarm.clear();
    sheet->alarmCode.clear();
    sheet->reason = fmt::format("Sent as {}.", e.order.text());
}

} // namespace strikedesk
