// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/MainWindow.h"

#include "ui/base/DeskLink.h"
#include "ui/base/Format.h"
#include "ui/base/StateText.h"
#include "ui/chain/ChainPanel.h"
#include "ui/ticket/OrderDraft.h"
#include "ui/ticket/TicketPanel.h"
#include "ui/window/ActionTable.h"
#include "ui/window/DeskDock.h"
#include "ui/window/DeskPanels.h"
#include "ui/window/DockTable.h"
#include "ui/window/KillButton.h"
#include "ui/window/ModeBar.h"
#include "ui/window/StatusStrip.h"

#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QPainter>
#include <QTabBar>
#include <QThreadPool>

#include <algorithm>

namespace strikedesk::ui {
namespace {

constexpr int frameWidth = 3;
constexpr int layoutSaveDelayMs = 2000;

} // namespace

MainWindow::MainWindow(Desk& desk, MainWindowOptions options, QWidget* parent)
    : QMainWindow(parent)
    , m_options(std::move(options))
    , m_layoutStore(m_options.profileDirectory)
    , m_link(new DeskLink(desk, this))
    , m_draft(new OrderDraft(this))
    , m_actions(new Actions(this))
    , m_panels(std::make_unique<DeskPanels>())
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Strikedesk"_s);
    setDockOptions(AllowNestedDocks | AllowTabbedDocks | GroupedDragging);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setContentsMargins(frameWidth, 0, frameWidth, frameWidth);
    resize(1720, 1040);
    m_layoutTimer.setSingleShot(true);
    m_layoutTimer.setInterval(layoutSaveDelayMs);
    connect(&m_layoutTimer, &QTimer::timeout, this, &MainWindow::saveLayout);
    buildFrame();
    buildDocks();
    buildMenus();
    connectActions();
    connectPanels();
    restoreLayout();
    m_panels->chain->setFocus();
    m_link->refresh();
}

MainWindow::~MainWindow()
{
    // Readers of the record hold the desk, which may end right after the window.
    QThreadPool::globalInstance()->waitForDone();
}

void MainWindow::buildFrame()
{
    m_modeBar = new ModeBar(*m_actions, this);
    // Menus and mode share one strip: rows are for the market.
    auto* strip = new QWidget(this);
    strip->setObjectName(u"topStrip"_s);
    m_menuBar = new QMenuBar(strip);
    m_menuBar->setObjectName(u"menuBar"_s);
    m_menuBar->setAccessibleName(tr("Menu"));
    m_menuBar->setNativeMenuBar(false);
    m_menuBar->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    auto* row = new QHBoxLayout(strip);
    row->setContentsMargins(frameWidth, 2, frameWidth, 0);
    row->setSpacing(8);
    row->addWidget(m_menuBar, 0, Qt::AlignVCenter);
    row->addWidget(m_modeBar, 1);
    setMenuWidget(strip);
    m_status = new StatusStrip(this);
    setStatusBar(m_status);
    connect(m_status, &StatusStrip::panelWanted, this, &MainWindow::raiseDock);
    connect(m_link, &DeskLink::commandFailed, m_status, &StatusStrip::showFailure);
    connect(m_link, &DeskLink::deskChanged, this, [this](const DeskSnapshotPtr& desk) {
        m_modeBar->setDesk(*desk);
        m_status->setDesk(*desk);
        if (m_frame != modeTone(desk->mode)) {
            m_frame = modeTone(desk->mode);
            update();
        }
        setWindowTitle(tr("%1 · Strikedesk").arg(modeText(desk->mode)));
    });
}

void MainWindow::buildDocks()
{
    for (const DockSpec& spec : dockTable()) {
        QWidget* panel = spec.create(*m_link, *m_draft, m_options, *m_panels);
        auto* dock = new DeskDock(QLatin1String(spec.objectName),
                                  QCoreApplication::translate("Docks", spec.title), panel, this);
        m_docks.push_back(dock);
        const auto moved = [this] {
            updateDockTitles();
            m_layoutTimer.start();
        };
        const auto shared = [this, moved] {
            moved();
            m_shares.remember();
        };
        connect(dock, &QDockWidget::dockLocationChanged, this, shared, Qt::QueuedConnection);
        connect(dock, &QDockWidget::topLevelChanged, this, shared, Qt::QueuedConnection);
        connect(dock, &QDockWidget::visibilityChanged, this, moved, Qt::QueuedConnection);
    }
}

void MainWindow::buildMenus()
{
    for (int id = 0; id < int(MenuId::MenuCount); ++id) {
        QMenu* menu = m_menuBar->addMenu(menuTitle(MenuId(id)));
        menu->setToolTipsVisible(true);
        for (const ActionSpec& spec : actionTable()) {
            if (spec.menu == MenuId(id))
                menu->addAction((*m_actions)[spec.id]);
        }
        if (MenuId(id) != MenuId::View)
            continue;
        menu->addSeparator();
        for (DeskDock* dock : m_docks)
            menu->addAction(dock->toggleViewAction());
    }
}

void MainWindow::connectActions()
{
    const auto on = [this](ActionId id, auto receiver, auto slot) {
        connect((*m_actions)[id], &QAction::triggered, receiver, slot);
    };
    on(ActionId::SendOrder, m_panels->ticket, &TicketPanel::send);
    on(ActionId::ClearTicket, m_panels->ticket, &TicketPanel::clearDraft);
    on(ActionId::ReverseTicket, m_draft, &OrderDraft::reverse);
    on(ActionId::Kill, &m_modeBar->killButton(), &KillButton::press);
    on(ActionId::DropFeed, this, [this] { switchFeed(false); });
    on(ActionId::RestoreFeed, this, [this] { switchFeed(true); });
    on(ActionId::DarkTheme, this, [this] { setTheme(ThemeKind::Dark); });
    on(ActionId::LightTheme, this, [this] { setTheme(ThemeKind::Light); });
    on(ActionId::ResetLayout, this, &MainWindow::resetLayout);
    on(ActionId::About, this, &MainWindow::showAbout);
    on(ActionId::Quit, this, &QWidget::close);
    connect(&m_modeBar->killButton(), &KillButton::killConfirmed, this, &MainWindow::engageKill);
    connectPanelActions(*m_actions, *m_panels);
}

void MainWindow::connectPanels()
{
    connectPanelNews(*m_panels, [this](const QString& dock) { raiseDock(dock); });
}

void MainWindow::setTheme(ThemeKind kind)
{
    Theme::instance().apply(kind);
    (*m_actions)[ActionId::DarkTheme]->setChecked(kind == ThemeKind::Dark);
    (*m_actions)[ActionId::LightTheme]->setChecked(kind == ThemeKind::Light);
    m_layoutTimer.start();
    update();
}

void MainWindow::resetLayout()
{
    for (DeskDock* dock : m_docks) {
        dock->setFloating(false);
        removeDockWidget(dock);
    }
    arrangeDocks(*this, m_docks);
    m_shares.remember();
    updateDockTitles();
    m_layoutTimer.start();
}

void MainWindow::restoreLayout()
{
    arrangeDocks(*this, m_docks);
    const auto layout = m_layoutStore.load();
    if (!layout && layout.error().code != "layout.missing")
        m_status->showFailure(textOf(layout.error().message));
    setTheme(layout ? layout->theme : Theme::instance().kind());
    if (layout && !layout->docks.isEmpty()) {
        restoreGeometry(layout->geometry);
        if (!restoreState(layout->docks, LayoutStore::version))
            resetLayout();
    }
    m_layoutTimer.stop();
    updateDockTitles();
}

void MainWindow::saveLayout()
{
    const auto saved
        = m_layoutStore.save({Theme::instance().kind(), saveGeometry(), saveState(LayoutStore::version)});
    if (!saved)
        m_status->showFailure(textOf(saved.error().message));
}

void MainWindow::updateDockTitles()
{
    for (DeskDock* dock : m_docks)
        dock->showTitle(dock->isFloating() || tabifiedDockWidgets(dock).isEmpty());
    // The tab bars of docks are made by the main window, without names.
    for (QTabBar* bar : findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly)) {
        bar->setAccessibleName(tr("Panels"));
        bar->setDrawBase(false);
        bar->setExpanding(false);
        bar->setElideMode(Qt::ElideNone);
    }
}

void MainWindow::raiseDock(const QString& objectName)
{
    const auto dock = std::find_if(m_docks.begin(), m_docks.end(), [&](const DeskDock* candidate) {
        return candidate->objectName() == objectName;
    });
    if (dock == m_docks.end())
        return;
    (*dock)->show();
    (*dock)->raise();
}

void MainWindow::engageKill()
{
    m_link->post(EngageKill {m_modeBar->isFlattenWanted(), "pressed on the screen"}, this, {});
    raiseDock(u"healthDock"_s);
}

void MainWindow::switchFeed(bool isConnected)
{
    m_link->post(SwitchFeed {isConnected}, this, {});
}

// The lines between docks are the main window's own: a release may have been the end of moving one.
bool MainWindow::event(QEvent* event)
{
    const bool isTaken = QMainWindow::event(event);
    if (event->type() == QEvent::MouseButtonRelease)
        m_shares.remember();
    return isTaken;
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    QMetaObject::invokeMethod(
        this, [this] { m_shares.remember(); }, Qt::QueuedConnection);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    m_shares.apply();
}

void MainWindow::paintEvent(QPaintEvent* event)
{
    QMainWindow::paintEvent(event);
    QPainter painter(this);
    const QColor color = toneColor(m_frame);
    painter.fillRect(QRect(0, 0, frameWidth, height()), color);
    painter.fillRect(QRect(width() - frameWidth, 0, frameWidth, height()), color);
    painter.fillRect(QRect(0, height() - frameWidth, width(), frameWidth), color);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    saveLayout();
    QMainWindow::closeEvent(event);
}

} // namespace strikedesk::ui
