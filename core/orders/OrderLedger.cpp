// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/orders/OrderLedger.h"

#include "core/util/Assert.h"

namespace strikedesk {

std::optional<Price> OrderRecord::averagePrice() const
{
    const Quantity standing = filled - reversed;
    if (!standing.isPositive())
        return {};
    return Price::ofUnits(checked::divideHalfEven(filledTotal.units(), standing.count()));
}

OrderLedger::OrderLedger(const OrderLedger& other)
    : m_orders(other.m_orders)
{
    for (OrderRecord& order : m_orders)
        index(order);
}

OrderLedger& OrderLedger::operator=(OrderLedger other) noexcept
{
    m_orders.swap(other.m_orders); // Swapping moves no order: what points at one still does.
    m_open.swap(other.m_open);
    m_byId.swap(other.m_byId);
    m_byClient.swap(other.m_byClient);
    return *this;
}

void OrderLedger::index(OrderRecord& order)
{
    m_byId.emplace(order.id, &order);
    for (const ClientOrderId& id : order.submissions)
        m_byClient.emplace(id, &order);
    if (!isFinal(order.state))
        m_open.push_back(&order);
}

OrderRecord& OrderLedger::add(OrderRecord order)
{
    STRIKEDESK_ASSERT(!m_byId.contains(order.id), "an order id is minted once");
    if (order.submissions.empty())
        order.submissions.push_back(order.working);
    OrderRecord& added = m_orders.emplace_back(std::move(order));
    index(added);
    return added;
}

void OrderLedger::alias(const ClientOrderId& clientOrderId, const OrderId& order)
{
    const auto found = m_byId.find(order);
    STRIKEDESK_ASSERT(found != m_byId.end(), "a client order id belongs to an order that exists");
    if (m_byClient.emplace(clientOrderId, found->second).second)
        found->second->submissions.push_back(clientOrderId);
}

OrderRecord* OrderLedger::changing(OrderRecord* order)
{
    ++order->revision;
    return order;
}

OrderRecord* OrderLedger::find(const OrderId& id)
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? nullptr : changing(found->second);
}

const OrderRecord* OrderLedger::find(const OrderId& id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? nullptr : found->second;
}

OrderRecord* OrderLedger::findByClient(const ClientOrderId& id)
{
    const auto found = m_byClient.find(id);
    return found == m_byClient.end() ? nullptr : changing(found->second);
}

const OrderRecord* OrderLedger::findByClient(const ClientOrderId& id) const
{
    const auto found = m_byClient.find(id);
    return found == m_byClient.end() ? nullptr : found->second;
}

void OrderLedger::passOverEnded() const
{
    std::erase_if(m_open, [](const OrderRecord* order) { return isFinal(order->state); });
}

std::vector<const OrderRecord*> OrderLedger::open() const
{
    passOverEnded();
    return {m_open.begin(), m_open.end()};
}

std::size_t OrderLedger::endedCount() const
{
    passOverEnded();
    return m_orders.size() - m_open.size();
}

std::vector<OrderRecord> OrderLedger::takeOldestEnded(std::size_t count)
{
    passOverEnded();
    std::vector<OrderRecord> taken;
    for (auto order = m_orders.begin(); order != m_orders.end() && taken.size() < count;) {
        if (!isFinal(order->state)) {
            ++order;
            continue;
        }
        m_byId.erase(order->id);
        for (const ClientOrderId& id : order->submissions)
            m_byClient.erase(id);
        taken.push_back(std::move(*order));
        order = m_orders.erase(order);
    }
    return taken;
}

} // namespace strikedesk
