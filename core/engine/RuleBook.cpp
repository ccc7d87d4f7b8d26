// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/RuleBook.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace strikedesk {

void RuleBook::apply(const DeskEvent& event)
{
    std::visit([&](const auto& body) { on(body, event); }, event.body);
}

const RuleSheet* RuleBook::find(const std::string& structure) const
{
    const auto found = m_sheets.find(structure);
    return found == m_sheets.end() ? nullptr : &found->second;
}

Quantity RuleBook::filledBy(const RuleRow& row, const OrderLedger& orders)
{
    Quantity sum = row.filledBefore;
    for (const OrderId& id : row.sent) {
        if (const OrderRecord* order = orders.find(id))
            sum += order->filled - order->reversed;
    }
    return sum;
}

void RuleBook::forget(const OrderRecord& order)
{
    RuleRow* row = order.rule.empty() ? nullptr : rowOf(order.closesStructure, order.rule);
    if (row && std::erase(row->sent, order.id) > 0)
        row->filledBefore += order.filled - order.reversed;
}

RuleRow* RuleBook::rowOf(const std::string& structure, const std::string& rule)
{
    const auto sheet = m_sheets.find(structure);
    if (sheet == m_sheets.end())
        return nullptr;
    auto& rows = sheet->second.rules;
    const auto row = std::ranges::find(
        rows, rule, [](const RuleRow& one) -> const std::string& { return one.terms.name; });
    return row == rows.end() ? nullptr : &*row;
}

void RuleBook::on(const RulesSet& e, const DeskEvent& event)
{
    RuleSheet& sheet = m_sheets[e.structure];
    const std::vector<RuleRow> before = std::exchange(sheet.rules, {});
    for (const RuleTerms& terms : e.rules) {
        RuleRow row;
        for (const RuleRow& old : before) {
            if (old.terms == terms) {
                row = old;
            } else if (old.terms.name == terms.name) { // what it has closed it does not close again
                row.sent = old.sent;
                row.filledBefore = old.filledBefore;
                if (old.terms.when == terms.when)
                    row.peak = old.peak;
            }
        }
        row.terms = terms;
        sheet.rules.push_back(std::move(row));
    }
    sheet.structure = e.structure;
    sheet.actor = event.actor;
    sheet.isPerson = e.isPerson;
    sheet.strategy = e.strategy;
    sheet.legs = e.legs;
    sheet.facts = e.facts;
    sheet.isPaused = false;
    sheet.reason = e.reason;
    sheet.setAt = event.at;
    ++m_editions;
}

void RuleBook::on(const RulesSized& e, const DeskEvent&)
{
    const auto sheet = m_sheets.find(e.structure);
    if (sheet == m_sheets.end())
        return;
    sheet->second.facts = e.facts;
    ++m_editions;
}

void RuleBook::on(const RulesPaused& e, const DeskEvent&)
{
    const auto sheet = m_sheets.find(e.structure);
    if (sheet == m_sheets.end())
        return;
    sheet->second.isPaused = e.isPaused;
    sheet->second.reason = e.reason;
    // What was seen before a pause says nothing about what comes after it.
    for (RuleRow& row : sheet->second.rules) {
        row.confirmations = 0;
        row.confirmedAt.reset();
        row.peak.reset();
        if (row.phase == RulePhase::Firing)
            row.phase = RulePhase::Watching;
        row.isSent = false;
    }
    ++m_editions;
}

void RuleBook::on(const RulesRemoved& e, const DeskEvent&)
{
    m_sheets.erase(e.structure);
    ++m_editions;
}

void RuleBook::on(const RulePeaked& e, const DeskEvent&)
{
    if (RuleRow* row = rowOf(e.structure, e.rule))
        row->peak = e.peak;
}

void RuleBook::on(const RuleConfirmed& e, const DeskEvent& event)
{
    if (RuleRow* row = rowOf(e.structure, e.rule)) {
        ++row->confirmations;
        row->confirmedAt = event.at;
        row->reason = e.seen;
    }
}

void RuleBook::on(const RuleBroken& e, const DeskEvent&)
{
    if (RuleRow* row = rowOf(e.structure, e.rule)) {
        row->confirmations = 0;
        row->confirmedAt.reset();
        row->reason = e.seen;
    }
}

void RuleBook::on(const RuleFired& e, const DeskEvent&)
{
    if (RuleRow* row = rowOf(e.structure, e.rule)) {
        row->phase = RulePhase::Firing;
        row->isSent = false;
        row->retryAt.reset();
        row->reason = e.reason;
    }
}

void RuleBook::on(const RuleRefused& e, const DeskEvent&)
{
    if (RuleRow* row = rowOf(e.structure, e.rule)) {
        row->attempts += e.isCounted ? 1 : 0;
        ++row->waits;
        row->retryAt = e.retryAt;
        row->reason = e.reason;
    }
}

void RuleBook::on(const RulePutBack& e, const DeskEvent&)
{
    if (RuleRow* row = rowOf(e.structure, e.rule)) {
        row->phase = RulePhase::Watching;
        row->isSent = false;
        row->attempts += e.isCounted ? 1 : 0;
        row->confirmations = 0;
        row->confirmedAt.reset();
        row->retryAt = e.retryAt;
        row->reason = e.reason;
    }
}

void RuleBook::on(const RuleDone& e, const DeskEvent&)
{
    if (RuleRow* row = rowOf(e.structure, e.rule)) {
        row->phase = RulePhase::Done;
        row->confirmations = 0;
        row->reason = e.reason;
    }
}

void RuleBook::on(const RuleAlarmed& e, const DeskEvent&)
{
    if (RuleRow* row = rowOf(e.structure, e.rule)) {
        row->alarm = e.reason;
        row->alarmCode = e.reason.empty() ? std::string() : e.code;
    }
}

void RuleBook::on(const OrderIntended& e, const DeskEvent& event)
{
    if (!e.rule)
        return;
    RuleRow* row = rowOf(e.closesStructure, *e.rule);
    if (!row)
        return;
    row->isSent = true;
    row->sent.push_back(e.order);
    row->cancelledBy.clear();
    row->alarm.clear();
    row->alarmCode.clear();
    row->retryAt.reset();
    row->waits = 0;
    row->reason = fmt::format("Sent as {}.", e.order.text());
    m_sheets[e.closesStructure].actedAt = event.at;
}

void RuleBook::on(const CancelIntended& e, const DeskEvent& event)
{
    for (auto& [structure, sheet] : m_sheets) {
        for (RuleRow& row : sheet.rules) {
            if (!row.sent.empty() && row.sent.back() == e.order)
                row.cancelledBy = event.actor;
        }
    }
}

} // namespace strikedesk
