// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/BooksComparison.h"
#include "tests/engine/OvernightMarket.h"
#include "tests/engine/TradingBench.h"

#include <QTest>

#include <algorithm>
#include <limits>

using namespace strikedesk;
using namespace std::chrono_literals;

namespace {

#define VERIFY_DONE(result)                                                                                  \
    do {                                                                                                     \
        const auto& outcome = (result);                                                                      \
        QVERIFY2(outcome.has_value(), outcome ? "" : outcome.error().message.c_str());                       \
    } while (false)

OrderRequest request(std::vector<OrderLeg> legs, int quantity, OrderType type)
{
    OrderRequest made;
    made.legs = std::move(legs);
    made.quantity = Quantity(quantity);
    made.type = type;
    made.strategy = "night";
    return made;
}

OrderRequest spread()
{
    return request(
        {{call15, Side::Sell, 1, PositionEffect::Open}, {call20, Side::Buy, 1, PositionEffect::Open}}, 3,
        OrderType::MarketableLimit);
}

OrderRequest openBuy()
{
    OrderRequest made = request({{"NWSA", Side::Buy, 1, PositionEffect::Open}}, 10, OrderType::Limit);
    made.limit = Price::ofCents(1'500);
    made.timeInForce = TimeInForce::GoodTillCancelled;
    return made;
}

OrderRequest openSellStop()
{
    OrderRequest made = request({{"NWSA", Side::Sell, 1, PositionEffect::Open}}, 10, OrderType::StopLimit);
    made.stop = Price::ofCents(1'650);
    made.limit = Price::ofCents(1'640);
    made.timeInForce = TimeInForce::GoodTillCancelled;
    return made;
}

void runTo(TradingBench& bench, Instant instant, Duration step = 15min)
{
    while (bench.core().now() < instant)
        bench.core().step(std::min(instant, bench.core().now() + step));
}

std::string differences(TradingBench& bench)
{
    std::string found;
    for (const ReconciledRow& row :
         compareBooks(bench.state(), bench.exchange().listing(), OrdersInDoubt::Shown)) {
        if (row.isDifference)
            found += row.subject + ": " + row.believed + " / " + row.venueSays + "; ";
    }
    return found;
}

std::int64_t held(TradingBench& bench, const std::string& symbol)
{
    return bench.state().portfolio().netQuantity(symbol).count();
}

} // namespace

/// The overnight file as the desk takes it in.
class TestOvernightFile : public QObject
{
    Q_OBJECT

    // Friday with these orders, at the end of the day.
    static void trade(TradingBench& bench, Morning morning, const std::vector<OrderRequest>& orders,
                      const TradingBench::WrapVenue& wrap = {})
    {
        const auto market = twoDays(morning);
        market->finish();
        bench.setSource([market] { return market->again(); });
        Limits limits = shippedLimits();
        limits.values[LimitId::NakedGranted] = 1; // for stops to sell what is not held
        bench.setLimits(limits);
        VERIFY_DONE(bench.start(wrap));
        runTo(bench, at(9, 35), 1s);
        for (const OrderRequest& order : orders) {
            VERIFY_DONE(bench.ask(SubmitOrder {order}));
            bench.run(5s, 1s);
        }
        runTo(bench, at(9, 45), 5s);
        runTo(bench, at(15, 49));
        runTo(bench, at(16, 5), 10s);
    }

    static void expectAgreement(TradingBench& bench)
    {
        for (const std::string& anomaly : bench.state().anomalies())
            QFAIL(anomaly.c_str());
        QCOMPARE(differences(bench), std::string());
        QVERIFY2(bench.state().isArmed(), bench.state().disarmedReason().c_str());
    }

private Q_SLOTS:
    void anAssignmentIsKnownInTheMorning()
    {
        TradingBench bench;
        trade(bench, Morning::Dividend, {spread()});
        QCOMPARE(held(bench, call15), -3);
        runTo(bench, onMonday(6, 15));
        QCOMPARE(held(bench, call15), -3);
        expectAgreement(bench);
        const Money cost = bench.state().portfolio().openCost();
        const Money cash = bench.state().portfolio().cash();
        runTo(bench, onMonday(6, 30));
        QCOMPARE(held(bench, call15), 0);
        QCOMPARE(held(bench, call20), 3);
        QCOMPARE(held(bench, "NWSA"), -300);
        QCOMPARE(bench.state().portfolio().cash() - cash, Money::ofWhole(4'500));
        QCOMPARE(bench.state().portfolio().openCost() - cost, -Money::ofWhole(4'500)); // nothing is realised
        expectAgreement(bench);
        bench.crash();
        VERIFY_DONE(bench.start());
        QCOMPARE(held(bench, "NWSA"), -300);
        expectAgreement(bench);
    }

    void aSplitMovesTheStructureAndKeepsItsCost()
    {
        TradingBench bench;
        trade(bench, Morning::Split, {spread(), openBuy()});
        const Portfolio before = bench.state().portfolio();
        const std::string structure = *bench.state().openStructures().begin();
        runTo(bench, onMonday(6, 30));
        const Portfolio& after = bench.state().portfolio();
        QCOMPARE(after.cash(), before.cash());
        QCOMPARE(after.openCost(), before.openCost());
        QCOMPARE(after.realised(), before.realised());
        QCOMPARE(after.position(structure, call7)->quantity, Quantity(-6));
        QCOMPARE(after.position(structure, call7)->cost, before.position(structure, call15)->cost);
        QCOMPARE(after.position(structure, call10)->quantity, Quantity(6));
        QCOMPARE(after.position(structure, call10)->cost, before.position(structure, call20)->cost);
        expectAgreement(bench);
        // Nothing that was quoted before the split prices what is held since.
        const QuoteBoard& board = bench.core().context().board;
        QVERIFY(!board.quote(*board.catalogue().find("NWSA")).bid);
        QVERIFY(!board.lastTrade(*board.catalogue().find("NWSA")));
        bench.crash();
        VERIFY_DONE(bench.start());
        const QuoteBoard& again = bench.core().context().board;
        QVERIFY(!again.quote(*again.catalogue().find("NWSA")).bid);
        QVERIFY(bench.state().portfolio().structure(structure).size() == 4);
        expectAgreement(bench);
    }

    void aSplitCancelsOrdersAndGivesBackWhatTheyHeld()
    {
        TradingBench bench;
        trade(bench, Morning::Split, {openSellStop()});
        const OrderId id = bench.onlyOrder().id;
        QVERIFY(bench.state().slippage().reservedFor(id).isPositive());
        runTo(bench, onMonday(6, 30));
        QCOMPARE(bench.onlyOrder().state, OrderState::Cancelled);
        QCOMPARE(bench.onlyOrder().reason, std::string("Cancelled by the venue: 2-for-1 split of NWSA."));
        QVERIFY(bench.state().slippage().reservedFor(id).isZero());
        expectAgreement(bench);
    }

    void anOpenOrderIsRestated()
    {
        TradingBench bench;
        trade(bench, Morning::Dividend, {openBuy()});
        const ClientOrderId working = bench.onlyOrder().working;
        runTo(bench, onMonday(6, 30));
        const auto expectRestated = [&] {
            const OrderRecord& order = bench.onlyOrder();
            QCOMPARE(order.state, OrderState::Working);
            QCOMPARE(order.limit, Price::ofCents(1'469));
            QVERIFY(order.working == working && order.submissions.size() == 1);
            QCOMPARE(order.steps.back().kind, std::string("restate"));
            QCOMPARE(order.steps.back().price, std::optional(Price::ofCents(1'469)));
            QVERIFY(order.steps.back().note.find("ex a dividend") != std::string::npos);
            expectAgreement(bench);
        };
        expectRestated();
        bench.crash();
        VERIFY_DONE(bench.start());
        expectRestated();
    }

    void aLimitThatTheVenueHasOtherwiseIsADifference()
    {
        TradingBench bench;
        trade(bench, Morning::Dividend, {openBuy()});
        VenueListing listing = bench.exchange().listing();
        *listing.orders.front().limit -= Price::ofCents(31); // as if a restatement had been lost
        const auto rows = compareBooks(bench.state(), listing, OrdersInDoubt::Shown);
        const auto order = std::ranges::find(rows, true, &ReconciledRow::isDifference);
        QVERIFY(order != rows.end());
        QCOMPARE(order->subject, "order " + bench.onlyOrder().id.text());
        QCOMPARE(order->believed, std::string("open, 0 of 10 filled at 15.0000"));
        QCOMPARE(order->venueSays, std::string("open, 0 of 10 filled at 14.6900"));
    }

    void whatARestatedLimitCanCostIsHeld_data()
    {
        QTest::addColumn<QString>("limit");
        QTest::newRow("with room for it") << "20";
        QTest::newRow("with no room left") << "6";
    }

    // The limit goes down by the dividend, away from the arrival mid of 17.00: from 0.60 to 0.91 a share.
    void whatARestatedLimitCanCostIsHeld()
    {
        QFETCH(QString, limit);
        TradingBench bench;
        OrderRequest order = openSellStop();
        order.slippageLimit = *Money::parse(limit.toStdString());
        trade(bench, Morning::Dividend, {order});
        const OrderId id = bench.onlyOrder().id;
        QCOMPARE(bench.state().slippage().reservedFor(id), Money::ofWhole(6));
        runTo(bench, onMonday(6, 30));
        QCOMPARE(bench.onlyOrder().limit, Price::ofCents(1'609));
        QCOMPARE(bench.state().slippage().reservedFor(id), Money::ofCents(910));
        const auto left = bench.state().slippage().balance(SlippageLevel::Order, id.text())->left();
        QCOMPARE(left, *Money::parse(limit.toStdString()) - Money::ofCents(910));
        expectAgreement(bench);
    }

    void aDeskThatIsKilledInTheMiddleOfTheFileCatchesUp_data()
    {
        QTest::addColumn<int>("morning");
        QTest::newRow("assignment and restatement") << int(Morning::Dividend);
        QTest::newRow("split") << int(Morning::Split);
    }

    /// Goal: whatever part of the night's events is in the record, the rest is taken in once. Method: break
    /// the link after each of them, kill the desk, and compare with the desk that heard them in one go.
    void aDeskThatIsKilledInTheMiddleOfTheFileCatchesUp()
    {
        QFETCH(int, morning);
        TradingBench whole;
        trade(whole, Morning(morning), {spread(), openBuy()});
        const std::uint64_t evening = whole.state().venueSequence();
        runTo(whole, onMonday(6, 30));
        const std::uint64_t end = whole.state().venueSequence();
        QVERIFY2(end >= evening + 2, "the night tells at least two events");
        for (std::uint64_t told = evening; told <= end; ++told) {
            TradingBench bench;
            std::uint64_t last = end;
            trade(bench, Morning(morning), {spread(), openBuy()}, [&](std::unique_ptr<Venue> venue) {
                return std::make_unique<BreakingVenue>(std::move(venue), last);
            });
            last = told;
            runTo(bench, onMonday(6, 30));
            QCOMPARE(bench.state().venueSequence(), told);
            QVERIFY(bench.state().anomalies().empty());
            bench.crash();
            VERIFY_DONE(bench.start());
            QCOMPARE(bench.state().venueSequence(), end);
            QVERIFY(bench.state().portfolio() == whole.state().portfolio());
            QCOMPARE(bench.onlyOrder().state, OrderState::Filled);
            const OrderRecord& order = bench.state().orders().all().back();
            const OrderRecord& expected = whole.state().orders().all().back();
            QCOMPARE(order.state, expected.state);
            QCOMPARE(order.limit, expected.limit);
            QCOMPARE(order.steps.size(), expected.steps.size());
            QVERIFY(bench.state().slippage() == whole.state().slippage());
            expectAgreement(bench);
        }
    }

    void aLinkThatComesBackAfterTheNightBringsTheFile()
    {
        TradingBench bench;
        std::uint64_t last = std::numeric_limits<std::uint64_t>::max();
        trade(bench, Morning::Split, {spread(), openBuy()}, [&](std::unique_ptr<Venue> venue) {
            return std::make_unique<BreakingVenue>(std::move(venue), last);
        });
        last = 0;
        runTo(bench, onMonday(8, 0));
        QVERIFY(!bench.state().isArmed());
        QCOMPARE(held(bench, call15), -3);
        last = std::numeric_limits<std::uint64_t>::max();
        runTo(bench, onMonday(8, 15));
        QCOMPARE(held(bench, call7), -6);
        QCOMPARE(bench.state().orders().all().back().state, OrderState::Cancelled);
        expectAgreement(bench);
    }

    void aContractThatNobodyListsIsRefused()
    {
        TradingBench bench;
        trade(bench, Morning::UnlistedSplit, {spread()});
        const Portfolio before = bench.state().portfolio();
        runTo(bench, onMonday(6, 30));
        const auto expectRefused = [&] {
            QVERIFY(bench.state().portfolio() == before);
            QCOMPARE(bench.state().anomalies().size(), std::size_t(2)); // a leg each
            QVERIFY(bench.state().anomalies().front().find(call7) != std::string::npos);
            QVERIFY(!bench.state().isArmed());
        };
        expectRefused();
        bench.crash();
        VERIFY_DONE(bench.start());
        expectRefused();
        QVERIFY(!differences(bench).empty());
    }
};

QTEST_GUILESS_MAIN(TestOvernightFile)
#include "tst_OvernightFile.moc"
