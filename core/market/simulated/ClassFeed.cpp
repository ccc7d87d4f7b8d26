// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/simulated/ClassFeed.h"

#include <algorithm>
#include <cmath>

namespace strikedesk::simulated {
namespace {

constexpr double slotSeconds = std::chrono::duration<double>(slotLength).count();
constexpr double slotsPerSweep = 10.0 / slotSeconds;      // Every option is looked at once in ten seconds.
constexpr Duration repeatAfter = std::chrono::seconds(5); // An unchanged quote is said again after this.
constexpr double nearPairsPerSlot = 4;
constexpr double silencesPerSlot = slotSeconds / 900;
constexpr int silentSlotsMin = 8;
constexpr int silentSlotsMax = 20;
constexpr std::uint32_t neverBidEvery = 4; // Of the options worth nothing, one in so many has no bid at all.
constexpr int indexPrintEvery = 5;         // Slots: an index is printed once a second.

} // namespace

ClassFeed::ClassFeed(const SimulatedClass& listed, std::size_t instruments, std::uint64_t seed,
                     std::uint64_t stream)
    : m_listed(listed)
    , m_path(listed.traits, listed.startPrice, seed, stream)
    , m_random(seed, stream + 1)
    , m_quoter(listed.traits, seed, stream + 2)
    , m_shown(instruments)
{
}

void ClassFeed::beginDay(const TradingSession& session, Instant now)
{
    const TradingCalendar& calendar = TradingCalendar::us();
    m_session = session;
    m_silentSlots = 0;
    m_live.clear();
    for (const Series& series : m_listed.series) {
        if (series.lastTradesAt <= now)
            continue;
        LiveSeries live {&series, 0, {}};
        for (Date day = session.date; daysOf(day) < daysOf(series.expiry); day = calendar.nextTradingDay(day))
            ++live.tradingDaysAfterToday;
        m_live.push_back(std::move(live));
    }
    m_sweepSeries = 0;
    m_sweepPair = 0;
}

double ClassFeed::fractionOver(Instant now) const
{
    const double whole = secondsBetween(m_session.opensAt, m_session.closesAt);
    return std::clamp(secondsBetween(m_session.opensAt, now) / whole, 0.0, 1.0);
}

const SeriesLaw& ClassFeed::lawOf(LiveSeries& live, Instant now)
{
    if (!live.law)
        live.law.emplace(m_listed, *live.series,
                         SeriesMoment {now, m_path.price(), m_path.volatility(), 1 - fractionOver(now),
                                       live.tradingDaysAfterToday});
    return *live.law;
}

Instant ClassFeed::instantIn(Instant start)
{
    return start + slotLength / instantsPerSlot * m_random.between(0, instantsPerSlot - 1);
}

void ClassFeed::forgetExpired(Instant now)
{
    const auto hasEnded = [now](const LiveSeries& live) { return live.series->lastTradesAt <= now; };
    if (std::erase_if(m_live, hasEnded) > 0) {
        m_sweepSeries = 0;
        m_sweepPair = 0;
    }
}

void ClassFeed::quoteAll(Instant at, std::vector<MarketEvent>& events)
{
    forgetExpired(at);
    addUnderlyingPrint(at, events);
    addUnderlyingQuote(at, events);
    for (LiveSeries& live : m_live) {
        live.law.reset();
        for (std::size_t pair = 0; pair < live.series->pairs.size(); ++pair)
            addPair(live, pair, at, true, events);
    }
}

void ClassFeed::addSlot(Instant start, std::vector<MarketEvent>& events)
{
    m_path.step(slotSeconds, secondsBetween(m_session.opensAt, m_session.closesAt), fractionOver(start));
    forgetExpired(start);
    for (LiveSeries& live : m_live)
        live.law.reset();
    ++m_slot;
    const bool isIndex = m_listed.traits.isIndex;
    if (isIndex ? m_slot % indexPrintEvery == 0
                : m_random.uniform() < m_listed.traits.stockPrintsPerSecond * slotSeconds * m_path.pace())
        addUnderlyingPrint(instantIn(start), events);
    if (!isIndex)
        addUnderlyingQuote(instantIn(start), events);
    if (m_silentSlots > 0) {
        --m_silentSlots;
        return;
    }
    if (m_random.uniform() < silencesPerSlot)
        m_silentSlots = m_random.between(silentSlotsMin, silentSlotsMax);
    addNearTheMoney(start, events);
    addSweep(start, events);
    if (m_random.uniform() < m_listed.traits.optionPrintsPerSecond * slotSeconds * m_path.pace())
        addOptionPrint(instantIn(start), events);
}

void ClassFeed::addClose(std::vector<MarketEvent>& events)
{
    addUnderlyingPrint(m_session.closesAt, events);
}

void ClassFeed::passNight(Date next)
{
    double leaving = 0;
    for (const CashDividend& dividend : m_listed.dividends) {
        const bool isPassed = daysOf(dividend.exDate) > daysOf(m_session.date);
        if (isPassed && daysOf(dividend.exDate) <= daysOf(next))
            leaving += dividend.amount;
    }
    m_path.passNight(leaving);
}

void ClassFeed::addUnderlyingQuote(Instant at, std::vector<MarketEvent>& events)
{
    if (m_listed.traits.isIndex)
        return; // An index has a value, not a market.
    const double half = m_listed.traits.stockHalfSpread * (0.6 + 0.8 * m_random.uniform());
    constexpr TickTable ticks = TickTable::penny();
    const Price bid = ticks.roundDown(Price::nearest(m_path.price() - half));
    const Price ask = std::max(ticks.roundUp(Price::nearest(m_path.price() + half)), ticks.advance(bid, 1));
    const auto size = [this] {
        const double shares = m_listed.traits.stockSize * std::exp(0.6 * m_random.gaussian());
        return std::max(1, static_cast<std::int32_t>(std::lround(shares / 100))) * 100;
    };
    const std::int32_t bidSize = size();
    const std::int32_t askSize = size();
    events.push_back(
        {at, QuoteUpdate {m_listed.underlying, QuoteSide {bid, bidSize, at}, QuoteSide {ask, askSize, at}}});
}

void ClassFeed::addUnderlyingPrint(Instant at, std::vector<MarketEvent>& events)
{
    const Price price = TickTable::penny().roundDown(Price::nearest(m_path.price() + 0.005));
    const std::int64_t quantity = m_listed.traits.isIndex ? 0 : m_random.between(1, 5) * 100;
    events.push_back({at, TradePrint {m_listed.underlying, price, quantity}});
}

// Call and put of one strike are quoted together, so that parity holds between them at every instant.
void ClassFeed::addPair(LiveSeries& live, std::size_t pair, Instant at, bool isForced,
                        std::vector<MarketEvent>& events)
{
    const StrikePair& strikes = live.series->pairs[pair];
    const StrikePrices prices = lawOf(live, at).at(strikes.strike.toDouble());
    const double haste = m_path.pace() * rhythmOfDay(fractionOver(at));
    for (const Right right : {Right::Call, Right::Put}) {
        const InstrumentId instrument = right == Right::Call ? strikes.call : strikes.put;
        QuoteUpdate update = m_quoter.quote(prices, {instrument, right, live.series->ticks, haste, at});
        Shown& shown = m_shown[std::size_t(instrument)];
        // A side that has never been heard of stays absent; one that was cannot be taken back, only be zero.
        if (shown.bid < 0 && update.bid->price.isZero()
            && static_cast<std::uint32_t>(instrument) % neverBidEvery == 0)
            update.bid.reset();
        const std::int64_t bid = update.bid ? update.bid->price.units() : -1;
        const std::int64_t ask = update.ask->price.units();
        if (!isForced && bid == shown.bid && ask == shown.ask && at - shown.at < repeatAfter)
            continue;
        shown = {bid, ask, at};
        events.push_back({at, update});
    }
}

// A series and a strike as orders find them: mostly the front ones, around the money.
std::pair<std::size_t, std::size_t> ClassFeed::nearTheMoney(Instant now)
{
    double front = double(m_live.size());
    front *= m_random.uniform() * m_random.uniform();
    const std::size_t index = std::min(std::size_t(front), m_live.size() - 1);
    LiveSeries& live = m_live[index];
    const auto& pairs = live.series->pairs;
    const double step = (pairs[1].strike - pairs[0].strike).toDouble();
    const double deviation = m_path.price() * lawOf(live, now).deviation() / step;
    const double width = std::clamp(0.8 * deviation, 2.0, 25.0);
    const double centre = (m_path.price() - pairs[0].strike.toDouble()) / step;
    const double place = std::round(centre + width * m_random.gaussian());
    return {index, std::size_t(std::clamp(place, 0.0, double(pairs.size() - 1)))};
}

void ClassFeed::addNearTheMoney(Instant start, std::vector<MarketEvent>& events)
{
    if (m_live.empty())
        return;
    const auto pairs = int(std::lround(nearPairsPerSlot * m_path.pace()));
    for (int count = 0; count < pairs; ++count) {
        const auto [series, pair] = nearTheMoney(start);
        addPair(m_live[series], pair, instantIn(start), false, events);
    }
}

// Goes through all strikes of all expiries in turn, so that nothing grows old while the feed is up.
void ClassFeed::addSweep(Instant start, std::vector<MarketEvent>& events)
{
    std::size_t all = 0;
    for (const LiveSeries& live : m_live)
        all += live.series->pairs.size();
    const auto count = std::size_t(std::ceil(double(all) / slotsPerSweep));
    const Instant at = instantIn(start);
    for (std::size_t pair = 0; pair < count; ++pair) {
        if (m_sweepPair >= m_live[m_sweepSeries].series->pairs.size()) {
            m_sweepPair = 0;
            m_sweepSeries = (m_sweepSeries + 1) % m_live.size();
        }
        addPair(m_live[m_sweepSeries], m_sweepPair++, at, false, events);
    }
}

void ClassFeed::addOptionPrint(Instant at, std::vector<MarketEvent>& events)
{
    if (m_live.empty())
        return;
    const auto [series, pair] = nearTheMoney(at);
    const StrikePair& strikes = m_live[series].series->pairs[pair];
    const InstrumentId instrument = m_random.uniform() < 0.5 ? strikes.call : strikes.put;
    const Shown& shown = m_shown[std::size_t(instrument)];
    if (shown.bid <= 0 || shown.ask < shown.bid)
        return;
    // As recorded days have it (docs/fill-models.md): three in ten at the touch, the others anywhere between
    // mid and there.
    const TickTable& ticks = m_live[series].series->ticks;
    const bool isBuyer = m_random.uniform() < 0.5;
    const double way = std::min(1.0, m_random.uniform() / 0.7);
    const double middle = double(shown.bid + shown.ask) / 2;
    const double exact = middle + (isBuyer ? 1 : -1) * way * (double(shown.ask) - middle);
    const Price near = ticks.roundDown(Price::ofUnits(std::llround(exact)));
    const Price price = std::clamp(isBuyer ? ticks.roundUp(Price::ofUnits(std::llround(exact))) : near,
                                   Price::ofUnits(shown.bid), Price::ofUnits(shown.ask));
    const double contracts = std::exp(1.3 * std::abs(m_random.gaussian()));
    events.push_back({at, TradePrint {instrument, price, std::int64_t(contracts)}});
}

} // namespace strikedesk::simulated
