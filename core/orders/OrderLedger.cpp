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

OrderRecord& OrderLedger::add(OrderRecord order)
{
    STRIKEDESK_ASSERT(!m_byId.contains(order.id), "an order id is minted once");
    const std::size_t row = m_orders.size();
    m_byId.emplace(order.id, row);
    m_byClient.emplace(order.working, row);
    m_open.push_back(row);
    return m_orders.emplace_back(std::move(order));
}

void OrderLedger::alias(const ClientOrderId& clientOrderId, const OrderId& order)
{
    const auto row = m_byId.find(order);
    STRIKEDESK_ASSERT(row != m_byId.end(), "a client order id belongs to an order that exists");
    m_byClient.emplace(clientOrderId, row->second);
}

OrderRecord& OrderLedger::changing(std::size_t row)
{
    OrderRecord& order = m_orders[row];
    ++order.revision;
    return order;
}

OrderRecord* OrderLedger::find(const OrderId& id)
{
    const auto row = m_byId.find(id);
    return row == m_byId.end() ? nullptr : &changing(row->second);
}

const OrderRecord* OrderLedger::find(const OrderId& id) const
{
    const auto row = m_byId.find(id);
    return row == m_byId.end() ? nullptr : &m_orders[row->second];
}

OrderRecord* OrderLedger::findByClient(const ClientOrderId& id)
{
    const auto row = m_byClient.find(id);
    return row == m_byClient.end() ? nullptr : &changing(row->second);
}

const OrderRecord* OrderLedger::findByClient(const ClientOrderId& id) const
{
    const auto row = m_byClient.find(id);
    return row == m_byClient.end() ? nullptr : &m_orders[row->second];
}

std::vector<const OrderRecord*> OrderLedger::open() const
{
    std::erase_if(m_open, [this](std::size_t row) { return isFinal(m_orders[row].state); });
    std::vector<const OrderRecord*> found;
    found.reserve(m_open.size());
    for (const std::size_t row : m_open)
        found.push_back(&m_orders[row]);
    return found;
}

} // namespace strikedesk
