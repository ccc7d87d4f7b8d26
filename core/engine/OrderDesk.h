// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskCommands.h"
#include "core/engine/OrderPlan.h"
#include "core/engine/VenueIntake.h"

#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

/// What an order of this machine comes from: the order that it held, the rule of the structure that closes,
/// or the roll that it is a part of.
struct OrderSource
{
    std::optional<OrderId> held {};
    std::optional<std::string> rule {};
    std::optional<RollPart> roll {};
};

/// Takes orders through the gate, to the venue, along their walk and off the market again.
///
/// Thread: trading.
class OrderDesk
{
public:
    explicit OrderDesk(DeskContext& context)
        : m_context(context)
    {
    }

    /// The gate's code and sentence when it is refused; the refusal is recorded with all checks and quotes.
    /// `from`: what of this machine sends it. `input.trigger` for a request that would have to be held.
    [[nodiscard]] Result<OrderReply> submit(const Principal& principal, const OrderRequest& request,
                                            const OrderSource& from = {});
    /// The same checks without effect; refusals are inside. Fails only on a request that cannot be
    /// understood.
    [[nodiscard]] Result<OrderPreview> preview(const Principal& principal, const OrderRequest& request,
                                               const RollPart* roll = nullptr) const;
    [[nodiscard]] Result<OrderReply> replace(const Principal& principal, const ReplaceOrder& change);
    [[nodiscard]] Result<OrderReply> cancel(const std::string& actor, const OrderId& id,
                                            const std::string& reason);
    [[nodiscard]] bool canCancel(const OrderRecord& order) const;

    /// Moves every walk whose step is due.
    void walk();
    /// When the next walk has to be looked at.
    [[nodiscard]] std::optional<Instant> nextDue();

    /// A request that closes all legs of an open structure. `input.structure` when it is not open.
    [[nodiscard]] Result<OrderRequest> closingRequest(const std::string& structureId, OrderType type) const;
    /// Marks of all open legs now.
    [[nodiscard]] std::vector<MarkSeen> marks() const;

private:
    void recordIntent(const std::string& actor, const OrderPlan& plan, const OrderId& id,
                      const OrderSource& from);
    void disarmIfFlooding(const std::string& actor);
    void recordOverrides(const std::string& actor, const OrderId& id, const OrderPlan& plan);
    /// Records that the gate refused it, and answers why.
    [[nodiscard]] Error deny(const std::string& actor, const std::string& entity, const OrderPlan& plan,
                             Error error);
    /// A walk that works, and what it was last decided on: it is looked at again when the market of its legs
    /// has said something since, or when the clock alone changes the answer.
    struct WalkLook
    {
        OrderId order;
        std::vector<InstrumentId> legs;
        Instant stepDueAt;
        std::optional<Instant> clockDueAt; ///< When its patience ends.
        std::optional<Instant> decidedOn;  ///< When its legs had last been heard.
    };
    void readWalks();
    [[nodiscard]] std::optional<Instant> heardAt(const WalkLook& look) const;
    void walkOne(const OrderRecord& order);
    /// Tops up the reservation for the worse of both limits and asks for the replace. `slippage.*` when
    /// refused.
    [[nodiscard]] Result<void> askReplace(const std::string& actor, const OrderRecord& order, Price limit,
                                          Quantity quantity, const std::string& reason,
                                          const LegMarkets& markets, std::optional<int> walkStep = {});
    void rest(const OrderRecord& order, const std::string& code, const std::string& reason);

    DeskContext& m_context;
    std::vector<WalkLook> m_walks;
    std::optional<std::uint64_t> m_walksReadAt; ///< The state's count of events.
};

} // namespace strikedesk
