// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/OvernightMarket.h"
#include "tests/engine/RiskAsks.h"
#include "tests/venue/ForwardingVenue.h"

#include <QTest>

#include <algorithm>

using namespace strikedesk;
using namespace std::chrono_literals;

namespace {

const std::string other = "GOOG";

/// What a test does to the line between the desk and its venue.
struct Line
{
    bool swallows = false; ///< What is sent never arrives, and nobody says so.
    bool isDead = false;
    int sessions = 0; ///< That were asked for.
};

class PoorLineVenue final : public ForwardingVenue
{
public:
    PoorLineVenue(std::unique_ptr<Venue> inner, Line& line)
        : ForwardingVenue(std::move(inner))
        , m_line(line)
    {
    }
    Result<VenueListing> connect(std::uint64_t epoch) override
    {
        ++m_line.sessions;
        return m_line.isDead ? fail("venue.unreachable", "The line is dead.") : inner().connect(epoch);
    }
    Result<void> send(const VenueCommand& command) override
    {
        return m_line.swallows ? Result<void>() : inner().send(command);
    }
    Result<std::vector<VenueEvent>> advanceTo(Instant instant, std::uint64_t after) override
    {
        if (m_line.isDead)
            return fail("venue.unreachable", "The line is dead.");
        return inner().advanceTo(instant, after);
    }

private:
    Line& m_line;
};

Result<void> startOn(TradingBench& bench, Line& line)
{
    return bench.start([&](std::unique_ptr<Venue> venue) {
        return std::make_unique<PoorLineVenue>(std::move(venue), line);
    });
}

/// Friday until ten; Monday a split of NWSA, of whose stock nothing is heard before ten.
std::shared_ptr<ScriptedMarket> quietMornings()
{
    auto market = std::make_shared<ScriptedMarket>();
    market->addStock("NWSA");
    market->addStock(other);
    for (const std::string& symbol : {call15, call7})
        market->addOption(symbol);
    market->changeProfile().isSimulated = true;
    market->startAt(at(9, 30));
    quoteMinutes(*market, at(9, 31), 30, {{"NWSA", 1'699, 1'701}, {call15, 195, 205}, {other, 4'999, 5'001}});
    market->print(at(9, 59), "NWSA", 1'700, 100);
    market->split(monday, 2);
    quoteMinutes(*market, onMonday(9, 31), 40, {{call7, 95, 105}, {other, 4'999, 5'001}});
    quoteMinutes(*market, onMonday(10, 0), 10, {{"NWSA", 849, 851}});
    market->finish();
    return market;
}

OrderRequest single(const std::string& symbol, Side side, PositionEffect effect, int cents)
{
    OrderRequest request;
    request.legs = {{symbol, side, 1, effect}};
    request.quantity = Quantity(1);
    request.limit = Price::ofCents(cents);
    return request;
}

void runTo(TradingBench& bench, Instant instant, Duration step)
{
    while (bench.core().now() < instant)
        bench.core().step(std::min(instant, bench.core().now() + step));
}

} // namespace

/// What the desk believes, and lets happen, while the market or the venue says nothing.
class TestSilence : public QObject
{
    Q_OBJECT

    // One call is held.
    static void openOnFriday(TradingBench& bench)
    {
        const auto market = quietMornings();
        bench.setSource([market] { return market->again(); });
        QVERIFY(bench.start());
        runTo(bench, at(9, 35), 1s);
        OrderRequest bought = single(call15, Side::Buy, PositionEffect::Open, 205);
        QCOMPARE(codeOf(bench.ask(SubmitOrder {bought})), std::string("sent"));
        runTo(bench, at(9, 37), 1s);
        QCOMPARE(bench.state().portfolio().netQuantity(call15), Quantity(1));
    }

private Q_SLOTS:
    void anOldQuoteOpensNothingAndKeepsNobodyIn()
    {
        TradingBench bench;
        openOnFriday(bench);
        const auto opening = [&](int cents) {
            return codeOf(bench.ask(SubmitOrder {single(call15, Side::Buy, PositionEffect::Open, cents)}));
        };
        runTo(bench, at(10, 10), 5s); // the last quotes are of ten o'clock, and young for ten minutes
        QCOMPARE(opening(100), std::string("sent"));
        runTo(bench, at(10, 10, 1), 1s);
        QCOMPARE(opening(105), std::string("data.stale"));
        OrderRequest leaving = single(call15, Side::Sell, PositionEffect::Close, 195);
        leaving.structureId = *bench.state().openStructures().begin();
        QCOMPARE(codeOf(bench.ask(SubmitOrder {leaving})), std::string("sent"));
    }

    // What is held has no Greeks while its underlying has no price; they are not counted as none.
    void aHoldingWithoutAPriceIsNotCountedAsNothing()
    {
        TradingBench bench;
        openOnFriday(bench);
        runTo(bench, onMonday(9, 35), 5min);
        QCOMPARE(bench.state().portfolio().netQuantity(call7), Quantity(2));
        QVERIFY(!bench.core().context().board.spot("NWSA", bench.core().now(), 0).isKnown());
        const auto opening = [&] {
            return codeOf(bench.ask(SubmitOrder {single(other, Side::Buy, PositionEffect::Open, 4'900)}));
        };
        QCOMPARE(opening(), std::string("risk.max_portfolio_delta"));
        runTo(bench, onMonday(10, 1), 1min);
        QCOMPARE(opening(), std::string("sent"));
    }

    void anOrderWithoutAnAnswerIsUnknownUntilTheBooksSay()
    {
        TradingBench bench;
        Line line;
        QVERIFY(startOn(bench, line));
        bench.run(2s);
        line.swallows = true;
        QCOMPARE(codeOf(bench.ask(SubmitOrder {bench.vertical(OrderType::MarketableLimit)})),
                 std::string("sent"));
        const OrderId id = bench.onlyOrder().id;
        bench.run(14s);
        QCOMPARE(bench.onlyOrder().state, OrderState::Sending);
        QVERIFY(bench.state().isArmed());
        bench.run(2s);
        QCOMPARE(bench.onlyOrder().state, OrderState::Unknown);
        QVERIFY(!bench.state().isArmed());
        QVERIFY(bench.state().slippage().reservedFor(id).isPositive());
        QCOMPARE(codeOf(bench.ask(SubmitOrder {bench.vertical(OrderType::Walk)})), std::string("venue.down"));
        line.swallows = false;
        bench.run(10s);
        QCOMPARE(bench.onlyOrder().state, OrderState::Rejected);
        QVERIFY(bench.state().slippage().reservedFor(id).isZero());
        QVERIFY(bench.state().isArmed());
        QVERIFY(bench.exchange().listing().orders.empty()); // nothing was sent again
    }

    // Never given up, since somebody has to bring the positions home; never in a hurry either.
    void aDeadLineIsTriedAgainAtAPace()
    {
        TradingBench bench;
        Line line;
        QVERIFY(startOn(bench, line));
        bench.run(2s);
        line.isDead = true;
        const int before = line.sessions;
        bench.run(60s);
        const int tries = line.sessions - before;
        QVERIFY2(tries >= 10 && tries <= 12, qPrintable(QString::number(tries)));
        QVERIFY(!bench.state().isArmed());
        line.isDead = false;
        bench.run(6s);
        QVERIFY(bench.state().isArmed());
    }

    // Positions and what they are worth can be seen; nothing is traded before the books were compared.
    void aDeskStartsWhileItsVenueIsAway()
    {
        TradingBench bench;
        Line line;
        QVERIFY(startOn(bench, line));
        bench.run(2s);
        QCOMPARE(codeOf(bench.ask(SubmitOrder {bench.vertical(OrderType::MarketableLimit)})),
                 std::string("sent"));
        bench.run(8s);
        QCOMPARE(bench.onlyOrder().state, OrderState::Filled);
        QCOMPARE(codeOf(bench.ask(SubmitOrder {bench.vertical(OrderType::MarketableLimit, 2)})),
                 std::string("sent")); // and the answer is still on its way
        const auto held = bench.state().portfolio().netPositions();
        bench.crash();
        line.isDead = true;
        QVERIFY(startOn(bench, line));
        QVERIFY(!bench.core().isVenueUp());
        QVERIFY(!bench.state().isArmed());
        QCOMPARE(bench.state().portfolio().netPositions(), held);
        QCOMPARE(bench.state().orders().open().front()->state, OrderState::Unknown);
        QCOMPARE(codeOf(bench.ask(SubmitOrder {bench.vertical(OrderType::Walk)})), std::string("venue.down"));
        bench.run(30s);
        QVERIFY(!bench.state().isArmed());
        line.isDead = false;
        bench.run(10s);
        QVERIFY(bench.state().isArmed());
        QVERIFY(bench.state().orders().open().empty());
        QCOMPARE(bench.state().portfolio().cash(), bench.exchange().listing().cash);
    }

    void aFirstStartNeedsItsVenue()
    {
        TradingBench bench;
        Line line;
        line.isDead = true;
        const auto started = startOn(bench, line);
        QVERIFY(!started);
        QCOMPARE(started.error().code, std::string("venue.unreachable"));
        line.isDead = false;
        QVERIFY(startOn(bench, line));
        QVERIFY(bench.state().isArmed());
    }

    void whoWasReplacedByANewerEngineDoesNotTryAgain()
    {
        TradingBench bench;
        Line line;
        QVERIFY(startOn(bench, line));
        bench.run(2s);
        InProcessVenue newer(std::shared_ptr<ExchangeBook>(&bench.exchange(), [](ExchangeBook*) {}));
        QVERIFY(newer.connect(99));
        const int before = line.sessions;
        bench.run(60s);
        QCOMPARE(line.sessions, before);
        QVERIFY(!bench.state().isArmed());
        QVERIFY(newer.isConnected());
    }
};

QTEST_GUILESS_MAIN(TestSilence)
#include "tst_Silence.moc"
