// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/HeldSight.h"
#include "core/engine/OrderDesk.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

/// Orders that this machine holds: stops, orders that wait for a time, a price or another order, and the
/// exits of a bracket. It decides when each is to be sent, takes off the market first what must not fill
/// beside it, sends it once through the same gate as everybody's, and puts a stop back whose order came to
/// nothing (docs/stops.md).
///
/// Thread: trading.
class HeldDesk
{
public:
    using Announce = std::function<void(const std::string&)>;

    HeldDesk(DeskContext& context, OrderDesk& orders, Announce announce)
        : m_context(context)
        , m_orders(orders)
        , m_announce(std::move(announce))
    {
    }

    /// Holds what has to wait, sends everything else.
    [[nodiscard]] Result<OrderReply> submit(const Principal& principal, const OrderRequest& request);
    /// What it would cost and do if it were sent now.
    [[nodiscard]] Result<OrderPreview> preview(const Principal& principal, const OrderRequest& request) const;
    /// An order that is held, or any other.
    [[nodiscard]] Result<OrderReply> cancel(const std::string& actor, const OrderId& id,
                                            const std::string& reason);
    /// Does for every held order what is due.
    void tick();
    /// When the clock alone changes what is to be done.
    [[nodiscard]] std::optional<Instant> nextDue() const;

private:
    /// What the order that a held one waits for has come to.
    struct ParentNow
    {
        bool hasEnded = true;
        Quantity filled;
        Quantity total;
        std::string opensStructure;
    };
    struct Over
    {
        OrderState outcome = OrderState::Cancelled;
        std::string reason;
    };

    [[nodiscard]] bool hasToBeHeld(const OrderRequest& request) const;
    [[nodiscard]] bool isGroupBusy(const std::string& group) const;
    [[nodiscard]] Result<OrderRequest> waitingForItsTurn(OrderRequest request) const;
    [[nodiscard]] Result<OrderReply> hold(const Principal& principal, OrderRequest request);
    void holdExits(const Principal& principal, const OrderRequest& entry, const OrderId& id);

    [[nodiscard]] std::optional<ParentNow> parentOf(const HeldOrder& held) const;
    [[nodiscard]] std::optional<Over> whyOver(const HeldOrder& held) const;
    void tickOne(const HeldOrder& held);
    void lookOnly(const HeldOrder& held);
    [[nodiscard]] std::optional<Instant> clockDue() const;
    void wait(const HeldOrder& held);
    [[nodiscard]] bool mayArm(const HeldOrder& held, const std::optional<ParentNow>& parent) const;
    void watch(const HeldOrder& held);
    void judge(const HeldOrder& held, const TriggerTerms& trigger);
    void recordDecision(const HeldOrder& held, const TriggerTerms& trigger, const HeldSight& seen,
                        const TriggerDecision& decision);
    void tellOfQuotes(const HeldOrder& held, const TriggerTerms& trigger, const HeldSight& seen,
                      const TriggerMemory& memory);

    void release(const HeldOrder& held);
    [[nodiscard]] std::vector<OrderId> rivalsOf(const HeldOrder& held) const;
    [[nodiscard]] Quantity quantityNow(const HeldOrder& held) const;
    void chase(const HeldOrder& held, const OrderRecord& sent);
    void refuse(const HeldOrder& held, const Error& error);
    void follow(const HeldOrder& held);
    void putBack(const HeldOrder& held, const std::string& why);
    void giveUp(const HeldOrder& held, const std::string& why);
    void end(const HeldOrder& held, OrderState outcome, const std::string& reason);
    void alarm(const HeldOrder& held, const std::string& code, const std::string& reason);

    /// What was last seen of the market of one held order; nothing of it has to outlive the process.
    struct Look
    {
        TriggerMemory memory;
        std::optional<std::uint64_t> changes; ///< Of the market, when it was last looked at.
        std::optional<Instant> dueAt;         ///< When the clock alone changes what is seen.
        std::optional<Instant> chaseAt;       ///< When its order may be moved after the market.
    };

    DeskContext& m_context;
    OrderDesk& m_orders;
    Announce m_announce;
    std::map<OrderId, Look> m_looks;
    std::optional<std::uint64_t> m_tickedAt; ///< The state's count of events.
    std::optional<Instant> m_clockDueAt;
};

/// When the time in force of a held order is over; nothing for one that is good till cancelled.
[[nodiscard]] std::optional<Instant> heldUntil(const HeldOrder& held);

/// How long to wait before something is tried again that has come to nothing so often.
[[nodiscard]] Duration waitAfter(int waits);
/// States of the desk or the market that pass: nothing is wrong with the order.
[[nodiscard]] bool passesByItself(const std::string& code);
/// Those who take an order off the market for reasons of the desk; anybody else means it.
[[nodiscard]] bool isOfTheDesk(const std::string& actor);

/// Never beyond the price collar of this moment: for orders that nobody looks at when they are sent.
[[nodiscard]] OrderRequest insideCollar(const DeskContext& context, OrderRequest request);

/// Packages of these closing legs that the structure still holds.
[[nodiscard]] Quantity packagesHeld(const Portfolio& books, const std::string& structure,
                                    const std::vector<OrderLeg>& legs);

} // namespace strikedesk
