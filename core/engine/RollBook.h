// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskEvents.h"
#include "core/instruments/Catalogue.h"
#include "core/orders/OrderLedger.h"
#include "core/positions/RollSheet.h"

#include <map>
#include <string>
#include <vector>

namespace strikedesk {

/// Rolls, and which position was rolled into which: a fold of the desk's events, like the state that it is a
/// part of.
///
/// Thread: owned by the trading thread.
class RollBook
{
public:
    /// Rolls that have ended and stay to be looked at.
    static constexpr std::size_t endedRollsKept = 500;

    void apply(const DeskEvent& event);
    /// Legs of a fill of this order; `sign` -1 takes one back.
    void addFill(const OrderRecord& order, const std::vector<LegFill>& legs, int sign,
                 const Catalogue& catalogue);
    /// An order leaves the state for good: what it has filled is remembered.
    void forget(const OrderRecord& order);
    /// A position that is closed leaves the books with this result. It is remembered while another one of its
    /// chain is there.
    void fold(const std::string& structure, Money realised, Money fees);

    [[nodiscard]] const RollSheet* find(const std::string& roll) const;
    /// By id, the oldest first.
    [[nodiscard]] const std::map<std::string, RollSheet>& all() const { return m_rolls; }
    /// The roll of this position that is under way.
    [[nodiscard]] const RollSheet* underWay(const std::string& structure) const;
    [[nodiscard]] const RollLink* link(const std::string& structure) const;
    /// All positions that this one comes from or became, itself included, the first one first.
    [[nodiscard]] std::vector<std::string> chainOf(const std::string& structure) const;

    /// Packages of a step that have filled, and the venue has not taken back.
    [[nodiscard]] static Quantity filledBy(const RollStepRow& step, const OrderLedger& orders);
    /// Net price paid per package times packages, of the same.
    [[nodiscard]] static Price paidBy(const RollStepRow& step, const OrderLedger& orders);

    template <typename Archive, typename Self>
    friend void describe(Archive& archive, Self& book, const RollBook*);

private:
    void on(const RollStarted& e, const DeskEvent& event);
    void on(const RollStopped& e, const DeskEvent& event);
    void on(const RollRefused& e, const DeskEvent& event);
    void on(const RollRulesCarried& e, const DeskEvent& event);
    void on(const RollAlarmed& e, const DeskEvent& event);
    void on(const RollEnded& e, const DeskEvent& event);
    void on(const OrderIntended& e, const DeskEvent& event);
    template <typename Other>
    void on(const Other&, const DeskEvent&)
    {
    }

    static void addTo(RollLink& link, const std::vector<LegFill>& legs, int sign, const Catalogue& catalogue);
    RollSheet* sheetOf(const std::string& roll);
    [[nodiscard]] const std::string& rootOf(const std::string& structure) const;

    std::map<std::string, RollSheet> m_rolls;
    std::map<std::string, RollLink> m_links; ///< By position.
};

} // namespace strikedesk
