// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/RollsBench.h"

#include <QTest>

#include <algorithm>

using namespace strikedesk;
using namespace std::chrono_literals;

/// Rolls of positions on a scripted market: in which packages, for how much, once, and what stands in the
/// books when they stop half way.
class TestPositionRolls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// A vertical of July becomes one of August in one package of four legs.
    void aVerticalIsRolledAsOnePackage()
    {
        RollsBench bench;
        QVERIFY(bench.start().has_value());
        bench.runTo(5);
        const std::string before = bench.open(RollsBench::vertical(), 3, 10);
        QVERIFY2(!before.empty(), bench.refusal().c_str());
        const RollAsk ask = bench.rollOf(before, august);
        const auto preview = bench.roll<RollPreviewReply>(PreviewRoll {ask});
        QVERIFY2(preview.has_value(), preview ? "" : preview.error().message.c_str());
        QVERIFY(preview->isAllowed);
        QCOMPARE(preview->name, std::string("bull put vertical"));
        QCOMPARE(preview->packages.size(), std::size_t(1));
        QCOMPARE(preview->packages.front().legs.size(), std::size_t(4));
        const auto sent = bench.roll<RollReply>(StartRoll {ask});
        QVERIFY2(sent.has_value(), sent ? "" : sent.error().message.c_str());
        bench.runTo(200);
        QCOMPARE(bench.ordersOf(sent->roll), 1);
        QCOMPARE(bench.sheet(sent->roll).outcome, std::string("rolled"));
        QVERIFY(!bench.state().openStructures().contains(before));
        QCOMPARE(bench.held(sent->successor, acme(august, Right::Put, 95)), Quantity(-3));
        QCOMPARE(bench.held(sent->successor, acme(august, Right::Put, 90)), Quantity(3));
        QCOMPARE(bench.state().structureName(sent->successor), std::string("bull put vertical"));
        QCOMPARE(bench.booksDiffer(), std::string());
        QVERIFY(bench.state().anomalies().empty());
        QCOMPARE(bench.recordSays(), encodeState(bench.state()));
    }

    /// What came in over a chain is what it has realised and what is still open, to the cent.
    void aChainHidesNoLoss()
    {
        RollsBench bench({{30, 9'300}, {150, 9'100}}, 500);
        QVERIFY(bench.start().has_value());
        bench.runTo(5);
        const std::string first = bench.open(RollsBench::vertical(), 2, 40);
        const auto once = bench.roll<RollReply>(StartRoll {bench.rollOf(first, august)});
        QVERIFY2(once.has_value(), once ? "" : once.error().message.c_str());
        bench.runTo(160);
        RollAsk again = bench.rollOf(once->successor, september);
        const auto twice = bench.roll<RollReply>(StartRoll {again});
        QVERIFY2(twice.has_value(), twice ? "" : twice.error().message.c_str());
        bench.runTo(300);
        const auto chain = bench.roll<RollChainReply>(ShowRollChain {once->successor});
        QVERIFY(chain.has_value());
        QCOMPARE(chain->rows.size(), std::size_t(3));
        QCOMPARE(chain->rows[0].structure, first);
        QCOMPARE(chain->rows[1].from, first);
        QCOMPARE(chain->rows[2].structure, twice->successor);
        QVERIFY(chain->rows[0].realised.isNegative()); // the stock fell through the short strike
        QVERIFY(chain->rows[2].isOpen);
        QCOMPARE(chain->credit, chain->realised - chain->openCost);
        Money realised;
        for (const PortfolioPosition& leg : bench.state().portfolio().structure(first))
            realised += leg.realised;
        QCOMPARE(chain->rows[0].realised, realised);
        const auto same = bench.roll<RollChainReply>(ShowRollChain {first});
        QCOMPARE(same->credit, chain->credit);
    }

    /// The market takes two of five: the old position has three, the new one two, with all their legs.
    void aPartialRollIsConsistent()
    {
        RollsBench bench({{20, 10'000, 2}}, 300);
        QVERIFY(bench.start().has_value());
        bench.runTo(5);
        const std::string before = bench.open(RollsBench::vertical(), 5, 25);
        RollAsk ask = bench.rollOf(before, august);
        const auto sent = bench.roll<RollReply>(StartRoll {ask});
        QVERIFY2(sent.has_value(), sent ? "" : sent.error().message.c_str());
        std::set<std::int64_t> seen;
        for (int second = 26; second < 250; ++second) {
            bench.runTo(second);
            const Quantity rolled = bench.held(sent->successor, acme(august, Right::Put, 90));
            seen.insert(rolled.count());
            QCOMPARE(bench.held(sent->successor, acme(august, Right::Put, 95)), -rolled);
            QCOMPARE(bench.held(before, acme(july, Right::Put, 95)), -(Quantity(5) - rolled));
            QCOMPARE(bench.held(before, acme(july, Right::Put, 90)), Quantity(5) - rolled);
            if (rolled.isPositive() && rolled < Quantity(5) && bench.sheet(sent->roll).isUnderWay())
                QVERIFY(bench.ask(StopRoll {sent->roll, "enough"}).has_value());
        }
        QVERIFY(seen.size() > 1);
        QVERIFY(*seen.rbegin() < 5);
        QCOMPARE(bench.sheet(sent->roll).outcome, std::string("partly"));
        QCOMPARE(bench.booksDiffer(), std::string());
        QCOMPARE(bench.recordSays(), encodeState(bench.state()));
    }

    /// A condor has eight legs and the venue takes four: closed first, then opened, whatever ends in between.
    void aCondorGoesInTwoPackagesAcrossCrashes_data()
    {
        QTest::addColumn<bool>("crashes");
        QTest::newRow("without a crash") << false;
        QTest::newRow("with one every second") << true;
    }
    void aCondorGoesInTwoPackagesAcrossCrashes()
    {
        QFETCH(bool, crashes);
        RollsBench bench;
        QVERIFY(bench.start().has_value());
        bench.runTo(5);
        const std::string before = bench.open(RollsBench::condor(), 3, 10);
        QVERIFY2(!before.empty(), bench.refusal().c_str());
        const auto sent = bench.roll<RollReply>(StartRoll {bench.rollOf(before, august)});
        QVERIFY2(sent.has_value(), sent ? "" : sent.error().message.c_str());
        QCOMPARE(bench.sheet(sent->roll).decision.packages.size(), std::size_t(2));
        for (int second = 11; second < 300; ++second) {
            bench.runTo(second);
            const auto onTheWay = bench.roll<RollChainReply>(ShowRollChain {before});
            QCOMPARE(onTheWay->credit, onTheWay->realised - onTheWay->openCost);
            if (crashes && bench.sheet(sent->roll).isUnderWay()) {
                bench.crash();
                QVERIFY(bench.start().has_value());
            }
        }
        QCOMPARE(bench.sheet(sent->roll).outcome, std::string("rolled"));
        QCOMPARE(bench.ordersOf(sent->roll), 2);
        QVERIFY(!bench.state().openStructures().contains(before));
        QCOMPARE(bench.held(sent->successor, acme(august, Right::Put, 90)), Quantity(-3));
        QCOMPARE(bench.held(sent->successor, acme(august, Right::Call, 115)), Quantity(3));
        QCOMPARE(bench.state().structureName(sent->successor), std::string("short iron condor"));
        QCOMPARE(bench.booksDiffer(), std::string());
        const auto chain = bench.roll<RollChainReply>(ShowRollChain {before});
        QCOMPARE(chain->credit, chain->realised - chain->openCost);
        QCOMPARE(bench.recordSays(), encodeState(bench.state()));
    }

    /// A venue that takes single legs: every state on the way has been weighed before.
    void singleLegsGoInAnOrderThatIsNoRiskier()
    {
        RollsBench bench({}, 600);
        bench.setProfile("single-leg");
        QVERIFY(bench.start().has_value());
        bench.runTo(5);
        // The venue takes no packages: the position comes to be leg by leg, as one by its roll's own books.
        const std::string longs = bench.open({RollsBench::bought(acme(july, Right::Put, 90))}, 2, 10);
        QVERIFY2(!longs.empty(), bench.refusal().c_str());
        const auto sent = bench.roll<RollReply>(StartRoll {bench.rollOf(longs, august)});
        QVERIFY2(sent.has_value(), sent ? "" : sent.error().message.c_str());
        QCOMPARE(bench.sheet(sent->roll).decision.packages.size(), std::size_t(2));
        bench.runTo(300);
        QCOMPARE(bench.sheet(sent->roll).outcome, std::string("rolled"));
        QCOMPARE(bench.held(sent->successor, acme(august, Right::Put, 90)), Quantity(2));
        QVERIFY(!bench.state().openStructures().contains(longs));
    }

    /// The near leg of a calendar goes on; the far one goes along with what it has cost.
    void aCalendarKeepsItsFarLeg()
    {
        RollsBench bench;
        QVERIFY(bench.start().has_value());
        bench.runTo(5);
        const std::string near = acme(july, Right::Put, 95);
        const std::string far = acme(september, Right::Put, 95);
        const std::string before = bench.open({RollsBench::sold(near), RollsBench::bought(far)}, 4, 10);
        QVERIFY2(!before.empty(), bench.refusal().c_str());
        const Money cost = bench.state().portfolio().position(before, far)->cost;
        RollAsk ask = bench.rollOf(before, august);
        QCOMPARE(ask.to.size(), std::size_t(1));
        ask.quantity = Quantity(3);
        const auto sent = bench.roll<RollReply>(StartRoll {ask});
        QVERIFY2(sent.has_value(), sent ? "" : sent.error().message.c_str());
        bench.runTo(200);
        QCOMPARE(bench.sheet(sent->roll).outcome, std::string("rolled"));
        QCOMPARE(bench.held(before, near), Quantity(-1));
        QCOMPARE(bench.held(before, far), Quantity(1));
        QCOMPARE(bench.held(sent->successor, acme(august, Right::Put, 95)), Quantity(-3));
        QCOMPARE(bench.held(sent->successor, far), Quantity(3));
        const Money stays = bench.state().portfolio().position(before, far)->cost;
        const Money goes = bench.state().portfolio().position(sent->successor, far)->cost;
        QCOMPARE(stays + goes, cost);
        QVERIFY(bench.state().portfolio().position(before, far)->realised.isZero());
        const auto chain = bench.roll<RollChainReply>(ShowRollChain {before});
        QCOMPARE(chain->credit, chain->realised - chain->openCost);
        QCOMPARE(bench.booksDiffer(), std::string());
        QCOMPARE(bench.recordSays(), encodeState(bench.state()));
    }

    /// The call of a covered call goes on, and as many lots of stock go along; nothing is ever uncovered.
    void aCoveredCallKeepsItsStock()
    {
        RollsBench bench;
        bench.setCash(Money::ofWhole(1'000'000));
        QVERIFY(bench.start().has_value());
        bench.runTo(5);
        const std::string call = acme(july, Right::Call, 105);
        const std::string before
            = bench.open({{"ACME", Side::Buy, 100, PositionEffect::Open}, RollsBench::sold(call)}, 2, 10);
        QVERIFY2(!before.empty(), bench.refusal().c_str());
        QCOMPARE(bench.state().structureName(before), std::string("covered call"));
        RollAsk ask = bench.rollOf(before, august);
        QCOMPARE(ask.to.size(), std::size_t(1));
        ask.quantity = Quantity(1);
        const auto sent = bench.roll<RollReply>(StartRoll {ask});
        QVERIFY2(sent.has_value(), sent ? "" : sent.error().message.c_str());
        QCOMPARE(bench.sheet(sent->roll).decision.name, std::string("covered call"));
        for (int second = 11; second < 200; ++second) {
            bench.runTo(second);
            for (const std::string& id : bench.state().openStructures()) {
                const Quantity calls = bench.held(id, call) + bench.held(id, acme(august, Right::Call, 105));
                QCOMPARE(bench.held(id, "ACME"), -(calls * 100));
            }
        }
        QCOMPARE(bench.sheet(sent->roll).outcome, std::string("rolled"));
        QCOMPARE(bench.held(before, "ACME"), Quantity(100));
        QCOMPARE(bench.held(sent->successor, "ACME"), Quantity(100));
        const auto chain = bench.roll<RollChainReply>(ShowRollChain {before});
        QCOMPARE(chain->credit, chain->realised - chain->openCost);
        QCOMPARE(bench.booksDiffer(), std::string());
        QCOMPARE(bench.recordSays(), encodeState(bench.state()));
    }

    /// A venue takes a fill of a roll back: what went along comes back too.
    void aBustedRollBringsItsLegsBack()
    {
        RollsBench bench;
        QVERIFY(bench.start().has_value());
        bench.runTo(5);
        const std::string near = acme(july, Right::Put, 95);
        const std::string far = acme(september, Right::Put, 95);
        const std::string before = bench.open({RollsBench::sold(near), RollsBench::bought(far)}, 2, 10);
        const auto sent = bench.roll<RollReply>(StartRoll {bench.rollOf(before, august)});
        QVERIFY2(sent.has_value(), sent ? "" : sent.error().message.c_str());
        bench.runTo(200);
        QCOMPARE(bench.held(sent->successor, far), Quantity(2));
        std::vector<ExecutionId> executions;
        for (const FillView& fill : bench.state().fills()) {
            if (fill.orderId == sent->order)
                executions.push_back(fill.executionId);
        }
        for (const ExecutionId& execution : executions)
            QVERIFY(bench.exchange().rule({execution, {}, "clearly erroneous"}).has_value());
        bench.runTo(210);
        QCOMPARE(bench.held(sent->successor, far), Quantity());
        QCOMPARE(bench.held(before, far), Quantity(2));
        QCOMPARE(bench.held(before, near), Quantity(-2));
        QCOMPARE(bench.booksDiffer(), std::string());
        QCOMPARE(bench.recordSays(), encodeState(bench.state()));
    }
};

QTEST_GUILESS_MAIN(TestPositionRolls)
#include "tst_PositionRolls.moc"
