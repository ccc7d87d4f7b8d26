// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/ToldState.h"

#include <QTest>

using namespace strikedesk;

/// Orders that ended long ago leave the state; what they did to the books stays.
class TestDeskStatePast : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theStateStaysSmallAndTheBooksStayRight()
    {
        constexpr int pairs = 4'000;
        ToldState told;
        const OrderId waiting = told.orders().intend(1, true); // works all day
        Money gained;
        for (int pair = 1; pair <= pairs; ++pair) {
            const Price bought = Price::ofCents(10'000 + pair % 7);
            const Price sold = Price::ofCents(10'000 + pair % 11);
            told.orders().fill(told.orders().intend(pair * 10, true), Side::Buy, bought);
            told.orders().fill(told.orders().intend(pair * 10 + 1, false), Side::Sell, sold);
            gained += value(sold - bought, Quantity(1), Multiplier(1));
            if (pair % 4 == 0)
                told.orders().reject(told.orders().intend(pair * 10 + 5, true));
        }
        const DeskState& state = told.state();
        QVERIFY(state.anomalies().empty());
        const std::size_t all = 2 * pairs + pairs / 4 + 1;
        QVERIFY(state.orders().all().size() < DeskState::endedOrdersKept + 600);
        QCOMPARE(state.past().orders + state.orders().all().size(), all);
        int rejected = state.past().rejected;
        for (const OrderRecord& order : state.orders().all())
            rejected += order.state == OrderState::Rejected ? 1 : 0;
        QCOMPARE(rejected, pairs / 4);
        QCOMPARE(std::size_t(state.past().byFillModel.at("calibrated").fills) + state.fills().size(),
                 std::size_t(2 * pairs));
        QVERIFY(state.portfolio().positions().size() < DeskState::endedOrdersKept + 600);

        QCOMPARE(state.portfolio().realised(), gained);
        QCOMPARE(state.portfolio().fees(), Money::ofCents(2 * pairs));
        QCOMPARE(state.portfolio().openCost(), Money());
        QCOMPARE(state.portfolio().cash(),
                 Money::ofWhole(1'000'000) + state.portfolio().realised() - state.portfolio().fees());

        // What has not ended is never forgotten, however old.
        QVERIFY(state.orders().find(waiting));
        QCOMPARE(state.orders().open().size(), std::size_t(1));
        told.orders().fill(waiting, Side::Buy, Price::ofCents(10'000));
        QVERIFY(told.state().anomalies().empty());
        QCOMPARE(told.state().portfolio().netQuantity("SIMX"), Quantity(1));
    }

    void aStructureThatIsHeldIsNotFolded()
    {
        ToldState told;
        const OrderId holder = told.orders().intend(10, true);
        told.orders().fill(holder, Side::Buy, Price::ofCents(10'000));
        for (int number = 0; number < int(DeskState::endedOrdersKept) + 1'000; ++number)
            told.orders().reject(told.orders().intend(1'000 + number, true));
        QVERIFY(!std::as_const(told.state()).orders().find(holder));
        const auto held = told.state().portfolio().structure("S10");
        QCOMPARE(held.size(), std::size_t(1));
        QCOMPARE(held.front().quantity, Quantity(1));
        QCOMPARE(told.state().structureName("S10"), std::string("stock"));
    }

    // It is said and stops trading; it is not booked on a guess.
    void aReportAboutAForgottenOrderIsAnAnomaly()
    {
        ToldState told;
        const OrderId first = told.orders().intend(10, true);
        told.orders().fill(first, Side::Buy, Price::ofCents(10'000));
        const Money cash = told.state().portfolio().cash();
        for (int number = 0; number < int(DeskState::endedOrdersKept) + 1'000; ++number)
            told.orders().reject(told.orders().intend(1'000 + number, true));
        told.orders().bust(first);
        QCOMPARE(told.state().anomalies().size(), std::size_t(1));
        QVERIFY(!told.state().isArmed());
        QCOMPARE(told.state().portfolio().cash(), cash);
    }
};

QTEST_GUILESS_MAIN(TestDeskStatePast)
#include "tst_DeskStatePast.moc"
