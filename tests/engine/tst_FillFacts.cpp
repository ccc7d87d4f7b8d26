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
Q_DECLARE_METATYPE(strikedesk::OrderType)

/// What fills make of an order and of the books.
class TestFillFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theAverageIsThatOfTheShares_data()
    {
        QTest::addColumn<QList<Part>>("parts");
        QTest::addColumn<QString>("average");
        const auto whole = [](int dollars) { return Price::ofCents(dollars * 100); };
        QTest::newRow("half of it") << QList<Part> {{50, whole(450)}} << "450.0000";
        QTest::newRow("the other half dearer")
            << QList<Part> {{50, whole(450)}, {50, whole(452)}} << "451.0000";
        QTest::newRow("unequal parts") << QList<Part> {{30, whole(174)}, {70, whole(176)}} << "175.4000";
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

    void aPackageOutOfBalanceStopsTrading_data()
    {
        QTest::addColumn<QList<int>>("bought"); // contracts of each leg, negative: sold
        QTest::addColumn<bool>("fits");
        QTest::newRow("all legs") << QList<int> {1, -2, 1} << true;
        QTest::newRow("a wing is missing") << QList<int> {1, -2, 0} << false;
        QTest::newRow("half of the body") << QList<int> {1, -1, 1} << false;
        QTest::newRow("too much of a wing") << QList<int> {2, -2, 1} << false;
        QTest::newRow("the body the wrong way") << QList<int> {1, 2, 1} << false;
        QTest::newRow("a leg that nobody asked for") << QList<int> {1, -2, 1, 1} << false;
        QTest::newRow("nothing at all") << QList<int> {0, 0, 0} << false;
    }

    // A butterfly of which the venue reports one package.
    void aPackageOutOfBalanceStopsTrading()
    {
        QFETCH(QList<int>, bought);
        QFETCH(bool, fits);
        ToldState told;
        const auto options = told.catalogue().optionsOf("SIMX");
        const auto symbolOf
            = [&](qsizetype leg) { return told.catalogue().at(options[std::size_t(leg)]).symbol; };
        OrderRequest butterfly;
        butterfly.legs = {{symbolOf(0), Side::Buy, 1, PositionEffect::Open},
                          {symbolOf(1), Side::Sell, 2, PositionEffect::Open},
                          {symbolOf(2), Side::Buy, 1, PositionEffect::Open}};
        butterfly.quantity = Quantity(1);
        butterfly.limit = Price::ofCents(100);
        const OrderId id = told.orders().intend(10, butterfly);
        VenueFill fill;
        fill.clientOrderId = OrderHistory::clientIdOf(id);
        fill.executionId = ExecutionId("X1");
        fill.quantity = Quantity(1);
        fill.price = Price::ofCents(90);
        for (qsizetype leg = 0; leg < bought.size(); ++leg) {
            if (bought[leg] != 0)
                fill.legs.push_back({symbolOf(leg), bought[leg] > 0 ? Side::Buy : Side::Sell,
                                     Quantity(std::abs(bought[leg])), Price::ofCents(200), Money()});
        }
        told.orders().report(fill);
        QCOMPARE(told.state().anomalies().empty(), fits);
        QCOMPARE(told.state().isArmed(), fits);
        for (qsizetype leg = 0; leg < bought.size(); ++leg) // the books hold what was traded all the same
            QCOMPARE(told.state().portfolio().netQuantity(symbolOf(leg)), Quantity(bought[leg]));
    }

    void anExecutionBeyondItsLimitStopsTrading_data()
    {
        QTest::addColumn<QString>("sides");
        QTest::addColumn<OrderType>("type");
        QTest::addColumn<int>("limitCents");
        QTest::addColumn<int>("filledCents");
        QTest::addColumn<bool>("fits");
        const auto row = [](const char* name, const char* sides, OrderType type, int limit, int filled,
                            bool fits) { QTest::newRow(name) << sides << type << limit << filled << fits; };
        row("a buy at its limit", "B", OrderType::Limit, 100, 100, true);
        row("a buy above it", "B", OrderType::Limit, 100, 101, false);
        row("a buy below it", "B", OrderType::Limit, 100, 99, true);
        row("a sale at its limit", "S", OrderType::Limit, 100, 100, true);
        row("a sale below it", "S", OrderType::Limit, 100, 99, false);
        row("a sale above it", "S", OrderType::Limit, 100, 101, true);
        row("a debit above its limit", "BS", OrderType::Limit, 100, 101, false);
        row("a credit at its limit", "SB", OrderType::Limit, -100, -100, true);
        row("a smaller credit", "SB", OrderType::Limit, -100, -99, false);
        row("a larger credit", "SB", OrderType::Limit, -100, -101, true);
        row("a stop has no limit", "S", OrderType::Stop, 100, 50, true);
        row("a stop with a limit has one", "S", OrderType::StopLimit, 100, 50, false);
    }

    void anExecutionBeyondItsLimitStopsTrading()
    {
        QFETCH(QString, sides);
        QFETCH(OrderType, type);
        QFETCH(int, limitCents);
        QFETCH(int, filledCents);
        QFETCH(bool, fits);
        ToldState told;
        const auto options = told.catalogue().optionsOf("SIMX");
        OrderRequest request;
        VenueFill fill;
        for (qsizetype leg = 0; leg < sides.size(); ++leg) {
            const Side side = sides[leg] == QLatin1Char('B') ? Side::Buy : Side::Sell;
            const std::string symbol = told.catalogue().at(options[std::size_t(leg)]).symbol;
            request.legs.push_back({symbol, side, 1, PositionEffect::Open});
            fill.legs.push_back({symbol, side, Quantity(1), Price::ofCents(200), Money()});
        }
        request.quantity = fill.quantity = Quantity(1);
        request.type = type;
        request.limit = Price::ofCents(limitCents);
        fill.clientOrderId = OrderHistory::clientIdOf(told.orders().intend(10, request));
        fill.executionId = ExecutionId("X1");
        fill.price = Price::ofCents(filledCents);
        told.orders().report(fill);
        QCOMPARE(told.state().anomalies().empty(), fits);
        QCOMPARE(told.state().isArmed(), fits);
    }

    // While a replace is on its way either limit may be the one that trades.
    void aFillMayComeAtTheLimitOnItsWay()
    {
        ToldState told;
        OrderRequest request;
        request.legs = {{"SIMX", Side::Buy, 1, PositionEffect::Open}};
        request.quantity = Quantity(10);
        request.limit = Price::ofCents(100);
        const OrderId id = told.orders().intend(10, request);
        told.orders().accept(id);
        told.tell(ReplaceIntended {id,
                                   OrderHistory::clientIdOf(id),
                                   ClientOrderId(id.text() + "-2"),
                                   Price::ofCents(110),
                                   Quantity(10),
                                   "asked",
                                   {},
                                   {}});
        told.orders().fill(id, Side::Buy, Price::ofCents(110), Money(), Quantity(4), 1);
        QVERIFY(told.state().anomalies().empty());
        told.orders().fill(id, Side::Buy, Price::ofCents(111), Money(), Quantity(4), 2);
        QCOMPARE(told.state().anomalies().size(), std::size_t(1));
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
