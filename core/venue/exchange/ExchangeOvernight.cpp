// SPDX-License-Identifier: GPL-3.0-or-later
// What the exchange tells before the open: assignments of the evening before, splits, and what becomes of the
// orders that stayed over night. Nothing of it is in the books before its event is told.
#include "core/instruments/TradingCalendar.h"
#include "core/venue/exchange/CorporateAction.h"
#include "core/venue/exchange/ExchangeBook.h"
#include "core/venue/exchange/Settlement.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace strikedesk {
namespace {

// When the overnight file is there, New York.
constexpr std::chrono::seconds overnightTime = std::chrono::hours {6} + std::chrono::minutes {30};

std::string wordsFor(const StockSplit& split, const std::string& underlying)
{
    return fmt::format("{}-for-{} split of {}", split.newShares, split.oldShares, underlying);
}

} // namespace

void ExchangeBook::scheduleNight()
{
    if (m_nightAt != Instant::max())
        return;
    const Date next = TradingCalendar::us().nextTradingDay(newYorkLocal(m_now).date);
    m_nightAt = newYorkTime(next, overnightTime);
}

void ExchangeBook::tellNight()
{
    m_nightAt = Instant::max();
    const Date today = newYorkLocal(m_now).date;
    const Date before = TradingCalendar::us().previousTradingDay(today);
    // Whoever was assigned last night delivers shares of last night.
    tellAssignments();
    for (const std::string& underlying : underlyingsAtNight()) {
        for (const StockSplit& split : m_market->splits(underlying, before)) {
            if (split.exDate == today)
                tellSplit(underlying, split);
        }
        double dividend = 0;
        for (const CashDividend& known : m_market->dividends(underlying, before)) {
            if (known.exDate == today)
                dividend += known.amount;
        }
        if (dividend > 0)
            restateOrders(underlying, Price::nearest(dividend));
    }
    if (!m_working.empty() || !m_traded.empty())
        scheduleNight();
}

void ExchangeBook::tellAssignments()
{
    for (const DecidedAssignment& decided : std::exchange(m_decided, {})) {
        // An official may have taken executions back since: nobody is assigned on what they do not have.
        const std::int64_t quantity = std::max(decided.quantity, m_ledger.position(decided.symbol));
        if (quantity >= 0)
            continue;
        const auto instrument = m_quotes.catalogue().find(decided.symbol);
        const OptionContract& contract = *m_quotes.catalogue().at(*instrument).option;
        bookOutcome(decided.symbol, quantity, decided.price, exercisePhysically(contract, quantity));
        trackPosition(*instrument);
    }
}

std::set<std::string> ExchangeBook::underlyingsAtNight() const
{
    std::set<std::string> underlyings;
    for (const std::string& symbol : m_traded) {
        if (const auto id = m_quotes.catalogue().find(symbol))
            underlyings.insert(m_quotes.catalogue().at(*id).underlying);
    }
    for (const ExchangeOrder* order : m_working)
        underlyings.insert(order->underlying);
    return underlyings;
}

void ExchangeBook::tellSplit(const std::string& underlying, const StockSplit& split)
{
    const std::vector<ExchangeOrder*> working = m_working;
    for (ExchangeOrder* order : working) {
        if (order->underlying == underlying)
            end(*order, ExchangeOrder::State::Cancelled,
                fmt::format("Cancelled by the venue: {}.", wordsFor(split, underlying)));
    }
    for (auto& [id, execution] : m_booked)
        execution.isAdjusted = execution.isAdjusted || execution.order->underlying == underlying;
    // By symbol, so that of one series the lower strike comes first: it makes way for the next.
    for (const std::string& symbol : std::set<std::string>(m_traded)) {
        const auto id = m_quotes.catalogue().find(symbol);
        if (id && m_quotes.catalogue().at(*id).underlying == underlying)
            adjust(m_quotes.catalogue().at(*id), split);
    }
}

void ExchangeBook::adjust(const Instrument& instrument, const StockSplit& split)
{
    if (instrument.option && TradingCalendar::us().settlesAt(*instrument.option) <= m_now)
        return;
    VenueAdjusted adjusted;
    const std::int64_t quantity = m_ledger.position(instrument.symbol);
    std::int64_t newQuantity = quantity;
    std::int64_t cash = 0;
    if (instrument.option) {
        SplitOutcome outcome = splitOf(*instrument.option, split);
        adjusted.newSymbol = std::move(outcome.symbol);
        adjusted.oldUnits = outcome.oldUnits;
        adjusted.newUnits = outcome.newUnits;
        newQuantity = quantity * outcome.newUnits / outcome.oldUnits;
    } else {
        const SplitShares shares = splitShares(quantity, split);
        adjusted.newSymbol = instrument.symbol;
        adjusted.oldUnits = split.oldShares;
        adjusted.newUnits = split.newShares;
        newQuantity = shares.whole;
        // A new share is worth as much less as there are more of them: fraction / old x price x old / new.
        if (const auto price = settlementPriceOf(m_quotes, instrument.underlying, {}))
            cash = shares.fraction * price->units() / split.newShares;
    }
    adjusted.executionId = nextExecutionId('A');
    adjusted.symbol = instrument.symbol;
    adjusted.quantity = Quantity(quantity);
    adjusted.newQuantity = Quantity(newQuantity);
    adjusted.cash = Money::ofUnits(cash);
    adjusted.reason = wordsFor(split, instrument.underlying);
    m_ledger.bookAdjustment(adjusted.executionId.text(), adjusted.symbol, adjusted.newSymbol, newQuantity,
                            cash);
    m_openSeries.erase(adjusted.symbol);
    m_traded.erase(adjusted.symbol);
    m_traded.insert(adjusted.newSymbol);
    // A series that nobody has listed can be held and neither traded nor settled here.
    if (const auto id = m_quotes.catalogue().find(adjusted.newSymbol))
        trackPosition(*id);
    publish(std::move(adjusted));
}

void ExchangeBook::restateOrders(const std::string& underlying, Price dividend)
{
    const std::vector<ExchangeOrder*> working = m_working;
    for (ExchangeOrder* order : working) {
        const Instrument& instrument = m_quotes.catalogue().at(order->legs.front().instrument);
        if (order->underlying != underlying || instrument.kind != InstrumentKind::Stock)
            continue;
        const auto lowered = loweredByDividend(*order, dividend, instrument.ticks);
        if (!lowered)
            continue;
        const std::string reason = fmt::format("{} goes ex a dividend of {}", underlying, dividend.text());
        const auto isGone = [](const std::optional<Price>& price) { return price && !price->isPositive(); };
        if (isGone(lowered->limit) || isGone(lowered->stop)) {
            end(*order, ExchangeOrder::State::Cancelled,
                fmt::format("Cancelled by the venue: {}, which leaves no price.", reason));
            continue;
        }
        order->limit = lowered->limit;
        order->stop = lowered->stop;
        publish(VenueRestated {order->clientOrderId, order->limit, order->stop, reason});
    }
}

} // namespace strikedesk
