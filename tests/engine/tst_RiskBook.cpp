// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/OrderPlan.h"
#include "core/util/Random.h"
#include "tests/engine/TradingBench.h"

#include <QTest>

namespace strikedesk {

class TestRiskBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sumsKeptUpToDateEqualSumsMadeAnew();
    void aWorkingOrderReservesItsWorstPrice();
    void aReplaceOnItsWayReservesTheWorseOfBoth();
    void aVerdictDoesNotDependOnItsDepth();
    void theMarginIsSearchedOnlyWhenAMarkHasMoved();
};

namespace {

Limits manyOrders()
{
    Limits limits = shippedLimits();
    limits.values[LimitId::OrdersPerSecond] = 1'000;
    limits.values[LimitId::OrdersPerMinute] = 10'000;
    limits.values[LimitId::DuplicateSeconds] = 0;
    return limits;
}

// Buying power that an order reserves beside everything else that works.
Money reservedFor(TradingBench& bench, const OrderRequest& request)
{
    const Money before = accountNow(bench.core().context()).reserved;
    const auto sent = bench.ask(SubmitOrder {request});
    Q_ASSERT(sent);
    return accountNow(bench.core().context()).reserved - before;
}

} // namespace

// A day of orders, fills, cancels and replaces; after each step a book that has followed it is compared with
// one that has just been opened.
void TestRiskBook::sumsKeptUpToDateEqualSumsMadeAnew()
{
    TradingBench bench;
    bench.setLimits(manyOrders());
    QVERIFY(bench.start());
    const DeskContext& context = bench.core().context();
    Random random(11, 3);
    int comparisons = 0;
    int sent = 0;
    for (int i = 0; i < 150; ++i) {
        OrderRequest request = bench.vertical(i % 3 == 0 ? OrderType::MarketableLimit : OrderType::Limit);
        if (request.type == OrderType::Limit)
            request.limit = Price::ofCents(-random.between(100, 199));
        if (random.between(0, 1)
            == 0) { // half of them uncovered by themselves, so that quotes matter to them
            request.legs.resize(1);
            request.legs.front().side = Side::Buy;
            if (request.limit)
                request.limit = -*request.limit;
        }
        sent += bench.ask(SubmitOrder {request}) ? 1 : 0;
        const auto open = bench.state().orders().open();
        if (!open.empty() && random.between(0, 2) == 0)
            (void)bench.ask(CancelOrder {open[std::size_t(random.between(0, int(open.size()) - 1))]->id});
        bench.run(std::chrono::milliseconds {500});
        const Account kept = accountNow(context);
        RiskBook anew;
        anew.refresh(context);
        QCOMPARE(kept.reserved, anew.account().reserved);
        QCOMPARE(kept.marginRequired, anew.account().marginRequired);
        QCOMPARE(kept.stockValue, anew.account().stockValue);
        QCOMPARE(kept.buyingPower(), anew.account().buyingPower());
        const std::size_t row = anew.rowOf("SIMX");
        QCOMPARE(context.book.part(row).working, anew.part(row).working);
        QCOMPARE(context.book.part(row).reserved, anew.part(row).reserved);
        QCOMPARE(context.book.part(row).held.size(), anew.part(row).held.size());
        for (std::size_t leg = 0; leg < anew.part(row).held.size(); ++leg)
            QCOMPARE(context.book.part(row).held[leg].workingCloses, anew.part(row).held[leg].workingCloses);
        comparisons += kept.reserved.isPositive() && kept.marginRequired.isPositive() ? 1 : 0;
    }
    QVERIFY2(sent > 50, qPrintable(QString::number(sent)));
    QVERIFY2(comparisons > 50, qPrintable(QString::number(comparisons)));
}

void TestRiskBook::aWorkingOrderReservesItsWorstPrice()
{
    TradingBench bench;
    QVERIFY(bench.start());
    OrderRequest request = bench.vertical(OrderType::Limit, 2);
    const auto strike = [&](std::size_t leg) {
        const Catalogue& catalogue = bench.core().context().board.catalogue();
        return catalogue.at(*catalogue.find(request.legs[leg].symbol)).option->strike;
    };
    const Price width = strike(0) - strike(1);
    request.limit = -(width - Price::ofCents(10)); // ten cents a share are left to lose
    // Twice (0.10 x 100) and four contracts at the dearest fee.
    QCOMPARE(reservedFor(bench, request), Money::ofWhole(20) + Money::ofCents(4 * 65));
}

void TestRiskBook::aReplaceOnItsWayReservesTheWorseOfBoth()
{
    TradingBench bench;
    QVERIFY(bench.start());
    OrderRequest request = bench.vertical(OrderType::Limit);
    request.limit = Price::ofCents(-300);
    const Money first = reservedFor(bench, request);
    bench.run(std::chrono::seconds {3});
    const auto replaced = bench.ask(ReplaceOrder {bench.onlyOrder().id, Price::ofCents(-250), {}});
    QVERIFY2(replaced, replaced ? "" : replaced.error().message.c_str());
    QVERIFY(bench.onlyOrder().pendingLimit);
    QCOMPARE(accountNow(bench.core().context()).reserved - first, Money::ofWhole(50));
    bench.run(std::chrono::seconds {3});
    QVERIFY(!bench.onlyOrder().pendingLimit);
    QCOMPARE(accountNow(bench.core().context()).reserved - first, Money::ofWhole(50));
}

// The quick way to a verdict may bound the margin; it must never allow what the search would deny, nor deny
// what it would allow.
void TestRiskBook::aVerdictDoesNotDependOnItsDepth()
{
    TradingBench bench(Money::ofWhole(100'000));
    Limits limits = manyOrders();
    limits.values[LimitId::OrderLoss] = Money::ofWhole(1'000'000).units();
    bench.setLimits(limits);
    QVERIFY(bench.start());
    const DeskContext& context = bench.core().context();
    int bounded = 0;
    int denied = 0;
    for (int contracts = 1; contracts <= 400; contracts += 3) {
        const OrderRequest request = bench.vertical(OrderType::MarketableLimit, contracts);
        const auto quick = planOrder(context, {"screen", {}, true}, request, PlanDepth::Verdict);
        const auto whole = planOrder(context, {"screen", {}, true}, request, PlanDepth::Figures);
        QVERIFY(quick && whole);
        QCOMPARE(quick->verdict.isAllowed, whole->verdict.isAllowed);
        QVERIFY(quick->impact.buyingPowerAfter <= whole->impact.buyingPowerAfter);
        QVERIFY(!whole->impact.isMarginBound);
        bounded += quick->impact.isMarginBound ? 1 : 0;
        denied += quick->verdict.isAllowed ? 0 : 1;
    }
    QVERIFY(bounded > 10);
    QVERIFY(denied > 10);
}

// Most quotes are of contracts that nobody holds: they move no margin.
void TestRiskBook::theMarginIsSearchedOnlyWhenAMarkHasMoved()
{
    TradingBench bench;
    QVERIFY(bench.start());
    QVERIFY(bench.ask(SubmitOrder {bench.vertical(OrderType::MarketableLimit)}));
    bench.run(std::chrono::seconds {6});
    QCOMPARE(bench.state().openStructures().size(), std::size_t(1));
    const DeskContext& context = bench.core().context();
    RiskBook book;
    book.refresh(context);
    const std::size_t row = book.rowOf("SIMX");
    std::uint64_t changes = context.board.changesOf(row);
    int moved = 0;
    int searchedForNothing = 0;
    for (int i = 0; i < 400; ++i) {
        const std::vector<MarkedLeg> before = book.part(row).marked;
        const auto spot = book.part(row).spot;
        const std::uint64_t searches = book.marginSearches();
        bench.run(std::chrono::milliseconds {25}, std::chrono::milliseconds {25});
        book.refresh(context);
        moved += context.board.changesOf(row) != changes ? 1 : 0;
        changes = context.board.changesOf(row);
        const auto& after = book.part(row).marked;
        bool isSame = spot == book.part(row).spot && before.size() == after.size();
        for (std::size_t leg = 0; isSame && leg < after.size(); ++leg)
            isSame = before[leg].mark == after[leg].mark;
        searchedForNothing += isSame && book.marginSearches() != searches ? 1 : 0;
        QVERIFY(isSame || book.marginSearches() != searches);
    }
    QVERIFY2(moved > 20, qPrintable(QString::number(moved)));
    QVERIFY(book.marginSearches() < std::uint64_t(moved));
    QCOMPARE(searchedForNothing, 0);
}

} // namespace strikedesk

QTEST_GUILESS_MAIN(strikedesk::TestRiskBook)
#include "tst_RiskBook.moc"
