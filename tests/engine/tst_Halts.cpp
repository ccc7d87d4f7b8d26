// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/OvernightMarket.h"
#include "tests/engine/RiskAsks.h"

#include <QTest>

#include <algorithm>

using namespace strikedesk;
using namespace std::chrono_literals;

namespace {

const std::string other = "GOOG";

/// NWSA is halted from 9:40 to 9:50 and quoted anew from 9:51 on; what is said of it meanwhile is no market.
/// GOOG trades all the time.
std::shared_ptr<ScriptedMarket> haltedMorning()
{
    auto market = std::make_shared<ScriptedMarket>();
    market->addStock("NWSA");
    market->addStock(other);
    market->addOption(call15);
    market->changeProfile().isSimulated = true;
    market->startAt(at(9, 30));
    const auto quoteBoth = [&](Instant from, int minutes, int bid, int ask) {
        quoteMinutes(*market, from, minutes,
                     {{"NWSA", 1'699, 1'701}, {call15, bid, ask}, {other, 4'999, 5'001}});
    };
    quoteBoth(at(9, 31), 9, 190, 210);
    const auto row = market->catalogue()->at(*market->catalogue()->find(call15)).underlyingRow;
    market->add({at(9, 40), TradingStatus {row, true}});
    quoteBoth(at(9, 41), 9, 240, 260);
    market->add({at(9, 50), TradingStatus {row, false}});
    quoteBoth(at(9, 51), 30, 190, 210);
    market->finish();
    return market;
}

OrderRequest callOrder(Side side, PositionEffect effect, int cents)
{
    OrderRequest request;
    request.legs = {{call15, side, 1, effect}};
    request.quantity = Quantity(1);
    request.limit = Price::ofCents(cents);
    return request;
}

} // namespace

/// What happens while trading in an underlying is halted, and how it goes on.
class TestHalts : public QObject
{
    Q_OBJECT

    static void startOn(TradingBench& bench)
    {
        const auto market = haltedMorning();
        bench.setSource([market] { return market->again(); });
        QVERIFY(bench.start());
        runTo(bench, at(9, 32));
    }
    static void runTo(TradingBench& bench, Instant instant)
    {
        while (bench.core().now() < instant)
            bench.core().step(std::min(instant, bench.core().now() + 1s));
    }
    static std::string opening(TradingBench& bench, int cents)
    {
        return codeOf(bench.ask(SubmitOrder {callOrder(Side::Buy, PositionEffect::Open, cents)}));
    }

private Q_SLOTS:
    void nothingOpensUntilItIsQuotedAnew()
    {
        TradingBench bench;
        startOn(bench);
        QCOMPARE(opening(bench, 190), std::string("sent"));
        runTo(bench, at(9, 41, 30));
        QCOMPARE(QString::fromStdString(opening(bench, 195)), QStringLiteral("data.halted"));
        OrderRequest elsewhere = callOrder(Side::Buy, PositionEffect::Open, 4'990);
        elsewhere.legs[0].symbol = other;
        QCOMPARE(codeOf(bench.ask(SubmitOrder {elsewhere})), std::string("sent"));
        runTo(bench, at(9, 50, 30)); // it goes on, and nobody has said a price yet
        QCOMPARE(opening(bench, 185), std::string("data.halted"));
        runTo(bench, at(9, 51, 1));
        QCOMPARE(opening(bench, 180), std::string("sent"));
    }

    // An order that closes is not kept in: it waits at the exchange, which fills nothing meanwhile.
    void whatClosesIsSentAndFillsAfterwards()
    {
        TradingBench bench;
        startOn(bench);
        QCOMPARE(opening(bench, 210), std::string("sent"));
        runTo(bench, at(9, 35));
        QCOMPARE(bench.state().portfolio().netQuantity(call15), Quantity(1));
        runTo(bench, at(9, 40, 30));
        OrderRequest leaving = callOrder(Side::Sell, PositionEffect::Close, 190);
        leaving.structureId = *bench.state().openStructures().begin();
        QCOMPARE(codeOf(bench.ask(SubmitOrder {leaving})), std::string("sent"));
        runTo(bench, at(9, 50, 59)); // bids of 2.40 during the halt are nobody's
        QCOMPARE(bench.state().portfolio().netQuantity(call15), Quantity(1));
        runTo(bench, at(9, 53));
        QCOMPARE(bench.state().portfolio().netQuantity(call15), Quantity());
    }

    void aWalkStandsStill()
    {
        TradingBench bench;
        startOn(bench);
        OrderRequest walk = callOrder(Side::Buy, PositionEffect::Open, 0);
        walk.type = OrderType::Walk;
        walk.limit.reset();
        walk.walk = WalkTerms {};
        walk.walk->style = WalkStyle::PegToMid;
        walk.walk->offsetTicks = -1; // below mid, so that it goes on working
        walk.timeInForce = TimeInForce::Day;
        QCOMPARE(codeOf(bench.ask(SubmitOrder {walk})), std::string("sent"));
        runTo(bench, at(9, 40, 1));
        const Price before = bench.onlyOrder().limit;
        QVERIFY(!isFinal(bench.onlyOrder().state));
        runTo(bench, at(9, 50, 50)); // a mid of 2.50 was said, and followed it would have been paid
        QCOMPARE(bench.onlyOrder().limit, before);
        QVERIFY(!isFinal(bench.onlyOrder().state));
    }

    void aStopDoesNotAct_data()
    {
        QTest::addColumn<int>("badQuotes");
        QTest::newRow("waits") << int(BadQuotes::Wait);
        QTest::newRow("falls back on the mark") << int(BadQuotes::Mark);
        QTest::newRow("falls back on the natural") << int(BadQuotes::Natural);
    }
    void aStopDoesNotAct()
    {
        QFETCH(int, badQuotes);
        TradingBench bench;
        startOn(bench);
        QCOMPARE(opening(bench, 210), std::string("sent"));
        runTo(bench, at(9, 35));
        OrderRequest stop = callOrder(Side::Sell, PositionEffect::Close, 0);
        stop.structureId = *bench.state().openStructures().begin();
        stop.type = OrderType::MarketableLimit;
        stop.limit.reset();
        stop.timeInForce = TimeInForce::GoodTillCancelled;
        TriggerTerms trigger;
        trigger.when = TriggerWhen::Better;
        trigger.level = Price::ofCents(240);
        trigger.confirmations = 1;
        trigger.badQuotes = BadQuotes(badQuotes);
        stop.trigger = trigger;
        QCOMPARE(codeOf(bench.ask(SubmitOrder {stop})), std::string("sent"));
        runTo(bench, at(9, 55));
        QCOMPARE(bench.state().held().live().size(), std::size_t(1));
        QVERIFY(bench.state().held().live().front()->phase == HeldPhase::Watching);
    }
};

QTEST_GUILESS_MAIN(TestHalts)
#include "tst_Halts.moc"
