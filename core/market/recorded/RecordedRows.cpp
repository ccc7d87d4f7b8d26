// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/recorded/RecordedRows.h"

#include "core/instruments/Roots.h"
#include "core/instruments/TradingCalendar.h"
#include "core/market/recorded/ZipArchive.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <tuple>

namespace strikedesk::recorded {
namespace {

constexpr std::size_t rowsMax = 20'000'000;
constexpr std::int64_t minuteMs = 60'000;
constexpr std::int64_t hourMs = 60 * minuteMs;

// A day has one offset from UTC while markets trade: clocks change on Sundays.
Instant midnightOf(Date date, bool isChicago)
{
    using std::chrono::hours;
    return (isChicago ? chicagoTime(date, hours(12)) : newYorkTime(date, hours(12))) - hours(12);
}

auto contractOrder(const OptionContract& contract)
{
    return std::make_tuple(std::string_view(contract.root), daysOf(contract.expiry), contract.strike,
                           contract.right == Right::Put);
}

} // namespace

struct RowCollector::Bars
{
    std::int64_t lengthMs = minuteMs;
    bool isDated = false;
    Instant midnight;            ///< Of the day.
    std::int64_t dayStartMs = 0; ///< Of the day, where rows are dated.
};

RowCollector::RowCollector(const LeanFolder& folder)
    : m_folder(folder)
{
}

Result<void> RowCollector::addDay(Date date)
{
    const Bars minutes {minuteMs, false, midnightOf(date, false), 0};
    const std::int64_t dayStartMs = daysOf(date).time_since_epoch().count() * 24 * hourMs;
    const Bars hours {hourMs, true, minutes.midnight, dayStartMs};

    const auto quotes = m_folder.optionMinutes(date, RowKind::Quote);
    const auto trades = m_folder.optionMinutes(date, RowKind::Trade);
    if (!quotes && !trades)
        return fail("data.missing",
                    fmt::format("No options of '{}' are recorded on {}: expected '{}'.", m_folder.ticker(),
                                toIsoText(date), m_folder.expectedOptionMinutes(date, RowKind::Quote)));
    if (quotes) {
        if (auto added = addOptionArchive(*quotes, date, RowKind::Quote, minutes); !added)
            return added;
    } else if (const auto hourly = m_folder.optionHours(date, RowKind::Quote)) {
        // Some classes are recorded with trades by the minute and quotes by the hour.
        if (auto added = addOptionArchive(*hourly, date, RowKind::Quote, hours); !added)
            return added;
    }
    if (trades) {
        if (auto added = addOptionArchive(*trades, date, RowKind::Trade, minutes); !added)
            return added;
    }
    for (const RowKind kind : {RowKind::Quote, RowKind::Trade}) {
        const auto path = m_folder.underlyingMinutes(date, kind);
        if (!path)
            continue;
        if (auto added = addUnderlyingArchive(*path, date, kind); !added)
            return added;
    }
    return {};
}

Result<void> RowCollector::addOptionArchive(const std::string& path, Date date, RowKind kind,
                                            const Bars& bars)
{
    const Result<ZipArchive> archive = ZipArchive::open(path);
    if (!archive)
        return fail(archive.error());
    std::string text;
    for (const ZipArchive::Member& member : archive->members()) {
        const Result<OptionMemberName> name = parseOptionMemberName(member.name);
        if (!name)
            return fail("data.broken", fmt::format("'{}': {}", path, name.error().message));
        const bool isOfDay = bars.isDated ? !name->date : name->date == date;
        if (!isOfDay || name->ticker != m_folder.ticker() || name->kind != nameOf(kind))
            return fail("data.broken",
                        fmt::format("Member '{}' does not belong into '{}'.", member.name, path));
        if (auto read = archive->read(member, text); !read)
            return read;
        const RowFormat format {bars.isDated ? RowClock::DateAndTime : RowClock::SinceMidnight,
                                PriceUnit::TenThousandths, path, member.name};
        if (auto added = addMember(text, format, kind, rowOf(*name), bars); !added)
            return added;
    }
    return {};
}

Result<void> RowCollector::addUnderlyingArchive(const std::string& path, Date date, RowKind kind)
{
    const Result<ZipArchive> archive = ZipArchive::open(path);
    if (!archive)
        return fail(archive.error());
    if (archive->members().size() != 1)
        return fail("data.broken",
                    fmt::format("Expected one member in '{}', found {}.", path, archive->members().size()));
    const ZipArchive::Member& member = archive->members().front();
    std::string text;
    if (auto read = archive->read(member, text); !read)
        return read;
    // Index files are in plain decimals and on Chicago's clock, equity files like options.
    const Bars bars {minuteMs, false, midnightOf(date, m_folder.isIndex()), 0};
    const RowFormat format {RowClock::SinceMidnight,
                            m_folder.isIndex() ? PriceUnit::Plain : PriceUnit::TenThousandths, path,
                            member.name};
    return addMember(text, format, kind, 0, bars);
}

Result<void> RowCollector::addMember(std::string_view text, const RowFormat& format, RowKind kind,
                                     std::uint32_t row, const Bars& bars)
{
    m_quotes.clear();
    m_trades.clear();
    const auto parsed = kind == RowKind::Quote ? parseQuoteRows(text, format, m_quotes)
                                               : parseTradeRows(text, format, m_trades);
    if (!parsed)
        return parsed;
    if (bars.isDated) {
        const auto isOtherDay = [&bars](const auto& read) {
            return read.startMs < bars.dayStartMs || read.startMs >= bars.dayStartMs + 24 * hourMs;
        };
        std::erase_if(m_quotes, isOtherDay);
        std::erase_if(m_trades, isOtherDay);
    }
    m_rowsRead += m_quotes.size() + m_trades.size();
    if (m_rowsRead > rowsMax)
        return fail("data.too_large",
                    fmt::format("More than {} rows were asked for; choose fewer days.", rowsMax));
    addQuotes(row, bars);
    addTrades(row, bars);
    if (row != 0)
        countGaps();
    return {};
}

void RowCollector::addQuotes(std::uint32_t row, const Bars& bars)
{
    for (const QuoteRow& quote : m_quotes) {
        if (!quote.bid.isPresent && !quote.ask.isPresent) {
            ++m_rowsWithout; // The bar says that nothing was said.
            continue;
        }
        RecordedEvent event;
        event.at = bars.midnight + std::chrono::milliseconds(quote.startMs - bars.dayStartMs + bars.lengthMs);
        event.instrument = row;
        event.kind = RecordedEvent::Kind::Quote;
        event.bid = quote.bid;
        event.ask = quote.ask;
        m_events.push_back(event);
        if (row != 0)
            m_quoteBarMs = std::max(m_quoteBarMs, bars.lengthMs);
    }
}

void RowCollector::addTrades(std::uint32_t row, const Bars& bars)
{
    for (const TradeRow& trade : m_trades) {
        RecordedEvent event;
        event.at = bars.midnight + std::chrono::milliseconds(trade.startMs - bars.dayStartMs + bars.lengthMs);
        event.instrument = row;
        event.kind = RecordedEvent::Kind::Trade;
        event.tradePrice = trade.close;
        event.tradeVolume = trade.volume;
        m_events.push_back(event);
    }
}

// How long a side stays without an update, over all sides of all options.
void RowCollector::countGaps()
{
    std::int64_t lastBidMs = -1;
    std::int64_t lastAskMs = -1;
    const auto count = [this](std::int64_t& lastMs, std::int64_t nowMs) {
        if (lastMs >= 0) {
            const auto minutes = static_cast<std::size_t>((nowMs - lastMs) / minuteMs);
            if (m_gapsByMinutes.size() <= minutes)
                m_gapsByMinutes.resize(minutes + 1);
            ++m_gapsByMinutes[minutes];
        }
        lastMs = nowMs;
    };
    for (const QuoteRow& quote : m_quotes) {
        if (quote.bid.isPresent)
            count(lastBidMs, quote.startMs);
        if (quote.ask.isPresent)
            count(lastAskMs, quote.startMs);
    }
}

// A file has a row only where something changed, so how long a side may be silent and still be believed
// depends on how often the class changes: 19 of 20 silences, plus the length of a bar. Recorded: 1 minute for
// SPXW, 4 for GOOG, 8 for NWSA. Never under three minutes, never over fifteen bars.
Duration RowCollector::quoteAgeLimit() const
{
    const std::int64_t barMs = std::max(m_quoteBarMs, minuteMs);
    const std::size_t all = std::accumulate(m_gapsByMinutes.begin(), m_gapsByMinutes.end(), std::size_t {0});
    std::size_t sum = 0;
    std::int64_t minutes = 0;
    for (std::size_t index = 0; index < m_gapsByMinutes.size() && sum * 20 < all * 19; ++index) {
        sum += m_gapsByMinutes[index];
        minutes = static_cast<std::int64_t>(index);
    }
    const std::int64_t limitMs = std::clamp(minutes * minuteMs + barMs, 3 * minuteMs, 15 * barMs);
    return std::chrono::milliseconds(limitMs);
}

std::uint32_t RowCollector::rowOf(const OptionMemberName& name)
{
    OptionContract contract = contractFor({m_folder.root(), name.expiry, name.right, name.strike});
    contract.style = name.style;
    contract.underlying = m_folder.underlying();
    const auto [entry, isNew]
        = m_rowBySymbol.try_emplace(contract.symbol(), static_cast<std::uint32_t>(m_contracts.size() + 1));
    if (isNew)
        m_contracts.push_back(std::move(contract));
    return entry->second;
}

RecordedRows RowCollector::finish()
{
    // A contract that a file names but never speaks of on these days is not listed.
    std::vector<bool> hasRows(m_contracts.size() + 1);
    for (const RecordedEvent& event : m_events)
        hasRows[event.instrument] = true;
    std::vector<std::uint32_t> order(m_contracts.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, {}, [this](std::uint32_t index) { return contractOrder(m_contracts[index]); });

    auto catalogue = std::make_shared<Catalogue>();
    std::vector<std::uint32_t> idOfRow(m_contracts.size() + 1);
    const InstrumentId underlying = m_folder.isIndex() ? catalogue->addIndex(m_folder.underlying())
                                                       : catalogue->addStock(m_folder.underlying());
    idOfRow[0] = static_cast<std::uint32_t>(underlying);
    for (const std::uint32_t index : order) {
        if (hasRows[index + 1])
            idOfRow[index + 1] = static_cast<std::uint32_t>(catalogue->addOption(m_contracts[index]));
    }
    for (RecordedEvent& event : m_events)
        event.instrument = idOfRow[event.instrument];
    std::ranges::stable_sort(m_events, {}, [](const RecordedEvent& event) {
        return std::make_tuple(event.at, event.instrument, event.kind);
    });
    return {std::move(catalogue), std::move(m_events), m_rowsRead, m_rowsWithout, quoteAgeLimit()};
}

} // namespace strikedesk::recorded
