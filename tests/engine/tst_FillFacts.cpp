// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/ToldState.h"

#include <QTest>

using namespace strikedesk;

namespace {

struct Part
{
    int quantity = 0;
    Price price;
};

} // namespace

Q_DECLARE_METATYPE(QList<Part>)

/// What fills make of an order and of the books, by the numbers of the acceptance facts (F1 to F3).
class TestFillFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theAverageIsThatOfTheShares_data()
    {
        QTest::addColumn<QList<Part>>("parts");
        QTest::addColumn<QString>("average");
        const auto whole = [](int dollars) { return Price::ofCents(dollars * 100); };
        QTest::newRow("F1: half of it") << QList<Part> {{50, whole(450)}} << "450.0000";
        QTest::newRow("F2: the other half dearer")
            << QList<Part> {{50, whole(450)}, {50, whole(452)}} << "451.0000";
        QTest::newRow("F3: unequal parts") << QList<Part> {{30, whole(174)}, {70, whole(176)}} << "175.4000";
    }

    void theAverageIsThatOfTheShares()
    {
        QFETCH(QList<Part>, parts);
        QFETCH(QString, average);
        ToldState told;
        const OrderId id = told.orders().intend(10, true, Quantity(100));
        Quantity filled;
        Money paid;
        int number = 0;
        for (const Part& part : parts) {
            told.orders().fill(id, Side::Buy, part.price, Money(), Quantity(part.quantity), ++number);
            filled += Quantity(part.quantity);
            paid += value(part.price, Quantity(part.quantity), Multiplier(1));
        }
        const OrderRecord& order = *std::as_const(told.state()).orders().find(id);
        QCOMPARE(order.filled, filled);
        QCOMPARE(QString::fromStdString(order.averagePrice()->text()), average);
        QCOMPARE(order.state, filled == Quantity(100) ? OrderState::Filled : OrderState::Partial);
        const auto held = told.state().portfolio().position("S10", "SIMX");
        QCOMPARE(held->quantity, filled);
        QCOMPARE(held->cost, paid);
        QCOMPARE(QString::fromStdString(held->averagePrice()->text()), average);
    }

    // The venue fills more than was asked for: the money has moved and is booked, the order is not believed
    // beyond its total, and trading stops until somebody has looked.
    void anOverfillIsBookedAndStopsTrading()
    {
        ToldState told;
        const OrderId id = told.orders().intend(10, true, Quantity(100));
        told.orders().fill(id, Side::Buy, Price::ofCents(45'000), Money(), Quantity(100), 1);
        told.orders().fill(id, Side::Buy, Price::ofCents(45'000), Money(), Quantity(20), 2);
        const OrderRecord& order = *std::as_const(told.state()).orders().find(id);
        QCOMPARE(order.filled, Quantity(100));
        QCOMPARE(told.state().portfolio().netQuantity("SIMX"), Quantity(120));
        QCOMPARE(told.state().anomalies().size(), std::size_t(1));
        QVERIFY(!told.state().isArmed());
    }

    void anExecutionThatIsToldTwiceCountsOnce()
    {
        ToldState told;
        const OrderId id = told.orders().intend(10, true, Quantity(100));
        told.orders().fill(id, Side::Buy, Price::ofCents(45'000), Money(), Quantity(40), 1);
        told.orders().fill(id, Side::Buy, Price::ofCents(45'000), Money(), Quantity(40), 1);
        QCOMPARE(std::as_const(told.state()).orders().find(id)->filled, Quantity(40));
        QCOMPARE(told.state().portfolio().netQuantity("SIMX"), Quantity(40));
        QVERIFY(told.state().anomalies().empty());
    }
};

QTEST_GUILESS_MAIN(TestFillFacts)
#include "tst_FillFacts.moc"
