// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/DeskState.h"
#include "core/market/MarketSource.h"
#include "tests/engine/OrderHistory.h"

#include <QTest>

using namespace strikedesk;

namespace {

/// A state that is told of orders without a desk around it.
class Teller
{
public:
    Teller()
        : m_source(*openMarket({MarketChoice::Kind::Simulated, {}, {}, OrderHistory::day(), {}, 7}))
        , m_state(m_source->catalogue())
    {
        RunStarted run;
        run.openingCash = Money::ofWhole(1'000'000);
        tell(run);
    }

    [[nodiscard]] DeskState& state() { return m_state; }
    [[nodiscard]] OrderHistory& orders() { return m_orders; }

private:
    void tell(DeskEventBody body)
    {
        m_state.apply({Instant {}, "test", "", std::move(body), ++m_sequence}, "{}");
    }

    std::unique_ptr<MarketSource> m_source;
    DeskState m_state;
    std::uint64_t m_sequence = 0;
    OrderHistory m_orders {[this](DeskEventBody body) { tell(std::move(body)); }};
};

} // namespace

/// Orders that ended long ago leave the state; what they did to the books stays.
class TestDeskStatePast : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theStateStaysSmallAndTheBooksStayRight()
    {
        constexpr int pairs = 4'000;
        Teller teller;
        const OrderId waiting = teller.orders().intend(1, true); // works all day
        Money gained;
        for (int pair = 1; pair <= pairs; ++pair) {
            const Price bought = Price::ofCents(10'000 + pair % 7);
            const Price sold = Price::ofCents(10'000 + pair % 11);
            teller.orders().fill(teller.orders().intend(pair * 10, true), Side::Buy, bought);
            teller.orders().fill(teller.orders().intend(pair * 10 + 1, false), Side::Sell, sold);
            gained += value(sold - bought, Quantity(1), Multiplier(1));
            if (pair % 4 == 0)
                teller.orders().reject(teller.orders().intend(pair * 10 + 5, true));
        }
        const DeskState& state = teller.state();
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
        teller.orders().fill(waiting, Side::Buy, Price::ofCents(10'000));
        QVERIFY(teller.state().anomalies().empty());
        QCOMPARE(teller.state().portfolio().netQuantity("SIMX"), Quantity(1));
    }

    void aStructureThatIsHeldIsNotFolded()
    {
        Teller teller;
        const OrderId holder = teller.orders().intend(10, true);
        teller.orders().fill(holder, Side::Buy, Price::ofCents(10'000));
        for (int number = 0; number < int(DeskState::endedOrdersKept) + 1'000; ++number)
            teller.orders().reject(teller.orders().intend(1'000 + number, true));
        QVERIFY(!std::as_const(teller.state()).orders().find(holder));
        const auto held = teller.state().portfolio().structure("S10");
        QCOMPARE(held.size(), std::size_t(1));
        QCOMPARE(held.front().quantity, Quantity(1));
        QCOMPARE(teller.state().structureName("S10"), std::string("stock"));
    }

    // It is said and stops trading; it is not booked on a guess.
    void aReportAboutAForgottenOrderIsAnAnomaly()
    {
        Teller teller;
        const OrderId first = teller.orders().intend(10, true);
        teller.orders().fill(first, Side::Buy, Price::ofCents(10'000));
        const Money cash = teller.state().portfolio().cash();
        for (int number = 0; number < int(DeskState::endedOrdersKept) + 1'000; ++number)
            teller.orders().reject(teller.orders().intend(1'000 + number, true));
        teller.orders().bust(first);
        QCOMPARE(teller.state().anomalies().size(), std::size_t(1));
        QVERIFY(!teller.state().isArmed());
        QCOMPARE(teller.state().portfolio().cash(), cash);
    }
};

QTEST_GUILESS_MAIN(TestDeskStatePast)
#include "tst_DeskStatePast.moc"
