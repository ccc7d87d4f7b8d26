// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/TradingCalendar.h"
#include "tests/ui/FixtureDesk.h"
#include "ui/scenario/OutlookModel.h"
#include "ui/scenario/ScenarioMap.h"
#include "ui/scenario/ScenarioPanel.h"
#include "ui/window/MainWindow.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QTableView>
#include <QTest>

namespace strikedesk::ui {
namespace {

// A book that gains a dollar for each per cent up, ten for each day, and an underlying of every kind.
BookScenario madeScenario()
{
    BookScenario scenario;
    scenario.at = newYorkTime(Date {std::chrono::year {2026} / 3 / 2}, std::chrono::hours {12});
    scenario.dates
        = {scenario.at, scenario.at + std::chrono::hours {24}, scenario.at + std::chrono::hours {48}};
    pricing::ScenarioGrid grid;
    grid.axes = {{-0.1, 0, 0.1}, {-0.05, 0, 0.05}, {0, 1 / 365.0, 2 / 365.0}};
    for (int date = 0; date < 3; ++date) {
        for (int shift = -1; shift <= 1; ++shift) {
            for (int move = -1; move <= 1; ++move)
                grid.values.push_back(100 + 12'000.0 * move + 10 * date + 3 * shift);
        }
    }
    grid.valueNow = 100;
    scenario.grid = grid;
    UnderlyingOutlook bounded {"SPY", 450, scenario.dates.back(), pricing::FrontPayoff(), 0.615, "smile", {},
                               {},    {}};
    bounded.payoff->maximumLoss = 123.45;
    bounded.payoff->maximumGain = 376.55;
    bounded.payoff->breakEvens = {448.77, 455.2};
    bounded.strategyMargin = pricing::MarginResult {Money(), Money::ofWhole(500), {}, true};
    scenario.underlyings.push_back(bounded);
    UnderlyingOutlook open {"XYZ", 50, scenario.dates.back(), pricing::FrontPayoff(), {}, {},
                            {},    {}, "No forward [x]"};
    open.payoff->isModel = true;
    scenario.underlyings.push_back(open);
    scenario.leftOut = {"XYZ1  260320C00050000"};
    return scenario;
}

} // namespace

/// What the book gains where the market goes, as the screen shows it.
class TestScenarioPanel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(ThemeKind::Dark); }

    void everyUnderlyingSaysWhatItEndsIn()
    {
        OutlookModel model;
        const QAbstractItemModelTester tester(&model);
        model.setScenario(madeScenario());
        QCOMPARE(model.rowCount(), 2);
        const auto cell = [&](int row, int column) { return model.cell(model.index(row, column)); };
        QCOMPARE(cell(0, OutlookModel::MaximumLoss).text, QStringLiteral("123.45"));
        QCOMPARE(cell(0, OutlookModel::BreakEvens).text, QStringLiteral("448.77, 455.20"));
        QCOMPARE(cell(0, OutlookModel::Probability).text, QStringLiteral("61.5"));
        QCOMPARE(cell(0, OutlookModel::StrategyMargin).text, QStringLiteral("500.00"));
        // Nothing is known of it: a dash, never a zero.
        QCOMPARE(cell(0, OutlookModel::ShockMargin).text, QStringLiteral("–"));
        QCOMPARE(cell(1, OutlookModel::MaximumLoss).text, QStringLiteral("unlimited"));
        QVERIFY(cell(1, OutlookModel::MaximumLoss).glyph == Glyph::Model);
        QCOMPARE(cell(1, OutlookModel::Probability).text, QStringLiteral("–"));
        QVERIFY(cell(1, OutlookModel::Name).tip.contains(QStringLiteral("No forward")));
    }

    void thePanelAsksOnlyWhileItIsSeen()
    {
        FixtureDesk desk;
        desk.publish();
        MainWindow window(desk);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.raiseDock(QStringLiteral("positionsDock")); // a tab before it
        QCoreApplication::processEvents();
        const int asked = desk.scenariosAsked;
        desk.publish();
        QTest::qWait(1'500);
        QCOMPARE(desk.scenariosAsked, asked);
        window.raiseDock(QStringLiteral("scenarioDock"));
        QTRY_VERIFY(desk.scenariosAsked > asked);
    }

    void theDateThatIsChosenIsShown()
    {
        FixtureDesk desk;
        desk.priced.scenario = std::make_shared<const BookScenario>(madeScenario());
        desk.publish();
        MainWindow window(desk);
        window.show();
        window.raiseDock(QStringLiteral("scenarioDock"));
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const auto* map = window.findChild<ScenarioMap*>(QStringLiteral("scenarioMap"));
        QVERIFY(map);
        QTRY_VERIFY(map->accessibleDescription().contains(QStringLiteral("+12,000.00")));
        auto* date = window.findChild<QComboBox*>(QStringLiteral("scenarioDate"));
        QCOMPARE(date->count(), 3);
        date->setCurrentIndex(2);
        QVERIFY(map->accessibleDescription().contains(QStringLiteral("+12,020.00")));
        const auto* words = window.findChild<QLabel*>(QStringLiteral("scenarioWords"));
        QVERIFY(words->text().contains(QStringLiteral("−12,003.00"))); // the worst of all dates
        QVERIFY(words->toolTip().contains(QStringLiteral("XYZ1")));
    }
};

} // namespace strikedesk::ui

QTEST_MAIN(strikedesk::ui::TestScenarioPanel)
#include "tst_ScenarioPanel.moc"
