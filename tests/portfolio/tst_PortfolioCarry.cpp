// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/portfolio/Portfolio.h"

#include <QTest>

using namespace strikedesk;

/// What goes along with a roll without being traded.
class TestPortfolioCarry : public QObject
{
    Q_OBJECT

    static LegFill leg(const std::string& symbol, Side side, int quantity, int cents)
    {
        return {symbol, side, Quantity(quantity), Price::ofCents(cents), Money::ofCents(65)};
    }
    static PortfolioFill fill(int id, const std::string& structure, std::vector<LegFill> legs)
    {
        PortfolioFill one;
        one.executionId = ExecutionId("X" + std::to_string(id));
        one.structureId = structure;
        one.legs = std::move(legs);
        return one;
    }

private Q_SLOTS:
    /// It keeps its cost to the last unit, realises nothing, and comes back when the roll is taken back.
    void whatGoesAlongKeepsItsCost()
    {
        const std::string call = "AAPL  140606C00640000";
        const std::string put = "AAPL  140606P00640000";
        const Catalogue catalogue;
        Portfolio books(Money::ofWhole(10'000));
        QVERIFY(books.apply(fill(1, "P1", {leg(call, Side::Sell, 3, 300), leg(put, Side::Buy, 3, 101)}),
                            catalogue));
        const Money cost = books.position("P1", put)->cost;
        PortfolioFill roll = fill(2, "P2", {leg(call, Side::Buy, 1, 100)});
        roll.legStructures = {"P1"};
        roll.carried = {{put, "P1", "P2", Quantity(1)}, {call, "P1", "P2", Quantity(5)}};
        QVERIFY(books.apply(roll, catalogue));
        QCOMPARE(books.position("P1", put)->quantity, Quantity(2));
        QCOMPARE(books.position("P2", put)->quantity, Quantity(1));
        QCOMPARE(books.position("P1", put)->cost + books.position("P2", put)->cost, cost);
        QCOMPARE(books.position("P1", put)->realised, Money());
        QVERIFY(!books.position("P2", call)); // held the other way: it is not there to go along
        QCOMPARE(books.netQuantity(put), Quantity(3));
        QCOMPARE(books.cash(), books.openingCash() + books.realised() - books.fees() - books.openCost());
        PortfolioFill back = fill(3, "P2", {leg(call, Side::Sell, 1, 100)});
        back.legStructures = {"P1"};
        back.carried = {{put, "P2", "P1", Quantity(1)}};
        QVERIFY(books.apply(back, catalogue));
        QCOMPARE(books.position("P1", put)->quantity, Quantity(3));
        QCOMPARE(books.position("P1", put)->cost, cost);
        QVERIFY(!books.position("P2", put)->isOpen());
    }
};

QTEST_GUILESS_MAIN(TestPortfolioCarry)
#include "tst_PortfolioCarry.moc"
