// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/BooksComparison.h"
#include "tests/engine/RiskAsks.h"

#include <QTest>

#include <algorithm>

using namespace strikedesk;
using namespace std::chrono_literals;

namespace {

const ClientOrderId foreign("X-1");

/// Somebody trades on the account by another way than this desk.
Result<void> tradeElsewhere(TradingBench& bench, Side side, Price limit)
{
    SubmitToVenue submit;
    submit.clientOrderId = foreign;
    submit.legs = bench.vertical(OrderType::Limit).legs;
    submit.legs.resize(1);
    submit.legs.front().side = side;
    submit.quantity = Quantity(2);
    submit.kind = VenueOrderKind::Limit;
    submit.limit = limit;
    return bench.exchange().take(bench.core().context().journal.epoch(), std::move(submit));
}

const ReconciledRow* differenceIn(TradingBench& bench, const std::string& subject)
{
    const auto& rows = bench.state().reconciliation();
    const auto row = std::ranges::find_if(rows, [&](const ReconciledRow& each) {
        return each.isDifference && each.subject.starts_with(subject);
    });
    return row == rows.end() ? nullptr : &*row;
}

bool isWorkingAtVenue(TradingBench& bench)
{
    const VenueListing listing = bench.exchange().listing();
    const auto row = std::ranges::find(listing.orders, foreign, &VenueOrderRow::clientOrderId);
    return row != listing.orders.end() && row->state == "working";
}

} // namespace

/// What the venue has and the desk never sent: a person can end it from here.
class TestForeignOrders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anOrderIsCancelled()
    {
        TradingBench bench;
        QVERIFY(bench.start());
        QVERIFY(tradeElsewhere(bench, Side::Buy, Price::ofCents(1)));
        bench.run(3s);
        QVERIFY(bench.ask(CompareBooks {}));
        const std::string subject = "order " + foreign.text();
        QVERIFY(differenceIn(bench, subject));
        QVERIFY(!bench.state().isArmed());
        QCOMPARE(codeOf(bench.ask(SettleDifference {subject, "adopt", "why"})),
                 std::string("recovery.cannot_adopt"));
        QVERIFY(isWorkingAtVenue(bench));
        QVERIFY(bench.ask(SettleDifference {subject, "close", "entered by mistake"}));
        bench.run(5s);
        QVERIFY(!isWorkingAtVenue(bench));
        QVERIFY(!differenceIn(bench, subject));
        QVERIFY(bench.state().orders().all().empty());
    }

    void onlyAnOrderThatIsNotOursIsClosed()
    {
        QVERIFY(isClosable({"order X-1", std::string(orderNotOurs), "working", "working", true, {}}));
        QVERIFY(!isClosable({"order X-1", std::string(orderNotOurs), "working", "working", false, {}}));
        QVERIFY(!isClosable({"order O1-000001-A", "open 0 of 1", "does not have it", "", true, {}}));
        QVERIFY(!isClosable({"position ACME", "0", "2", "2", true, "2"}));
    }

    void aPositionIsAdopted_data()
    {
        QTest::addColumn<int>("side");
        QTest::newRow("bought elsewhere") << int(Side::Buy);
        QTest::newRow("sold elsewhere") << int(Side::Sell);
    }
    void aPositionIsAdopted()
    {
        QFETCH(int, side);
        TradingBench bench;
        QVERIFY(bench.start());
        bench.run(2s);
        QVERIFY(tradeElsewhere(bench, Side(side),
                               Side(side) == Side::Buy ? Price::ofWhole(100) : Price::ofCents(1)));
        bench.run(5s); // it fills
        QVERIFY(bench.ask(CompareBooks {}));
        const ReconciledRow* row = differenceIn(bench, "position ");
        QVERIFY(row);
        const std::string subject = row->subject;
        const std::string symbol = subject.substr(std::string("position ").size());
        QCOMPARE(codeOf(bench.ask(SettleDifference {subject, "close", "why"})),
                 std::string("recovery.nothing_to_close"));
        for (const std::string& settled : {subject, std::string("cash"), std::string("fees")})
            QVERIFY(bench.ask(SettleDifference {settled, "adopt", "traded on the telephone"}));
        QCOMPARE(bench.state().portfolio().netQuantity(symbol), Quantity(2) * signOf(Side(side)));
        QVERIFY(!differenceIn(bench, ""));
        QCOMPARE(bench.state().portfolio().cash(), bench.exchange().listing().cash);
    }
};

QTEST_GUILESS_MAIN(TestForeignOrders)
#include "tst_ForeignOrders.moc"
