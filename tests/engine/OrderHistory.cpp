// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/OrderHistory.h"

#include <fmt/format.h>

#include <utility>

namespace strikedesk {
namespace {

constexpr const char* stock = "SIMX";

OrderId idOf(int number)
{
    return OrderId(fmt::format("H1-{:07}", number));
}

ExecutionId executionOf(const OrderId& id, int part = 1)
{
    return ExecutionId(fmt::format("X{}-{}", id.text(), part));
}

} // namespace

Date OrderHistory::day()
{
    return {std::chrono::year {2026}, std::chrono::month {3}, std::chrono::day {2}};
}

ClientOrderId OrderHistory::clientIdOf(const OrderId& id)
{
    return ClientOrderId(id.text() + "-1");
}

OrderId OrderHistory::intend(int number, bool opens, Quantity quantity)
{
    OrderIntended intended;
    intended.order = idOf(number);
    intended.request.quantity = quantity;
    intended.request.limit = opens ? Price::ofWhole(1'000) : Price::ofCents(1);
    intended.request.legs.push_back(
        {stock, opens ? Side::Buy : Side::Sell, 1, opens ? PositionEffect::Open : PositionEffect::Close});
    (opens ? intended.opensStructure : intended.closesStructure)
        = fmt::format("S{}", number - (opens ? 0 : 1));
    intended.structure = "stock";
    return intend(std::move(intended));
}

OrderId OrderHistory::intend(int number, OrderRequest request)
{
    OrderIntended intended;
    intended.order = idOf(number);
    intended.request = std::move(request);
    intended.opensStructure = fmt::format("S{}", number);
    intended.structure = "custom";
    return intend(std::move(intended));
}

OrderId OrderHistory::intend(OrderIntended intended)
{
    const OrderId id = intended.order;
    intended.clientOrderId = clientIdOf(id);
    intended.request.strategy = "test";
    intended.limit = intended.request.limit.value_or(Price());
    m_tell(std::move(intended));
    m_tell(OrderSending {id, clientIdOf(id)});
    return id;
}

void OrderHistory::accept(const OrderId& id)
{
    report(VenueAccepted {clientIdOf(id), VenueOrderId("V" + id.text())});
}

void OrderHistory::fill(const OrderId& id, Side side, Price price, Money fee, Quantity quantity, int part)
{
    VenueFill fill;
    fill.clientOrderId = clientIdOf(id);
    fill.executionId = executionOf(id, part);
    fill.quantity = quantity;
    fill.price = price;
    fill.fillModel = "calibrated";
    fill.legs.push_back({stock, side, quantity, price, fee});
    report(std::move(fill));
}

void OrderHistory::reject(const OrderId& id)
{
    report(VenueRejected {clientIdOf(id), "no", "test"});
}

void OrderHistory::bust(const OrderId& id)
{
    VenueBusted busted;
    busted.clientOrderId = clientIdOf(id);
    busted.busted = executionOf(id);
    busted.executionId = ExecutionId("B" + id.text());
    report(std::move(busted));
}

void OrderHistory::reserve(const OrderId& id, Money amount)
{
    SlippageReserved reserved;
    reserved.order = id;
    reserved.strategy = "test";
    reserved.day = toIsoText(day());
    reserved.amount = amount;
    m_tell(std::move(reserved));
}

void OrderHistory::release(const OrderId& id, Money amount)
{
    m_tell(SlippageReleased {id, amount});
}

void OrderHistory::report(VenueEventBody body)
{
    VenueEvent event;
    event.sequence = ++m_venueEvents;
    event.body = std::move(body);
    m_tell(VenueReported {std::move(event), {}});
}

} // namespace strikedesk
