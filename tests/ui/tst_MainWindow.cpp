// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/FixtureBook.h"
#include "tests/ui/FixtureDesk.h"
#include "ui/base/DeskLink.h"
#include "ui/base/DeskViews.h"
#include "ui/base/ElidedLabel.h"
#include "ui/chain/ChainModel.h"
#include "ui/chain/ChainPanel.h"
#include "ui/theme/Theme.h"
#include "ui/ticket/OrderDraft.h"
#include "ui/ticket/TicketPanel.h"
#include "ui/window/ActionTable.h"
#include "ui/window/DeskDock.h"
#include "ui/window/DeskPanels.h"
#include "ui/window/KillButton.h"
#include "ui/window/LayoutStore.h"
#include "ui/window/MainWindow.h"

#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace strikedesk;
using namespace strikedesk::ui;

class TestMainWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(ThemeKind::Dark); }
    void init();
    void cleanup() { m_window.reset(); }
    void twoClicksFillTheTicketAndAskOnePreview();
    void aRefusedPreviewCannotBeSent();
    void aSoftRefusalCanBeSentWithAReason();
    void sendPostsOneOrder();
    void aPreviewBetweenSendAndAnswerOpensNoSecondOrder();
    void killTakesTwoPresses();
    void killResetTakesATypedWord();
    void aFullQueueIsSaid();
    void aReplyAfterTheWindowIsGoneIsDropped();
    void theLayoutComesBack();
    void aBrokenLayoutIsTheDefault_data();
    void aBrokenLayoutIsTheDefault();
    void actionsHaveNamesAndNoSharedShortcut();
    void everyControlHasAName();
    void theSmallestScreenIsEnough();
    void docksShareASmallWindowAndGetTheirRoomBack();
    void aHaltIsSaidAboveTheChain();
    void aDroppedFeedIsACommand();

private:
    void clickChain(int row, ChainModel::Column column);

    std::unique_ptr<FixtureDesk> m_desk;
    std::unique_ptr<MainWindow> m_window;
};

void TestMainWindow::init()
{
    m_desk = std::make_unique<FixtureDesk>();
    m_window = std::make_unique<MainWindow>(*m_desk);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestMainWindow::clickChain(int row, ChainModel::Column column)
{
    DeskTable& table = m_window->panels().chain->table();
    const QModelIndex index = table.model()->index(row, column);
    table.scrollTo(index);
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(index).center());
}

void TestMainWindow::twoClicksFillTheTicketAndAskOnePreview()
{
    m_window->panels().chain->selectExpiry(4);
    clickChain(30, ChainModel::CallAsk);
    clickChain(35, ChainModel::CallBid);
    const auto& legs = m_window->draft().legs();
    QCOMPARE(legs.size(), std::size_t(2));
    QCOMPARE(legs[0].side, Side::Buy);
    QCOMPARE(legs[1].side, Side::Sell);
    QTRY_COMPARE(m_desk->sent<PreviewOrder>().size(), std::size_t(1));
    QCOMPARE(m_desk->sent<PreviewOrder>()[0].request.legs, legs);
    QTRY_VERIFY(m_window->panels().ticket->preview().has_value());
    QCOMPARE(m_desk->sent<PreviewOrder>().size(), std::size_t(1));
    QCOMPARE(m_window->findChild<QLabel*>(u"ticketStructure"_qs)->text(), u"SPY long call vertical"_qs);
    QVERIFY(m_window->findChild<QPushButton*>(u"ticketSend"_qs)->isEnabled());
}

void TestMainWindow::aRefusedPreviewCannotBeSent()
{
    m_desk->preview = fixtureRefusal();
    clickChain(30, ChainModel::CallAsk);
    QTRY_VERIFY(m_window->panels().ticket->preview().has_value());
    QVERIFY(!m_window->findChild<QPushButton*>(u"ticketSend"_qs)->isEnabled());
    QVERIFY(m_window->findChild<QLabel*>(u"ticketVerdict"_qs)->text().contains(u"data.stale"_qs));
    m_window->actionSet()[ActionId::SendOrder]->trigger();
    QCOMPARE(m_desk->sent<SubmitOrder>().size(), std::size_t(0));
}

void TestMainWindow::aSoftRefusalCanBeSentWithAReason()
{
    m_desk->preview = fixturePreview();
    m_desk->preview.isAllowed = false;
    m_desk->preview.checks[7]
        = {"risk.duplicate", false, false, "2 s", "0.4 s", "The same was sent just now."};
    clickChain(30, ChainModel::CallAsk);
    QTRY_VERIFY(m_window->panels().ticket->preview().has_value());
    auto* send = m_window->findChild<QPushButton*>(u"ticketSend"_qs);
    auto* reason = m_window->findChild<QLineEdit*>(u"ticketOverrideReason"_qs);
    QVERIFY(reason->isVisible());
    QVERIFY(!send->isEnabled());
    QTest::keyClicks(reason, u"twice is meant"_qs);
    QVERIFY(send->isEnabled());
    m_window->actionSet()[ActionId::SendOrder]->trigger();
    QCOMPARE(m_desk->sent<SubmitOrder>().size(), std::size_t(1));
    const auto overrides = m_desk->sent<SubmitOrder>()[0].request.overrides;
    QVERIFY(overrides);
    QCOMPARE(overrides->codes, std::vector<std::string> {"risk.duplicate"});
    QCOMPARE(overrides->reason, std::string("twice is meant"));
    // The next draft needs a word of its own, and a hard denial offers none.
    m_desk->preview = fixtureRefusal();
    QTRY_VERIFY(m_window->draft().isEmpty());
    clickChain(30, ChainModel::CallAsk);
    QTRY_VERIFY(m_window->panels().ticket->preview().has_value());
    QVERIFY(reason->text().isEmpty());
    QVERIFY(!reason->isVisible());
}

void TestMainWindow::sendPostsOneOrder()
{
    clickChain(30, ChainModel::CallAsk);
    clickChain(35, ChainModel::CallBid);
    QTRY_VERIFY(m_window->panels().ticket->preview().has_value());
    m_window->actionSet()[ActionId::SendOrder]->trigger();
    m_window->actionSet()[ActionId::SendOrder]->trigger(); // Impatient.
    QCOMPARE(m_desk->sent<SubmitOrder>().size(), std::size_t(1));
    QCOMPARE(m_desk->sent<SubmitOrder>()[0].request.type, OrderType::Walk);
    QCOMPARE(m_desk->commands.back().principal.actor, std::string("screen"));
    QVERIFY(m_desk->commands.back().principal.isPerson);
    QVERIFY(!m_desk->commands.back().idempotencyKey.empty());
    QTRY_VERIFY(m_window->draft().isEmpty());
}

// On a busy machine the answer takes longer than the ticket's own refresh of its preview.
void TestMainWindow::aPreviewBetweenSendAndAnswerOpensNoSecondOrder()
{
    m_desk->holdsSubmits = true;
    clickChain(30, ChainModel::CallAsk);
    clickChain(35, ChainModel::CallBid);
    QTRY_VERIFY(m_window->panels().ticket->preview().has_value());
    m_window->actionSet()[ActionId::SendOrder]->trigger();
    QCOMPARE(m_desk->sent<SubmitOrder>().size(), std::size_t(1));
    const std::size_t previews = m_desk->sent<PreviewOrder>().size();
    QTRY_VERIFY_WITH_TIMEOUT((m_desk->publish(), m_desk->sent<PreviewOrder>().size() > previews), 10'000);
    QCoreApplication::processEvents(); // its answer
    QVERIFY(!m_window->findChild<QPushButton*>(u"ticketSend"_qs)->isEnabled());
    m_window->actionSet()[ActionId::SendOrder]->trigger();
    QCOMPARE(m_desk->sent<SubmitOrder>().size(), std::size_t(1));
    const auto submit
        = std::find_if(m_desk->commands.begin(), m_desk->commands.end(), [](const CommandEnvelope& envelope) {
              return std::holds_alternative<SubmitOrder>(envelope.command);
          });
    submit->reply(DeskReply(OrderReply {m_desk->desk.orders.front().id, OrderState::Working}));
    QTRY_VERIFY(m_window->draft().isEmpty());
}

void TestMainWindow::killTakesTwoPresses()
{
    auto* kill = m_window->findChild<KillButton*>(u"killButton"_qs);
    QVERIFY(kill);
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(kill->isArmed());
    QCOMPARE(m_desk->sent<EngageKill>().size(), std::size_t(0));
    QTest::mouseClick(kill, Qt::LeftButton);
    QCOMPARE(m_desk->sent<EngageKill>().size(), std::size_t(1));
    QVERIFY(!m_desk->sent<EngageKill>()[0].flatten);
    QVERIFY(!kill->isArmed());
}

void TestMainWindow::killResetTakesATypedWord()
{
    m_desk->desk.kill.isEngaged = true;
    m_desk->publish();
    m_window->raiseDock(u"healthDock"_qs);
    auto* phrase = m_window->findChild<QLineEdit*>(u"killResetPhrase"_qs);
    auto* reset = m_window->findChild<QPushButton*>(u"killReset"_qs);
    QTRY_VERIFY(reset->isVisible());
    QVERIFY(!reset->isEnabled());
    QTest::keyClicks(phrase, u"reset"_qs);
    QVERIFY(!reset->isEnabled());
    phrase->clear();
    QTest::keyClicks(phrase, u"RESET"_qs);
    QVERIFY(reset->isEnabled());
    QTest::mouseClick(reset, Qt::LeftButton);
    QCOMPARE(m_desk->sent<ResetKill>().size(), std::size_t(1));
}

void TestMainWindow::aFullQueueIsSaid()
{
    m_desk->isQueueFull = true;
    QSignalSpy failures(&m_window->link(), &DeskLink::commandFailed);
    m_window->actionSet()[ActionId::DropFeed]->trigger();
    QTRY_COMPARE(failures.count(), 1);
    QVERIFY(m_window->findChild<ElidedLabel*>(u"statusFailure"_qs)->text().contains(u"full"_qs));
}

void TestMainWindow::aReplyAfterTheWindowIsGoneIsDropped()
{
    m_window->actionSet()[ActionId::DropFeed]->trigger();
    const auto late = m_desk->commands.back().reply;
    m_window.reset();
    late(DeskReply {});
    m_desk->publish();
    QCoreApplication::processEvents();
}

void TestMainWindow::theLayoutComesBack()
{
    QTemporaryDir profile;
    const LayoutStore store(profile.path());
    {
        MainWindow window(*m_desk, {profile.path(), {}});
        window.show();
        window.docks()[4]->close();
        window.setTheme(ThemeKind::Light);
        window.close();
    }
    const auto saved = store.load();
    QVERIFY(saved.has_value());
    QCOMPARE(saved->theme, ThemeKind::Light);
    MainWindow again(*m_desk, {profile.path(), {}});
    again.show();
    QCOMPARE(Theme::instance().kind(), ThemeKind::Light);
    QVERIFY(again.docks()[4]->isHidden());
    QVERIFY(!again.docks()[0]->isHidden());
    again.resetLayout();
    QVERIFY(!again.docks()[4]->isHidden());
}

void TestMainWindow::aBrokenLayoutIsTheDefault_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    QTest::newRow("not JSON") << QByteArray("{ broken") << u"layout.broken"_qs;
    QTest::newRow("another version") << QByteArray(R"({"version":99})") << u"layout.version"_qs;
    QTest::newRow("no version") << QByteArray("[]") << u"layout.version"_qs;
    QTest::newRow("state that is no state")
        << QByteArray(R"({"version":1,"docks":"AAAA","geometry":"AAAA"})") << QString();
}

void TestMainWindow::aBrokenLayoutIsTheDefault()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, code);
    QTemporaryDir profile;
    const LayoutStore store(profile.path());
    QFile file(store.path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    const auto loaded = store.load();
    QCOMPARE(loaded ? QString() : QString::fromStdString(loaded.error().code), code);
    MainWindow window(*m_desk, {profile.path(), {}});
    window.show();
    for (const DeskDock* dock : window.docks())
        QVERIFY2(!dock->isHidden(), qPrintable(dock->objectName()));
}

void TestMainWindow::actionsHaveNamesAndNoSharedShortcut()
{
    QSet<QString> names;
    QSet<QString> shortcuts;
    for (const ActionSpec& spec : actionTable()) {
        const QAction* action = m_window->actionSet()[spec.id];
        QVERIFY2(action && !action->text().isEmpty() && !action->toolTip().isEmpty(), spec.name);
        QVERIFY2(!names.contains(action->objectName()), spec.name);
        names.insert(action->objectName());
        const QString keys = action->shortcut().toString();
        QVERIFY2(keys.isEmpty() || !shortcuts.contains(keys), spec.name);
        shortcuts.insert(keys);
    }
}

// Whatever takes the focus says what it is.
void TestMainWindow::everyControlHasAName()
{
    for (const DeskDock* dock : m_window->docks())
        m_window->raiseDock(dock->objectName());
    QStringList unnamed;
    for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->accessibleName().isEmpty())
            continue;
        // Parts that the toolkit puts inside a control that has a name itself.
        const bool isInside = widget->objectName().startsWith(u"qt_"_qs) || widget->inherits("QHeaderView")
            || widget->inherits("QComboBoxPrivateContainer") || widget->inherits("QComboBoxListView");
        if (!isInside)
            unnamed += QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName()
                + u" in "_qs + QString::fromLatin1(widget->parentWidget()->metaObject()->className()) + u' '
                + widget->parentWidget()->objectName();
    }
    QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(u", "_qs)));
}

void TestMainWindow::theSmallestScreenIsEnough()
{
    const QSize least = m_window->minimumSizeHint();
    QVERIFY2(least.width() <= 1280 && least.height() <= 800,
             qPrintable(u"needs %1 × %2"_qs.arg(least.width()).arg(least.height())));
}

void TestMainWindow::docksShareASmallWindowAndGetTheirRoomBack()
{
    const auto sizeOf = [&](const QString& name) { return m_window->findChild<QDockWidget*>(name)->size(); };
    m_window->resize(1720, 1040);
    QCoreApplication::processEvents();
    const QSize chain = sizeOf(u"chainDock"_qs);
    const QSize ticket = sizeOf(u"ticketDock"_qs);
    m_window->resize(1280, 800);
    QCoreApplication::processEvents();
    // The chain keeps its part of the height: rows are what the window is for.
    QVERIFY2(sizeOf(u"chainDock"_qs).height() > 240,
             qPrintable(QString::number(sizeOf(u"chainDock"_qs).height())));
    m_window->resize(1720, 1040);
    QCoreApplication::processEvents();
    QVERIFY((sizeOf(u"chainDock"_qs) - chain).width() > -4
            && (sizeOf(u"chainDock"_qs) - chain).height() > -4);
    QVERIFY(std::abs(sizeOf(u"ticketDock"_qs).width() - ticket.width()) < 4);
}

void TestMainWindow::aHaltIsSaidAboveTheChain()
{
    const auto* halted = m_window->findChild<QLabel*>(u"chainHalted"_qs);
    QVERIFY(!halted->isVisible());
    for (const bool isHalted : {true, false}) {
        auto chain = std::make_shared<ChainSnapshot>(*m_desk->priced.chains.front());
        chain->haltedSince = isHalted ? std::optional(chain->at) : std::nullopt;
        m_desk->priced.chains.front() = chain;
        m_desk->publish();
        QTRY_COMPARE(halted->isVisible(), isHalted);
    }
    QVERIFY(halted->text().startsWith(u"HALTED since "_qs));
}

void TestMainWindow::aDroppedFeedIsACommand()
{
    auto* feed = m_window->findChild<QPushButton*>(u"feedButton"_qs);
    QTest::mouseClick(feed, Qt::LeftButton);
    QCOMPARE(m_desk->sent<SwitchFeed>().size(), std::size_t(1));
    QVERIFY(!m_desk->sent<SwitchFeed>()[0].isConnected);
    m_desk->desk.links[0].isUp = false;
    m_desk->publish();
    QTRY_COMPARE(feed->text(), u"Restore feed"_qs);
    QTest::mouseClick(feed, Qt::LeftButton);
    QVERIFY(m_desk->sent<SwitchFeed>()[1].isConnected);
}

QTEST_MAIN(TestMainWindow)
#include "tst_MainWindow.moc"
