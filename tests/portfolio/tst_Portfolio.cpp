// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/OsiSymbol.h"
#include "core/instruments/Roots.h"
#include "core/portfolio/Portfolio.h"
#include "core/util/Random.h"

#include <QTest>

#include <chrono>

namespace strikedesk {

class TestPortfolio : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onePositionIsOpenedAddedToAndClosed();
    void aRepeatedExecutionChangesNothing();
    void crossingZeroClosesThenOpens();
    void structuresKeepTheirOwnLegsAndTheAccountNets();
    void aRollClosesOneStructureAndOpensAnother();
    void anUnknownInstrumentLeavesAllUnchanged();
    void anAdjustedContractUsesItsMultiplier();
    void expiryExerciseAndAssignment_data();
    void expiryExerciseAndAssignment();
    void oppositeStructuresLeaveTogether();
    void aPartialAssignmentTakesTheOldestStructure();
    void whatNobodyHeldGetsARowOfItsOwn();
    void creditsSettleTheNextDay();
    void aShareOfMoneyIsExactForAnyTotal();
    void cashIsConservedToTheLastUnit_data();
    void cashIsConservedToTheLastUnit();
};

namespace {

using namespace std::chrono_literals;

const std::string call = "AAPL  140606C00640000";
const std::string put = "AAPL  140606P00640000";
const std::string stock = "AAPL";

Catalogue catalogueWithApple()
{
    Catalogue catalogue;
    catalogue.addStock(stock);
    return catalogue;
}

LegFill legFill(const std::string& symbol, Side side, int quantity, int cents, int feeCents = 0)
{
    return {symbol, side, Quantity(quantity), Price::ofCents(cents), Money::ofCents(feeCents)};
}

PortfolioFill fillOf(int id, const std::string& structure, std::vector<LegFill> legs)
{
    return {.executionId = ExecutionId("X" + std::to_string(id)),
            .structureId = structure,
            .strategy = "income",
            .legs = std::move(legs),
            .legStructures = {},
            .settlesOn = {}};
}

void applied(Portfolio& portfolio, const PortfolioFill& fill)
{
    const auto outcome = portfolio.apply(fill, catalogueWithApple());
    QVERIFY(outcome && *outcome == Portfolio::Outcome::Applied);
}

Money lawDifference(const Portfolio& portfolio)
{
    return portfolio.cash()
        - (portfolio.openingCash() + portfolio.realised() - portfolio.fees() - portfolio.openCost());
}

} // namespace

void TestPortfolio::onePositionIsOpenedAddedToAndClosed()
{
    Portfolio portfolio(Money::ofWhole(10'000));
    applied(portfolio, fillOf(1, "S1", {legFill(call, Side::Buy, 2, 500, 130)}));
    applied(portfolio, fillOf(2, "S1", {legFill(call, Side::Buy, 1, 501, 65)}));
    const auto held = portfolio.position("S1", call).value();
    QCOMPARE(held.quantity, Quantity(3));
    QCOMPARE(held.cost, Money::ofWhole(1'501));
    QCOMPARE(held.averagePrice().value(), Price::ofUnits(50'033));
    QCOMPARE(held.fees, Money::ofCents(195));
    QCOMPARE(portfolio.cash(), Money::ofWhole(10'000 - 1'501) - Money::ofCents(195));

    applied(portfolio, fillOf(3, "S1", {legFill(call, Side::Sell, 1, 600)}));
    QCOMPARE(portfolio.realised(), Money::ofUnits(600'0000 - 500'3333));
    applied(portfolio, fillOf(4, "S1", {legFill(call, Side::Sell, 2, 600)}));
    QCOMPARE(portfolio.realised(), Money::ofWhole(1'800 - 1'501));
    QCOMPARE(portfolio.openCost(), Money());
    QVERIFY(!portfolio.position("S1", call)->isOpen());
    QVERIFY(!portfolio.position("S1", call)->averagePrice());
    QCOMPARE(lawDifference(portfolio), Money());
}

void TestPortfolio::aRepeatedExecutionChangesNothing()
{
    Portfolio portfolio;
    const auto fill = fillOf(1, "S1", {legFill(call, Side::Sell, 2, 500, 130)});
    applied(portfolio, fill);
    const Portfolio before = portfolio;
    QCOMPARE(portfolio.apply(fill, catalogueWithApple()).value(), Portfolio::Outcome::Repeated);
    QVERIFY(portfolio == before);
    QVERIFY(portfolio.hasSeen(ExecutionId("X1")));
}

void TestPortfolio::crossingZeroClosesThenOpens()
{
    Portfolio portfolio;
    applied(portfolio, fillOf(1, "S1", {legFill(call, Side::Buy, 2, 500)}));
    applied(portfolio, fillOf(2, "S1", {legFill(call, Side::Sell, 5, 600)}));
    const auto held = portfolio.position("S1", call).value();
    QCOMPARE(held.quantity, Quantity(-3));
    QCOMPARE(held.cost, Money::ofWhole(-1'800));
    QCOMPARE(held.realised, Money::ofWhole(200));
    QCOMPARE(held.averagePrice().value(), Price::ofCents(600));
    QCOMPARE(lawDifference(portfolio), Money());
}

void TestPortfolio::structuresKeepTheirOwnLegsAndTheAccountNets()
{
    Portfolio portfolio;
    applied(portfolio, fillOf(1, "S1", {legFill(call, Side::Buy, 2, 500), legFill(put, Side::Sell, 2, 400)}));
    applied(portfolio, fillOf(2, "S2", {legFill(call, Side::Sell, 2, 510)}));
    QCOMPARE(portfolio.netQuantity(call), Quantity(0));
    QCOMPARE(portfolio.netPositions().size(), std::size_t(1));
    QCOMPARE(portfolio.netPositions().front().symbol, put);
    QCOMPARE(portfolio.structure("S1").size(), std::size_t(2));
    QCOMPARE(portfolio.structure("S2").front().quantity, Quantity(-2));
    QCOMPARE(portfolio.realised(), Money());
    QCOMPARE(portfolio.positions().size(), std::size_t(3));
}

void TestPortfolio::aRollClosesOneStructureAndOpensAnother()
{
    const Catalogue catalogue = catalogueWithApple();
    Portfolio portfolio(Money::ofWhole(10'000));
    QVERIFY(portfolio.apply(fillOf(1, "P1", {legFill(call, Side::Sell, 2, 300)}), catalogue));
    PortfolioFill roll
        = fillOf(2, "P2", {legFill(call, Side::Buy, 2, 100), legFill(put, Side::Sell, 2, 250)});
    roll.legStructures = {"P1", "P2"};
    QVERIFY(portfolio.apply(roll, catalogue));
    QVERIFY(!portfolio.position("P1", call)->isOpen());
    QCOMPARE(portfolio.position("P1", call)->realised, Money::ofWhole(400));
    QCOMPARE(portfolio.position("P2", put)->quantity, Quantity(-2));
    QVERIFY(!portfolio.position("P2", call));
}

void TestPortfolio::anUnknownInstrumentLeavesAllUnchanged()
{
    Portfolio portfolio(Money::ofWhole(5));
    const Portfolio before = portfolio;
    const auto outcome
        = portfolio.apply(fillOf(1, "S1", {legFill(call, Side::Buy, 1, 500), legFill("?", Side::Buy, 1, 1)}),
                          catalogueWithApple());
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, std::string("portfolio.unknown_instrument"));
    QVERIFY(portfolio == before);
}

void TestPortfolio::anAdjustedContractUsesItsMultiplier()
{
    Catalogue catalogue;
    OptionContract contract = contractFor(*parseSymbol(call));
    contract.multiplier = Multiplier(10);
    catalogue.addOption(contract);
    Portfolio portfolio;
    QVERIFY(portfolio.apply(fillOf(1, "S1", {legFill(call, Side::Buy, 2, 500)}), catalogue));
    QCOMPARE(portfolio.cash(), Money::ofWhole(-100));
}

void TestPortfolio::expiryExerciseAndAssignment_data()
{
    QTest::addColumn<QString>("symbol");
    QTest::addColumn<int>("held");
    QTest::addColumn<int>("cash");
    QTest::addColumn<int>("shares");
    QTest::addColumn<int>("realised");
    QTest::addColumn<int>("stockCost");
    const QString c = QString::fromStdString(call);
    const QString p = QString::fromStdString(put);
    // Premium is 5.00 a share: 500 a contract.
    QTest::newRow("a long option expires worthless") << c << 2 << 0 << 0 << -1'000 << 0;
    QTest::newRow("a short option expires worthless") << c << -2 << 0 << 0 << 1'000 << 0;
    QTest::newRow("cash settlement of a long") << c << 2 << 1'600 << 0 << 600 << 0;
    QTest::newRow("cash settlement of a short") << c << -2 << -1'600 << 0 << -600 << 0;
    QTest::newRow("exercise of a long call") << c << 2 << -128'000 << 200 << 0 << 129'000;
    QTest::newRow("assignment of a short call") << c << -2 << 128'000 << -200 << 0 << -129'000;
    QTest::newRow("exercise of a long put") << p << 2 << 128'000 << -200 << 0 << -127'000;
    QTest::newRow("assignment of a short put") << p << -2 << -128'000 << 200 << 0 << 127'000;
}

void TestPortfolio::expiryExerciseAndAssignment()
{
    QFETCH(QString, symbol);
    QFETCH(int, held);
    QFETCH(int, cash);
    QFETCH(int, shares);
    QFETCH(int, realised);
    QFETCH(int, stockCost);
    const std::string name = symbol.toStdString();
    Portfolio portfolio(Money::ofWhole(1'000'000));
    applied(portfolio,
            fillOf(1, "S1", {legFill(name, held > 0 ? Side::Buy : Side::Sell, std::abs(held), 500)}));
    const Money before = portfolio.cash();
    const PortfolioSettlement settlement {.executionId = ExecutionId("E1"),
                                          .symbol = name,
                                          .quantity = Quantity(held),
                                          .cash = Money::ofWhole(cash),
                                          .stockSymbol = shares == 0 ? std::string() : stock,
                                          .stock = Quantity(shares),
                                          .settlesOn = {}};
    QCOMPARE(portfolio.apply(settlement, catalogueWithApple()).value(), Portfolio::Outcome::Applied);
    QCOMPARE(portfolio.apply(settlement, catalogueWithApple()).value(), Portfolio::Outcome::Repeated);
    QCOMPARE(portfolio.netQuantity(name), Quantity(0));
    QCOMPARE(portfolio.netQuantity(stock), Quantity(shares));
    QCOMPARE(portfolio.cash() - before, Money::ofWhole(cash));
    QCOMPARE(portfolio.realised(), Money::ofWhole(realised));
    QCOMPARE(portfolio.openCost(), Money::ofWhole(stockCost));
    QCOMPARE(lawDifference(portfolio), Money());
}

void TestPortfolio::oppositeStructuresLeaveTogether()
{
    Portfolio portfolio;
    applied(portfolio, fillOf(1, "S1", {legFill(call, Side::Buy, 3, 500)}));
    applied(portfolio, fillOf(2, "S2", {legFill(call, Side::Sell, 1, 600)}));
    const PortfolioSettlement settlement {.executionId = ExecutionId("E1"),
                                          .symbol = call,
                                          .quantity = Quantity(2),
                                          .cash = Money::ofWhole(1'600),
                                          .stockSymbol = {},
                                          .stock = {},
                                          .settlesOn = {}};
    QVERIFY(portfolio.apply(settlement, catalogueWithApple()));
    QCOMPARE(portfolio.position("S1", call)->realised, Money::ofWhole(3 * 800 - 1'500));
    QCOMPARE(portfolio.position("S2", call)->realised, Money::ofWhole(600 - 800));
    QVERIFY(portfolio.netPositions().empty());
    QVERIFY(!portfolio.position("S1", call)->isOpen() && !portfolio.position("S2", call)->isOpen());
    QCOMPARE(lawDifference(portfolio), Money());
}

void TestPortfolio::aPartialAssignmentTakesTheOldestStructure()
{
    Portfolio portfolio;
    applied(portfolio, fillOf(1, "S1", {legFill(put, Side::Sell, 1, 500)}));
    applied(portfolio, fillOf(2, "S2", {legFill(put, Side::Sell, 3, 500)}));
    const PortfolioSettlement settlement {.executionId = ExecutionId("E1"),
                                          .symbol = put,
                                          .quantity = Quantity(-2),
                                          .cash = Money::ofWhole(-128'000),
                                          .stockSymbol = stock,
                                          .stock = Quantity(200),
                                          .settlesOn = {}};
    QVERIFY(portfolio.apply(settlement, catalogueWithApple()));
    QCOMPARE(portfolio.position("S1", put)->quantity, Quantity(0));
    QCOMPARE(portfolio.position("S2", put)->quantity, Quantity(-2));
    QCOMPARE(portfolio.position("S1", stock)->quantity, Quantity(100));
    QCOMPARE(portfolio.position("S2", stock)->quantity, Quantity(100));
    QCOMPARE(lawDifference(portfolio), Money());
}

void TestPortfolio::whatNobodyHeldGetsARowOfItsOwn()
{
    Portfolio portfolio;
    applied(portfolio, fillOf(1, "S1", {legFill(put, Side::Sell, 1, 500)}));
    const PortfolioSettlement settlement {.executionId = ExecutionId("E1"),
                                          .symbol = put,
                                          .quantity = Quantity(-3),
                                          .cash = Money::ofWhole(-900),
                                          .stockSymbol = {},
                                          .stock = {},
                                          .settlesOn = {}};
    QVERIFY(portfolio.apply(settlement, catalogueWithApple()));
    QCOMPARE(portfolio.position("S1", put)->quantity, Quantity(0));
    QCOMPARE(portfolio.position("", put)->quantity, Quantity(2));
    QCOMPARE(portfolio.cash(), Money::ofWhole(500 - 900));
    QCOMPARE(lawDifference(portfolio), Money());
}

void TestPortfolio::creditsSettleTheNextDay()
{
    const Date today {2013y / 6 / 28};
    const Date next {2013y / 7 / 1};
    Portfolio portfolio(Money::ofWhole(1'000));
    PortfolioFill sale = fillOf(1, "S1", {legFill(put, Side::Sell, 1, 500)});
    sale.settlesOn = next;
    applied(portfolio, sale);
    PortfolioFill purchase = fillOf(2, "S2", {legFill(call, Side::Buy, 1, 300)});
    purchase.settlesOn = next;
    applied(portfolio, purchase);
    QCOMPARE(portfolio.cash(), Money::ofWhole(1'200));
    QCOMPARE(portfolio.settledCash(today), Money::ofWhole(700));
    QCOMPARE(portfolio.settledCash(next), Money::ofWhole(1'200));
}

void TestPortfolio::aShareOfMoneyIsExactForAnyTotal()
{
    const auto share = [](std::int64_t units, std::int64_t part, std::int64_t whole) {
        return proportion(Money::ofUnits(units), Quantity(part), Quantity(whole)).units();
    };
    Random random {7};
    for (int i = 0; i < 20'000; ++i) {
        const std::int64_t units = random.between(-2'000'000, 2'000'000);
        const std::int64_t whole = random.between(1, 900);
        const std::int64_t part = random.between(-900, 900);
        QCOMPARE(share(units, part, whole), checked::divideHalfEven(units * part, whole));
    }
    QCOMPARE(share(9'000'000'000'000'000'000, 1'000'000, 1'000'000), 9'000'000'000'000'000'000);
}

void TestPortfolio::cashIsConservedToTheLastUnit_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 20; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

// Random fills and settlements over three structures: after each, cash = opening + realised - fees - open
// cost, and cash is what the legs say, added up independently.
void TestPortfolio::cashIsConservedToTheLastUnit()
{
    QFETCH(int, seed);
    Random random {std::uint64_t(seed)};
    const Catalogue catalogue = catalogueWithApple();
    const std::array symbols {call, put, stock};
    Portfolio portfolio(Money::ofWhole(100'000));
    Money expected = portfolio.openingCash();
    for (int step = 0; step < 1'000; ++step) {
        const std::string structure = "S" + std::to_string(random.between(1, 3));
        if (random.between(0, 9) < 9) {
            PortfolioFill fill = fillOf(step, structure, {});
            for (int leg = random.between(1, 4); leg > 0; --leg) {
                const std::string& symbol = symbols[std::size_t(random.between(0, 2))];
                const LegFill piece {
                    symbol, random.between(0, 1) ? Side::Buy : Side::Sell, Quantity(random.between(1, 17)),
                    Price::ofUnits(random.between(0, 99'999)), Money::ofUnits(random.between(0, 9'999))};
                fill.legs.push_back(piece);
                const int shares = symbol == stock ? 1 : 100;
                expected -= Money::ofUnits(piece.price.units() * piece.quantity.count() * shares
                                           * signOf(piece.side))
                    + piece.fee;
            }
            QVERIFY(portfolio.apply(fill, catalogue));
        } else {
            const std::string& symbol = random.between(0, 1) ? call : put;
            const Quantity held = portfolio.netQuantity(symbol);
            const Quantity leaves = random.between(0, 1) ? held : Quantity(random.between(-9, 9));
            const bool isPhysical = random.between(0, 1) == 1 && !leaves.isZero();
            const PortfolioSettlement settlement {
                .executionId = ExecutionId("E" + std::to_string(step)),
                .symbol = symbol,
                .quantity = leaves,
                .cash = leaves.isZero() ? Money() : Money::ofUnits(random.between(-999'999, 999'999)),
                .stockSymbol = isPhysical ? stock : std::string(),
                .stock = isPhysical ? leaves * 100 : Quantity(),
                .settlesOn = {}};
            const Quantity stockBefore = portfolio.netQuantity(stock);
            QVERIFY(portfolio.apply(settlement, catalogue));
            QCOMPARE(portfolio.netQuantity(symbol), held - leaves);
            QCOMPARE(portfolio.netQuantity(stock), stockBefore + settlement.stock);
            expected += settlement.cash;
        }
        QCOMPARE(portfolio.cash(), expected);
        QCOMPARE(lawDifference(portfolio), Money());
        for (const PortfolioPosition& held : portfolio.positions())
            QVERIFY(held.isOpen() || held.cost.isZero());
        Portfolio summedAnew = portfolio;
        summedAnew.sumUp();
        QVERIFY(summedAnew == portfolio);
    }
}

} // namespace strikedesk

QTEST_GUILESS_MAIN(strikedesk::TestPortfolio)
#include "tst_Portfolio.moc"
