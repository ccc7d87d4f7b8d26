// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the fold that concerns executions: fills, settlements, and what a venue takes back.
#include "core/engine/DeskState.h"
#include "core/instruments/TradingCalendar.h"
#include "core/orders/NetPrice.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace strikedesk {
namespace {

// The books' side of an execution of this order: each leg in the structure it opens or closes.
PortfolioFill portfolioFillOf(const OrderRecord& order, const ExecutionId& id, Quantity packages,
                              std::vector<LegFill> legs)
{
    PortfolioFill booked;
    booked.executionId = id;
    booked.structureId = order.opensStructure.empty() ? order.closesStructure : order.opensStructure;
    booked.strategy = order.request.strategy;
    for (std::size_t i = 0; i < legs.size(); ++i) {
        const bool isClosing
            = i < order.request.legs.size() && order.request.legs[i].effect == PositionEffect::Close;
        booked.legStructures.push_back(isClosing ? order.closesStructure : booked.structureId);
    }
    booked.legs = std::move(legs);
    if (!order.roll)
        return booked;
    booked.structureId = order.roll->to;
    for (const CarriedLeg& leg : order.roll->carried)
        booked.carried.push_back({leg.symbol, order.roll->from, order.roll->to, packages * leg.ratio});
    return booked;
}

// Why the venue cannot have made this of the order as it was sent; empty when it can. A leg without the
// others is a position that nobody wanted, and a limit is a promise.
std::string misfitOf(const OrderRecord& order, const VenueFill& fill)
{
    const std::vector<OrderLeg>& legs = order.request.legs;
    const auto isWhole = [&](const OrderLeg& leg) {
        Quantity traded;
        for (const LegFill& part : fill.legs) {
            if (part.symbol == leg.symbol && part.side == leg.side)
                traded += part.quantity;
        }
        return traded == fill.quantity * leg.ratio;
    };
    const auto isOrdered = [&](const LegFill& part) {
        return std::ranges::any_of(
            legs, [&](const OrderLeg& leg) { return leg.symbol == part.symbol && leg.side == part.side; });
    };
    if (!std::ranges::all_of(legs, isWhole) || !std::ranges::all_of(fill.legs, isOrdered))
        return fmt::format("execution {} of order {} is no whole package: its legs are out of balance",
                           fill.executionId.text(), order.id.text());
    if (order.request.type == OrderType::Stop)
        return {};
    Price worst = paidFrom(legs, order.limit);
    for (const std::optional<Price>& other : {order.pendingLimit, order.worst}) {
        if (other)
            worst = std::max(worst, paidFrom(legs, *other));
    }
    if (paidFrom(legs, fill.price) <= worst)
        return {};
    return fmt::format("execution {} of order {} at {} is worse than its limit of {}",
                       fill.executionId.text(), order.id.text(), fill.price.text(),
                       quotedFrom(legs, worst).text());
}

Money feesOf(const std::vector<LegFill>& legs)
{
    Money fees;
    for (const LegFill& leg : legs)
        fees += leg.fee;
    return fees;
}

} // namespace

void DeskState::onFill(const VenueFill& e, const PackageSeen& market, const DeskEvent& event)
{
    OrderRecord* order = orderOf(e.clientOrderId, event);
    if (!order)
        return;
    bookFill(*order, e, market, event);
    countKillConfirmation(*order, event.at);
}

void DeskState::bookFill(OrderRecord& order, const VenueFill& fill, const PackageSeen& market,
                         const DeskEvent& event)
{
    const auto outcome
        = m_portfolio.apply(portfolioFillOf(order, fill.executionId, fill.quantity, fill.legs), *m_catalogue);
    if (!outcome)
        return noteAnomaly(event, outcome.error().message);
    if (*outcome == Portfolio::Outcome::Repeated)
        return;

    m_rolls.addFill(order, fill.legs, 1, *m_catalogue);
    m_risk.pace.addFill(event.at);
    if (!order.hasFills() && !order.opensStructure.empty())
        m_risk.pace.addExecution(order.actor, order.request.strategy,
                                 toIsoText(TradingCalendar::us().tradeDate(event.at)));
    // The money has moved whatever our own state says: what does not fit is a difference to explain.
    if (std::string misfit = misfitOf(order, fill); !misfit.empty())
        noteAnomaly(event, std::move(misfit));
    if (const auto progress = order.fill(fill.quantity); !progress)
        noteAnomaly(event, progress.error().message);
    order.updatedAt = event.at;
    endStanding(order, event.at, true);
    order.filledTotal += fill.price * fill.quantity.count();
    order.steps.push_back(stepOf(event, "fill", fill.price, fill.quantity, market));
    m_fills.push_front({fill.executionId,
                        order.id,
                        event.at,
                        order.structure,
                        fill.quantity,
                        fill.price,
                        fill.legs,
                        feesOf(fill.legs),
                        Money(),
                        fill.fillModel,
                        event.sequence,
                        {}});
}

// ---- Executions that the venue takes back
// ---------------------------------------------------------------------

FillView* DeskState::fillOf(const ExecutionId& execution)
{
    const auto fill = std::ranges::find(m_fills, execution, &FillView::executionId);
    return fill == m_fills.end() ? nullptr : &*fill;
}

// False when it is not to be reversed: told twice, or nothing of ours.
bool DeskState::reverseFill(OrderRecord& order, const ExecutionId& execution, const ExecutionId& reversal,
                            const char* what, const DeskEvent& event)
{
    FillView* fill = fillOf(execution);
    if (!fill || fill->orderId != order.id) {
        noteAnomaly(
            event,
            fmt::format("order {} has no execution {} to be {}", order.id.text(), execution.text(), what));
        return false;
    }
    if (!fill->reversal.empty())
        return false;
    PortfolioFill opposite = portfolioFillOf(order, reversal, fill->quantity, fill->legs);
    for (LegFill& leg : opposite.legs) {
        leg.side = leg.side == Side::Buy ? Side::Sell : Side::Buy;
        leg.fee = -leg.fee;
    }
    for (CarriedHolding& holding : opposite.carried)
        std::swap(holding.from, holding.to);
    if (const auto outcome = m_portfolio.apply(opposite, *m_catalogue); !outcome) {
        noteAnomaly(event, outcome.error().message);
        return false;
    }
    m_rolls.addFill(order, fill->legs, -1, *m_catalogue);
    fill->reversal = what;
    order.reversed += fill->quantity;
    order.filledTotal -= fill->price * fill->quantity.count();
    order.updatedAt = event.at;
    order.steps.push_back(stepOf(event, what, fill->price, fill->quantity));
    return true;
}

void DeskState::onVenue(const VenueBusted& e, const DeskEvent& event)
{
    if (OrderRecord* order = orderOf(e.clientOrderId, event))
        (void)reverseFill(*order, e.busted, e.executionId, "busted", event);
}

void DeskState::onVenue(const VenueCorrected& e, const DeskEvent& event)
{
    OrderRecord* order = orderOf(e.clientOrderId, event);
    const ExecutionId reversal(e.corrected.text() + " reversed");
    if (!order || !reverseFill(*order, e.corrected, reversal, "corrected", event))
        return;
    const FillView& before = *fillOf(e.corrected);
    if (const auto booked
        = m_portfolio.apply(portfolioFillOf(*order, e.executionId, before.quantity, e.legs), *m_catalogue);
        !booked)
        return noteAnomaly(event, booked.error().message);
    m_rolls.addFill(*order, e.legs, 1, *m_catalogue);
    order->reversed -= before.quantity;
    order->filledTotal += e.price * before.quantity.count();
    m_fills.push_front({e.executionId,
                        order->id,
                        event.at,
                        order->structure,
                        before.quantity,
                        e.price,
                        e.legs,
                        feesOf(e.legs),
                        Money(),
                        before.fillModel,
                        event.sequence,
                        {}});
}

void DeskState::onVenue(const VenueSettled& e, const DeskEvent& event)
{
    PortfolioSettlement settlement;
    settlement.executionId = e.executionId;
    settlement.symbol = e.symbol;
    settlement.quantity = e.quantity;
    settlement.cash = e.cash;
    settlement.stockSymbol = e.stockSymbol;
    settlement.stock = e.stock;
    if (const auto applied = m_portfolio.apply(settlement, *m_catalogue); !applied)
        noteAnomaly(event, applied.error().message);
}

void DeskState::onVenue(const VenueAdjusted& e, const DeskEvent& event)
{
    PortfolioAdjustment adjustment;
    adjustment.executionId = e.executionId;
    adjustment.symbol = e.symbol;
    adjustment.newSymbol = e.newSymbol;
    adjustment.oldUnits = e.oldUnits;
    adjustment.newUnits = e.newUnits;
    adjustment.quantity = e.quantity;
    adjustment.newQuantity = e.newQuantity;
    adjustment.cash = e.cash;
    if (const auto applied = m_portfolio.apply(adjustment, *m_catalogue); !applied)
        noteAnomaly(event, applied.error().message);
}

} // namespace strikedesk
