// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/WalkNow.h"

#include "core/engine/OrderPlan.h"
#include "core/orders/NetPrice.h"

#include <algorithm>

namespace strikedesk {
namespace {

// The market of the order's submission, as paid.
std::optional<PackagePrices> openingOf(const OrderRecord& order)
{
    if (order.steps.empty() || !order.steps.front().bid || !order.steps.front().ask || !order.arrivalMid)
        return {};
    const auto& legs = order.request.legs;
    const Price one = paidFrom(legs, *order.steps.front().bid);
    const Price other = paidFrom(legs, *order.steps.front().ask);
    return PackagePrices {std::max(one, other), paidFrom(legs, *order.arrivalMid), std::min(one, other)};
}

WalkSituation situationOf(const DeskContext& context, const OrderRecord& order, const LegMarkets& markets)
{
    WalkSituation situation;
    situation.terms = *order.request.walk;
    situation.stepsTaken = order.walkSteps;
    situation.legs = order.request.legs.size();
    situation.limitPaid = paidFrom(order.request.legs, order.limit);
    situation.worstPaid = paidFrom(order.request.legs, *order.worst);
    situation.areQuotesTradable = markets.isTradable;
    situation.market = markets.prices;
    if (situation.market && markets.isTradable)
        situation.market->mid = arrivalPrice(context, markets).paid.value_or(situation.market->mid);
    situation.opening = openingOf(order);
    situation.beganAt = order.createdAt;
    situation.lastChangeAt = order.limitSetAt;
    situation.lastInformationAt = markets.heardAt;
    situation.now = context.now();
    return situation;
}

} // namespace

WalkDecision walkNow(const DeskContext& context, const OrderRecord& order, const LegMarkets& markets)
{
    return decideWalk(situationOf(context, order, markets), markets.ticks(), context.state.fillRates());
}

} // namespace strikedesk
