// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/recorded/RecordedMarket.h"

#include "core/instruments/TradingCalendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace strikedesk {
namespace {

constexpr int recordedDaysMax = 400;

// The trading days of the choice, in order.
Result<std::vector<Date>> recordedDays(const MarketChoice& choice)
{
    const TradingCalendar& calendar = TradingCalendar::us();
    const Date until = choice.until.value_or(choice.date);
    if (!choice.date.ok() || !until.ok())
        return fail("input.date", "A recorded market needs a date such as 2013-06-28.");
    if (daysBetween(choice.date, until) < 0 || daysBetween(choice.date, until) > recordedDaysMax)
        return fail("input.date",
                    fmt::format("Expected an end from {} up to {} days later, found {}.",
                                toIsoText(choice.date), recordedDaysMax, toIsoText(until)));
    std::vector<Date> days;
    for (auto day = daysOf(choice.date); day <= daysOf(until); day += std::chrono::days(1)) {
        if (calendar.isTradingDay(Date {day}))
            days.emplace_back(day);
    }
    if (days.empty())
        return fail(
            "input.date",
            fmt::format("There is no trading day from {} to {}.", toIsoText(choice.date), toIsoText(until)));
    return days;
}

QuoteUpdate quoteUpdateOf(const recorded::RecordedEvent& event)
{
    QuoteUpdate update {InstrumentId {event.instrument}, {}, {}};
    if (event.bid.isPresent)
        update.bid = QuoteSide {Price::ofUnits(event.bid.price), event.bid.size, event.at};
    if (event.ask.isPresent)
        update.ask = QuoteSide {Price::ofUnits(event.ask.price), event.ask.size, event.at};
    return update;
}

SourceProfile recordedProfile(const MarketChoice& choice, const recorded::LeanFolder& folder,
                              const recorded::RecordedRows& rows)
{
    SourceProfile profile;
    profile.name = fmt::format("recorded: {} {}", folder.ticker(), toIsoText(choice.date));
    if (choice.until && *choice.until != choice.date)
        profile.name += fmt::format(" to {}", toIsoText(*choice.until));
    profile.quoteAgeLimit = rows.quoteAgeLimit;
    // Underlyings have a bar in nearly every minute of the session.
    profile.spotAgeLimit = std::chrono::minutes(5);
    profile.packageAgeSpread = rows.quoteAgeLimit;
    return profile;
}

} // namespace

RecordedMarket::RecordedMarket(recorded::RecordedRows rows, recorded::RateTable rates,
                               std::optional<recorded::FactorTable> factors, SourceProfile profile,
                               Instant startsAt)
    : m_rows(std::move(rows))
    , m_rates(std::move(rates))
    , m_factors(std::move(factors))
    , m_underlying(m_rows.catalogue->at(InstrumentId {0}).symbol)
    , m_profile(std::move(profile))
    , m_startsAt(startsAt)
{
}

Result<std::unique_ptr<RecordedMarket>> RecordedMarket::open(const MarketChoice& choice)
{
    const Result<std::vector<Date>> days = recordedDays(choice);
    if (!days)
        return fail(days.error());
    const Result<recorded::LeanFolder> folder
        = recorded::LeanFolder::find(choice.directory, choice.underlying);
    if (!folder)
        return fail(folder.error());
    Result<recorded::RateTable> rates = recorded::RateTable::read(folder->interestRates());
    if (!rates)
        return fail(rates.error());
    if (daysOf(days->front()) < daysOf(rates->firstDate()))
        return fail("data.missing",
                    fmt::format("'{}' begins on {}, after {}.", folder->interestRates(),
                                toIsoText(rates->firstDate()), toIsoText(days->front())));
    std::optional<recorded::FactorTable> factors;
    if (!folder->isIndex()) {
        Result<recorded::FactorTable> table = recorded::FactorTable::read(folder->factors());
        if (!table)
            return fail(table.error());
        factors = *std::move(table);
    }
    recorded::RowCollector collector(*folder);
    for (const Date day : *days) {
        if (auto added = collector.addDay(day); !added)
            return fail(added.error());
    }
    recorded::RecordedRows rows = collector.finish();
    Instant startsAt = TradingCalendar::us().session(days->front()).value().opensAt;
    if (!rows.events.empty())
        startsAt = std::min(startsAt, rows.events.front().at);
    SourceProfile profile = recordedProfile(choice, *folder, rows);
    return std::unique_ptr<RecordedMarket>(new RecordedMarket(
        std::move(rows), *std::move(rates), std::move(factors), std::move(profile), startsAt));
}

std::optional<Instant> RecordedMarket::nextAt() const
{
    if (m_next == m_rows.events.size())
        return {};
    return m_rows.events[m_next].at;
}

void RecordedMarket::read(Instant upTo, std::vector<MarketEvent>& events)
{
    using Kind = recorded::RecordedEvent::Kind;
    for (; m_next < m_rows.events.size() && m_rows.events[m_next].at <= upTo; ++m_next) {
        const recorded::RecordedEvent& event = m_rows.events[m_next];
        if (event.kind == Kind::Quote)
            events.push_back({event.at, quoteUpdateOf(event)});
        else
            events.push_back({event.at,
                              TradePrint {InstrumentId {event.instrument}, Price::ofUnits(event.tradePrice),
                                          event.tradeVolume}});
    }
}

double RecordedMarket::yield(const std::string& /*underlying*/) const
{
    return 0;
}

std::vector<CashDividend> RecordedMarket::dividends(const std::string& underlying, Date date) const
{
    if (!m_factors || underlying != m_underlying)
        return {};
    return m_factors->dividendsAfter(date);
}

std::vector<StockSplit> RecordedMarket::splits(const std::string& underlying, Date date) const
{
    if (!m_factors || underlying != m_underlying)
        return {};
    return m_factors->splitsAfter(date);
}

} // namespace strikedesk
