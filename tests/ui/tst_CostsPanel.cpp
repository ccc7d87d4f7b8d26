// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/FixtureCosts.h"
#include "tests/ui/FixtureDesk.h"
#include "tests/ui/FixtureMarket.h"
#include "ui/chain/ChainModel.h"
#include "ui/chain/LiquidityCell.h"
#include "ui/costs/CostBars.h"
#include "ui/costs/CostsModel.h"
#include "ui/costs/CostsPanel.h"
#include "ui/ticket/MarketLine.h"
#include "ui/window/MainWindow.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QTableView>
#include <QTest>

namespace strikedesk::ui {

/// What orders have cost, and how good a market is, as the screen shows them.
class TestCostsPanel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(ThemeKind::Dark); }

    void aRowForEachGroupAndOneForAll()
    {
        CostsModel model;
        const QAbstractItemModelTester tester(&model);
        model.setReport(costReport(*fixtureCosts(), CostGrouping::Underlying));
        QCOMPARE(model.rowCount(), 4);
        const auto text = [&](int row, int column) { return model.cell(model.index(row, column)).text; };
        QCOMPARE(text(0, CostsModel::Name), QStringLiteral("SPXW")); // the most premium first
        QCOMPARE(text(0, CostsModel::Arrival), QStringLiteral("−20.00"));
        QCOMPARE(text(1, CostsModel::Name), QStringLiteral("SPY"));
        QCOMPARE(text(1, CostsModel::Arrival), QStringLiteral("+43.00"));
        QCOMPARE(text(1, CostsModel::SpreadPaid), QStringLiteral("+23.00"));
        QCOMPARE(text(1, CostsModel::Drift), QStringLiteral("+20.00"));
        QCOMPARE(text(1, CostsModel::Filled), QStringLiteral("81.3"));
        // Nothing is known of what QQQ should have cost: a dash, not a zero.
        QCOMPARE(text(2, CostsModel::Arrival), QStringLiteral("–"));
        QCOMPARE(text(2, CostsModel::Shortfall), QStringLiteral("–"));
        QCOMPARE(text(3, CostsModel::Name), QStringLiteral("All"));
        QCOMPARE(text(3, CostsModel::Arrival), QStringLiteral("+23.00"));
        QVERIFY(model.cell(model.index(3, CostsModel::Arrival)).tip.contains(QStringLiteral("3 orders")));
        model.setReport({});
        QCOMPARE(model.rowCount(), 0);
    }

    void thePanelGroupsByWhatIsChosen()
    {
        FixtureDesk desk;
        desk.desk.costs = fixtureCosts();
        desk.publish();
        MainWindow window(desk);
        window.show();
        window.raiseDock(QStringLiteral("costsDock"));
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        auto* table = window.findChild<QTableView*>(QStringLiteral("costsTable"));
        QVERIFY(table);
        QTRY_COMPARE(table->model()->rowCount(), 4);
        auto* by = window.findChild<QComboBox*>(QStringLiteral("costsBy"));
        by->setCurrentIndex(by->findData(int(CostGrouping::Structure)));
        QCOMPARE(table->model()->rowCount(), 4); // vertical, iron condor, call, and all
        by->setCurrentIndex(by->findData(int(CostGrouping::Venue)));
        QCOMPARE(table->model()->rowCount(), 2);
        const auto* words = window.findChild<QLabel*>(QStringLiteral("costsWords"));
        QVERIFY(words->text().startsWith(QStringLiteral("3 denied")));
        QVERIFY(words->toolTip().contains(QStringLiteral("risk.max_loss: 3")));
        const auto* bars = window.findChild<CostBars*>(QStringLiteral("costBars"));
        QVERIFY(bars->isVisible());
        QVERIFY(bars->accessibleDescription().contains(QStringLiteral("spread paid")));
    }

    void anUnusualQuoteIsMarked()
    {
        ChainRow row;
        row.market.widthTicks = 4;
        row.market.widthOfMid = 0.02;
        row.market.typicalTicks = 1.5;
        row.market.liquidity = 61;
        Cell cell;
        fillLiquidity(cell, row);
        QCOMPARE(cell.text, QStringLiteral("61"));
        QVERIFY(cell.glyph == Glyph::None);
        QCOMPARE(cell.tip, QStringLiteral("4.0 ticks, 2.0 % of mid, typically 1.5 ticks, liquidity 61"));
        row.market.unusual.isWidened = true;
        fillLiquidity(cell, row);
        QVERIFY(cell.glyph == Glyph::Warning);
        QVERIFY(cell.tip.contains(QStringLiteral("wider than usual")));
        Cell unknown;
        fillLiquidity(unknown, ChainRow());
        QCOMPARE(unknown.text, QStringLiteral("–"));
        QVERIFY(unknown.tip.contains(QStringLiteral("liquidity unknown")));
    }

    void theTicketSpeaksOfTheThinnestLeg()
    {
        PricingSnapshot pricing = fixtureMarket();
        ChainSnapshot chain = *pricing.chains[0];
        std::vector<ChainRow>& rows = chain.expiries[4].rows;
        rows[20].market.liquidity = 80;
        rows[21].market.liquidity = 35;
        rows[21].market.widthTicks = 6;
        rows[21].market.unusual.isLocked = true;
        pricing.chains[0] = std::make_shared<const ChainSnapshot>(chain);
        const std::vector<OrderLeg> legs {{rows[20].symbol, Side::Buy, 1, PositionEffect::Open},
                                          {rows[21].symbol, Side::Sell, 1, PositionEffect::Open}};
        const MarketLine line = marketLine(legs, &pricing);
        QVERIFY2(line.text.startsWith(QStringLiteral("Thinnest leg ")), qPrintable(line.text));
        QVERIFY(line.text.contains(QStringLiteral("6.0 ticks")));
        QVERIFY(line.text.contains(QStringLiteral("liquidity 35")));
        QVERIFY(line.text.contains(QStringLiteral("bid equals ask")));
        QVERIFY(line.isUnusual);
        QCOMPARE(line.tip.split(QLatin1Char('\n')).size(), 2);
        QVERIFY(marketLine({}, &pricing).text.isEmpty());
        QVERIFY(marketLine({legs.front()}, &pricing).text.startsWith(QStringLiteral("Market: ")));
    }
};

} // namespace strikedesk::ui

QTEST_MAIN(strikedesk::ui::TestCostsPanel)
#include "tst_CostsPanel.moc"
