// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/exchange/CorporateAction.h"
#include "tests/venue/ScriptedMarket.h"

#include <QTest>

namespace {

using namespace strikedesk;
using namespace std::chrono_literals;

// The test's day is a Friday: what is decided then is told on Monday.
const Date monday = std::chrono::year {2013} / 7 / 1;
const std::string call30 = "NWSA  130720C00030000";
const std::string call15 = "NWSA  130720C00015000";
const std::string call7 = "NWSA  130720C00007500";

Instant onMonday(int hour, int minute)
{
    return newYorkTime(monday, std::chrono::hours {hour} + std::chrono::minutes {minute});
}

/// Quotes of the Friday, at $17 a share.
std::unique_ptr<ScriptedMarket> friday(const std::vector<std::string>& calls = {call15, call7, call30})
{
    auto market = std::make_unique<ScriptedMarket>();
    market->addStock("NWSA");
    for (const std::string& symbol : calls)
        market->addOption(symbol);
    market->changeProfile().isSimulated = true;
    market->startAt(at(9, 30));
    for (const int minute : {1, 2, 3}) {
        market->quote(at(10, minute), "NWSA", 1'699, 1'701, 1'000, 1'000);
        for (const std::string& symbol : calls)
            market->quote(at(10, minute), symbol, symbol == call15 ? 195 : 5, symbol == call15 ? 205 : 10);
    }
    market->print(at(10, 3), "NWSA", 1'701, 10);
    return market;
}

SubmitToVenue stockOrder(const std::string& id, Side side, std::int64_t shares, VenueOrderKind kind,
                         std::optional<std::int64_t> limitCents, std::optional<std::int64_t> stopCents,
                         TimeInForce life = TimeInForce::GoodTillCancelled)
{
    SubmitToVenue submit;
    submit.clientOrderId = ClientOrderId(id);
    submit.legs = {{"NWSA", side, 1, PositionEffect::Open}};
    submit.quantity = Quantity(shares);
    submit.kind = kind;
    if (limitCents)
        submit.limit = Price::ofCents(*limitCents);
    if (stopCents)
        submit.stop = Price::ofCents(*stopCents);
    submit.timeInForce = life;
    return submit;
}

std::unique_ptr<ExchangeDesk> shortBeforeTheDividend(std::uint64_t seed)
{
    auto market = friday();
    market->dividend(monday, 0.30);
    ExchangeOptions options;
    options.seed = seed;
    auto desk = std::make_unique<ExchangeDesk>(std::move(market), options);
    desk->advance(at(10, 0));
    desk->sell("A", call15, 3, 195);
    desk->advance(at(15, 59));
    return desk;
}

/// Of the first seed with which somebody exercises: nine in ten do.
std::unique_ptr<ExchangeDesk> deskToBeAssigned()
{
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const auto tried = shortBeforeTheDividend(seed);
        tried->advance(onMonday(7, 0));
        if (!tried->all<VenueSettled>().empty())
            return shortBeforeTheDividend(seed);
    }
    qFatal("With none of ten seeds is anybody assigned.");
}

} // namespace

/// What is told before the open of the next day.
class TestExchangeOvernight : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAssignmentIsToldTheNextMorning()
    {
        const auto desk = deskToBeAssigned();
        const VenueListing before = desk->exchange().listing();
        desk->advance(onMonday(6, 29));
        const VenueListing night = desk->exchange().listing();
        QCOMPARE(night.lastSequence, before.lastSequence);
        QVERIFY(night.cash == before.cash);
        QCOMPARE(night.positions.size(), std::size_t(1));
        QVERIFY(night.positions[0].quantity == Quantity(-3));
        QCOMPARE(night.executions.size(), before.executions.size());
        desk->advance(onMonday(6, 30));
        const auto settled = desk->all<VenueSettled>();
        QCOMPARE(settled.size(), std::size_t(1));
        QVERIFY(settled[0].kind == SettlementKind::Assigned);
        QVERIFY(desk->events().back().at == onMonday(6, 30));
        QCOMPARE(desk->exchange().ledger().positions(),
                 (std::map<std::string, std::int64_t> {{"NWSA", -300}}));
    }

    void nobodyIsAssignedOnWhatWasTakenBack()
    {
        const auto desk = deskToBeAssigned();
        desk->advance(at(18, 0));
        QVERIFY(desk->exchange().rule({desk->fills()[0].executionId, {}, "erroneous"}));
        desk->advance(onMonday(7, 0));
        QVERIFY(desk->all<VenueSettled>().empty());
        QVERIFY(desk->exchange().ledger().positions().empty());
    }

    void aSplitGivesASeriesItsNewName_data()
    {
        QTest::addColumn<QString>("symbol");
        QTest::addColumn<int>("newShares");
        QTest::addColumn<int>("oldShares");
        QTest::addColumn<QString>("becomes");
        QTest::addColumn<int>("contracts");
        const auto row
            = [](const char* name, const char* symbol, int to, int from, const char* becomes, int contracts) {
                  QTest::newRow(name) << QString::fromLatin1(symbol) << to << from
                                      << QString::fromLatin1(becomes) << contracts;
              };
        // clang-format off
        row("two for one",            "NWSA  130720C00015000", 2, 1,  "NWSA  130720C00007500", 2);
        row("four for two",           "NWSA  130720P00015000", 4, 2,  "NWSA  130720P00007500", 2);
        row("seven for one",          "AAPL  140719C00645000", 7, 1,  "AAPL  140719C00092140", 7);
        row("sevenths, up to a cent", "AAPL  140719C00640000", 7, 1,  "AAPL  140719C00091430", 7);
        row("half a cent is one",     "NWSA  130720C00015010", 2, 1,  "NWSA  130720C00007510", 2);
        row("three for two",          "NWSA  130720C00015000", 3, 2,  "NWSA1 130720C00015000", 1);
        row("a reverse one",          "NWSA  130720C00015000", 1, 10, "NWSA1 130720C00015000", 1);
        row("adjusted once before",   "NWSA1 130720C00015000", 3, 2,  "NWSA2 130720C00015000", 1);
        // clang-format on
    }

    void aSplitGivesASeriesItsNewName()
    {
        QFETCH(QString, symbol);
        QFETCH(int, newShares);
        QFETCH(int, oldShares);
        QFETCH(QString, becomes);
        QFETCH(int, contracts);
        const SplitOutcome outcome
            = splitOf(contractFor(*parseSymbol(symbol.toStdString())), {monday, newShares, oldShares});
        QCOMPARE(QString::fromStdString(outcome.symbol), becomes);
        QCOMPARE(outcome.oldUnits, std::int64_t(1));
        QCOMPARE(outcome.newUnits, std::int64_t(contracts));
    }

    void aSplitMovesEverythingBeforeTheOpen()
    {
        auto market = friday();
        market->addOption("NWSA  130720C00003750");
        market->split(monday, 2);
        ExchangeDesk desk(std::move(market));
        desk.advance(at(10, 0));
        desk.buy("A", call15, 3, 205);
        desk.sell("B", call7, 1, 5);
        desk.buy("C", call30, 2, 10);
        desk.send(stockOrder("D", Side::Buy, 101, VenueOrderKind::Limit, 1'701, {}));
        desk.advance(at(15, 59));
        const std::int64_t cash = desk.exchange().ledger().cash();
        desk.advance(onMonday(6, 29));
        QVERIFY(desk.all<VenueAdjusted>().empty());
        desk.advance(onMonday(6, 30));
        QVERIFY2(desk.story().ends_with("adjusted NWSA 101 to NWSA 202; "
                                        "adjusted NWSA  130720C00007500 -1 to NWSA  130720C00003750 -2; "
                                        "adjusted NWSA  130720C00015000 3 to NWSA  130720C00007500 6; "
                                        "adjusted NWSA  130720C00030000 2 to NWSA  130720C00015000 4"),
                 desk.story().c_str());
        const std::map<std::string, std::int64_t> expected {
            {"NWSA", 202}, {"NWSA  130720C00003750", -2}, {call7, 6}, {call15, 4}};
        QCOMPARE(desk.exchange().ledger().positions(), expected);
        QCOMPARE(desk.exchange().ledger().cash(), cash);
        QCOMPARE(desk.exchange().ledger().executions().size(), std::size_t(8));
        const auto refused = desk.exchange().rule({desk.fills()[0].executionId, {}, "too late"});
        QVERIFY(!refused && refused.error().code == "venue.series_adjusted");
    }

    void theFractionOfAShareIsPaidOut_data()
    {
        QTest::addColumn<int>("side");
        QTest::addColumn<int>("shares");
        QTest::addColumn<int>("cash");
        // 101 x 3/2 = 151 1/2; a new share is worth 2/3 of the last print, 17.01, half of one 5.67.
        QTest::newRow("long") << int(Side::Buy) << 151 << 56'700;
        QTest::newRow("short") << int(Side::Sell) << -151 << -56'700;
    }

    void theFractionOfAShareIsPaidOut()
    {
        QFETCH(int, side);
        QFETCH(int, shares);
        QFETCH(int, cash);
        auto market = friday();
        market->split(monday, 3, 2);
        ExchangeDesk desk(std::move(market));
        desk.advance(at(10, 0));
        desk.send(stockOrder("A", Side(side), 101, VenueOrderKind::Limit,
                             side == int(Side::Buy) ? 1'701 : 1'699, {}));
        desk.advance(at(15, 59));
        const std::int64_t before = desk.exchange().ledger().cash();
        desk.advance(onMonday(7, 0));
        QCOMPARE(desk.exchange().ledger().position("NWSA"), std::int64_t(shares));
        QCOMPARE(desk.exchange().ledger().cash() - before, std::int64_t(cash));
        const auto told = desk.all<VenueAdjusted>();
        QCOMPARE(told.size(), std::size_t(1));
        QVERIFY(told[0].cash == Money::ofUnits(cash));
    }

    void whatIsFlatOnBalanceIsToldToo()
    {
        auto market = friday();
        market->split(monday, 2);
        ExchangeDesk desk(std::move(market));
        desk.advance(at(10, 0));
        desk.buy("A", call15, 1, 205);
        desk.sell("B", call15, 1, 195);
        desk.advance(onMonday(7, 0));
        QVERIFY2(desk.story().ends_with("adjusted NWSA  130720C00015000 0 to NWSA  130720C00007500 0"),
                 desk.story().c_str());
    }

    void aSplitEndsTheOrdersThatStayedOverNight()
    {
        auto market = friday();
        market->split(monday, 2);
        ExchangeDesk desk(std::move(market));
        desk.advance(at(10, 0));
        desk.send(stockOrder("A", Side::Buy, 100, VenueOrderKind::Limit, 1'500, {}));
        SubmitToVenue option = desk.order("B", {{call15, Side::Buy, 1, PositionEffect::Open}}, 1, 100);
        option.timeInForce = TimeInForce::GoodTillDate;
        option.goodTill = std::chrono::year {2013} / 7 / 5;
        desk.send(option);
        desk.advance(onMonday(7, 0));
        const auto cancelled = desk.all<VenueCancelled>();
        QCOMPARE(cancelled.size(), std::size_t(2));
        QCOMPARE(cancelled[0].reason, std::string("Cancelled by the venue: 2-for-1 split of NWSA."));
        QVERIFY(!desk.exchange().find(ClientOrderId("A"))->limit->isZero());
        QCOMPARE(desk.exchange().find(ClientOrderId("A"))->state, std::string("cancelled"));
        QVERIFY(desk.exchange().listing().positions.empty());
    }

    void aDividendLowersOpenOrders_data()
    {
        QTest::addColumn<int>("side");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("limit");
        QTest::addColumn<int>("stop");
        QTest::addColumn<QString>("told");
        const auto row
            = [](const char* name, Side side, VenueOrderKind kind, int limit, int stop, const char* told) {
                  QTest::newRow(name) << int(side) << int(kind) << limit << stop << QString::fromLatin1(told);
              };
        const auto limit = VenueOrderKind::Limit;
        const auto stop = VenueOrderKind::Stop;
        const auto stopLimit = VenueOrderKind::StopLimit;
        // The dividend is 0.305: half a cent goes down to the tick.
        // clang-format off
        row("a limit to buy",       Side::Buy,  limit,     1'500, 0,     "restated A limit 14.6900");
        row("a limit to sell",      Side::Sell, limit,     1'900, 0,     "accepted A");
        row("a stop to sell",       Side::Sell, stop,      0,     1'600, "restated A stop 15.6900");
        row("a stop to buy",        Side::Buy,  stop,      0,     1'900, "accepted A");
        row("a stop limit to sell", Side::Sell, stopLimit, 1'590, 1'600, "restated A limit 15.5900 stop 15.6900");
        row("a stop limit to buy",  Side::Buy,  stopLimit, 1'910, 1'900, "accepted A");
        row("nothing would remain", Side::Buy,  limit,     30,    0,     "cancelled A after 0");
        // clang-format on
    }

    void aDividendLowersOpenOrders()
    {
        QFETCH(int, side);
        QFETCH(int, kind);
        QFETCH(int, limit);
        QFETCH(int, stop);
        QFETCH(QString, told);
        const auto given
            = [](int cents) { return cents == 0 ? std::nullopt : std::optional<std::int64_t>(cents); };
        auto market = friday();
        market->dividend(monday, 0.305);
        ExchangeDesk desk(std::move(market));
        desk.advance(at(10, 0));
        desk.send(stockOrder("A", Side(side), 100, VenueOrderKind(kind), given(limit), given(stop)));
        desk.advance(onMonday(6, 29));
        QCOMPARE(desk.story(), std::string("accepted A"));
        desk.advance(onMonday(7, 0));
        const std::string story = desk.story();
        QVERIFY2(story.ends_with(told.toStdString()), story.c_str());
        QCOMPARE(desk.events().size(), std::size_t(told.startsWith(QLatin1String("accepted")) ? 1 : 2));
        const auto restated = desk.all<VenueRestated>();
        if (!restated.empty())
            QVERIFY(desk.exchange().find(ClientOrderId("A"))->limit == restated[0].limit);
    }

    void aRestatedOrderTradesAtItsNewLimit()
    {
        auto market = friday();
        market->dividend(monday, 0.30);
        market->quote(onMonday(9, 31), "NWSA", 1'480, 1'490, 1'000, 1'000);
        market->quote(onMonday(9, 32), "NWSA", 1'460, 1'465, 1'000, 1'000);
        ExchangeDesk desk(std::move(market));
        desk.advance(at(10, 0));
        desk.send(stockOrder("A", Side::Buy, 100, VenueOrderKind::Limit, 1'500, {}));
        desk.advance(onMonday(9, 31));
        QVERIFY(desk.fills().empty()); // 14.90 would have filled it before
        desk.advance(onMonday(9, 33));
        QCOMPARE(desk.fills().size(), std::size_t(1));
        QVERIFY(desk.fills()[0].price == Price::ofCents(1'470));
    }

    void optionsAndDayOrdersAreLeftAlone()
    {
        auto market = friday();
        market->dividend(monday, 0.30);
        ExchangeDesk desk(std::move(market));
        desk.advance(at(10, 0));
        SubmitToVenue option = desk.order("A", {{call15, Side::Buy, 1, PositionEffect::Open}}, 1, 100);
        option.timeInForce = TimeInForce::GoodTillCancelled;
        desk.send(option);
        desk.send(stockOrder("B", Side::Buy, 100, VenueOrderKind::Limit, 1'500, {}, TimeInForce::Day));
        desk.advance(onMonday(7, 0));
        QCOMPARE(desk.story(), std::string("accepted A; accepted B; expired B after 0"));
    }
};

QTEST_GUILESS_MAIN(TestExchangeOvernight)
#include "tst_ExchangeOvernight.moc"
