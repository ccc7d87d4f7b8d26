// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/TradingCalendar.h"
#include "core/market/QuoteBoard.h"
#include "core/market/simulated/SimulatedMarket.h"
#include "core/pricing/Valuation.h"

#include <QTest>

#include <array>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

using namespace strikedesk;
using namespace std::chrono;

namespace {

std::unique_ptr<SimulatedMarket> openSimulated(std::uint64_t seed = 1, Date date = 2026y / March / 2)
{
    MarketChoice choice;
    choice.seed = seed;
    choice.date = date;
    auto market = SimulatedMarket::open(choice);
    return market ? *std::move(market) : nullptr;
}

// One line an event, so that two streams compare as text.
std::string textOf(const MarketEvent& event)
{
    std::string text = toIsoText(event.at) + std::to_string(event.at.time_since_epoch().count());
    const auto addSide = [&text](const std::optional<QuoteSide>& side) {
        text += side ? " " + side->price.text() + "x" + std::to_string(side->size) : " -";
    };
    if (const auto* update = std::get_if<QuoteUpdate>(&event.body)) {
        text += " quote " + std::to_string(std::uint32_t(update->instrument));
        addSide(update->bid);
        addSide(update->ask);
    } else if (const auto* print = std::get_if<TradePrint>(&event.body)) {
        text += " print " + std::to_string(std::uint32_t(print->instrument)) + " " + print->price.text() + " "
            + std::to_string(print->quantity);
    }
    return text;
}

std::vector<std::string> textsOf(const std::vector<MarketEvent>& events)
{
    std::vector<std::string> texts;
    for (const MarketEvent& event : events)
        texts.push_back(textOf(event));
    return texts;
}

} // namespace

class TestSimulatedMarket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyUnderlyingHasSixExpiriesAndOneToday();
    void theRunStartsFullyQuoted();
    void theSameSeedGivesTheSameEvents();
    void theCutOfReadsDoesNotMatter();
    void quotesAreOnTickAndNeverCrossed();
    void parityHoldsWithinTheSpread();
    void pricesFallWithTheStrike();
    void theSmileIsSkewedAndAtTheLevelOfTheClass();
    void nothingGrowsOldWhileTheFeedIsUp();
    void haltsAreSilentAndEndWithEverythingQuoted();
    void nightsAreSilentAndExpiredSeriesStop();
    void aDayOffMovesTheStart();
    void theStockGoesExWithinTheListedExpiries();
    void eventsStayBelowThousandsASecond();
};

void TestSimulatedMarket::everyUnderlyingHasSixExpiriesAndOneToday()
{
    const auto market = openSimulated();
    const Date today = 2026y / March / 2;
    QCOMPARE(market->catalogue()->underlyings().size(), std::size_t(3));
    for (const std::string& underlying : market->catalogue()->underlyings()) {
        std::map<std::pair<std::string, sys_days>, int> strikes;
        for (const InstrumentId id : market->catalogue()->optionsOf(underlying)) {
            const OptionContract& contract = *market->catalogue()->at(id).option;
            strikes[{contract.root, daysOf(contract.expiry)}] += contract.right == Right::Call;
            QCOMPARE(contract.underlying, underlying);
        }
        QVERIFY(strikes.size() >= 6);
        bool hasToday = false;
        for (const auto& [key, count] : strikes) {
            QCOMPARE(count, 121);
            hasToday = hasToday || key.second == daysOf(today);
        }
        QVERIFY(hasToday);
    }
}

void TestSimulatedMarket::theRunStartsFullyQuoted()
{
    const auto market = openSimulated();
    QVERIFY(market->startsAt() == newYorkTime(2026y / March / 2, hours(10) + minutes(30)));
    QVERIFY(market->nextAt() == market->startsAt());
    std::vector<MarketEvent> events;
    market->read(market->startsAt(), events);
    QuoteBoard board(market->catalogue(), market->profile());
    for (const MarketEvent& event : events)
        board.apply(event);
    int oneSided = 0;
    for (std::uint32_t id = 0; id < market->catalogue()->size(); ++id) {
        const Instrument& instrument = market->catalogue()->at(InstrumentId {id});
        if (instrument.kind != InstrumentKind::Index)
            QVERIFY(board.quote(InstrumentId {id}).ask);
        oneSided += board.quality(InstrumentId {id}, market->startsAt()).isOneSided;
    }
    QVERIFY(oneSided > 0);
    for (const std::string& underlying : market->catalogue()->underlyings())
        QVERIFY(board.spot(underlying, market->startsAt(), 0.04).isKnown());
}

void TestSimulatedMarket::theSameSeedGivesTheSameEvents()
{
    std::vector<MarketEvent> first;
    std::vector<MarketEvent> second;
    std::vector<MarketEvent> other;
    const auto market = openSimulated(5);
    const Instant until = market->startsAt() + seconds(20);
    market->read(until, first);
    openSimulated(5)->read(until, second);
    openSimulated(6)->read(until, other);
    QVERIFY(textsOf(first) == textsOf(second));
    QVERIFY(textsOf(first) != textsOf(other));
}

void TestSimulatedMarket::theCutOfReadsDoesNotMatter()
{
    const auto whole = openSimulated(3);
    const auto cut = openSimulated(3);
    std::vector<MarketEvent> wholeEvents;
    std::vector<MarketEvent> cutEvents;
    const Instant until = whole->startsAt() + seconds(15);
    whole->read(until, wholeEvents);
    for (Instant at = cut->startsAt(); at <= until; at += milliseconds(37))
        cut->read(at, cutEvents);
    cut->read(until, cutEvents);
    QVERIFY(textsOf(wholeEvents) == textsOf(cutEvents));
    QVERIFY(std::ranges::is_sorted(wholeEvents, {}, &MarketEvent::at));
    QVERIFY(whole->nextAt() > until);
}

void TestSimulatedMarket::quotesAreOnTickAndNeverCrossed()
{
    const auto market = openSimulated(2);
    std::vector<MarketEvent> events;
    market->read(market->startsAt() + seconds(60), events);
    int locked = 0;
    int prints = 0;
    for (const MarketEvent& event : events) {
        const auto* update = std::get_if<QuoteUpdate>(&event.body);
        const auto* print = std::get_if<TradePrint>(&event.body);
        const Instrument& instrument
            = market->catalogue()->at(update ? update->instrument : print->instrument);
        if (print) {
            QVERIFY(instrument.kind != InstrumentKind::Option
                    || instrument.option->ticks.isOnTick(print->price));
            prints += instrument.kind == InstrumentKind::Option;
            continue;
        }
        QVERIFY(update->ask && update->ask->price.isPositive() && update->ask->size > 0);
        QVERIFY(instrument.ticks.isOnTick(update->ask->price));
        if (!update->bid)
            continue;
        QVERIFY(!update->bid->price.isNegative() && instrument.ticks.isOnTick(update->bid->price));
        QVERIFY(update->bid->price <= update->ask->price);
        locked += update->bid->price == update->ask->price;
    }
    QVERIFY(prints > 20);
    QVERIFY(locked < int(events.size()) / 200);
}

// European options: C − P = (F − K)·e^(−rT) must lie within both spreads.
void TestSimulatedMarket::parityHoldsWithinTheSpread()
{
    const auto market = openSimulated(4);
    std::vector<MarketEvent> events;
    market->read(market->startsAt(), events);
    QuoteBoard board(market->catalogue(), market->profile());
    for (const MarketEvent& event : events)
        board.apply(event);
    const double spot = board.spot("NDEX", market->startsAt(), 0).price;
    const double rate = market->rate(2026y / March / 2);
    const double yield = market->yield("NDEX");
    int checked = 0;
    for (const InstrumentId id : market->catalogue()->optionsOf("NDEX")) {
        const OptionContract& call = *market->catalogue()->at(id).option;
        if (call.right != Right::Call)
            continue;
        OptionContract put = call;
        put.right = Right::Put;
        const Quote& callQuote = board.quote(id);
        const Quote& putQuote = board.quote(*market->catalogue()->find(put.symbol()));
        if (!callQuote.bid || !putQuote.bid)
            continue;
        const double years = yearsToSettlement(call, market->startsAt());
        const double expected
            = spot * std::exp(-yield * years) - call.strike.toDouble() * std::exp(-rate * years);
        const double lowest = callQuote.bid->price.toDouble() - putQuote.ask->price.toDouble();
        const double highest = callQuote.ask->price.toDouble() - putQuote.bid->price.toDouble();
        QVERIFY2(lowest <= expected + 0.02 && expected - 0.02 <= highest, call.symbol().c_str());
        ++checked;
    }
    QVERIFY(checked > 700);
}

// A call with a lower strike is never offered below the bid of one with a higher strike, a put the reverse.
void TestSimulatedMarket::pricesFallWithTheStrike()
{
    const auto market = openSimulated(9);
    std::vector<MarketEvent> events;
    market->read(market->startsAt() + seconds(30), events);
    QuoteBoard board(market->catalogue(), market->profile());
    for (const MarketEvent& event : events)
        board.apply(event);
    std::map<std::tuple<std::string, sys_days, Right>, std::map<Price, InstrumentId>> series;
    for (const std::string& underlying : market->catalogue()->underlyings()) {
        for (const InstrumentId id : market->catalogue()->optionsOf(underlying)) {
            const OptionContract& contract = *market->catalogue()->at(id).option;
            series[{contract.root, daysOf(contract.expiry), contract.right}][contract.strike] = id;
        }
    }
    for (const auto& [key, strikes] : series) {
        std::optional<InstrumentId> before;
        for (const auto& [strike, id] : strikes) {
            if (before) {
                const Quote& dear = board.quote(std::get<2>(key) == Right::Call ? *before : id);
                const Quote& cheap = board.quote(std::get<2>(key) == Right::Call ? id : *before);
                QVERIFY2(!cheap.bid || cheap.bid->price <= dear.ask->price,
                         market->catalogue()->at(id).symbol.c_str());
            }
            before = id;
        }
    }
}

// Goal: options cost about what the class's volatility says, more on the downside, and enough on the last day
// that a straddle pays for the hours left. Method: the desk's own inversion near the money and ten per cent
// below.
void TestSimulatedMarket::theSmileIsSkewedAndAtTheLevelOfTheClass()
{
    const auto market = openSimulated();
    const Instant now = market->startsAt();
    std::vector<MarketEvent> events;
    market->read(now, events);
    QuoteBoard board(market->catalogue(), market->profile());
    for (const MarketEvent& event : events)
        board.apply(event);
    const auto volatilityOf = [&](const std::string& underlying, double moneyness, int daysMin, int daysMax) {
        const double spot = board.spot(underlying, now, 0).price;
        double nearest = 1e9;
        double found = 0;
        for (const InstrumentId id : market->catalogue()->optionsOf(underlying)) {
            const OptionContract& put = *market->catalogue()->at(id).option;
            const int days = daysToExpiry(put, now);
            const double distance = std::abs(put.strike.toDouble() / spot - moneyness);
            if (put.right != Right::Put || days < daysMin || days > daysMax || distance >= nearest)
                continue;
            const auto mid = board.quote(id).mid();
            if (!mid)
                continue;
            std::vector<pricing::DividendPoint> dividends;
            for (const CashDividend& dividend : market->dividends(underlying, newYorkLocal(now).date)) {
                const Instant exAt = newYorkTime(dividend.exDate, hours(9) + minutes(30));
                dividends.push_back({secondsBetween(now, exAt) / (365.0 * 86'400), dividend.amount});
            }
            const auto solved = pricing::impliedVolatility(
                {put.style, put.right, put.strike.toDouble(), yearsToSettlement(put, now)},
                {spot, market->rate(put.expiry), market->yield(underlying), dividends}, mid->toDouble());
            if (solved) {
                nearest = distance;
                found = *solved;
            }
        }
        return found;
    };
    const std::array<std::tuple<std::string, double>, 3> classes {
        std::tuple {"SIMX", 0.145}, std::tuple {"ACME", 0.31}, std::tuple {"NDEX", 0.155}};
    for (const auto& [underlying, level] : classes) {
        const double atTheMoney = volatilityOf(underlying, 1.0, 30, 60);
        QVERIFY2(atTheMoney > level && atTheMoney < 1.5 * level, std::to_string(atTheMoney).c_str());
        const double below = volatilityOf(underlying, 0.92, 30, 60);
        QVERIFY2(below > atTheMoney + 0.003 && below < atTheMoney + 0.2, std::to_string(below).c_str());
        const double today = volatilityOf(underlying, 1.0, 0, 0);
        QVERIFY2(today > 1.3 * level && today < 3 * level, std::to_string(today).c_str());
    }
}

void TestSimulatedMarket::nothingGrowsOldWhileTheFeedIsUp()
{
    const auto market = openSimulated(8);
    QuoteBoard board(market->catalogue(), market->profile());
    for (int second = 0; second <= 120; second += 10) {
        const Instant now = market->startsAt() + seconds(second);
        std::vector<MarketEvent> events;
        market->read(now, events);
        for (const MarketEvent& event : events)
            board.apply(event);
        for (std::uint32_t id = 0; id < market->catalogue()->size(); ++id)
            QVERIFY(!board.quality(InstrumentId {id}, now).isStale);
    }
}

// On a half day, which is the shorter one.
void TestSimulatedMarket::haltsAreSilentAndEndWithEverythingQuoted()
{
    MarketChoice choice;
    choice.date = 2026y / November / 27;
    choice.hasHalts = true;
    const auto market = SimulatedMarket::open(choice).value();
    const Catalogue& catalogue = *market->catalogue();
    std::vector<MarketEvent> events;
    market->read(newYorkTime(choice.date, hours(13)), events);
    std::map<std::size_t, Instant> haltedSince;
    std::map<std::size_t, std::set<std::uint32_t>> heardAtTheEnd;
    std::map<std::size_t, Instant> endedAt;
    for (const MarketEvent& event : events) {
        if (const auto* status = std::get_if<TradingStatus>(&event.body)) {
            QVERIFY(status->isHalted != haltedSince.contains(status->underlyingRow));
            if (status->isHalted) {
                haltedSince[status->underlyingRow] = event.at;
                continue;
            }
            QVERIFY(event.at - haltedSince[status->underlyingRow] == minutes(5));
            haltedSince.erase(status->underlyingRow);
            endedAt[status->underlyingRow] = event.at;
        } else if (const auto* update = std::get_if<QuoteUpdate>(&event.body)) {
            const std::size_t row = catalogue.at(update->instrument).underlyingRow;
            QVERIFY(!haltedSince.contains(row));
            if (endedAt.contains(row) && endedAt[row] == event.at)
                heardAtTheEnd[row].insert(std::uint32_t(update->instrument));
        }
    }
    QCOMPARE(endedAt.size(), catalogue.underlyings().size());
    QVERIFY(haltedSince.empty());
    for (std::size_t row = 0; row < catalogue.underlyings().size(); ++row)
        QVERIFY(heardAtTheEnd[row].size() >= catalogue.optionsOf(catalogue.underlyings()[row]).size());
}

// On a half day, which is also the shorter run.
void TestSimulatedMarket::nightsAreSilentAndExpiredSeriesStop()
{
    const Date friday = 2026y / November / 27;
    const auto market = openSimulated(1, friday);
    const Instant one = newYorkTime(friday, hours(13));
    const Instant monday = newYorkTime(2026y / November / 30, hours(9) + minutes(30));
    std::vector<MarketEvent> events;
    for (Instant at = market->startsAt(); at < one - minutes(1); at += minutes(1)) {
        events.clear();
        market->read(at, events);
    }
    events.clear();
    market->read(monday - microseconds(1), events);
    QVERIFY(!events.empty());
    QVERIFY(events.back().at == one);
    QVERIFY(market->nextAt() == monday);

    events.clear();
    market->read(monday + seconds(15), events);
    std::set<std::uint32_t> heard;
    for (const MarketEvent& event : events) {
        if (const auto* update = std::get_if<QuoteUpdate>(&event.body))
            heard.insert(std::uint32_t(update->instrument));
    }
    for (const std::string& underlying : market->catalogue()->underlyings()) {
        for (const InstrumentId id : market->catalogue()->optionsOf(underlying)) {
            const bool hasExpired = market->catalogue()->at(id).option->expiry == friday;
            QCOMPARE(heard.contains(std::uint32_t(id)), !hasExpired);
        }
    }
}

void TestSimulatedMarket::aDayOffMovesTheStart()
{
    const auto market = openSimulated(1, 2026y / November / 28);
    QVERIFY(market->startsAt() == newYorkTime(2026y / November / 30, hours(10) + minutes(30)));
}

void TestSimulatedMarket::theStockGoesExWithinTheListedExpiries()
{
    const auto market = openSimulated();
    const auto dividends = market->dividends("ACME", 2026y / March / 2);
    QCOMPARE(dividends.size(), std::size_t(4));
    QVERIFY(daysBetween(2026y / March / 2, dividends.front().exDate) < 20);
    QVERIFY(market->dividends("ACME", dividends.front().exDate).size() == 3);
    QVERIFY(market->dividends("SIMX", 2026y / March / 2).empty());
    QVERIFY(market->yield("NDEX") > 0);
    QCOMPARE(market->yield("ACME"), 0.0);
}

void TestSimulatedMarket::eventsStayBelowThousandsASecond()
{
    const auto market = openSimulated();
    std::vector<MarketEvent> events;
    market->read(market->startsAt(), events);
    events.clear();
    market->read(market->startsAt() + seconds(60), events);
    std::map<std::int64_t, int> bySecond;
    for (const MarketEvent& event : events)
        ++bySecond[event.at.time_since_epoch().count() / 1'000'000];
    for (const auto& [second, count] : bySecond)
        QVERIFY(count < 2'000);
    QVERIFY(events.size() > 60 * 100);
}

QTEST_GUILESS_MAIN(TestSimulatedMarket)
#include "tst_SimulatedMarket.moc"
