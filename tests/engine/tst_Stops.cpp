// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/StopsBench.h"

#include <QTest>

#include <algorithm>

using namespace strikedesk;
using namespace std::chrono_literals;

/// Stops on packages that this machine holds: what fools them, what they send, and what happens when it comes
/// to nothing.
class TestStops : public QObject
{
    Q_OBJECT

    static void open(StopsBench& bench, int packages)
    {
        QVERIFY(bench.start());
        bench.runTo(5);
        QVERIFY2(!bench.place(StopsBench::entry(packages)).isEmpty(), bench.refusal().c_str());
        bench.runTo(10);
        QCOMPARE(bench.shorts(), std::int64_t(packages));
    }

private Q_SLOTS:
    void aStopSendsOneOrderWhenItsLevelIsConfirmed()
    {
        StopsBench bench({{30, 300, 310}});
        open(bench, 2);
        const OrderId stop = bench.place(StopsBench::stop(2, StopsBench::stopAt(200)));
        bench.runTo(29);
        QCOMPARE(bench.held(stop).phase, HeldPhase::Watching);
        QCOMPARE(int(bench.held(stop).observations.size()), 0);
        bench.runTo(31);
        QVERIFY(bench.held(stop).observations.size() >= 1);
        QCOMPARE(bench.sentBy(stop), 0);
        bench.runTo(60);
        QCOMPARE(bench.sentBy(stop), 1);
        QCOMPARE(bench.shorts(), std::int64_t(0));
        QCOMPARE(bench.held(stop).phase, HeldPhase::Ended);
        QCOMPARE(bench.held(stop).outcome, OrderState::Filled);
        QCOMPARE(int(bench.held(stop).observations.size()), 3);
        QVERIFY(bench.state().anomalies().empty());
        QCOMPARE(bench.recordSays(), encodeState(bench.state()));
    }

    /// In the sign of the order itself: a sold leg's stop is below its price, a bought one's above.
    void aStopOfASoldLegIsBelowItsPrice()
    {
        StopsBench bench({{30, 80, 90}});
        QVERIFY(bench.start());
        bench.runTo(5);
        OrderRequest bought = StopsBench::entry(1);
        bought.legs = {{put95, Side::Buy, 1, PositionEffect::Open}};
        QVERIFY(!bench.place(bought).isEmpty());
        bench.runTo(10);
        OrderRequest guard = StopsBench::stop(1, StopsBench::stopAt(100, 2));
        guard.legs = {{put95, Side::Sell, 1, PositionEffect::Close}};
        const OrderId stop = bench.place(guard);
        bench.runTo(29);
        QCOMPARE(bench.held(stop).phase, HeldPhase::Watching);
        bench.runTo(50);
        QCOMPARE(bench.held(stop).outcome, OrderState::Filled);
        QCOMPARE(bench.state().portfolio().netQuantity(put95), Quantity(0));
    }

    /// A stop order of the contract's own words, on a package, which no venue holds for us.
    void aStopTypeOnAPackageIsHeld()
    {
        StopsBench bench({{30, 300, 310}});
        open(bench, 1);
        OrderRequest request = StopsBench::exit(1, OrderType::Stop);
        request.stop = Price::ofCents(200);
        const OrderId stop = bench.place(request);
        QVERIFY2(bench.state().held().find(stop), bench.refusal().c_str());
        bench.runTo(60);
        QCOMPARE(bench.held(stop).outcome, OrderState::Filled);
    }

    void badQuotesDoNotFoolIt_data()
    {
        QTest::addColumn<int>("bid");
        QTest::addColumn<int>("ask");
        QTest::newRow("five cents at ten dollars") << 5 << 1'000;
        QTest::newRow("crossed") << 410 << 300;
        QTest::newRow("wide") << 200 << 500;
    }
    void badQuotesDoNotFoolIt()
    {
        QFETCH(int, bid);
        QFETCH(int, ask);
        StopsBench bench({{30, bid, ask}, {50, 150, 160}});
        open(bench, 1);
        const OrderId stop = bench.place(StopsBench::stop(1, StopsBench::stopAt(200, 1)));
        bench.runTo(120);
        QCOMPARE(bench.held(stop).phase, HeldPhase::Watching);
        QCOMPARE(bench.countOf(stop, "confirm"), 0);
        QCOMPARE(bench.shorts(), std::int64_t(1));
    }

    void onePrintIsNotEnough()
    {
        StopsBench bench({{30, 300, 310}, {31, 150, 160}});
        open(bench, 1);
        const OrderId stop = bench.place(StopsBench::stop(1, StopsBench::stopAt(200)));
        bench.runTo(60);
        QCOMPARE(bench.countOf(stop, "confirm"), 1);
        QCOMPARE(bench.countOf(stop, "break"), 1);
        QCOMPARE(bench.sentBy(stop), 0);
    }

    /// With a bound on one move, a level that far away counts when it is seen again, not before.
    void aMoveThatIsTooFarIsSeenTwice()
    {
        StopsBench bench({{30, 300, 310}, {31, 150, 160}, {60, 300, 310}});
        open(bench, 1);
        TriggerTerms terms = StopsBench::stopAt(200, 1);
        terms.moveMax = Price::ofCents(50);
        const OrderId stop = bench.place(StopsBench::stop(1, terms));
        bench.runTo(59);
        QCOMPARE(bench.countOf(stop, "doubt"), 1);
        QCOMPARE(bench.countOf(stop, "confirm"), 0);
        bench.runTo(80);
        QCOMPARE(bench.countOf(stop, "doubt"), 2);
        QCOMPARE(bench.held(stop).outcome, OrderState::Filled);
    }

    void blindnessIsSaidAndThePolicyCounts_data()
    {
        QTest::addColumn<int>("policy");
        QTest::addColumn<bool>("isSent");
        QTest::newRow("wait") << int(BadQuotes::Wait) << false;
        QTest::newRow("natural") << int(BadQuotes::Natural) << true;
    }
    void blindnessIsSaidAndThePolicyCounts()
    {
        QFETCH(int, policy);
        QFETCH(bool, isSent);
        StopsBench bench({{30, 200, 500}});
        open(bench, 1);
        TriggerTerms terms = StopsBench::stopAt(200);
        terms.badQuotes = BadQuotes(policy);
        const OrderId stop = bench.place(StopsBench::stop(1, terms));
        bench.runTo(58);
        QVERIFY(bench.held(stop).alarm.empty());
        QCOMPARE(bench.countOf(stop, "confirm"), 0);
        bench.runTo(100);
        QVERIFY(bench.countOf(stop, "alarm") >= 1);
        QVERIFY(!bench.announced().empty());
        QCOMPARE(bench.sentBy(stop) > 0, isSent);
    }

    void itTriggersOnTheUnderlying()
    {
        StopsBench bench({{30, 150, 160, 9'400}});
        open(bench, 1);
        TriggerTerms terms = StopsBench::stopAt(9'500, 2);
        terms.on = TriggerBasis::Underlying;
        terms.when = TriggerWhen::Below;
        const OrderId stop = bench.place(StopsBench::stop(1, terms));
        bench.runTo(29);
        QCOMPARE(bench.countOf(stop, "confirm"), 0);
        bench.runTo(60);
        QCOMPARE(bench.held(stop).outcome, OrderState::Filled);
    }

    /// Never more than the structure still holds, and nothing when it holds nothing.
    void itsSizeFollowsThePosition()
    {
        StopsBench bench({{60, 300, 310}});
        open(bench, 3);
        const OrderId stop = bench.place(StopsBench::stop(3, StopsBench::stopAt(200)));
        const OrderId byHand = bench.place(StopsBench::exit(1));
        bench.runTo(30);
        QCOMPARE(bench.order(byHand).state, OrderState::Filled);
        bench.runTo(90);
        QCOMPARE(bench.sentBy(stop), 1);
        QCOMPARE(bench.order(bench.held(stop).sent.back()).filled, Quantity(2));
        QCOMPARE(bench.shorts(), std::int64_t(0));
        QCOMPARE(bench.held(stop).outcome, OrderState::Filled);
    }

    void itEndsWithItsPosition()
    {
        StopsBench bench({});
        open(bench, 1);
        const OrderId stop = bench.place(StopsBench::stop(1, StopsBench::stopAt(200)));
        QVERIFY(!bench.place(StopsBench::exit(1)).isEmpty());
        bench.runTo(30);
        QCOMPARE(bench.held(stop).phase, HeldPhase::Ended);
        QCOMPARE(bench.sentBy(stop), 0);
    }

    /// What works to close the same position is taken off the market first, and its fills count.
    void aRestingCloseIsTakenOffTheMarketFirst()
    {
        StopsBench bench({{30, 300, 310}});
        open(bench, 2);
        OrderRequest resting = StopsBench::exit(2, OrderType::Limit);
        resting.limit = Price::ofCents(30);
        const OrderId profit = bench.place(resting);
        const OrderId stop = bench.place(StopsBench::stop(2, StopsBench::stopAt(200)));
        bench.runTo(60);
        QCOMPARE(bench.order(profit).state, OrderState::Cancelled);
        QCOMPARE(bench.held(stop).outcome, OrderState::Filled);
        const OrderRecord& sent = bench.order(bench.held(stop).sent.back());
        QVERIFY(bench.order(profit).updatedAt <= sent.createdAt);
        QCOMPARE(bench.shorts(), std::int64_t(0));
    }

    /// A limit beyond the collar would be refused and protect nothing: it is sent at the collar.
    void aStopLimitFarAwayIsSentInsideTheCollar()
    {
        StopsBench bench({{30, 300, 310}});
        open(bench, 1);
        OrderRequest request = StopsBench::stop(1, StopsBench::stopAt(200));
        request.type = OrderType::Limit;
        request.limit = Price::ofCents(450);
        const OrderId stop = bench.place(request);
        bench.runTo(60);
        QCOMPARE(bench.held(stop).outcome, OrderState::Filled);
        QVERIFY(bench.order(bench.held(stop).sent.back()).limit < Price::ofCents(300));
    }

    /// A market that runs on while the order is on its way: the order goes after it.
    void aMarketableStopGoesAfterTheMarket()
    {
        StopsBench bench({{30, 300, 310}, {33, 345, 355}, {34, 385, 395}});
        open(bench, 1);
        const OrderId stop = bench.place(StopsBench::stop(1, StopsBench::stopAt(200)));
        bench.runTo(80);
        QCOMPARE(bench.held(stop).outcome, OrderState::Filled);
        QCOMPARE(bench.sentBy(stop), 1);
        const auto& steps = bench.order(bench.held(stop).sent.back()).steps;
        QVERIFY(std::ranges::find(steps, "replace", &OrderStep::kind) != steps.end());
    }

    /// The chain of observations stands in the record, and the decision is carried out once.
    void itGoesOnAfterACrash()
    {
        for (const int crashAt : {31, 32, 33, 34, 35}) {
            StopsBench bench({{30, 300, 310}});
            open(bench, 2);
            const OrderId stop = bench.place(StopsBench::stop(2, StopsBench::stopAt(200)));
            bench.runTo(crashAt);
            const HeldOrder before = bench.held(stop);
            bench.crash();
            QVERIFY(bench.start());
            QCOMPARE(bench.held(stop).observations, before.observations);
            QCOMPARE(bench.held(stop).sent, before.sent);
            bench.runTo(70);
            QCOMPARE(bench.sentBy(stop), 1);
            QCOMPARE(bench.shorts(), std::int64_t(0));
            QCOMPARE(bench.held(stop).outcome, OrderState::Filled);
        }
    }

    /// An order that came to nothing while the position stands: the stop is put back, some times, and said.
    void aMissingStopIsPutBackAndGivenUpInTheEnd()
    {
        StopsBench bench({{30, 300, 310}}, 3'000);
        open(bench, 1);
        OrderRequest request = StopsBench::stop(1, StopsBench::stopAt(200));
        request.type = OrderType::Limit;
        request.limit = Price::ofCents(90);
        request.timeInForce = TimeInForce::ImmediateOrCancel;
        const OrderId stop = bench.place(request);
        bench.runTo(60);
        QVERIFY(bench.countOf(stop, "rearm") >= 1);
        QVERIFY(!bench.held(stop).alarm.empty());
        QVERIFY(bench.held(stop).isLive());
        bench.runTo(2'000);
        QCOMPARE(bench.held(stop).phase, HeldPhase::Ended);
        QCOMPARE(bench.held(stop).outcome, OrderState::Rejected);
        QCOMPARE(bench.sentBy(stop), 6);
        QVERIFY(bench.announced().back().find("held.gave_up") != std::string::npos);
        QCOMPARE(bench.shorts(), std::int64_t(1));
    }

    void whoCancelsItsOrderMeansIt()
    {
        StopsBench bench({{30, 300, 310}});
        open(bench, 1);
        OrderRequest request = StopsBench::stop(1, StopsBench::stopAt(200));
        request.type = OrderType::Limit;
        request.limit = Price::ofCents(90);
        const OrderId stop = bench.place(request);
        bench.runTo(60);
        QCOMPARE(bench.held(stop).phase, HeldPhase::Sent);
        QVERIFY(bench.ask(CancelOrder {stop}));
        bench.runTo(70);
        QCOMPARE(bench.held(stop).phase, HeldPhase::Ended);
        QCOMPARE(bench.held(stop).outcome, OrderState::Cancelled);
        QCOMPARE(bench.sentBy(stop), 1);
    }

    void theKillSwitchHasTheLastWordAndTheStopStays()
    {
        StopsBench bench({{30, 300, 310}});
        open(bench, 1);
        const OrderId stop = bench.place(StopsBench::stop(1, StopsBench::stopAt(200)));
        QVERIFY(bench.ask(EngageKill {false, "a test"}));
        bench.runTo(60);
        QCOMPARE(bench.sentBy(stop), 0);
        QVERIFY(bench.held(stop).isLive());
        QVERIFY(bench.ask(ResetKill {"it is over"}));
        bench.runTo(90);
        QCOMPARE(bench.held(stop).outcome, OrderState::Filled);
    }

    void aHeldOrderIsCancelledAndNotReplaced()
    {
        StopsBench bench({});
        open(bench, 1);
        const OrderId stop = bench.place(StopsBench::stop(1, StopsBench::stopAt(200)));
        const auto replaced = bench.ask(ReplaceOrder {stop, Price::ofCents(100), {}});
        QCOMPARE(replaced.error().code, std::string("order.not_replaceable"));
        QVERIFY(bench.ask(CancelOrder {stop}));
        QCOMPARE(bench.held(stop).outcome, OrderState::Cancelled);
        QCOMPARE(bench.ask(CancelOrder {stop}).error().code, std::string("order.not_cancellable"));
    }

    void aDayOrderIsHeldForItsDay()
    {
        StopsBench bench({});
        open(bench, 1);
        OrderRequest request = StopsBench::stop(1, StopsBench::stopAt(200));
        request.timeInForce = TimeInForce::Day;
        const OrderId stop = bench.place(request);
        bench.core().step(at(16, 0));
        QCOMPARE(bench.held(stop).outcome, OrderState::Expired);
    }
};

QTEST_GUILESS_MAIN(TestStops)
#include "tst_Stops.moc"
