// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/orders/WalkStyles.h"
#include "tests/engine/TradingBench.h"

#include <QTest>

#include <algorithm>

using namespace strikedesk;
using namespace std::chrono_literals;

namespace {

OrderRequest walkOf(TradingBench& bench, WalkTerms terms)
{
    OrderRequest request = bench.vertical(OrderType::Walk);
    request.walk = terms;
    return request;
}

int countOf(const OrderRecord& order, std::string_view kind)
{
    return int(std::ranges::count(order.steps, kind, &OrderStep::kind));
}

} // namespace

/// Walks of every style on the desk itself: through gate, ledger, exchange and record.
class TestWalks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStyleTradesOnTheDesk_data()
    {
        QTest::addColumn<int>("style");
        for (const WalkStyleRow& row : walkStyles)
            QTest::addRow("%s", row.name.data()) << int(row.style);
    }
    /// Whatever the style: it crosses at its end when told to, its reservation is never more than its budget
    /// has, and nothing stays reserved when it is over.
    void everyStyleTradesOnTheDesk()
    {
        QFETCH(int, style);
        TradingBench bench;
        QVERIFY(bench.start());
        bench.run(2s);
        WalkTerms terms = termsOf(WalkStyle(style));
        terms.patience = 60s;
        terms.atEnd = WalkEnd::Cross;
        const auto sent = bench.ask(SubmitOrder {walkOf(bench, terms)});
        QVERIFY2(sent, sent ? "" : sent.error().message.c_str());
        for (int second = 0; second < 600 && !isFinal(bench.onlyOrder().state); ++second) {
            bench.run(1s);
            for (const SlippageBalance& balance : bench.state().slippage().balances())
                QVERIFY(balance.spent + balance.reserved <= balance.limit);
        }
        const OrderRecord& order = bench.onlyOrder();
        QVERIFY2(order.state == OrderState::Filled, std::string(nameOf(order.state)).c_str());
        QVERIFY(bench.state().slippage().reservedFor(order.id).isZero());
        QVERIFY(bench.state().anomalies().empty());
        QCOMPARE(bench.state().fillRates().fillsSeen(), std::uint64_t(1));
        const Catalogue& catalogue = bench.core().context().board.catalogue();
        const auto leg = catalogue.find(order.request.legs.front().symbol);
        const auto balance
            = bench.state().slippage().balance(SlippageLevel::Underlying, catalogue.at(*leg).underlying);
        QVERIFY(balance && balance->reserved.isZero());
        QCOMPARE(balance->limit, Money::ofWhole(750));
    }

    /// Through the program, not the ledger alone: the order's own two dollars let it go two ticks from mid,
    /// and there it rests with the rule in its story, however long the market waits.
    void aWalkStopsWhereItsBudgetEnds()
    {
        TradingBench bench;
        QVERIFY(bench.start());
        bench.run(2s);
        OrderRequest request = walkOf(bench, termsOf(WalkStyle::MidWalk));
        request.slippageLimit = Money::ofWhole(2);
        QVERIFY(bench.ask(SubmitOrder {request}));
        for (int second = 0; second < 120 && !isFinal(bench.onlyOrder().state); ++second) {
            bench.run(1s);
            const OrderRecord& order = bench.onlyOrder();
            const SlippageBalance own
                = *bench.state().slippage().balance(SlippageLevel::Order, order.id.text());
            QVERIFY(own.spent + own.reserved <= Money::ofWhole(2));
            QVERIFY(order.limit <= *order.arrivalMid + Price::ofUnits(200));
        }
        const OrderRecord& order = bench.onlyOrder();
        QVERIFY(countOf(order, "replace") >= 1);
        QVERIFY(countOf(order, "rest") >= 1);
        QVERIFY2(order.reason.find("limit 2.0000") != std::string::npos, order.reason.c_str());
        QVERIFY(order.filled.isZero() && !isFinal(order.state));
    }

    /// The number of steps stands in the record: a walk that was cut off goes on with the next one.
    void aWalkGoesOnAfterACrash()
    {
        TradingBench bench;
        QVERIFY(bench.start());
        bench.run(2s);
        WalkTerms terms = termsOf(WalkStyle::TenSteps);
        terms.worst = {};
        QVERIFY(bench.ask(SubmitOrder {walkOf(bench, terms)}));
        for (int second = 0;
             second < 120 && bench.onlyOrder().walkSteps < 2 && !isFinal(bench.onlyOrder().state); ++second)
            bench.run(1s);
        QVERIFY(bench.onlyOrder().walkSteps >= 1);
        const int steps = bench.onlyOrder().walkSteps;
        const int replaces = countOf(bench.onlyOrder(), "replace");
        const auto place = bench.onlyOrder().place;
        const FillRates rates = bench.state().fillRates();
        bench.crash();
        QVERIFY(bench.start());
        QCOMPARE(bench.onlyOrder().walkSteps, steps);
        QCOMPARE(countOf(bench.onlyOrder(), "replace"), replaces);
        QCOMPARE(bench.onlyOrder().place, place);
        QVERIFY(bench.state().fillRates() == rates);
        for (int second = 0;
             second < 120 && !isFinal(bench.onlyOrder().state) && bench.onlyOrder().walkSteps <= steps;
             ++second)
            bench.run(1s);
        QVERIFY(bench.onlyOrder().walkSteps > steps || isFinal(bench.onlyOrder().state));
    }
};

QTEST_GUILESS_MAIN(TestWalks)
#include "tst_Walks.moc"
