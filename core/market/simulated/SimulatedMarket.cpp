// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/simulated/SimulatedMarket.h"

#include "core/market/simulated/ClassFeed.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace strikedesk {
namespace {

// Every underlying has a range of random streams of its own.
constexpr std::uint64_t simulatedFirstStream = 16;
constexpr std::uint64_t simulatedStreamsPerClass = 8;
constexpr std::uint64_t haltStream = 8;

// A halt begins neither at the opening nor just before the close.
constexpr Duration haltMargin = std::chrono::minutes(90);
constexpr Duration haltLength = std::chrono::minutes(5);

InstrumentId simulatedInstrumentOf(const MarketEvent& event)
{
    if (const auto* update = std::get_if<QuoteUpdate>(&event.body))
        return update->instrument;
    if (const auto* print = std::get_if<TradePrint>(&event.body))
        return print->instrument;
    return InstrumentId {};
}

} // namespace

struct SimulatedMarket::World
{
    struct Halt
    {
        std::size_t underlyingRow = 0;
        Instant from;
        bool isOn = false;
        bool isOver = false;
    };

    simulated::SimulatedUniverse universe;
    std::vector<simulated::ClassFeed> feeds;
    std::vector<Halt> halts; ///< Of the day, by feed.
    Random haltRandom;
    Instant lastSettlement;

    World(Date start, std::uint64_t seed)
        : universe(simulated::buildUniverse(start, seed))
        , haltRandom(seed, haltStream)
    {
        std::uint64_t stream = simulatedFirstStream;
        for (const simulated::SimulatedClass& listed : universe.classes) {
            feeds.emplace_back(listed, universe.catalogue->size(), seed, stream);
            stream += simulatedStreamsPerClass;
            lastSettlement = std::max(lastSettlement, listed.series.back().settlesAt);
        }
    }

    [[nodiscard]] const simulated::SimulatedClass* find(const std::string& ticker) const
    {
        const auto isOf = [&ticker](const auto& listed) { return listed.traits.ticker == ticker; };
        const auto found = std::ranges::find_if(universe.classes, isOf);
        return found == universe.classes.end() ? nullptr : &*found;
    }
};

Result<std::unique_ptr<SimulatedMarket>> SimulatedMarket::open(const MarketChoice& choice)
{
    if (!choice.date.ok())
        return fail("input.date", "The simulated market needs a date to start on, such as 2026-01-05.");
    const int year = int(choice.date.year());
    if (year < 1998 || year > 2090)
        return fail("input.date",
                    fmt::format("Expected a start between 1998 and 2090, found {}.", toIsoText(choice.date)));
    const TradingCalendar& calendar = TradingCalendar::us();
    const Date start
        = calendar.isTradingDay(choice.date) ? choice.date : calendar.nextTradingDay(choice.date);
    return std::unique_ptr<SimulatedMarket>(new SimulatedMarket(start, choice.seed, choice.hasHalts));
}

SimulatedMarket::SimulatedMarket(Date start, std::uint64_t seed, bool hasHalts)
    : m_world(std::make_unique<World>(start, seed))
    , m_session(TradingCalendar::us().session(start).value())
    , m_startsAt(newYorkTime(start, std::chrono::hours(10) + std::chrono::minutes(30)))
    , m_slotAt(m_startsAt)
    , m_hasHalts(hasHalts)
{
    m_profile.name = fmt::format("simulated, seed {}{}", seed, hasHalts ? ", halts" : "");
    m_profile.isSimulated = true;
    // Every option speaks at least every nineteen seconds: five until it may repeat itself, ten until it is
    // looked at again, four of a gap.
    m_profile.quoteAgeLimit = std::chrono::seconds(20);
    m_profile.spotAgeLimit = std::chrono::seconds(5);
    m_profile.packageAgeSpread = std::chrono::seconds(20);
    planHalts();
    makeMore();
}

SimulatedMarket::~SimulatedMarket() = default;

std::shared_ptr<const Catalogue> SimulatedMarket::catalogue() const
{
    return m_world->universe.catalogue;
}

std::optional<Instant> SimulatedMarket::nextAt() const
{
    if (m_next == m_made.size())
        return {};
    return m_made[m_next].at;
}

void SimulatedMarket::read(Instant upTo, std::vector<MarketEvent>& events)
{
    while (m_next < m_made.size() && m_made[m_next].at <= upTo) {
        events.push_back(m_made[m_next++]);
        if (m_next == m_made.size())
            makeMore();
    }
}

bool SimulatedMarket::hasEnded() const
{
    return m_slotAt >= m_session.closesAt && m_session.closesAt >= m_world->lastSettlement;
}

// Fills the buffer with the next slot that says anything; leaves it empty at the end of the run.
void SimulatedMarket::makeMore()
{
    m_made.clear();
    m_next = 0;
    while (m_made.empty() && !hasEnded()) {
        if (m_slotAt >= m_session.closesAt)
            beginNextDay();
        for (std::size_t i = 0; i < m_world->feeds.size(); ++i)
            addClassSlot(i);
        // The first slot of a day is the burst alone, one instant long.
        m_slotAt += m_isDayNew ? simulated::slotLength / simulated::instantsPerSlot : simulated::slotLength;
        m_isDayNew = false;
        if (m_slotAt >= m_session.closesAt) {
            for (simulated::ClassFeed& feed : m_world->feeds)
                feed.addClose(m_made);
        }
    }
    std::ranges::stable_sort(m_made, {}, [](const MarketEvent& event) {
        return std::make_tuple(event.at, simulatedInstrumentOf(event));
    });
}

void SimulatedMarket::addClassSlot(std::size_t index)
{
    simulated::ClassFeed& feed = m_world->feeds[index];
    if (m_isDayNew) {
        feed.beginDay(m_session, m_slotAt);
        feed.quoteAll(m_slotAt, m_made);
        return;
    }
    if (!m_hasHalts) {
        feed.addSlot(m_slotAt, m_made);
        return;
    }
    World::Halt& halt = m_world->halts[index];
    if (!halt.isOn && !halt.isOver && m_slotAt >= halt.from) {
        halt.isOn = true;
        m_made.push_back({m_slotAt, TradingStatus {halt.underlyingRow, true}});
    }
    if (halt.isOn && m_slotAt >= halt.from + haltLength) {
        halt.isOn = false;
        halt.isOver = true;
        m_made.push_back({m_slotAt, TradingStatus {halt.underlyingRow, false}});
        feed.quoteAll(m_slotAt, m_made);
        return;
    }
    std::vector<MarketEvent> unheard; // the price moves on all the same
    feed.addSlot(m_slotAt, halt.isOn ? unheard : m_made);
}

// One halt a day for each underlying, at an instant of its own.
void SimulatedMarket::planHalts()
{
    m_world->halts.clear();
    const auto names = m_world->universe.catalogue->underlyings();
    for (const simulated::SimulatedClass& listed : m_world->universe.classes) {
        const Duration span = m_session.closesAt - m_session.opensAt - 2 * haltMargin;
        const auto row = std::size_t(std::ranges::find(names, listed.traits.ticker) - names.begin());
        const auto after = Duration(std::int64_t(double(span.count()) * m_world->haltRandom.uniform()));
        m_world->halts.push_back({row, m_session.opensAt + haltMargin + after});
    }
}

void SimulatedMarket::beginNextDay()
{
    const TradingCalendar& calendar = TradingCalendar::us();
    const Date next = calendar.nextTradingDay(m_session.date);
    for (simulated::ClassFeed& feed : m_world->feeds)
        feed.passNight(next);
    m_session = calendar.session(next).value();
    m_slotAt = m_session.opensAt;
    m_isDayNew = true;
    planHalts();
}

double SimulatedMarket::rate(Date /*date*/) const
{
    return simulated::simulatedRate;
}

double SimulatedMarket::yield(const std::string& underlying) const
{
    const simulated::SimulatedClass* listed = m_world->find(underlying);
    return listed ? listed->traits.yield : 0;
}

std::vector<CashDividend> SimulatedMarket::dividends(const std::string& underlying, Date date) const
{
    const simulated::SimulatedClass* listed = m_world->find(underlying);
    if (!listed)
        return {};
    std::vector<CashDividend> due = listed->dividends;
    std::erase_if(due, [date](const CashDividend& one) { return daysOf(one.exDate) <= daysOf(date); });
    return due;
}

std::vector<StockSplit> SimulatedMarket::splits(const std::string& /*underlying*/, Date /*date*/) const
{
    return {};
}

} // namespace strikedesk
