// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/OsiSymbol.h"
#include "tests/engine/RollsBench.h"

#include <QDir>
#include <QTest>

using namespace strikedesk;

/// A day of NWSA as it was, minute by minute: a short strangle is opened and rolled as a package.
class TestRollRecorded : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStrangleOfARealDayIsRolled();
};

void TestRollRecorded::aStrangleOfARealDayIsRolled()
{
    const std::string folder = STRIKEDESK_SHARED_DATA "/lean/Data";
    if (!QDir(QString::fromStdString(folder)).exists())
        QSKIP("The recorded days are not here.");
    MarketChoice choice;
    choice.kind = MarketChoice::Kind::Recorded;
    choice.directory = folder;
    choice.underlying = "nwsa";
    choice.date = testDay;
    RollsBench bench;
    bench.setCash(Money::ofWhole(1'000'000));
    bench.setSource([choice] { return *openMarket(choice); });
    bench.setUnderlying("NWSA");
    bench.setMode(DeskMode::Replay);
    Limits limits = shippedLimits();
    limits.values[LimitId::NakedGranted] = 1; // a person's decision, here the test's
    limits.values[LimitId::OptionLevel] = 4;
    bench.setLimits(limits);
    QVERIFY(bench.start().has_value());
    const auto runTo = [&](int hour, int minute) {
        while (bench.core().now() < at(hour, minute))
            bench.core().step(std::min(at(hour, minute), bench.core().now() + std::chrono::seconds {5}));
    };
    const std::string put = "NWSA  130720P00031000";
    const std::string call = "NWSA  130720C00034000";
    runTo(10, 0);
    OrderRequest entry;
    entry.legs = {RollsBench::sold(put), RollsBench::sold(call)};
    entry.quantity = Quantity(2);
    entry.type = OrderType::Walk;
    entry.walk = WalkTerms {};
    const OrderId id = bench.place(entry);
    QVERIFY2(!id.isEmpty(), bench.refusal().c_str());
    runTo(11, 0);
    const std::string before = bench.order(id).opensStructure;
    QCOMPARE(bench.held(before, put), Quantity(-2));
    QCOMPARE(bench.held(before, call), Quantity(-2));

    RollAsk ask;
    ask.structure = before;
    ask.terms.strategy = RollStrategy::SameStrikes;
    ask.terms.requiresCredit = true;
    const auto found = bench.roll<RollCandidatesReply>(FindRolls {ask, 10});
    QVERIFY2(found.has_value(), found ? "" : found.error().message.c_str());
    std::string refused;
    for (const RollRefusalView& row : found->refusals)
        refused += row.sentence + "; ";
    QVERIFY2(!found->candidates.empty(), refused.c_str());
    QCOMPARE(found->candidates.front().days, 49); // August, the only other one within 60 days
    for (const RollMove& move : found->candidates.front().moves)
        ask.to.push_back(move.to);
    ask.quantity = Quantity(1);
    const auto sent = bench.roll<RollReply>(StartRoll {ask});
    QVERIFY2(sent.has_value(), sent ? "" : sent.error().message.c_str());
    runTo(15, 30);
    const RollSheet& sheet = bench.sheet(sent->roll);
    QVERIFY2(sheet.outcome == "rolled", sheet.reason.c_str());
    QCOMPARE(bench.ordersOf(sent->roll), 1);
    QCOMPARE(bench.held(before, put), Quantity(-1));
    QCOMPARE(bench.held(before, call), Quantity(-1));
    QCOMPARE(bench.held(sent->successor, "NWSA  130817P00031000"), Quantity(-1));
    QCOMPARE(bench.held(sent->successor, "NWSA  130817C00034000"), Quantity(-1));
    const OrderRecord& order = bench.order(sent->order);
    QVERIFY(order.averagePrice()->isNegative()); // a credit was asked for
    QCOMPARE(bench.booksDiffer(), std::string());
    QVERIFY(bench.state().anomalies().empty());
    const auto chain = bench.roll<RollChainReply>(ShowRollChain {before});
    QCOMPARE(chain->rows.size(), std::size_t(2));
    QCOMPARE(chain->credit, chain->realised - chain->openCost);
    QCOMPARE(bench.recordSays(), encodeState(bench.state()));
}

QTEST_GUILESS_MAIN(TestRollRecorded)
#include "tst_RollRecorded.moc"
