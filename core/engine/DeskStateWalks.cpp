// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the fold that concerns walks, and what limits at their places have got.
#include "core/engine/DeskState.h"
#include "core/orders/NetPrice.h"

namespace strikedesk {
namespace {

std::optional<PackagePrices> pricesPaid(const OrderRecord& order, const PackageSeen& seen)
{
    if (!seen.bid || !seen.mid || !seen.ask)
        return {};
    const auto& legs = order.request.legs;
    const Price one = paidFrom(legs, *seen.bid);
    const Price other = paidFrom(legs, *seen.ask);
    return PackagePrices {std::max(one, other), paidFrom(legs, *seen.mid), std::min(one, other)};
}

} // namespace

void DeskState::on(const WalkRested& e, const DeskEvent& event)
{
    OrderRecord* order = m_orders.find(e.order);
    if (!order)
        return noteAnomaly(event, "a walk rests of an order that does not exist");
    order->hasRested = true;
    order->reason = e.reason;
    OrderStep step = stepOf(event, "rest", e.limit, order->remaining());
    step.note = e.reason;
    order->steps.push_back(std::move(step));
}

// From now on its limit stands where this market has it. A stop does not stand in the market at all.
void DeskState::beginStanding(OrderRecord& order, Price limit, const PackageSeen& market, Instant at)
{
    order.place.reset();
    order.standingSince = at;
    const bool isStop = order.request.type == OrderType::Stop || order.request.type == OrderType::StopLimit;
    const auto prices = pricesPaid(order, market);
    if (isStop || !prices)
        return;
    if (const auto place = placeOf(paidFrom(order.request.legs, limit), *prices))
        order.place = int(*place);
}

void DeskState::endStanding(OrderRecord& order, Instant at, bool isFilled)
{
    if (order.place)
        m_fillRates.add(order.request.legs.size(), std::size_t(*order.place),
                        std::max(Duration::zero(), at - order.standingSince), isFilled);
    order.standingSince = at;
    if (isFinal(order.state))
        order.place.reset();
}

} // namespace strikedesk
