// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slippage/SlippageLedger.h"
#include "core/util/Random.h"

#include <QTest>

#include <map>

namespace strikedesk {

class TestSlippageLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDebitCreditAndSingleLegCostTheSame_data();
    void aDebitCreditAndSingleLegCostTheSame();
    void anOrderHoldsSpendsAndGivesBack();
    void theLimitIsReachedExactlyAndNotPassed();
    void aRefusalOnOneLevelLeavesAllUnchanged();
    void improvementRestoresNoMoreThanWasSpent();
    void aLimitGrowsByAPersonOnly();
    void closingMayOverdrawAndThenBlocksOpening();
    void whatTheVenueDoesIsHeldWithoutRoom();
    void withoutAnyLimitNothingOpens();
    void aFillAfterTheReleaseStillCounts();
    void theLawHoldsOverLongRandomSequences_data();
    void theLawHoldsOverLongRandomSequences();
};

namespace {

Money dollars(std::int64_t whole)
{
    return Money::ofWhole(whole);
}

SlippageScope scopeOf(const char* strategy, std::optional<Money> orderLimit = {})
{
    return {
        .orderLimit = orderLimit, .strategy = strategy, .underlying = {}, .day = "2013-06-28", .session = {}};
}

SlippageLedger ledgerWith(Money strategy, Money day)
{
    SlippageLedger ledger;
    if (!ledger.setLimit(SlippageLevel::Strategy, "income", strategy)
        || !ledger.setLimit(SlippageLevel::Day, "2013-06-28", day))
        qFatal("limits are new");
    return ledger;
}

Money left(const SlippageLedger& ledger, SlippageLevel level, const char* name)
{
    return ledger.balance(level, name).value().left();
}

const OrderId first("O1");
const OrderId second("O2");

} // namespace

void TestSlippageLedger::aDebitCreditAndSingleLegCostTheSame_data()
{
    QTest::addColumn<int>("midCents");
    QTest::addColumn<int>("paidCents");
    QTest::addColumn<int>("expectedDollars");
    QTest::newRow("a debit above mid costs") << 120 << 125 << 10;
    QTest::newRow("a debit below mid improves") << 120 << 115 << -10;
    QTest::newRow("a smaller credit costs") << -120 << -115 << 10;
    QTest::newRow("a larger credit improves") << -120 << -125 << -10;
    QTest::newRow("a credit that became a debit costs both") << -5 << 5 << 20;
    QTest::newRow("at mid it costs nothing") << 120 << 120 << 0;
}

void TestSlippageLedger::aDebitCreditAndSingleLegCostTheSame()
{
    QFETCH(int, midCents);
    QFETCH(int, paidCents);
    QFETCH(int, expectedDollars);
    const Price mid = Price::ofCents(midCents);
    const Price paid = Price::ofCents(paidCents);
    QCOMPARE(slippageCost(mid, paid, Quantity(2), Multiplier(100)), dollars(expectedDollars));
    QCOMPARE(worstCost(mid, paid, Quantity(2), Multiplier(100)), dollars(std::max(0, expectedDollars)));
}

void TestSlippageLedger::anOrderHoldsSpendsAndGivesBack()
{
    SlippageLedger ledger = ledgerWith(dollars(100), dollars(200));
    QVERIFY(ledger.reserve(first, scopeOf("income", dollars(50)), dollars(30)));
    QCOMPARE(left(ledger, SlippageLevel::Order, "O1"), dollars(20));
    QCOMPARE(left(ledger, SlippageLevel::Strategy, "income"), dollars(70));
    QCOMPARE(left(ledger, SlippageLevel::Day, "2013-06-28"), dollars(170));
    QVERIFY(ledger.topUp(first, dollars(40)));
    ledger.spend(first, dollars(12), dollars(20));
    QCOMPARE(ledger.reservedFor(first), dollars(20));
    QCOMPARE(left(ledger, SlippageLevel::Strategy, "income"), dollars(68));
    ledger.release(first);
    QCOMPARE(left(ledger, SlippageLevel::Strategy, "income"), dollars(88));
    QCOMPARE(left(ledger, SlippageLevel::Day, "2013-06-28"), dollars(188));
    QCOMPARE(ledger.spentBy(first), dollars(12));

    QStringList entries;
    for (const SlippageEntry& entry : ledger.takeEntries())
        entries << QString::fromStdString(std::string(nameOf(entry.kind)) + ' ' + entry.amount.text());
    QCOMPARE(entries.join(QLatin1Char('\n')),
             QStringLiteral("reserve 30.0000\ntop_up 10.0000\nspend 12.0000\nrelease 8.0000\n"
                            "release 20.0000"));
    QVERIFY(ledger.takeEntries().empty());
}

void TestSlippageLedger::theLimitIsReachedExactlyAndNotPassed()
{
    SlippageLedger ledger = ledgerWith(dollars(100), dollars(100));
    QVERIFY(ledger.reserve(first, scopeOf("income"), dollars(100)));
    const auto refused = ledger.reserve(second, scopeOf("income"), Money::ofUnits(1));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, std::string("slippage.budget_exhausted"));
    for (const char* part : {"strategy \"income\"", "limit 100.0000", "spent 0.0000", "reserved 100.0000",
                             "left 0.0000", "0.0001 more"})
        QVERIFY2(refused.error().message.find(part) != std::string::npos, refused.error().message.c_str());
    QVERIFY(ledger.reserve(second, scopeOf("income"), Money()));
}

void TestSlippageLedger::aRefusalOnOneLevelLeavesAllUnchanged()
{
    SlippageLedger ledger = ledgerWith(dollars(100), dollars(20));
    QVERIFY(ledger.reserve(first, scopeOf("income", dollars(100)), dollars(10)));
    QVERIFY(!ledger.takeEntries().empty());
    const auto before = ledger.balances();
    QVERIFY(!ledger.topUp(first, dollars(21)));
    QVERIFY(!ledger.reserve(second, scopeOf("income", dollars(100)), dollars(11)));
    QCOMPARE(ledger.balances(), before);
    QCOMPARE(ledger.reservedFor(first), dollars(10));
    QVERIFY(!ledger.balance(SlippageLevel::Order, "O2"));
    const auto entries = ledger.takeEntries();
    QCOMPARE(entries.size(), std::size_t(2));
    QCOMPARE(entries[0].kind, SlippageEntryKind::Refused);
    QVERIFY(ledger.topUp(first, dollars(20)));
}

void TestSlippageLedger::improvementRestoresNoMoreThanWasSpent()
{
    SlippageLedger ledger = ledgerWith(dollars(100), dollars(200));
    QVERIFY(ledger.reserve(first, scopeOf("income", dollars(30)), dollars(10)));
    ledger.spend(first, dollars(10), dollars(10));
    QVERIFY(ledger.reserve(second, scopeOf("income", dollars(30)), dollars(10)));
    ledger.spend(second, dollars(-25), dollars(10));

    const auto strategy = ledger.balance(SlippageLevel::Strategy, "income").value();
    QCOMPARE(strategy.spent, Money());
    QCOMPARE(strategy.improvement, dollars(25));
    QCOMPARE(strategy.left(), dollars(100));
    const auto order = ledger.balance(SlippageLevel::Order, "O2").value();
    QCOMPARE(order.left(), dollars(30));
    QCOMPARE(ledger.spentBy(second), dollars(-25));
}

void TestSlippageLedger::aLimitGrowsByAPersonOnly()
{
    SlippageLedger ledger = ledgerWith(dollars(100), dollars(200));
    QCOMPARE(ledger.setLimit(SlippageLevel::Strategy, "income", dollars(101)).error().code,
             std::string("slippage.limit_grows"));
    QVERIFY(ledger.setLimit(SlippageLevel::Strategy, "income", dollars(90)));
    QCOMPARE(left(ledger, SlippageLevel::Strategy, "income"), dollars(90));
    QVERIFY(ledger.raiseLimit(SlippageLevel::Strategy, "income", dollars(120)));
    QCOMPARE(left(ledger, SlippageLevel::Strategy, "income"), dollars(120));
    QCOMPARE(ledger.raiseLimit(SlippageLevel::Strategy, "other", dollars(1)).error().code,
             std::string("slippage.limit_unknown"));
}

void TestSlippageLedger::closingMayOverdrawAndThenBlocksOpening()
{
    SlippageLedger ledger = ledgerWith(dollars(10), dollars(200));
    SlippageScope closing = scopeOf("income");
    closing.isRiskReducing = true;
    QVERIFY(ledger.reserve(first, closing, dollars(25)));
    QCOMPARE(left(ledger, SlippageLevel::Strategy, "income"), dollars(-15));
    QCOMPARE(ledger.reserve(second, scopeOf("income"), Money()).error().code,
             std::string("slippage.budget_exhausted"));
    QVERIFY(ledger.topUp(first, dollars(40)));
    ledger.spend(first, dollars(50), dollars(40));
    QCOMPARE(left(ledger, SlippageLevel::Strategy, "income"), dollars(-40));
}

void TestSlippageLedger::whatTheVenueDoesIsHeldWithoutRoom()
{
    SlippageLedger ledger = ledgerWith(dollars(10), dollars(200));
    QVERIFY(ledger.reserve(first, scopeOf("income"), dollars(8)));
    QVERIFY(!ledger.topUp(first, dollars(12)));
    ledger.impose(first, dollars(12));
    QCOMPARE(ledger.reservedFor(first), dollars(12));
    QCOMPARE(left(ledger, SlippageLevel::Strategy, "income"), dollars(-2));
    QCOMPARE(left(ledger, SlippageLevel::Day, "2013-06-28"), dollars(188));
    QCOMPARE(ledger.reserve(second, scopeOf("income"), Money()).error().code,
             std::string("slippage.budget_exhausted"));
    ledger.impose(first, dollars(3));
    QCOMPARE(left(ledger, SlippageLevel::Strategy, "income"), dollars(7));
}

void TestSlippageLedger::withoutAnyLimitNothingOpens()
{
    SlippageLedger ledger;
    QCOMPARE(ledger.reserve(first, scopeOf("income"), Money()).error().code,
             std::string("slippage.no_limit"));
    SlippageScope closing = scopeOf("income");
    closing.isRiskReducing = true;
    QVERIFY(ledger.reserve(first, closing, dollars(5)));
    QVERIFY(ledger.reserve(second, scopeOf("income", dollars(5)), dollars(5)));
}

void TestSlippageLedger::aFillAfterTheReleaseStillCounts()
{
    SlippageLedger ledger = ledgerWith(dollars(10), dollars(10));
    QVERIFY(ledger.reserve(first, scopeOf("income"), dollars(10)));
    ledger.release(first);
    ledger.release(first);
    ledger.spend(first, dollars(4), Money());
    QCOMPARE(left(ledger, SlippageLevel::Day, "2013-06-28"), dollars(6));
    ledger.release(OrderId("never seen"));
}

void TestSlippageLedger::theLawHoldsOverLongRandomSequences_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 500; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

// Random orders reserve, step, fill (never worse than what they hold for the fill) and end, over two
// strategies, two underlyings, two days and a session: a million operations over all seeds. After each step
// every balance keeps the law, and equals what the holdings say.
void TestSlippageLedger::theLawHoldsOverLongRandomSequences()
{
    QFETCH(int, seed);
    Random random {std::uint64_t(seed)};
    SlippageLedger ledger;
    for (const auto& [level, name, limit] : {std::tuple {SlippageLevel::Strategy, "a", 300},
                                             {SlippageLevel::Strategy, "b", 120},
                                             {SlippageLevel::Underlying, "SPY", 250},
                                             {SlippageLevel::Underlying, "SPX", 200},
                                             {SlippageLevel::Day, "d1", 350},
                                             {SlippageLevel::Day, "d2", 90},
                                             {SlippageLevel::Session, "s", 400}})
        QVERIFY(ledger.setLimit(level, name, dollars(limit)));

    std::vector<OrderId> open;
    int refusals = 0;
    int fills = 0;
    for (int step = 0; step < 2'000; ++step) {
        const int choice = random.between(0, 9);
        if (choice < 3 || open.empty()) {
            SlippageScope scope;
            scope.strategy = random.between(0, 1) ? "a" : "b";
            scope.underlying = random.between(0, 1) ? "SPY" : "SPX";
            scope.day = random.between(0, 1) ? "d1" : "d2";
            scope.session = random.between(0, 1) ? "s" : "";
            if (random.between(0, 1))
                scope.orderLimit = Money::ofUnits(random.between(0, 500'000));
            const OrderId order("O" + std::to_string(step));
            if (ledger.reserve(order, scope, Money::ofUnits(random.between(0, 400'000))))
                open.push_back(order);
            else
                ++refusals;
        } else {
            const auto at = std::size_t(random.between(0, int(open.size()) - 1));
            const OrderId order = open[at];
            const Money held = ledger.reservedFor(order);
            if (choice < 6) {
                refusals += ledger.topUp(order, Money::ofUnits(random.between(0, 600'000))) ? 0 : 1;
            } else if (choice < 9) {
                const Money part = proportion(held, Quantity(random.between(0, 4)), Quantity(4));
                const Money cost = proportion(part, Quantity(random.between(-6, 4)), Quantity(4));
                ledger.spend(order, cost, part);
                ++fills;
            } else {
                ledger.release(order);
                ledger.forget(order);
                open.erase(open.begin() + std::ptrdiff_t(at));
            }
        }
        Money reservedOnDays;
        for (const SlippageBalance& balance : ledger.balances()) {
            QVERIFY(balance.spent + balance.reserved <= balance.limit);
            QVERIFY(!balance.spent.isNegative() && !balance.reserved.isNegative());
            if (balance.level == SlippageLevel::Day)
                reservedOnDays += balance.reserved;
        }
        Money held;
        for (const OrderId& order : open)
            held += ledger.reservedFor(order);
        QCOMPARE(reservedOnDays, held);
    }
    QVERIFY(refusals > 50);
    QVERIFY(fills > 100);
}

} // namespace strikedesk

QTEST_GUILESS_MAIN(strikedesk::TestSlippageLedger)
#include "tst_SlippageLedger.moc"
