// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/exchange/ExchangeBook.h"
#include "core/venue/exchange/OrderAdmission.h"
#include "core/venue/exchange/OrderPricing.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace strikedesk {

void ExchangeBook::examineOrders()
{
    // A copy: an order that fills or ends leaves the list while it is walked.
    const std::vector<ExchangeOrder*> working = m_working;
    const Date today = newYorkLocal(m_now).date;
    for (ExchangeOrder* order : working) {
        if (hasNews(*order, m_quotes, m_now))
            examine(*order, today);
    }
}

void ExchangeBook::examine(ExchangeOrder& order, Date today)
{
    const auto session = sessionOf(order, m_quotes.catalogue(), today);
    if (!session || m_now < session->opensAt || m_now > session->closesAt)
        return;
    if (order.isDormant()) {
        if (hitsStop(order, m_quotes, m_now)) {
            order.isTriggered = true;
            order.effectiveAt = m_now; // It trades on the next quote, not on the one that hit it.
        }
        return;
    }
    const FillRules rules {m_options.fills, m_inside.medianPermille(order.underlying)};
    while (order.isWorking()) {
        const auto execution = priceOrder(order, m_quotes, m_now, rules);
        if (!execution)
            break;
        execute(order, *execution);
    }
    if (!order.isWorking())
        return;
    order.hasRested = true;
    if (order.timeInForce == TimeInForce::ImmediateOrCancel)
        end(order, ExchangeOrder::State::Cancelled, "Nothing more to trade with at once.");
}

void ExchangeBook::execute(ExchangeOrder& order, const PricedExecution& execution)
{
    STRIKEDESK_ASSERT(execution.packages > 0 && execution.packages <= order.remaining(),
                      "an execution fills at least one package and at most what is open");
    if (execution.print)
        m_quotes.prints()[*execution.print].left -= execution.packages * order.legs.front().ratio;
    else {
        for (const ExchangeLeg& leg : order.legs)
            m_quotes.take(leg.instrument, leg.side, leg.ratio * execution.packages);
    }
    const std::vector<ExchangeLedger::Leg> legs = chargedLegs(order, execution);

    VenueFill fill;
    fill.executionId = nextExecutionId('E');
    fill.clientOrderId = order.clientOrderId;
    fill.quantity = Quantity(execution.packages);
    fill.price = execution.price;
    fill.fillModel = nameOf(m_options.fills);
    for (const ExchangeLedger::Leg& leg : legs)
        fill.legs.push_back(
            {leg.symbol, leg.side, Quantity(leg.units), Price::ofUnits(leg.price), Money::ofUnits(leg.fee)});
    order.filled += execution.packages;
    fill.isComplete = order.remaining() == 0;

    m_ledger.bookExecution(fill.executionId.text(), legs);
    m_booked.emplace(fill.executionId, BookedExecution {&order, fill.price, legs});
    m_traded.insert(order.symbols.begin(), order.symbols.end());
    trackSeries(order);
    publish(std::move(fill));
    if (order.remaining() == 0) {
        order.state = ExchangeOrder::State::Filled;
        std::erase(m_working, &order);
    }
}

std::vector<ExchangeLedger::Leg> ExchangeBook::chargedLegs(ExchangeOrder& order,
                                                           const PricedExecution& execution)
{
    const FeeSchedule& schedule = FeeSchedule::standard();
    std::vector<ExchangeLedger::Leg> legs;
    std::vector<std::int64_t> raw;
    std::int64_t minimum = 0;
    for (std::size_t index = 0; index < order.legs.size(); ++index) {
        const ExchangeLeg& leg = order.legs[index];
        const Instrument& instrument = m_quotes.catalogue().at(leg.instrument);
        const std::int64_t units = leg.ratio * execution.packages;
        const std::int64_t price = execution.legPrices[index].units();
        raw.push_back(schedule.rawFee(instrument.kind, price, units));
        minimum = std::max(minimum, schedule.minimumPerOrder(instrument.kind));
        legs.push_back({instrument.symbol, leg.side, units, price, instrument.multiplier.shares(), 0});
    }
    const std::vector<std::int64_t> fees = order.fees.charge(raw, minimum);
    for (std::size_t index = 0; index < legs.size(); ++index)
        legs[index].fee = fees[index];
    return legs;
}

void ExchangeBook::end(ExchangeOrder& order, ExchangeOrder::State state, const std::string& reason)
{
    order.state = state;
    std::erase(m_working, &order);
    if (state == ExchangeOrder::State::Expired)
        publish(VenueExpired {order.clientOrderId, Quantity(order.filled)});
    else
        publish(VenueCancelled {order.clientOrderId, Quantity(order.filled), reason});
}

ExecutionId ExchangeBook::nextExecutionId(char prefix)
{
    return ExecutionId(fmt::format("{}{}-{:06}", prefix, m_firstEpoch, ++m_lastExecution));
}

} // namespace strikedesk
