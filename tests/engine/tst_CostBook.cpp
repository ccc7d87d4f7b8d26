// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/CostReading.h"
#include "core/engine/StateSnapshot.h"
#include "core/execution/CostReport.h"
#include "tests/engine/TradingBench.h"

#include <QTest>

#include <algorithm>

using namespace strikedesk;
using namespace std::chrono_literals;

namespace {

std::vector<CostedOrder> ordersOf(const CostRecord& record)
{
    std::vector<CostedOrder> orders;
    for (const CostedOrderPtr& order : record.orders)
        orders.push_back(*order);
    return orders;
}

CostRecordPtr readAll(const TradingBench& bench)
{
    auto reader = AuditReader::open(bench.databasePath());
    const auto read = reader ? readCosts(*reader) : Result<ReadCosts>(fail(reader.error()));
    return read ? read->record : nullptr;
}

/// An order that fills, one that walks, and one that is cancelled before it can.
void live(TradingBench& bench)
{
    (void)bench.ask(SubmitOrder {bench.vertical(OrderType::MarketableLimit, 2)});
    bench.run(30s);
    (void)bench.ask(SubmitOrder {bench.vertical(OrderType::Walk)});
    bench.run(60s);
    OrderRequest far = bench.vertical(OrderType::Limit);
    far.limit = *bench.state().orders().all().front().arrivalMid - Price::ofCents(10); // a better credit
    (void)bench.ask(SubmitOrder {far});
    bench.run(10s);
    for (const OrderRecord* order : bench.state().orders().open())
        (void)bench.ask(CancelOrder {order->id});
    bench.run(10s);
    // Asks for more than any limit allows: a denial.
    (void)bench.ask(SubmitOrder {bench.vertical(OrderType::MarketableLimit, 1'000)});
}

} // namespace

/// What a running desk, one that was killed, and the bare record know of the cost of orders.
class TestCostBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theDeskNotesTheMarketFiveMinutesAfterAFill()
    {
        TradingBench bench;
        QVERIFY(bench.start());
        live(bench);
        bench.run(6min, 5s);
        const CostRecordPtr record = bench.state().costs().record();
        int standing = 0;
        int cancelled = 0;
        for (const CostedOrderPtr& order : record->orders) {
            for (const CostFill& fill : order->fills) {
                ++standing;
                QVERIFY(fill.after);
                QVERIFY(fill.after->at >= fill.at + realisedAfter);
                QVERIFY(fill.after->at <= fill.at + realisedAfter + 6s);
            }
            cancelled += order->outcome == CostOutcome::Cancelled ? 1 : 0;
            if (order->filled() < order->asked) {
                QVERIFY(order->outcome != CostOutcome::Open);
                QVERIFY(order->ended);
                QCOMPARE(order->ended->at, *order->endedAt);
            }
        }
        QVERIFY(standing >= 1);
        QVERIFY(cancelled >= 1);
        QVERIFY(!record->denials.empty());
        QVERIFY(bench.state().costs().due(bench.core().now()).empty());
        // A record each, not one per step.
        const auto notes = std::ranges::count(bench.core().context().journal.tail(), "order.market_noted",
                                              [](const AuditRowPtr& row) { return row->kind; });
        QVERIFY(notes <= standing + std::ptrdiff_t(record->orders.size()));
    }

    void theRecordAloneSaysTheSame()
    {
        TradingBench bench;
        QVERIFY(bench.start());
        live(bench);
        bench.run(6min, 5s);
        const CostRecordPtr running = bench.state().costs().record();
        const CostRecordPtr read = readAll(bench);
        QVERIFY(read);
        QVERIFY(ordersOf(*read) == ordersOf(*running));
        QCOMPARE(read->denials, running->denials);
        // And what the slippage ledger has spent is what the arrival costs add up to.
        Money ledger;
        for (const CostedOrderPtr& order : running->orders)
            ledger += bench.state().slippage().spentBy(order->id);
        QCOMPARE(costReport(*running, CostGrouping::Underlying).total.figures.arrival.cost, ledger);
    }

    // Killed with a fill whose market is not noted yet: the desk that comes back notes it.
    void whatIsDueSurvivesAKill()
    {
        TradingBench bench;
        QVERIFY(bench.start());
        live(bench);
        const CostRecordPtr before = bench.state().costs().record();
        bench.crash();
        QVERIFY(bench.start());
        QVERIFY(ordersOf(*bench.state().costs().record()) == ordersOf(*before));
        bench.run(7min, 5s);
        for (const CostedOrderPtr& order : bench.state().costs().record()->orders) {
            for (const CostFill& fill : order->fills)
                QVERIFY(fill.after);
        }
    }

    void aSnapshotHoldsAllOfIt()
    {
        TradingBench bench;
        QVERIFY(bench.start());
        live(bench);
        DeskState loaded(bench.core().context().source.catalogue());
        QVERIFY(decodeState(encodeState(bench.state()), loaded));
        QVERIFY(ordersOf(*loaded.costs().record()) == ordersOf(*bench.state().costs().record()));
        const Instant later = bench.core().now() + 24h;
        QVERIFY(loaded.costs().due(later) == bench.state().costs().due(later));
        QVERIFY(!loaded.costs().due(later).empty());
    }

    // A busted fill costs nothing any more; a corrected one is held against the markets of its own time.
    void rulingsOfTheExchangeAreRespected()
    {
        TradingBench bench;
        QVERIFY(bench.start());
        (void)bench.ask(SubmitOrder {bench.vertical(OrderType::MarketableLimit, 2)});
        bench.run(30s);
        const CostedOrder filled = *bench.state().costs().record()->orders.front();
        QVERIFY(!filled.fills.empty());
        const FillView fill = bench.state().fills().front();
        QVERIFY(bench.exchange().rule({fill.executionId, fill.price + Price::ofCents(1), "obvious error"}));
        bench.run(5s);
        const CostedOrderPtr ruled = bench.state().costs().record()->orders.front();
        QCOMPARE(ruled->fills.size(), filled.fills.size() + 1);
        QCOMPARE(ruled->filled(), filled.filled());
        const CostFill& right = ruled->fills.back();
        QCOMPARE(right.paid, fill.price + Price::ofCents(1));
        QCOMPARE(right.at, fill.at);
        QVERIFY(right.market == filled.fills.back().market);
        QCOMPARE(costsOf(ruled).corrections, 1);
        QVERIFY(bench.exchange().rule({right.execution, {}, "taken back"}));
        bench.run(5s);
        const OrderCosts busted = costsOf(bench.state().costs().record()->orders.front());
        QCOMPARE(busted.busts, 1);
        QCOMPARE(busted.filled, filled.filled() - fill.quantity);
        QVERIFY(ordersOf(*readAll(bench)) == ordersOf(*bench.state().costs().record()));
    }
};

QTEST_GUILESS_MAIN(TestCostBook)
#include "tst_CostBook.moc"
