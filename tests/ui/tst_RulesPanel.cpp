// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/FixtureDesk.h"
#include "ui/base/DeskViews.h"
#include "ui/positions/PositionsModel.h"
#include "ui/rules/RulesModel.h"
#include "ui/rules/RulesPanel.h"
#include "ui/window/DeskPanels.h"
#include "ui/window/MainWindow.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

namespace strikedesk::ui {

/// Rules on the screen: what they would do now, and how they are set, paused and removed.
class TestRulesPanel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(ThemeKind::Dark); }
    void init();
    void cleanup() { m_window.reset(); }
    void everyPositionIsThereWithItsRules();
    void positionsSayWhatComesFirst();
    void theTextOfTheChosenPositionIsSet();
    void whatCannotBeReadIsNotSent();
    void aTemplateIsFilledInAndPreviewed();
    void typingIsKeptWhileTheDeskGoesOn();
    void pausedRulesGoOnWithAReason();
    void removingTakesAReason();

private:
    template <typename Widget>
    [[nodiscard]] Widget* part(const char* name)
    {
        return m_window->findChild<Widget*>(QString::fromLatin1(name));
    }
    void choose(const char* structure)
    {
        m_window->panels().rules->choosePosition(QString::fromLatin1(structure));
    }
    void edit(const char* structure)
    {
        choose(structure);
        QTest::mouseClick(part<QPushButton>("rulesEdit"), Qt::LeftButton);
        QVERIFY(part<QPlainTextEdit>("rulesText")->isVisible());
    }
    [[nodiscard]] QString text() { return part<QPlainTextEdit>("rulesText")->toPlainText(); }
    void type(const char* words)
    {
        part<QPlainTextEdit>("rulesText")->setPlainText(QString::fromLatin1(words));
    }
    void typeByHand(const char* words)
    {
        type("");
        QTest::keyClicks(part<QPlainTextEdit>("rulesText"), QString::fromLatin1(words));
    }

    std::unique_ptr<FixtureDesk> m_desk;
    std::unique_ptr<MainWindow> m_window;
};

void TestRulesPanel::init()
{
    m_desk = std::make_unique<FixtureDesk>();
    m_window = std::make_unique<MainWindow>(*m_desk);
    m_window->show();
    m_window->raiseDock(QStringLiteral("rulesDock"));
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QTRY_VERIFY(m_window->panels().rules->tree().model()->rowCount() > 0);
}

void TestRulesPanel::everyPositionIsThereWithItsRules()
{
    RulesModel model;
    const QAbstractItemModelTester tester(&model);
    model.setRules(m_desk->desk);
    QCOMPARE(model.rowCount(), 4);
    const QModelIndex condor = model.find(QStringLiteral("ST-000012"));
    QCOMPARE(model.rowCount(condor), 3);
    const QModelIndex half = model.index(0, RulesModel::WouldClose, condor);
    QCOMPARE(model.cell(half).text, QStringLiteral("2"));
    QCOMPARE(model.cell(model.index(0, RulesModel::Part, condor)).text, QStringLiteral("50"));
    QCOMPARE(model.structureAt(half), QStringLiteral("ST-000012"));
    const QModelIndex strangle = model.find(QStringLiteral("ST-000011"));
    QCOMPARE(model.cell(strangle.siblingAtColumn(RulesModel::Now)).text, QStringLiteral("paused"));
    const Cell& blind = model.cell(model.index(0, RulesModel::Sees, strangle));
    QCOMPARE(blind.tone, Tone::Danger);
    QVERIFY(blind.text.startsWith(QStringLiteral("Its quotes have been bad")));
    const QModelIndex spread = model.find(QStringLiteral("ST-000015"));
    QCOMPARE(model.cell(spread.siblingAtColumn(RulesModel::Now)).text, QStringLiteral("no rules"));
    model.setRules(DeskSnapshot());
    QCOMPARE(model.rowCount(), 0);
}

void TestRulesPanel::positionsSayWhatComesFirst()
{
    PositionsModel model;
    model.setPositions(m_desk->desk);
    const auto rulesAt = [&](const char* underlying, const char* structure) {
        const QModelIndex above = model.find(QString::fromLatin1(underlying));
        return model.cell(
            model.find(QString::fromLatin1(structure), above).siblingAtColumn(PositionsModel::Rules));
    };
    QCOMPARE(rulesAt("SPY", "ST-000012").text, QStringLiteral("out is met"));
    QVERIFY(rulesAt("SPY", "ST-000012").tip.contains(QStringLiteral("loss >= 2 x credit")));
    QCOMPARE(rulesAt("KO", "ST-000011").text, QStringLiteral("paused"));
    QVERIFY(rulesAt("SPY", "ST-000015").text.isEmpty());
}

void TestRulesPanel::theTextOfTheChosenPositionIsSet()
{
    edit("ST-000012");
    QCOMPARE(text(),
             QStringLiteral("half: close 50% when profit >= 50% of credit\nstop: when loss >= 2 x credit\n"
                            "out: when dte <= 21"));
    auto* set = part<QPushButton>("rulesSet");
    QVERIFY(!set->isEnabled());
    type("half: close 50% when profit >= 40% of credit; confirmations 5");
    part<QLineEdit>("rulesReason")->setText(QStringLiteral("sooner"));
    QVERIFY(set->isEnabled());
    QTest::mouseClick(set, Qt::LeftButton);
    QCOMPARE(m_desk->sent<SetRules>().size(), std::size_t(1));
    const SetRules sent = m_desk->sent<SetRules>()[0];
    QCOMPARE(sent.structure, std::string("ST-000012"));
    QCOMPARE(sent.reason, std::string("sooner"));
    QCOMPARE(sent.rules.size(), std::size_t(1));
    QCOMPARE(sent.rules[0].when, std::string("profit >= 40% of credit"));
    QCOMPARE(sent.rules[0].close, RuleShare(5'000));
    QCOMPARE(sent.rules[0].confirmations, 5);
}

void TestRulesPanel::whatCannotBeReadIsNotSent()
{
    edit("ST-000012");
    type("half: when profit >= 50% of credit\nstop loss >= 2 x credit");
    part<QLineEdit>("rulesReason")->setText(QStringLiteral("why not"));
    QTest::mouseClick(part<QPushButton>("rulesSet"), Qt::LeftButton);
    QVERIFY(m_desk->sent<SetRules>().empty());
    QVERIFY2(part<QLabel>("rulesTold")->text().startsWith(QStringLiteral("Line 2: Expected a rule such as")),
             qPrintable(part<QLabel>("rulesTold")->text()));
}

void TestRulesPanel::aTemplateIsFilledInAndPreviewed()
{
    edit("ST-000012");
    auto* templates = part<QComboBox>("ruleTemplates");
    templates->setCurrentIndex(1);
    Q_EMIT templates->activated(1);
    QVERIFY2(text().contains(QStringLiteral("close 30% when profit >= 25% of credit")), qPrintable(text()));
    QCOMPARE(m_desk->sent<PreviewRules>().size(), std::size_t(1));
    QVERIFY(m_desk->sent<PreviewRules>()[0].rules->size() > 3);
    QVERIFY(m_desk->sent<SetRules>().empty());
}

void TestRulesPanel::typingIsKeptWhileTheDeskGoesOn()
{
    edit("ST-000012");
    typeByHand("mine: when breach");
    m_desk->desk.revision += 1;
    m_desk->publish();
    QTest::qWait(150);
    QCOMPARE(text(), QStringLiteral("mine: when breach"));
    choose("ST-000011");
    QCOMPARE(text(), QStringLiteral("stop: when loss >= 2 x credit"));
}

void TestRulesPanel::pausedRulesGoOnWithAReason()
{
    choose("ST-000011");
    auto* pause = part<QPushButton>("rulesPause");
    QCOMPARE(pause->text(), QStringLiteral("Go on"));
    QVERIFY(!pause->isEnabled());
    part<QLineEdit>("rulesReason")->setText(QStringLiteral("the quotes are back"));
    QTest::mouseClick(pause, Qt::LeftButton);
    QCOMPARE(m_desk->sent<PauseRules>().size(), std::size_t(1));
    QCOMPARE(m_desk->sent<PauseRules>()[0].isPaused, false);
}

void TestRulesPanel::removingTakesAReason()
{
    choose("ST-000015");
    part<QLineEdit>("rulesReason")->setText(QStringLiteral("by hand from now on"));
    QVERIFY(!part<QPushButton>("rulesRemove")->isEnabled());
    choose("ST-000012");
    QTest::mouseClick(part<QPushButton>("rulesRemove"), Qt::LeftButton);
    QCOMPARE(m_desk->sent<RemoveRules>().size(), std::size_t(1));
    QCOMPARE(m_desk->sent<RemoveRules>()[0].structure, std::string("ST-000012"));
}

} // namespace strikedesk::ui

QTEST_MAIN(strikedesk::ui::TestRulesPanel)
#include "tst_RulesPanel.moc"
