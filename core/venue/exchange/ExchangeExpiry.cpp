// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/TradingCalendar.h"
#include "core/venue/exchange/ExchangeBook.h"
#include "core/venue/exchange/Settlement.h"

#include <algorithm>
#include <utility>

namespace strikedesk {
namespace {

// Nine in ten holders of a call that should be exercised before an ex-date do so; a seeded draw per position.
constexpr double earlyExerciseShare = 0.9;

} // namespace

void ExchangeBook::trackSeries(const ExchangeOrder& order)
{
    for (const ExchangeLeg& leg : order.legs)
        trackPosition(leg.instrument);
    scheduleAssignments();
}

void ExchangeBook::trackPosition(InstrumentId id)
{
    const TradingCalendar& calendar = TradingCalendar::us();
    const Instrument& instrument = m_quotes.catalogue().at(id);
    if (!instrument.option)
        return;
    if (m_ledger.position(instrument.symbol) == 0) {
        m_openSeries.erase(instrument.symbol);
        return;
    }
    OpenSeries series {id, calendar.settlesAt(*instrument.option), {}};
    const auto session = calendar.session(newYorkLocal(series.settlesAt).date);
    series.latestAt = session ? std::max(session->closesAt, series.settlesAt) : series.settlesAt;
    m_openSeries.insert_or_assign(instrument.symbol, series);
}

void ExchangeBook::settleDue()
{
    for (auto row = m_openSeries.begin(); row != m_openSeries.end();) {
        if (row->second.settlesAt <= m_now && settle(row->first, row->second))
            row = m_openSeries.erase(row);
        else
            ++row;
    }
}

// False while the price is not known: the position then stays, its settlement pending.
bool ExchangeBook::settle(const std::string& symbol, const OpenSeries& series)
{
    const OptionContract& contract = *m_quotes.catalogue().at(series.instrument).option;
    if (contract.settlement == SettlementTime::Am && m_now < series.latestAt) {
        // The opening price is the first that is heard at or after the opening.
        const auto underlying = m_quotes.catalogue().find(contract.underlying);
        if (!underlying || m_quotes.at(*underlying).newsAt < series.settlesAt)
            return false;
    }
    const auto price = settlementPriceOf(m_quotes, contract.underlying, contract.expiry);
    if (!price)
        return false;
    const std::int64_t quantity = m_ledger.position(symbol);
    bookOutcome(symbol, quantity, *price, settleAtExpiry(contract, quantity, *price));
    return true;
}

void ExchangeBook::bookOutcome(const std::string& symbol, std::int64_t quantity, Price price,
                               const SettlementOutcome& outcome)
{
    VenueSettled settled;
    settled.executionId = nextExecutionId('S');
    settled.symbol = symbol;
    settled.kind = outcome.kind;
    settled.quantity = Quantity(quantity);
    settled.cash = Money::ofUnits(outcome.cash);
    settled.settlementPrice = price;
    if (!outcome.deliveries.empty()) {
        settled.stockSymbol = outcome.deliveries.front().asset;
        settled.stock = Quantity(outcome.deliveries.front().shares);
    }
    for (const SettlementOutcome::Delivery& delivery : outcome.deliveries)
        m_traded.insert(delivery.asset);
    m_ledger.bookSettlement(settled.executionId.text(), symbol, quantity, outcome.cash, settled.stockSymbol,
                            settled.stock.count());
    publish(settled);

    // An adjusted contract may deliver several stocks; each further one is an event of its own.
    for (std::size_t index = 1; index < outcome.deliveries.size(); ++index) {
        VenueSettled further = settled;
        further.executionId = nextExecutionId('S');
        further.quantity = {};
        further.cash = {};
        further.stockSymbol = outcome.deliveries[index].asset;
        further.stock = Quantity(outcome.deliveries[index].shares);
        m_ledger.bookSettlement(further.executionId.text(), symbol, 0, 0, further.stockSymbol,
                                further.stock.count());
        publish(std::move(further));
    }
}

void ExchangeBook::scheduleAssignments()
{
    // On recorded days nobody knows who exercised; the rule is the simulated market's only.
    if (!m_quotes.profile().isSimulated || m_assignmentsAt != Instant::max())
        return;
    const TradingCalendar& calendar = TradingCalendar::us();
    const Date today = newYorkLocal(m_now).date;
    auto session = calendar.session(today);
    if (!session || session->closesAt <= m_now)
        session = calendar.session(calendar.nextTradingDay(today));
    if (session)
        m_assignmentsAt = session->closesAt;
}

// Nobody is told before the next morning: until then the position is what it was, here as with its owner.
void ExchangeBook::decideAssignments()
{
    m_assignmentsAt = Instant::max();
    for (const auto& [symbol, series] : m_openSeries) {
        const OptionContract& contract = *m_quotes.catalogue().at(series.instrument).option;
        const std::int64_t quantity = m_ledger.position(symbol);
        const auto price = settlementPriceOf(m_quotes, contract.underlying, contract.expiry);
        if (isAssignmentDue(series, quantity, price) && m_random.uniform() < earlyExerciseShare)
            m_decided.push_back({symbol, quantity, *price});
    }
    if (!m_openSeries.empty())
        scheduleAssignments();
}

bool ExchangeBook::isAssignmentDue(const OpenSeries& series, std::int64_t quantity,
                                   std::optional<Price> price) const
{
    const OptionContract& contract = *m_quotes.catalogue().at(series.instrument).option;
    const Standing& standing = m_quotes.at(series.instrument);
    const Date today = newYorkLocal(m_now).date;
    const Date tomorrow = TradingCalendar::us().nextTradingDay(today);
    double dividend = 0;
    for (const CashDividend& known : m_market->dividends(contract.underlying, today)) {
        if (known.exDate == tomorrow)
            dividend += known.amount;
    }
    return quantity < 0 && dividend > 0 && price && standing.isTwoSided() && series.settlesAt > m_now
        && isEarlyExerciseDue(contract, *price,
                              Price::ofUnits((standing.bid->price + standing.ask->price).units() / 2),
                              dividend);
}

} // namespace strikedesk
