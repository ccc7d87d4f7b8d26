// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/StopsBench.h"

#include <QTest>

#include <algorithm>

using namespace strikedesk;
using namespace std::chrono_literals;

/// Orders that hang together: brackets, groups of which one ends the others, orders that wait for another
/// order, a time or a price.
class TestLinkedOrders : public QObject
{
    Q_OBJECT

    static OrderRequest bracketed(int packages, int takeProfitCents, int stopCents)
    {
        OrderRequest request = StopsBench::entry(packages);
        request.bracket = BracketTerms {Price::ofCents(takeProfitCents), StopsBench::stopAt(stopCents)};
        return request;
    }
    static std::vector<OrderId> heldIds(const StopsBench& bench)
    {
        std::vector<OrderId> ids;
        for (const HeldOrder& held : bench.state().held().all())
            ids.push_back(held.id);
        return ids;
    }
    static OrderRequest limitExit(int packages, int cents, const std::string& group)
    {
        OrderRequest request = StopsBench::exit(packages, OrderType::Limit);
        request.limit = Price::ofCents(cents);
        request.ocoGroup = group;
        return request;
    }
    // What was opened and closed, by the executions alone: nothing may be closed that was not held.
    static void closedNoMoreThanHeld(const StopsBench& bench)
    {
        QVERIFY(bench.shorts() >= 0);
        QVERIFY(bench.state().anomalies().empty());
    }

private Q_SLOTS:
    void theExitsOfABracketWaitForTheEntry()
    {
        StopsBench bench({});
        QVERIFY(bench.start());
        bench.runTo(5);
        const OrderId entry = bench.place(bracketed(2, 60, 200));
        const auto exits = heldIds(bench);
        QCOMPARE(int(exits.size()), 2);
        QCOMPARE(bench.held(exits[0]).request.parent, entry);
        QCOMPARE(bench.held(exits[1]).request.ocoGroup, entry.text());
        bench.runTo(20);
        QCOMPARE(bench.shorts(), std::int64_t(2));
        QCOMPARE(bench.held(exits[0]).phase, HeldPhase::Watching);
        QCOMPARE(bench.held(exits[1]).phase, HeldPhase::Sent);
        const OrderRecord& profit = bench.order(bench.held(exits[1]).sent.back());
        QCOMPARE(profit.limit, Price::ofCents(60));
        QCOMPARE(profit.request.structureId, bench.order(entry).opensStructure);
    }

    void aTakeProfitThatFillsEndsTheStop()
    {
        StopsBench bench({{30, 90, 95}});
        QVERIFY(bench.start());
        bench.runTo(5);
        QVERIFY(!bench.place(bracketed(2, 60, 200)).isEmpty());
        const auto exits = heldIds(bench);
        bench.runTo(60);
        QCOMPARE(bench.held(exits[1]).outcome, OrderState::Filled);
        QCOMPARE(bench.held(exits[0]).outcome, OrderState::Cancelled);
        QCOMPARE(bench.sentBy(exits[0]), 0);
        QCOMPARE(bench.shorts(), std::int64_t(0));
    }

    void aStopThatTriggersTakesTheTakeProfitOffTheMarketFirst()
    {
        StopsBench bench({{30, 300, 310}});
        QVERIFY(bench.start());
        bench.runTo(5);
        QVERIFY(!bench.place(bracketed(2, 60, 200)).isEmpty());
        const auto exits = heldIds(bench);
        bench.runTo(70);
        QCOMPARE(bench.held(exits[0]).outcome, OrderState::Filled);
        QVERIFY(!bench.held(exits[1]).isLive());
        const OrderRecord& profit = bench.order(bench.held(exits[1]).sent.back());
        const OrderRecord& stop = bench.order(bench.held(exits[0]).sent.back());
        QCOMPARE(profit.state, OrderState::Cancelled);
        QVERIFY(profit.updatedAt <= stop.createdAt);
        QCOMPARE(bench.shorts(), std::int64_t(0));
        closedNoMoreThanHeld(bench);
        QCOMPARE(bench.recordSays(), encodeState(bench.state()));
    }

    /// Between the fill of one and the end of the other, at every half second of it.
    void aBracketRecoversFromACrashAtAnyStep()
    {
        for (int half = 60; half < 80; ++half) {
            StopsBench bench({{30, 300, 310}});
            QVERIFY(bench.start());
            bench.runTo(5);
            QVERIFY(!bench.place(bracketed(2, 60, 200)).isEmpty());
            const auto exits = heldIds(bench);
            bench.run(std::chrono::milliseconds {500} * half - (bench.core().now() - at(9, 30)));
            bench.crash();
            QVERIFY(bench.start());
            bench.runTo(100);
            QCOMPARE(bench.shorts(), std::int64_t(0));
            QCOMPARE(bench.sentBy(exits[0]), 1);
            QVERIFY(bench.state().held().live().empty());
            closedNoMoreThanHeld(bench);
        }
    }

    void anExitOffTheTicksIsRefusedWithItsEntry()
    {
        StopsBench bench({});
        QVERIFY(bench.start());
        bench.runTo(5);
        OrderRequest entry = bracketed(1, 60, 200);
        entry.bracket->takeProfit = Price::ofUnits(6'050);
        QVERIFY(bench.place(entry).isEmpty());
        QCOMPARE(bench.refusal(), std::string("input.tick"));
        QVERIFY(bench.state().orders().all().empty() && bench.state().held().all().empty());
    }

    /// A stop of an entry that is still filling: the rest of the entry is called off, or it would add to what
    /// the stop gets out of.
    void aStopCallsTheRestOfItsEntryOff()
    {
        StopsBench bench({{1, 150, 160, 10'000, 2}, {15, 300, 310, 10'000, 2}, {25, 300, 310}});
        QVERIFY(bench.start());
        bench.runTo(5);
        OrderRequest request = bracketed(40, 60, 200);
        request.type = OrderType::Limit;
        request.limit = Price::ofCents(-90);
        const OrderId entry = bench.place(request);
        bench.runTo(14);
        QVERIFY(bench.shorts() > 0 && bench.shorts() < 40);
        bench.runTo(60);
        QCOMPARE(bench.order(entry).state, OrderState::Cancelled);
        QCOMPARE(bench.shorts(), std::int64_t(0));
        QVERIFY(bench.state().held().live().empty());
    }

    void anEntryThatEndsUnfilledEndsItsExits()
    {
        StopsBench bench({});
        QVERIFY(bench.start());
        bench.runTo(5);
        OrderRequest entry = bracketed(1, 60, 200);
        entry.type = OrderType::Limit;
        entry.limit = Price::ofCents(-98);
        const OrderId id = bench.place(entry);
        bench.runTo(10);
        QCOMPARE(int(bench.state().held().live().size()), 2);
        QVERIFY(bench.ask(CancelOrder {id}));
        bench.runTo(15);
        QVERIFY(bench.state().held().live().empty());
        QCOMPARE(bench.shorts(), std::int64_t(0));
    }

    /// Two limits of one group: the venue has one of them at a time, and their fills together are one.
    void twoLimitsOfAGroupNeverFillBoth()
    {
        StopsBench bench({{60, 90, 95}});
        QVERIFY(bench.start());
        bench.runTo(5);
        QVERIFY(!bench.place(StopsBench::entry(2)).isEmpty());
        bench.runTo(10);
        const OrderId first = bench.place(limitExit(2, 20, "G"));
        const OrderId second = bench.place(limitExit(2, 70, "G"));
        QVERIFY2(bench.state().held().find(second), bench.refusal().c_str());
        bench.runTo(59);
        QCOMPARE(bench.order(first).state, OrderState::Working);
        QCOMPARE(bench.sentBy(second), 0);
        bench.runTo(90);
        QCOMPARE(bench.order(first).state, OrderState::Cancelled);
        QCOMPARE(bench.held(second).outcome, OrderState::Filled);
        QCOMPARE(bench.state().held().filledByGroup("G", bench.state().orders()), Quantity(2));
        QCOMPARE(bench.shorts(), std::int64_t(0));
        closedNoMoreThanHeld(bench);
    }

    /// The same of entries, which no holding bounds: the second goes when the first is confirmed to be gone.
    void twoEntriesOfAGroupAreNeverAtTheVenueTogether()
    {
        StopsBench bench({{60, 150, 160, 10'400}});
        QVERIFY(bench.start());
        bench.runTo(5);
        OrderRequest resting = StopsBench::entry(2);
        resting.type = OrderType::Limit;
        resting.limit = Price::ofCents(-98);
        resting.ocoGroup = "G";
        const OrderId first = bench.place(resting);
        OrderRequest breakout = StopsBench::entry(2);
        breakout.ocoGroup = "G";
        breakout.trigger = StopsBench::stopAt(10'300, 1);
        breakout.trigger->on = TriggerBasis::Underlying;
        breakout.trigger->when = TriggerWhen::Above;
        const OrderId second = bench.place(breakout);
        bench.runTo(90);
        QCOMPARE(bench.order(first).state, OrderState::Cancelled);
        QCOMPARE(bench.held(second).outcome, OrderState::Filled);
        QVERIFY(bench.order(first).updatedAt <= bench.order(bench.held(second).sent.back()).createdAt);
        QCOMPARE(bench.shorts(), std::int64_t(2));
    }

    void theSecondOfAGroupNeedsAPrice()
    {
        StopsBench bench({});
        QVERIFY(bench.start());
        bench.runTo(5);
        QVERIFY(!bench.place(StopsBench::entry(1)).isEmpty());
        bench.runTo(10);
        QVERIFY(!bench.place(limitExit(1, 20, "G")).isEmpty());
        OrderRequest second = StopsBench::exit(1, OrderType::Walk);
        second.walk = WalkTerms {};
        second.ocoGroup = "G";
        QVERIFY(bench.place(second).isEmpty());
        QCOMPARE(bench.refusal(), std::string("input.oco_group"));
    }

    /// What one has filled the other may not fill any more.
    void aPartFilledOrderLeavesTheRestToItsGroup()
    {
        StopsBench bench({{60, 300, 310}});
        QVERIFY(bench.start());
        bench.runTo(5);
        QVERIFY(!bench.place(StopsBench::entry(3)).isEmpty());
        bench.runTo(10);
        OrderRequest one = StopsBench::exit(1);
        one.ocoGroup = "G";
        OrderRequest guard = StopsBench::stop(3, StopsBench::stopAt(200));
        guard.ocoGroup = "G";
        const OrderId stop = bench.place(guard);
        const OrderId profit = bench.place(one);
        bench.runTo(50);
        QCOMPARE(bench.order(profit).filled, Quantity(1));
        bench.runTo(90);
        QCOMPARE(bench.order(bench.held(stop).sent.back()).filled, Quantity(2));
        QCOMPARE(bench.shorts(), std::int64_t(0));
    }

    void oneTriggersOther()
    {
        StopsBench bench({});
        QVERIFY(bench.start());
        bench.runTo(5);
        OrderRequest first = StopsBench::entry(2);
        first.type = OrderType::Limit;
        first.limit = Price::ofCents(-98);
        const OrderId parent = bench.place(first);
        OrderRequest then = StopsBench::entry(1);
        then.legs = {{put90, Side::Buy, 1, PositionEffect::Open}};
        then.parent = parent;
        const OrderId child = bench.place(then);
        bench.runTo(30);
        QCOMPARE(bench.held(child).phase, HeldPhase::Waiting);
        QVERIFY(bench.ask(ReplaceOrder {parent, Price::ofCents(-85), {}}));
        bench.runTo(60);
        QCOMPARE(bench.order(parent).state, OrderState::Filled);
        QCOMPARE(bench.held(child).outcome, OrderState::Filled);
        QCOMPARE(bench.state().portfolio().netQuantity(put90), Quantity(3));
    }

    void aParentThatNobodyKnowsIsRefused()
    {
        StopsBench bench({});
        QVERIFY(bench.start());
        bench.runTo(5);
        OrderRequest child = StopsBench::entry(1);
        child.parent = OrderId("O9-000001-X");
        QVERIFY(bench.place(child).isEmpty());
        QCOMPARE(bench.refusal(), std::string("input.parent"));
    }

    void anOrderWaitsForItsTimeAndItsPrice()
    {
        StopsBench bench({{60, 150, 160, 10'400}});
        QVERIFY(bench.start());
        bench.runTo(5);
        OrderRequest timed = StopsBench::entry(1);
        timed.notBefore = at(9, 30, 40);
        const OrderId later = bench.place(timed);
        OrderRequest priced = StopsBench::entry(2);
        priced.trigger = StopsBench::stopAt(10'300, 1);
        priced.trigger->on = TriggerBasis::Underlying;
        priced.trigger->when = TriggerWhen::Above;
        const OrderId higher = bench.place(priced);
        bench.runTo(39);
        QCOMPARE(bench.sentBy(later), 0);
        bench.runTo(55);
        QCOMPARE(bench.held(later).outcome, OrderState::Filled);
        QCOMPARE(bench.sentBy(higher), 0);
        bench.runTo(80);
        QCOMPARE(bench.held(higher).outcome, OrderState::Filled);
        QCOMPARE(bench.shorts(), std::int64_t(3));
    }

    /// The gate has the last word when it is sent, and says so a bounded number of times.
    void theGateSeesItWhenItIsSent()
    {
        StopsBench bench({}, 3'000);
        QVERIFY(bench.start());
        bench.runTo(5);
        OrderRequest tooMany = StopsBench::entry(101);
        tooMany.notBefore = at(9, 30, 20);
        const OrderId id = bench.place(tooMany);
        bench.runTo(21);
        QCOMPARE(bench.countOf(id, "refuse"), 1);
        QCOMPARE(bench.state().denials(), 1);
        bench.runTo(2'000);
        QCOMPARE(bench.held(id).outcome, OrderState::Rejected);
        QCOMPARE(bench.sentBy(id), 0);
    }

    void theKillSwitchEndsWhatWouldOpen()
    {
        StopsBench bench({});
        QVERIFY(bench.start());
        bench.runTo(5);
        OrderRequest timed = StopsBench::entry(1);
        timed.notBefore = at(9, 30, 40);
        const OrderId id = bench.place(timed);
        QVERIFY(bench.ask(EngageKill {false, "a test"}));
        bench.runTo(10);
        QCOMPARE(bench.held(id).outcome, OrderState::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestLinkedOrders)
#include "tst_LinkedOrders.moc"
