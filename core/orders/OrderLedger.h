// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/orders/OrderProgress.h"
#include "core/orders/OrderRequest.h"
#include "core/orders/RollPart.h"

#include <cstddef>
#include <list>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace strikedesk {

/// One change of an order's working limit, or a fill: what the price ladder draws.
struct OrderStep
{
    Instant at;
    std::string kind; ///< "submit", "replace", "restate", "fill", "cancel", "rest".
    std::optional<Price> price;
    std::optional<Price> bid;
    std::optional<Price> mid;
    std::optional<Price> ask;
    Quantity quantity;
    std::string note;
    std::uint64_t auditSequence = 0;
};

/// All that is known of one order, its progress included. Written by the fold of the desk's events only.
struct OrderRecord : OrderProgress
{
    OrderId id;
    OrderRequest request;
    std::string actor;
    std::string structure;
    std::string opensStructure;
    std::string closesStructure;
    bool isReducing = false;
    OrderId heldAs;   ///< The order that this machine held and sent as this one; empty: nobody held it.
    std::string rule; ///< The rule of the structure that it closes; empty: none has sent it.
    std::optional<RollPart> roll; ///< That it is a part of.

    std::string reason;
    ClientOrderId working;                    ///< The submission that the venue works now.
    std::vector<ClientOrderId> submissions;   ///< Every client order id minted for it so far.
    std::optional<ClientOrderId> replacement; ///< Its successor on the way.
    VenueOrderId venueOrderId;
    Price limit; ///< As quoted: see OrderRequest::limit.
    std::optional<Price> pendingLimit;
    std::optional<Quantity> pendingQuantity;

    std::optional<Price> worst;
    std::optional<Price> decisionMid;
    std::optional<Price> arrivalMid;
    std::string arrivalQuality;

    Quantity reversed; ///< Packages whose fill the venue has taken back.
    Price filledTotal; ///< Sum of net price times packages that stand: the average never rounds twice.
    bool hasRested = false;
    bool isCancelAsked = false;
    std::uint64_t revision = 0; ///< Grows whenever the ledger hands it out to be changed.
    Instant createdAt;
    Instant updatedAt;
    Instant limitSetAt; ///< When the working limit was last asked for.
    int walkSteps = 0;  ///< Taken so far.
    /// Where its limit stood between mid and natural when it was set (FillRates.h), and since when it has
    /// stood there without a fill; nothing without a market.
    std::optional<int> place;
    Instant standingSince;
    std::vector<OrderStep> steps;

    [[nodiscard]] bool hasFills() const { return filled.isPositive(); }
    [[nodiscard]] std::optional<Price> averagePrice() const;
};

/// The orders of one profile by our id and by each client order id they ever had.
///
/// Thread: owned by the trading thread. References stay valid until the order is taken out.
class OrderLedger
{
public:
    OrderLedger() = default;
    OrderLedger(const OrderLedger& other);
    OrderLedger(OrderLedger&&) noexcept = default;
    OrderLedger& operator=(OrderLedger other) noexcept;
    ~OrderLedger() = default;

    OrderRecord& add(OrderRecord order);
    /// `clientOrderId` now also stands for `order`.
    void alias(const ClientOrderId& clientOrderId, const OrderId& order);

    [[nodiscard]] OrderRecord* find(const OrderId& id);
    [[nodiscard]] const OrderRecord* find(const OrderId& id) const;
    [[nodiscard]] OrderRecord* findByClient(const ClientOrderId& id);
    [[nodiscard]] const OrderRecord* findByClient(const ClientOrderId& id) const;
    /// In the order of their creation.
    [[nodiscard]] const std::list<OrderRecord>& all() const { return m_orders; }
    /// Those that are not final, oldest first.
    [[nodiscard]] std::vector<const OrderRecord*> open() const;
    [[nodiscard]] std::size_t endedCount() const;
    /// Takes out up to `count` orders that are final, those first that were created first.
    [[nodiscard]] std::vector<OrderRecord> takeOldestEnded(std::size_t count);

private:
    static OrderRecord* changing(OrderRecord* order);
    void index(OrderRecord& order);
    void passOverEnded() const;

    std::list<OrderRecord> m_orders;
    /// What was not final when last asked for: an order never leaves a final state, so that only these need
    /// to be looked at, however many there have been.
    mutable std::vector<OrderRecord*> m_open;
    std::unordered_map<OrderId, OrderRecord*> m_byId;
    std::unordered_map<ClientOrderId, OrderRecord*> m_byClient;
};

} // namespace strikedesk
