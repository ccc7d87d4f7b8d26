// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskEvents.h"
#include "core/orders/OrderLedger.h"
#include "core/positions/RuleSheet.h"

#include <map>
#include <string>

namespace strikedesk {

/// The rules of all positions: a fold of the desk's events, like the state that it is a part of.
///
/// Thread: owned by the trading thread.
class RuleBook
{
public:
    void apply(const DeskEvent& event);
    /// An order leaves the state for good: what it has filled is remembered.
    void forget(const OrderRecord& order);

    [[nodiscard]] const RuleSheet* find(const std::string& structure) const;
    /// By position.
    [[nodiscard]] const std::map<std::string, RuleSheet>& all() const { return m_sheets; }
    /// Grows when sheets come, go or are changed by somebody: rows of sheets stay where they are otherwise.
    [[nodiscard]] std::uint64_t editions() const { return m_editions; }
    /// Packages that a rule's orders have closed, and the venue has not taken back.
    [[nodiscard]] static Quantity filledBy(const RuleRow& row, const OrderLedger& orders);

    template <typename Archive, typename Self>
    friend void describe(Archive& archive, Self& book, const RuleBook*);

private:
    void on(const RulesSet& e, const DeskEvent& event);
    void on(const RulesSized& e, const DeskEvent& event);
    void on(const RulesPaused& e, const DeskEvent& event);
    void on(const RulesRemoved& e, const DeskEvent& event);
    void on(const RulePeaked& e, const DeskEvent& event);
    void on(const RuleConfirmed& e, const DeskEvent& event);
    void on(const RuleBroken& e, const DeskEvent& event);
    void on(const RuleFired& e, const DeskEvent& event);
    void on(const RuleRefused& e, const DeskEvent& event);
    void on(const RulePutBack& e, const DeskEvent& event);
    void on(const RuleDone& e, const DeskEvent& event);
    void on(const RuleAlarmed& e, const DeskEvent& event);
    void on(const OrderIntended& e, const DeskEvent& event);
    void on(const CancelIntended& e, const DeskEvent& event);
    template <typename Other>
    void on(const Other&, const DeskEvent&)
    {
    }

    RuleRow* rowOf(const std::string& structure, const std::string& rule);

    std::map<std::string, RuleSheet> m_sheets;
    std::uint64_t m_editions = 0;
};

} // namespace strikedesk
