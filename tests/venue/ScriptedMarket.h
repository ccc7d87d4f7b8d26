// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/OsiSymbol.h"
#include "core/instruments/Roots.h"
#include "core/instruments/TradingCalendar.h"
#include "core/market/MarketSource.h"
#include "core/venue/InProcessVenue.h"

#include <QtGlobal>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace strikedesk {

/// A market that says what a test wrote down, at the times it wrote down.
class ScriptedMarket final : public MarketSource
{
public:
    ScriptedMarket()
    {
        m_profile.name = "scripted";
        m_profile.quoteAgeLimit = std::chrono::minutes {10};
        m_profile.spotAgeLimit = std::chrono::minutes {10};
        m_profile.packageAgeSpread = std::chrono::minutes {3};
    }

    InstrumentId addOption(const std::string& symbol)
    {
        return m_catalogue->addOption(contractFor(*parseSymbol(symbol)));
    }
    InstrumentId addStock(const std::string& ticker) { return m_catalogue->addStock(ticker); }
    InstrumentId addIndex(const std::string& ticker) { return m_catalogue->addIndex(ticker); }

    /// Both sides, in cents.
    ScriptedMarket& quote(Instant at, const std::string& symbol, std::int64_t bidCents, std::int64_t askCents,
                          std::int32_t bidSize = 100, std::int32_t askSize = 100)
    {
        return add({at,
                    QuoteUpdate {idOf(symbol), QuoteSide {Price::ofCents(bidCents), bidSize, at},
                                 QuoteSide {Price::ofCents(askCents), askSize, at}}});
    }
    ScriptedMarket& bid(Instant at, const std::string& symbol, std::int64_t cents, std::int32_t size = 100)
    {
        return add({at, QuoteUpdate {idOf(symbol), QuoteSide {Price::ofCents(cents), size, at}, {}}});
    }
    ScriptedMarket& ask(Instant at, const std::string& symbol, std::int64_t cents, std::int32_t size = 100)
    {
        return add({at, QuoteUpdate {idOf(symbol), {}, QuoteSide {Price::ofCents(cents), size, at}}});
    }
    ScriptedMarket& print(Instant at, const std::string& symbol, std::int64_t cents, std::int64_t quantity)
    {
        return add({at, TradePrint {idOf(symbol), Price::ofCents(cents), quantity}});
    }
    ScriptedMarket& dividend(Date exDate, double amount)
    {
        m_dividends.push_back({exDate, amount});
        return *this;
    }
    ScriptedMarket& split(Date exDate, std::int32_t newShares, std::int32_t oldShares = 1)
    {
        m_splits.push_back({exDate, newShares, oldShares});
        return *this;
    }
    ScriptedMarket& add(MarketEvent event)
    {
        m_events->push_back(std::move(event));
        return *this;
    }
    void startAt(Instant instant) { m_startsAt = instant; }
    SourceProfile& changeProfile() { return m_profile; }

    [[nodiscard]] std::shared_ptr<const Catalogue> catalogue() const override { return m_catalogue; }
    [[nodiscard]] const SourceProfile& profile() const override { return m_profile; }
    [[nodiscard]] Instant startsAt() const override { return m_startsAt; }
    [[nodiscard]] std::optional<Instant> nextAt() const override
    {
        return m_next < m_events->size() ? std::optional((*m_events)[m_next].at) : std::nullopt;
    }
    void read(Instant upTo, std::vector<MarketEvent>& events) override
    {
        while (m_next < m_events->size() && (*m_events)[m_next].at <= upTo)
            events.push_back((*m_events)[m_next++]);
    }
    [[nodiscard]] double rate(Date) const override { return 0; }
    [[nodiscard]] double yield(const std::string&) const override { return 0; }
    [[nodiscard]] std::vector<CashDividend> dividends(const std::string&, Date date) const override
    {
        std::vector<CashDividend> later;
        for (const CashDividend& dividend : m_dividends) {
            if (daysBetween(date, dividend.exDate) > 0)
                later.push_back(dividend);
        }
        return later;
    }
    [[nodiscard]] std::vector<StockSplit> splits(const std::string&, Date date) const override
    {
        std::vector<StockSplit> later;
        for (const StockSplit& split : m_splits) {
            if (daysBetween(date, split.exDate) > 0)
                later.push_back(split);
        }
        return later;
    }

    /// The same market from its beginning, without a copy of its events; nothing may be added any more.
    [[nodiscard]] std::unique_ptr<ScriptedMarket> again() const
    {
        auto market = std::make_unique<ScriptedMarket>(*this);
        market->m_next = 0;
        return market;
    }

    /// Puts the events in order of time; ties keep the order they were written in.
    void finish()
    {
        std::stable_sort(m_events->begin(), m_events->end(),
                         [](const MarketEvent& a, const MarketEvent& b) { return a.at < b.at; });
    }

private:
    [[nodiscard]] InstrumentId idOf(const std::string& symbol) const { return *m_catalogue->find(symbol); }

    std::shared_ptr<Catalogue> m_catalogue = std::make_shared<Catalogue>();
    SourceProfile m_profile;
    Instant m_startsAt;
    std::shared_ptr<std::vector<MarketEvent>> m_events = std::make_shared<std::vector<MarketEvent>>();
    std::vector<CashDividend> m_dividends;
    std::vector<StockSplit> m_splits;
    std::size_t m_next = 0;
};

inline constexpr Date testDay = std::chrono::year {2013} / 6 / 28; // A Friday.

/// New York time on the test's day.
inline Instant at(int hour, int minute, int second = 0, int milliseconds = 0)
{
    return newYorkTime(testDay,
                       std::chrono::hours {hour} + std::chrono::minutes {minute}
                           + std::chrono::seconds {second})
        + std::chrono::milliseconds {milliseconds};
}

/// A desk of the tests: a session with an exchange, and all it has heard.
class ExchangeDesk
{
public:
    explicit ExchangeDesk(std::unique_ptr<ScriptedMarket> market, ExchangeOptions options = {})
        : m_venue(std::make_shared<ExchangeBook>(finished(std::move(market)), std::move(options)))
    {
        static_cast<void>(m_venue.connect(1).value());
    }

    SubmitToVenue order(const std::string& id, std::vector<OrderLeg> legs, std::int64_t quantity,
                        std::optional<std::int64_t> limitCents) const
    {
        SubmitToVenue submit;
        submit.clientOrderId = ClientOrderId(id);
        submit.legs = std::move(legs);
        submit.quantity = Quantity(quantity);
        if (limitCents)
            submit.limit = Price::ofCents(*limitCents);
        else
            submit.kind = VenueOrderKind::Market;
        return submit;
    }
    void buy(const std::string& id, const std::string& symbol, std::int64_t quantity, std::int64_t limitCents)
    {
        send(order(id, {{symbol, Side::Buy, 1, PositionEffect::Open}}, quantity, limitCents));
    }
    void sell(const std::string& id, const std::string& symbol, std::int64_t quantity,
              std::int64_t limitCents)
    {
        send(order(id, {{symbol, Side::Sell, 1, PositionEffect::Open}}, quantity, limitCents));
    }
    void send(const VenueCommand& command)
    {
        if (!m_venue.send(command))
            qFatal("The exchange refused a command of the test.");
    }
    void replace(const std::string& original, const std::string& replacement, std::int64_t quantity,
                 std::int64_t limitCents)
    {
        send(ReplaceAtVenue {ClientOrderId(original), ClientOrderId(replacement), Quantity(quantity),
                             Price::ofCents(limitCents)});
    }
    void cancel(const std::string& id) { send(CancelAtVenue {ClientOrderId(id)}); }

    void advance(Instant instant)
    {
        const std::vector<VenueEvent> heard = m_venue.advanceTo(instant, m_events.size()).value();
        m_events.insert(m_events.end(), heard.begin(), heard.end());
    }

    [[nodiscard]] const std::vector<VenueEvent>& events() const { return m_events; }
    template <typename Body>
    [[nodiscard]] std::vector<Body> all() const
    {
        std::vector<Body> found;
        for (const VenueEvent& event : m_events) {
            if (const auto* body = std::get_if<Body>(&event.body))
                found.push_back(*body);
        }
        return found;
    }
    [[nodiscard]] std::vector<VenueFill> fills() const { return all<VenueFill>(); }
    [[nodiscard]] ExchangeBook& exchange() { return m_venue.exchange(); }
    [[nodiscard]] InProcessVenue& venue() { return m_venue; }
    /// "accepted A; fill A 2 @ 1.2000; …": the story of all events, to be compared as text.
    [[nodiscard]] std::string story() const;

private:
    static std::unique_ptr<ScriptedMarket> finished(std::unique_ptr<ScriptedMarket> market)
    {
        market->finish();
        return market;
    }

    InProcessVenue m_venue;
    std::vector<VenueEvent> m_events;
};

struct StoryTeller
{
    std::string operator()(const VenueAccepted& e) const { return "accepted " + e.clientOrderId.text(); }
    std::string operator()(const VenueRejected& e) const
    {
        return "rejected " + e.clientOrderId.text() + " " + e.code;
    }
    std::string operator()(const VenueReplaced& e) const
    {
        return "replaced " + e.original.text() + " by " + e.replacement.text();
    }
    std::string operator()(const VenueReplaceRejected& e) const
    {
        return "replace rejected " + e.replacement.text() + " " + e.code;
    }
    std::string operator()(const VenueCancelled& e) const
    {
        return "cancelled " + e.clientOrderId.text() + " after " + std::to_string(e.filled.count());
    }
    std::string operator()(const VenueCancelRejected& e) const
    {
        return "cancel rejected " + e.clientOrderId.text() + " " + e.code;
    }
    std::string operator()(const VenueExpired& e) const
    {
        return "expired " + e.clientOrderId.text() + " after " + std::to_string(e.filled.count());
    }
    std::string operator()(const VenueFill& e) const
    {
        return "fill " + e.clientOrderId.text() + " " + std::to_string(e.quantity.count()) + " @ "
            + e.price.text() + (e.isComplete ? " complete" : "");
    }
    std::string operator()(const VenueSettled& e) const
    {
        return "settled " + e.symbol + " " + std::to_string(e.quantity.count()) + " cash " + e.cash.text()
            + " stock " + std::to_string(e.stock.count());
    }
    std::string operator()(const VenueBusted& e) const { return "busted " + e.busted.text(); }
    std::string operator()(const VenueCorrected& e) const
    {
        return "corrected " + e.corrected.text() + " @ " + e.price.text();
    }
    std::string operator()(const VenueAdjusted& e) const
    {
        return "adjusted " + e.symbol + " " + std::to_string(e.quantity.count()) + " to " + e.newSymbol + " "
            + std::to_string(e.newQuantity.count());
    }
    std::string operator()(const VenueRestated& e) const
    {
        return "restated " + e.clientOrderId.text() + (e.limit ? " limit " + e.limit->text() : "")
            + (e.stop ? " stop " + e.stop->text() : "");
    }
};

inline std::string ExchangeDesk::story() const
{
    std::string told;
    for (const VenueEvent& event : m_events)
        told += (told.empty() ? "" : "; ") + std::visit(StoryTeller {}, event.body);
    return told;
}

} // namespace strikedesk
