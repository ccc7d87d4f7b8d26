// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/FixtureDesk.h"
#include "tests/ui/FixtureMarket.h"
#include "ui/base/DeskViews.h"
#include "ui/limits/LimitsModel.h"
#include "ui/limits/LimitsPanel.h"
#include "ui/window/DeskPanels.h"
#include "ui/window/MainWindow.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

namespace strikedesk::ui {

class TestLimitsPanel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(ThemeKind::Dark); }
    void init();
    void cleanup() { m_window.reset(); }
    void whatNeedsAPersonStandsFirst();
    void aLimitIsSetWithAReason();
    void whatWaitsIsTakenBack();
    void aBreakerIsTrippedByHand();
    void aBreakerIsResetAfterItsCoolDown();
    void theHealthPanelAnnounces();

private:
    [[nodiscard]] QLineEdit* field(const char* name)
    {
        return m_window->findChild<QLineEdit*>(QString::fromLatin1(name));
    }
    [[nodiscard]] QPushButton* button(const char* name)
    {
        return m_window->findChild<QPushButton*>(QString::fromLatin1(name));
    }
    void choose(int row);

    std::unique_ptr<FixtureDesk> m_desk;
    std::unique_ptr<MainWindow> m_window;
};

void TestLimitsPanel::init()
{
    m_desk = std::make_unique<FixtureDesk>();
    m_window = std::make_unique<MainWindow>(*m_desk);
    m_window->show();
    m_window->raiseDock(QStringLiteral("limitsDock"));
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QTRY_VERIFY(m_window->panels().limits->table().model()->rowCount() > 0);
}

void TestLimitsPanel::choose(int row)
{
    DeskTable& table = m_window->panels().limits->table();
    table.setCurrentIndex(table.model()->index(row, 0));
}

void TestLimitsPanel::whatNeedsAPersonStandsFirst()
{
    LimitsModel model;
    const QAbstractItemModelTester tester(&model);
    LimitView plain {"risk.max_loss", "Maximum loss of an order", "25000.0000", "dollars"};
    LimitView waiting {"risk.option_level", "Highest option level used", "2", "level"};
    waiting.pending = PendingLimitView {"3", fixtureNow(), "screen", "spreads"};
    BreakerView breaker {"underlying:SPY", "reduce_only", "manual",    "news",
                         "screen",         fixtureNow(),  fixtureNow()};
    model.setRisk({breaker}, {plain, waiting});
    QCOMPARE(model.rowCount(), 3);
    QVERIFY(model.breaker(model.index(0, 0)));
    QVERIFY(!model.limit(model.index(0, 0)));
    QCOMPARE(model.limit(model.index(1, 0))->code, std::string("risk.option_level"));
    QVERIFY(model.cell(model.index(1, LimitsModel::Waits)).text.startsWith(QStringLiteral("3 from ")));
    QCOMPARE(model.limit(model.index(2, 0))->code, std::string("risk.max_loss"));
    QCOMPARE(model.cell(model.index(2, LimitsModel::Value)).text, QStringLiteral("25,000.00"));
    QVERIFY(model.cell(model.index(2, LimitsModel::Waits)).text.isEmpty());
    model.setRisk({}, {plain});
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(!model.breaker(model.index(0, 0)));
}

void TestLimitsPanel::aLimitIsSetWithAReason()
{
    choose(1); // the first one that does not wait
    QCOMPARE(field("limitScope")->text(), QStringLiteral("account"));
    QVERIFY(!button("limitSet")->isEnabled());
    QTest::keyClicks(field("limitValue"), QStringLiteral("20"));
    QVERIFY(!button("limitSet")->isEnabled());
    QTest::keyClicks(field("limitReason"), QStringLiteral("a quiet week"));
    QVERIFY(button("limitSet")->isEnabled());
    field("limitScope")->setText(QStringLiteral("underlying:SPY"));
    QTest::mouseClick(button("limitSet"), Qt::LeftButton);
    QCOMPARE(m_desk->sent<SetLimits>().size(), std::size_t(1));
    const SetLimits sent = m_desk->sent<SetLimits>()[0];
    QCOMPARE(sent.scope, std::string("underlying:SPY"));
    QCOMPARE(sent.limits.at("risk.max_order_quantity"), std::string("20"));
    QCOMPARE(sent.reason, std::string("a quiet week"));
    QVERIFY(field("limitReason")->text().isEmpty());
}

void TestLimitsPanel::whatWaitsIsTakenBack()
{
    choose(1);
    QTest::keyClicks(field("limitReason"), QStringLiteral("no"));
    QVERIFY(!button("limitTakeBack")->isEnabled());
    choose(0); // the one that waits
    QVERIFY(button("limitTakeBack")->isEnabled());
    QTest::mouseClick(button("limitTakeBack"), Qt::LeftButton);
    QCOMPARE(m_desk->sent<CancelLimitRaise>().size(), std::size_t(1));
    QCOMPARE(m_desk->sent<CancelLimitRaise>()[0].limit, std::string("risk.option_level"));
}

void TestLimitsPanel::aBreakerIsTrippedByHand()
{
    field("limitScope")->setText(QStringLiteral("underlying:SPY"));
    QVERIFY(!button("breakerTrip")->isEnabled());
    QTest::keyClicks(field("limitReason"), QStringLiteral("news at two"));
    auto* mode = m_window->findChild<QComboBox*>(QStringLiteral("breakerMode"));
    QVERIFY(mode);
    mode->setCurrentIndex(mode->findText(QStringLiteral("freeze")));
    QVERIFY(button("breakerTrip")->isEnabled());
    QTest::mouseClick(button("breakerTrip"), Qt::LeftButton);
    QCOMPARE(m_desk->sent<TripBreaker>().size(), std::size_t(1));
    const TripBreaker sent = m_desk->sent<TripBreaker>()[0];
    QCOMPARE(sent.scope, std::string("underlying:SPY"));
    QCOMPARE(sent.mode, std::string("freeze"));
    QCOMPARE(sent.reason, std::string("news at two"));
    QVERIFY(field("limitReason")->text().isEmpty());
}

void TestLimitsPanel::aBreakerIsResetAfterItsCoolDown()
{
    m_desk->desk.risk.breakers = {{"strategy:income", "block_entries", "slippage.overspent", "too dear",
                                   "desk", m_desk->desk.now, m_desk->desk.now + std::chrono::minutes(15)}};
    m_desk->publish();
    QTRY_VERIFY(m_window->panels().limits->table().model()->rowCount()
                == int(m_desk->desk.limits.size()) + 1);
    choose(0);
    QTest::keyClicks(field("limitReason"), QStringLiteral("looked at it"));
    QVERIFY(!button("breakerReset")->isEnabled());
    m_desk->desk.now += std::chrono::minutes(15);
    m_desk->publish();
    QTRY_VERIFY(button("breakerReset")->isEnabled());
    QTest::mouseClick(button("breakerReset"), Qt::LeftButton);
    QCOMPARE(m_desk->sent<ResetBreaker>().size(), std::size_t(1));
    QCOMPARE(m_desk->sent<ResetBreaker>()[0].scope, std::string("strategy:income"));
    QCOMPARE(m_desk->sent<ResetBreaker>()[0].reason, std::string("looked at it"));
}

void TestLimitsPanel::theHealthPanelAnnounces()
{
    m_window->raiseDock(QStringLiteral("healthDock"));
    auto* notice = m_window->findChild<QLabel*>(QStringLiteral("riskNotice"));
    QTRY_VERIFY(notice->isVisible());
    QVERIFY(notice->text().contains(QStringLiteral("risk.option_level")));
    for (LimitView& limit : m_desk->desk.limits)
        limit.pending.reset();
    m_desk->publish();
    QTRY_VERIFY(!notice->isVisible());
}

} // namespace strikedesk::ui

QTEST_MAIN(strikedesk::ui::TestLimitsPanel)
#include "tst_LimitsPanel.moc"
