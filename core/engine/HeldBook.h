// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskEvents.h"
#include "core/orders/HeldOrder.h"

#include <list>
#include <map>
#include <string>
#include <vector>

namespace strikedesk {

/// The orders that this machine holds, and the groups of which one order ends the others: a fold of the
/// desk's events, like the state that it is a part of.
///
/// Thread: owned by the trading thread.
class HeldBook
{
public:
    /// Ended ones that stay known.
    static constexpr std::size_t endedKept = 500;

    /// After the state has taken the event in: `orders` are as they are with it.
    void apply(const DeskEvent& event, const OrderLedger& orders);
    /// An order leaves the state for good: what it has filled is remembered where it still counts.
    void forget(const OrderRecord& order);

    [[nodiscard]] const HeldOrder* find(const OrderId& id) const;
    /// In the order of their placing.
    [[nodiscard]] const std::list<HeldOrder>& all() const { return m_held; }
    [[nodiscard]] std::vector<const HeldOrder*> live() const;
    [[nodiscard]] std::uint64_t liveCount() const { return m_liveCount; }
    /// What its own orders have filled, and the venue has not taken back.
    [[nodiscard]] Quantity filledBy(const HeldOrder& held, const OrderLedger& orders) const;
    /// What all orders of a group have filled.
    [[nodiscard]] Quantity filledByGroup(const std::string& group, const OrderLedger& orders) const;
    /// Those of a group that the venue has or may have.
    [[nodiscard]] std::vector<const OrderRecord*> workingOf(const std::string& group,
                                                            const OrderLedger& orders) const;
    template <typename Archive, typename Self>
    friend void describe(Archive& archive, Self& book, const HeldBook*);

    /// A group of orders of which what one fills the others may not fill any more.
    struct Group
    {
        std::vector<OrderId> orders;
        Quantity filledBefore; ///< By orders that have left the state.
    };

private:
    void on(const OrderHeld& e, const DeskEvent& event, const OrderLedger& orders);
    void on(const OrderIntended& e, const DeskEvent& event, const OrderLedger& orders);
    void on(const CancelIntended& e, const DeskEvent& event, const OrderLedger& orders);
    void on(const HeldArmed& e, const DeskEvent& event, const OrderLedger& orders);
    void on(const HeldConfirmed& e, const DeskEvent& event, const OrderLedger& orders);
    void on(const HeldBroken& e, const DeskEvent& event, const OrderLedger& orders);
    void on(const HeldDoubted& e, const DeskEvent& event, const OrderLedger& orders);
    void on(const HeldTriggered& e, const DeskEvent& event, const OrderLedger& orders);
    void on(const HeldRefused& e, const DeskEvent& event, const OrderLedger& orders);
    void on(const HeldRearmed& e, const DeskEvent& event, const OrderLedger& orders);
    void on(const HeldAlarmed& e, const DeskEvent& event, const OrderLedger& orders);
    void on(const HeldEnded& e, const DeskEvent& event, const OrderLedger& orders);
    template <typename Other>
    void on(const Other&, const DeskEvent&, const OrderLedger&)
    {
    }

    HeldOrder* changing(const OrderId& id, const DeskEvent& event);
    static void addStep(HeldOrder& held, const DeskEvent& event, const char* kind, std::optional<Price> price,
                        std::string note, const PackageSeen& package = {});
    void joinGroup(const std::string& group, const OrderLedger& orders);
    void forgetLongEnded();

    std::list<HeldOrder> m_held;
    std::map<std::string, Group> m_groups;
    std::uint64_t m_liveCount = 0;
};

} // namespace strikedesk
