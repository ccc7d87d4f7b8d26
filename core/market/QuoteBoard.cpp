// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/QuoteBoard.h"

#include "core/market/ParityGroups.h"
#include "core/util/Assert.h"

#include <algorithm>

namespace strikedesk {
namespace {

// A market is wide when its spread exceeds a tenth of the mid and ten ticks.
constexpr std::int64_t wideFractionOfMid = 10;
constexpr std::int64_t wideTicks = 10;

bool isSideStale(const std::optional<QuoteSide>& side, Instant now, Duration limit)
{
    return side && now - side->at > limit;
}

std::shared_ptr<const std::vector<std::size_t>> underlyingRowsOf(const Catalogue& catalogue)
{
    const auto names = catalogue.underlyings();
    std::unordered_map<std::string_view, std::size_t> rowOf;
    for (std::size_t row = 0; row < names.size(); ++row)
        rowOf.emplace(names[row], row);
    auto rows = std::make_shared<std::vector<std::size_t>>();
    for (std::size_t id = 0; id < catalogue.size(); ++id)
        rows->push_back(rowOf.at(catalogue.at(InstrumentId(id)).underlying));
    return rows;
}

} // namespace

QuoteBoard::QuoteBoard(std::shared_ptr<const Catalogue> catalogue, SourceProfile profile)
    : m_catalogue(std::move(catalogue))
    , m_parityGroups(parityGroupsOf(*m_catalogue))
    , m_profile(std::move(profile))
    , m_quotes(m_catalogue->size())
    , m_spreads(m_catalogue->size())
    , m_trades(m_catalogue->size())
    , m_underlyingRows(underlyingRowsOf(*m_catalogue))
    , m_halts(m_catalogue->underlyings().size())
    , m_changesOf(m_catalogue->underlyings().size())
{
}

void QuoteBoard::countChange(InstrumentId instrument)
{
    countChangeOf((*m_underlyingRows)[std::size_t(instrument)]);
}

void QuoteBoard::countChangeOf(std::size_t underlyingRow)
{
    ++m_changes;
    ++m_changesOf[underlyingRow];
}

std::uint64_t QuoteBoard::changesOf(std::size_t underlyingRow) const
{
    STRIKEDESK_ASSERT(underlyingRow < m_changesOf.size(), "the underlying is listed");
    return m_changesOf[underlyingRow];
}

void QuoteBoard::apply(const MarketEvent& event)
{
    if (const auto* update = std::get_if<QuoteUpdate>(&event.body)) {
        STRIKEDESK_ASSERT(std::size_t(update->instrument) < m_quotes.size(),
                          "a quote is of a listed instrument");
        Quote& quote = m_quotes[std::size_t(update->instrument)];
        if (update->bid)
            quote.bid = update->bid;
        if (update->ask)
            quote.ask = update->ask;
        m_spreads[std::size_t(update->instrument)].see(quote, event.at);
        countChange(update->instrument);
    } else if (const auto* print = std::get_if<TradePrint>(&event.body)) {
        STRIKEDESK_ASSERT(std::size_t(print->instrument) < m_trades.size(),
                          "a print is of a listed instrument");
        m_trades[std::size_t(print->instrument)] = {print->price, event.at, true};
        countChange(print->instrument);
    } else if (const auto* trading = std::get_if<TradingStatus>(&event.body)) {
        STRIKEDESK_ASSERT(trading->underlyingRow < m_halts.size(), "a halt is of a listed underlying");
        Halt& halt = m_halts[trading->underlyingRow];
        if (!trading->isHalted && halt.since)
            halt.endedAt = event.at;
        halt.since = trading->isHalted ? std::optional(halt.since.value_or(event.at)) : std::nullopt;
        countChangeOf(trading->underlyingRow);
    } else if (const auto* status = std::get_if<FeedStatus>(&event.body)) {
        m_isFeedConnected = status->isConnected;
        if (!m_isFeedConnected)
            return; // Hearing that nothing more will be heard is not news of the market.
    }
    m_lastEventAt = event.at;
}

void QuoteBoard::forget(std::string_view underlying)
{
    for (std::size_t id = 0; id < m_catalogue->size(); ++id) {
        if (m_catalogue->at(InstrumentId(id)).underlying != underlying)
            continue;
        m_quotes[id] = {};
        m_spreads[id] = {};
        m_trades[id] = {};
        countChange(InstrumentId(id));
    }
}

const Quote& QuoteBoard::quote(InstrumentId id) const
{
    STRIKEDESK_ASSERT(std::size_t(id) < m_quotes.size(), "the instrument is listed");
    return m_quotes[std::size_t(id)];
}

std::optional<Price> QuoteBoard::lastTrade(InstrumentId id) const
{
    STRIKEDESK_ASSERT(std::size_t(id) < m_trades.size(), "the instrument is listed");
    const LastTrade& trade = m_trades[std::size_t(id)];
    if (!trade.isKnown)
        return {};
    return trade.price;
}

QuoteQuality QuoteBoard::quality(InstrumentId id, Instant now) const
{
    const Instrument& instrument = m_catalogue->at(id);
    const bool isOption = instrument.kind == InstrumentKind::Option;
    const Quote& known = quote(id);
    QuoteQuality quality
        = assess(known, instrument, now, isOption ? m_profile.quoteAgeLimit : m_profile.spotAgeLimit);
    const Halt& halt = m_halts[(*m_underlyingRows)[std::size_t(id)]];
    quality.isHalted = halt.since.has_value();
    for (const std::optional<QuoteSide>& side : {known.bid, known.ask})
        quality.isHalted = quality.isHalted || (side && halt.endedAt && side->at < *halt.endedAt);
    return quality;
}

std::optional<Instant> QuoteBoard::haltedSince(std::size_t underlyingRow) const
{
    STRIKEDESK_ASSERT(underlyingRow < m_halts.size(), "the underlying is listed");
    return m_halts[underlyingRow].since;
}

const SpreadStatistics& QuoteBoard::spreads(InstrumentId id) const
{
    STRIKEDESK_ASSERT(std::size_t(id) < m_spreads.size(), "the instrument is listed");
    return m_spreads[std::size_t(id)];
}

MarketQuality QuoteBoard::marketQuality(InstrumentId id, Instant now) const
{
    return strikedesk::marketQuality(quote(id), quality(id, now), spreads(id), m_catalogue->at(id).ticks,
                                     now);
}

std::optional<double> QuoteBoard::ageSeconds(InstrumentId id, Instant now) const
{
    const Quote& known = quote(id);
    std::optional<double> age;
    for (const std::optional<QuoteSide>& side : {known.bid, known.ask}) {
        if (side)
            age = std::max(age.value_or(0), secondsBetween(side->at, now));
    }
    return age;
}

Spot QuoteBoard::spot(const std::string& underlying, Instant now, double rate) const
{
    const std::optional<InstrumentId> id = m_catalogue->find(underlying);
    Spot lastPrint;
    if (id) {
        const Quote& known = quote(*id);
        if (quality(*id, now).isTradable())
            return {(known.bid->price.toDouble() + known.ask->price.toDouble()) / 2, SpotSource::Quote,
                    std::min(known.bid->at, known.ask->at)};
        const LastTrade& trade = m_trades[std::size_t(*id)];
        if (trade.isKnown)
            lastPrint = {trade.price.toDouble(), SpotSource::Trade, trade.at};
        if (trade.isKnown && now - trade.at <= m_profile.spotAgeLimit)
            return lastPrint;
    }
    // A print that is too old still says more than nothing, but less than what the options say now.
    const Spot derived = derivedSpot(underlying, now, rate);
    return derived.isKnown() ? derived : lastPrint;
}

QuoteQuality assess(const Quote& quote, const Instrument& instrument, Instant now, Duration ageLimit)
{
    QuoteQuality quality;
    quality.isAbsent = !quote.bid && !quote.ask;
    quality.isOneSided = quote.bid.has_value() != quote.ask.has_value();
    quality.isStale = isSideStale(quote.bid, now, ageLimit) || isSideStale(quote.ask, now, ageLimit);
    if (!quote.bid || !quote.ask)
        return quality;
    const std::int64_t spread = (quote.ask->price - quote.bid->price).units();
    const Price mid = *quote.mid();
    quality.isCrossed = spread < 0;
    quality.isLocked = spread == 0;
    quality.isWide = spread > mid.units() / wideFractionOfMid
        && spread > instrument.ticks.tickAt(mid).units() * wideTicks;
    return quality;
}

} // namespace strikedesk
