// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/exchange/ExchangeBook.h"

#include "core/instruments/TradingCalendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace strikedesk {
namespace {

// Commands that wait for their latency to pass. One account cannot sensibly have more on the way.
constexpr std::size_t pendingMax = 10'000;
// Separates the exchange's random numbers from those of the market with the same seed.
constexpr std::uint64_t exchangeStream = 0x45584348;

} // namespace

std::string_view nameOf(ExchangeOrder::State state)
{
    switch (state) {
    case ExchangeOrder::State::Working: return "working";
    case ExchangeOrder::State::Filled: return "filled";
    case ExchangeOrder::State::Cancelled: return "cancelled";
    case ExchangeOrder::State::Expired: return "expired";
    case ExchangeOrder::State::Rejected: return "rejected";
    }
    STRIKEDESK_ASSERT(false, "an order on the exchange is in one of its states");
    return {};
}

ExchangeBook::ExchangeBook(std::unique_ptr<MarketSource> market, ExchangeOptions options)
    : m_options(std::move(options))
    , m_market(std::move(market))
    , m_quotes(m_market->catalogue(), m_market->profile())
    , m_ledger(m_options.cash.units())
    , m_random(m_options.seed, exchangeStream)
    , m_now(m_market->startsAt())
{
}

ExchangeBook::~ExchangeBook() = default;

Result<VenueListing> ExchangeBook::connect(std::uint64_t epoch)
{
    if (epoch <= m_epoch)
        return fail("venue.fenced",
                    fmt::format("A session with epoch {} was here, epoch {} is not newer.", m_epoch, epoch));
    if (m_observer.input)
        m_observer.input(Input {epoch});
    m_epoch = epoch;
    if (m_firstEpoch == 0)
        m_firstEpoch = epoch;
    // What the session before had sent must not surface later, after somebody has compared the books.
    while (!m_pending.empty()) {
        const PendingCommand pending = std::move(m_pending.front());
        m_pending.pop_front();
        takeEffect(pending);
    }
    return listing();
}

Result<void> ExchangeBook::checkSession(std::uint64_t epoch) const
{
    const bool isOlderWelcome = !m_options.profile.endsOlderSession && epoch != 0 && epoch <= m_epoch;
    if (m_epoch == 0 || (epoch != m_epoch && !isOlderWelcome))
        return fail("venue.fenced",
                    fmt::format("The session with epoch {} has ended; the venue's is {}.", epoch, m_epoch));
    return {};
}

Result<void> ExchangeBook::take(std::uint64_t epoch, VenueCommand command)
{
    if (auto session = checkSession(epoch); !session)
        return session;
    if (m_pending.size() >= pendingMax)
        return fail("venue.busy",
                    fmt::format("The venue holds {} commands that have not taken effect.", pendingMax));
    if (m_observer.input)
        m_observer.input(Input {command});
    m_pending.push_back({std::move(command), m_now + m_options.latency});
    return {};
}

Result<std::vector<VenueEvent>> ExchangeBook::advanceTo(std::uint64_t epoch, Instant instant,
                                                        std::uint64_t afterSequence, std::size_t most)
{
    if (auto session = checkSession(epoch); !session)
        return fail(session.error());
    if (afterSequence > m_events.size())
        return fail("venue.bad_sequence",
                    fmt::format("The venue has {} events, none after {} can be asked for.", m_events.size(),
                                afterSequence));
    if (instant > m_now)
        runTo(instant);
    const auto first = m_events.begin() + std::ptrdiff_t(afterSequence);
    const auto last = std::find_if(first, m_events.end(),
                                   [instant](const VenueEvent& event) { return event.at > instant; });
    const auto count = std::min<std::size_t>(most, std::size_t(last - first));
    return std::vector<VenueEvent>(first, first + std::ptrdiff_t(count));
}

void ExchangeBook::restoreTo(Instant instant)
{
    if (instant > m_now)
        runTo(instant);
}

void ExchangeBook::runTo(Instant instant)
{
    for (;;) {
        const Instant market = m_market->nextAt().value_or(Instant::max());
        const Instant command = m_pending.empty() ? Instant::max() : m_pending.front().effectiveAt;
        const Instant timer = nextTimer();
        const Instant next = std::min({market, command, timer});
        if (next > instant)
            break;
        m_now = std::max(m_now, next);
        // At one instant the market comes first: an order that takes effect now must not see what was said
        // now.
        if (market <= m_now)
            hearMarket();
        else if (timer <= m_now)
            runTimers();
        else {
            const PendingCommand pending = std::move(m_pending.front());
            m_pending.pop_front();
            takeEffect(pending);
        }
    }
    m_now = instant;
}

void ExchangeBook::hearMarket()
{
    m_batch.clear();
    m_quotes.beginBatch();
    m_market->read(m_now, m_batch);
    for (const MarketEvent& event : m_batch)
        m_quotes.hear(event);
    if (!m_quotes.prints().empty())
        m_inside.learn(m_quotes, newYorkLocal(m_now).date);
    if (!m_working.empty())
        examineOrders();
    if (!m_openSeries.empty())
        settleDue();
}

Instant ExchangeBook::nextTimer() const
{
    Instant next = std::min(m_assignmentsAt, m_nightAt);
    for (const ExchangeOrder* order : m_working)
        next = std::min(next, order->endsAt);
    for (const auto& [symbol, series] : m_openSeries) {
        // A settlement that is due but lacks a price waits for the market, or for its latest instant.
        const Instant due = series.settlesAt > m_now ? series.settlesAt : series.latestAt;
        if (due > m_now)
            next = std::min(next, due);
    }
    return next;
}

void ExchangeBook::runTimers()
{
    std::vector<ExchangeOrder*> ended;
    std::copy_if(m_working.begin(), m_working.end(), std::back_inserter(ended),
                 [this](const ExchangeOrder* order) { return order->endsAt <= m_now; });
    for (ExchangeOrder* order : ended) {
        if (order->timeInForce == TimeInForce::ImmediateOrCancel)
            end(*order, ExchangeOrder::State::Cancelled, "Nothing to trade with at once.");
        else
            end(*order, ExchangeOrder::State::Expired, {});
    }
    if (m_assignmentsAt <= m_now)
        decideAssignments();
    if (m_nightAt <= m_now)
        tellNight();
    settleDue();
}

void ExchangeBook::publish(VenueEventBody body)
{
    m_events.push_back({m_events.size() + 1, m_now, std::move(body)});
    if (m_observer.event)
        m_observer.event(m_events.back());
}

namespace {

VenueOrderRow rowFrom(const ExchangeOrder& order)
{
    return {order.clientOrderId,      order.venueOrderId,     std::string(nameOf(order.state)),
            Quantity(order.quantity), Quantity(order.filled), order.limit};
}

} // namespace

std::optional<VenueOrderRow> ExchangeBook::find(const ClientOrderId& id) const
{
    const auto row = m_byClient.find(id);
    return row == m_byClient.end() ? std::nullopt : std::optional(rowFrom(*row->second));
}

VenueListing ExchangeBook::listing() const
{
    VenueListing listing;
    listing.at = m_now;
    listing.lastSequence = m_events.size();
    listing.cash = Money::ofUnits(m_ledger.cash());
    listing.fees = Money::ofUnits(m_ledger.fees());
    for (const ExchangeOrder& order : m_orders)
        listing.orders.push_back(rowFrom(order));
    for (const std::string& execution : m_ledger.executions())
        listing.executions.emplace_back(execution);
    for (const auto& [symbol, units] : m_ledger.positions())
        listing.positions.push_back({symbol, Quantity(units)});
    return listing;
}

} // namespace strikedesk
