// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/TradingCalendar.h"
#include "core/venue/exchange/ExchangeBook.h"

#include <fmt/format.h>

#include <utility>

namespace strikedesk {
namespace {

std::vector<LegFill> fillsFrom(const std::vector<ExchangeLedger::Leg>& legs)
{
    std::vector<LegFill> fills;
    for (const ExchangeLedger::Leg& leg : legs)
        fills.push_back(
            {leg.symbol, leg.side, Quantity(leg.units), Price::ofUnits(leg.price), Money::ofUnits(leg.fee)});
    return fills;
}

} // namespace

Result<void> ExchangeBook::rule(const ExchangeRuling& ruling)
{
    const auto found = m_booked.find(ruling.execution);
    if (found == m_booked.end())
        return fail("venue.unknown_execution",
                    fmt::format("The exchange has no execution \"{}\"; its ledger names them.",
                                ruling.execution.text()));
    if (found->second.isReversed)
        return fail("venue.execution_reversed",
                    fmt::format("Execution {} was taken back or corrected before; rule on what stands now.",
                                ruling.execution.text()));
    if (found->second.isAdjusted)
        return fail(
            "venue.series_adjusted",
            fmt::format("What execution {} traded was split since: it stands.", ruling.execution.text()));
    for (const ExchangeLeg& leg : found->second.order->legs) {
        const Instrument& instrument = m_quotes.catalogue().at(leg.instrument);
        if (instrument.option && TradingCalendar::us().settlesAt(*instrument.option) <= m_now)
            return fail("venue.series_settled",
                        fmt::format("{} has settled: its executions stand.", instrument.symbol));
    }
    std::vector<ExchangeLedger::Leg> legs;
    if (ruling.price) {
        auto corrected = correctedLegs(found->second, *ruling.price);
        if (!corrected)
            return fail(corrected.error());
        legs = *std::move(corrected);
    }
    if (m_observer.input)
        m_observer.input(Input {ruling});

    BookedExecution& before = found->second;
    before.isReversed = true;
    ExchangeOrder* order = before.order;
    const ExecutionId reversal = nextExecutionId('R');
    m_ledger.bookReversal(reversal.text(), before.legs);
    if (!ruling.price) {
        trackSeries(*order);
        publish(VenueBusted {reversal, ruling.execution, order->clientOrderId, ruling.reason});
        return {};
    }
    const ExecutionId standing = nextExecutionId('E');
    m_ledger.bookExecution(standing.text(), legs);
    m_booked.emplace(standing, BookedExecution {order, *ruling.price, legs});
    trackSeries(*order);
    publish(VenueCorrected {standing, ruling.execution, order->clientOrderId, *ruling.price, fillsFrom(legs),
                            ruling.reason});
    return {};
}

// The legs after the first keep their prices; the first takes the whole difference. Fees are charged by
// contract and stay as they were.
Result<std::vector<ExchangeLedger::Leg>> ExchangeBook::correctedLegs(const BookedExecution& execution,
                                                                     Price price)
{
    std::vector<ExchangeLedger::Leg> legs = execution.legs;
    const ExchangeLeg& leg = execution.order->legs.front();
    const bool isPackage = legs.size() > 1; // A single leg is quoted by its own price whatever its side.
    const std::int64_t change = (price - execution.price).units() * execution.order->packageMultiplier;
    const std::int64_t weight = isPackage ? leg.weight : execution.order->packageMultiplier;
    legs.front().price += (isPackage && leg.side == Side::Sell ? -change : change) / weight;
    if (change % weight != 0 || legs.front().price < 0)
        return fail("venue.bad_correction",
                    fmt::format("The net price {} would make the first leg {} a share: choose one that its "
                                "ratio divides and that leaves it above zero.",
                                price.text(), Price::ofUnits(legs.front().price).text()));
    return legs;
}

} // namespace strikedesk
