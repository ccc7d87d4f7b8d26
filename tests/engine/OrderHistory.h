// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskEvents.h"

#include <cstdint>
#include <functional>

namespace strikedesk {

/// The events of orders for one share of the simulated stock, told without a desk or a venue: to make long
/// records. Order `n` opens the structure "Sn" or closes "S(n-1)", at any price from 0.01 to 1,000.
class OrderHistory
{
public:
    explicit OrderHistory(std::function<void(DeskEventBody)> tell)
        : m_tell(std::move(tell))
    {
    }

    /// The trade date of the simulated market that lists the stock.
    [[nodiscard]] static Date day();

    OrderId intend(int number, bool opens, Quantity quantity = Quantity(1));
    /// An order of any legs, which opens the structure "Sn".
    OrderId intend(int number, OrderRequest request);
    void accept(const OrderId& id);
    /// Each fill of an order has an execution id of its own: the order's and `part`.
    void fill(const OrderId& id, Side side, Price price, Money fee = Money::ofCents(1),
              Quantity quantity = Quantity(1), int part = 1);
    void reject(const OrderId& id);
    void bust(const OrderId& id);
    /// The submission of this order that the venue knows.
    [[nodiscard]] static ClientOrderId clientIdOf(const OrderId& id);
    /// Anything else that the venue may say.
    void report(VenueEventBody body);
    void reserve(const OrderId& id, Money amount);
    void release(const OrderId& id, Money amount);

    /// The venue's events before the first of these orders.
    void startAfter(std::uint64_t venueEvents) { m_venueEvents = venueEvents; }
    /// The number of the newest event of the venue.
    [[nodiscard]] std::uint64_t venueEvents() const { return m_venueEvents; }

private:
    OrderId intend(OrderIntended intended);

    std::function<void(DeskEventBody)> m_tell;
    std::uint64_t m_venueEvents = 0;
};

} // namespace strikedesk
