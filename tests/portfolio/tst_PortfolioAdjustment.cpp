// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/OsiSymbol.h"
#include "core/instruments/Roots.h"
#include "core/portfolio/Portfolio.h"

#include <QTest>

namespace {

using namespace strikedesk;

const std::string strike645 = "AAPL  140719C00645000";
const std::string strike322 = "AAPL  140719C00322500";
const std::string strike161 = "AAPL  140719C00161250";
const std::string adjusted = "AAPL1 140719C00645000";

Catalogue listed()
{
    Catalogue catalogue;
    catalogue.addStock("AAPL");
    for (const std::string& symbol : {strike645, strike322, strike161, adjusted})
        catalogue.addOption(contractFor(*parseSymbol(symbol)));
    return catalogue;
}

PortfolioFill fillOf(const std::string& structure, const std::string& symbol, int quantity, int units)
{
    PortfolioFill fill;
    fill.executionId = ExecutionId("X" + structure + symbol);
    fill.structureId = structure;
    fill.strategy = "income";
    fill.legs = {{symbol, quantity > 0 ? Side::Buy : Side::Sell, Quantity(std::abs(quantity)),
                  Price::ofUnits(units), Money::ofCents(65)}};
    return fill;
}

PortfolioAdjustment adjustmentOf(const std::string& symbol, const std::string& becomes, int oldUnits,
                                 int newUnits, int quantity, int newQuantity, int cashCents = 0)
{
    return {ExecutionId("A" + symbol),
            symbol,
            becomes,
            oldUnits,
            newUnits,
            Quantity(quantity),
            Quantity(newQuantity),
            Money::ofCents(cashCents)};
}

Money lawDifference(const Portfolio& books)
{
    return books.cash() - (books.openingCash() + books.realised() - books.fees() - books.openCost());
}

bool isApplied(const Result<Portfolio::Outcome>& outcome)
{
    return outcome && *outcome == Portfolio::Outcome::Applied;
}

} // namespace

/// What a split does to the books.
class TestPortfolioAdjustment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPositionKeepsItsCost_data()
    {
        QTest::addColumn<QString>("symbol");
        QTest::addColumn<QString>("becomes");
        QTest::addColumn<int>("oldUnits");
        QTest::addColumn<int>("newUnits");
        QTest::addColumn<int>("held");
        QTest::addColumn<int>("priceUnits");
        QTest::addColumn<int>("quantity");
        QTest::addColumn<int>("cashCents");
        QTest::addColumn<int>("costCents");
        const auto row = [](const char* name, const std::string& symbol, const std::string& becomes, int from,
                            int to, int held, int priceUnits, int quantity, int cashCents, int costCents) {
            QTest::newRow(name) << QString::fromStdString(symbol) << QString::fromStdString(becomes) << from
                                << to << held << priceUnits << quantity << cashCents << costCents;
        };
        const std::string stock = "AAPL";
        // clang-format off
        row("two for one, long",      strike645, strike322, 1, 2,  3,   12'300,    6,   0,     36'900);
        row("two for one, short",     strike645, strike322, 1, 2,  -3,  12'300,    -6,  0,     -36'900);
        row("a cost nothing divides", strike645, strike322, 1, 7,  1,   33'333,    7,   0,     33'333);
        row("shares",                 stock,     stock,     1, 2,  101, 6'400'000, 202, 0,     6'464'000);
        row("shares sold short",      stock,     stock,     1, 7,  -10, 6'400'000, -70, 0,     -640'000);
        row("three for two",          stock,     stock,     2, 3,  101, 100'000,   151, 333,   100'667);
        row("three for two, short",   stock,     stock,     2, 3,  -101, 100'000,  -151, -333, -100'667);
        row("one for ten",            stock,     stock,     10, 1, 25,  100'000,   2,   5'000, 20'000);
        // clang-format on
    }

    void aPositionKeepsItsCost()
    {
        QFETCH(QString, symbol);
        QFETCH(QString, becomes);
        QFETCH(int, oldUnits);
        QFETCH(int, newUnits);
        QFETCH(int, held);
        QFETCH(int, priceUnits);
        QFETCH(int, quantity);
        QFETCH(int, cashCents);
        QFETCH(int, costCents);
        Portfolio books(Money::ofWhole(100'000));
        QVERIFY(isApplied(books.apply(fillOf("S1", symbol.toStdString(), held, priceUnits), listed())));
        const Money cash = books.cash();
        const auto split = adjustmentOf(symbol.toStdString(), becomes.toStdString(), oldUnits, newUnits, held,
                                        quantity, cashCents);
        QVERIFY(isApplied(books.apply(split, listed())));
        const auto after = books.position("S1", becomes.toStdString());
        QVERIFY(after.has_value());
        QCOMPARE(after->quantity, Quantity(quantity));
        QCOMPARE(after->cost, Money::ofCents(costCents));
        QCOMPARE(after->strategy, std::string("income"));
        QCOMPARE(books.cash() - cash, Money::ofCents(cashCents));
        QCOMPARE(books.realised(), Money());
        QCOMPARE(books.fees(), Money::ofCents(65));
        QCOMPARE(lawDifference(books), Money());
        if (symbol != becomes)
            QVERIFY(!books.position("S1", symbol.toStdString())->isOpen());

        const Portfolio once = books; // told twice it is a no-op
        QVERIFY(*books.apply(split, listed()) == Portfolio::Outcome::Repeated);
        QVERIFY(books == once);
    }

    void lessThanAShareIsPaidOutWhole()
    {
        Portfolio books;
        QVERIFY(isApplied(books.apply(fillOf("S1", "AAPL", 5, 100'000), listed())));
        QVERIFY(isApplied(books.apply(adjustmentOf("AAPL", "AAPL", 10, 1, 5, 0, 5'500), listed())));
        QVERIFY(books.netPositions().empty());
        QCOMPARE(books.realised(), Money::ofWhole(5));
        QCOMPARE(books.openCost(), Money());
        QCOMPARE(lawDifference(books), Money());
    }

    void aPackageMovesLegByLeg()
    {
        // A spread whose bought leg takes the name that its sold leg has just given up.
        Portfolio books;
        QVERIFY(isApplied(books.apply(fillOf("S1", strike322, -2, 500'000), listed())));
        QVERIFY(isApplied(books.apply(fillOf("S1", strike645, 2, 100'000), listed())));
        const Money cost = books.openCost();
        const auto first = adjustmentOf(strike322, strike161, 1, 2, -2, -4);
        const auto second = adjustmentOf(strike645, strike322, 1, 2, 2, 4);
        const auto tooEarly = books.apply(second, listed());
        QVERIFY(!tooEarly && tooEarly.error().code == "portfolio.bad_adjustment");
        QVERIFY(isApplied(books.apply(first, listed())));
        QVERIFY(isApplied(books.apply(second, listed())));
        QCOMPARE(books.netQuantity(strike645), Quantity(0));
        QCOMPARE(books.netQuantity(strike322), Quantity(4));
        QCOMPARE(books.netQuantity(strike161), Quantity(-4));
        QCOMPARE(books.openCost(), cost);
        QCOMPARE(books.realised(), Money());
    }

    void structuresThatNetToNothingMoveBoth()
    {
        Portfolio books;
        QVERIFY(isApplied(books.apply(fillOf("S1", strike645, 1, 50'000), listed())));
        QVERIFY(isApplied(books.apply(fillOf("S2", strike645, -1, 60'000), listed())));
        QVERIFY(isApplied(books.apply(adjustmentOf(strike645, strike322, 1, 2, 0, 0), listed())));
        QCOMPARE(books.position("S1", strike322)->quantity, Quantity(2));
        QCOMPARE(books.position("S2", strike322)->quantity, Quantity(-2));
        QCOMPARE(books.position("S1", strike322)->cost, Money::ofWhole(500));
        QCOMPARE(books.position("S2", strike322)->cost, Money::ofWhole(-600));
    }

    void twoStructuresShareWhatRoundingLeaves()
    {
        Portfolio books;
        QVERIFY(isApplied(books.apply(fillOf("S1", "AAPL", 51, 100'000), listed())));
        QVERIFY(isApplied(books.apply(fillOf("S2", "AAPL", 51, 100'000), listed())));
        QVERIFY(isApplied(books.apply(adjustmentOf("AAPL", "AAPL", 2, 3, 102, 153), listed())));
        QCOMPARE(books.position("S1", "AAPL")->quantity, Quantity(76));
        QCOMPARE(books.position("S2", "AAPL")->quantity, Quantity(77));
    }

    void nothingIsGuessed_data()
    {
        QTest::addColumn<QString>("becomes");
        QTest::addColumn<int>("newUnits");
        QTest::addColumn<int>("newQuantity");
        QTest::addColumn<QString>("code");
        const auto row
            = [](const char* name, const char* becomes, int newUnits, int newQuantity, const char* code) {
                  QTest::newRow(name)
                      << QString::fromLatin1(becomes) << newUnits << newQuantity << QString::fromLatin1(code);
              };
        row("a series that is not listed", "AAPL  140719C00215000", 3, 9, "portfolio.unknown_adjustment");
        row("an adjusted one that is listed without its terms", "AAPL1 140719C00645000", 1, 3,
            "portfolio.unknown_adjustment");
        row("contracts that do not fit the split", "AAPL  140719C00322500", 2, 5, "portfolio.bad_adjustment");
        row("a split into nothing", "AAPL  140719C00322500", 0, 0, "portfolio.bad_adjustment");
    }

    void nothingIsGuessed()
    {
        QFETCH(QString, becomes);
        QFETCH(int, newUnits);
        QFETCH(int, newQuantity);
        QFETCH(QString, code);
        Portfolio books;
        QVERIFY(isApplied(books.apply(fillOf("S1", strike645, 3, 50'000), listed())));
        const Portfolio before = books;
        const auto refused = books.apply(
            adjustmentOf(strike645, becomes.toStdString(), 1, newUnits, 3, newQuantity), listed());
        QVERIFY(!refused);
        QCOMPARE(QString::fromStdString(refused.error().code), code);
        QVERIFY(books == before);
    }
};

QTEST_GUILESS_MAIN(TestPortfolioAdjustment)
#include "tst_PortfolioAdjustment.moc"
