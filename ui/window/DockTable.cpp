// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/DockTable.h"

#include "core/util/Assert.h"
#include "ui/audit/AuditPanel.h"
#include "ui/chain/ChainPanel.h"
#include "ui/costs/CostsPanel.h"
#include "ui/greeks/GreeksPanel.h"
#include "ui/health/HealthPanel.h"
#include "ui/limits/LimitsPanel.h"
#include "ui/orders/OrdersPanel.h"
#include "ui/positions/PositionsPanel.h"
#include "ui/rules/RulesPanel.h"
#include "ui/scenario/ScenarioPanel.h"
#include "ui/session/SessionPanel.h"
#include "ui/slippage/SlippagePanel.h"
#include "ui/ticket/TicketPanel.h"
#include "ui/window/ActionTable.h"
#include "ui/window/DeskDock.h"
#include "ui/window/DeskPanels.h"
#include "ui/window/MainWindow.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstring>

namespace strikedesk::ui {
namespace {

// clang-format off
constexpr auto dockSpecs = std::to_array<DockSpec>({
    {"chainDock", QT_TRANSLATE_NOOP("Docks", "Chain"),
     [](DeskLink& link, OrderDraft& draft, const MainWindowOptions&, DeskPanels& panels) -> QWidget* {
         return panels.chain = new ChainPanel(link, draft);
     }},
    {"ticketDock", QT_TRANSLATE_NOOP("Docks", "Ticket"),
     [](DeskLink& link, OrderDraft& draft, const MainWindowOptions&, DeskPanels& panels) -> QWidget* {
         return panels.ticket = new TicketPanel(link, draft);
     }},
    {"positionsDock", QT_TRANSLATE_NOOP("Docks", "Positions"),
     [](DeskLink& link, OrderDraft& draft, const MainWindowOptions&, DeskPanels& panels) -> QWidget* {
         return panels.positions = new PositionsPanel(link, draft);
     }},
    {"ordersDock", QT_TRANSLATE_NOOP("Docks", "Orders"),
     [](DeskLink& link, OrderDraft&, const MainWindowOptions&, DeskPanels& panels) -> QWidget* {
         return panels.orders = new OrdersPanel(link);
     }},
    {"greeksDock", QT_TRANSLATE_NOOP("Docks", "Greeks"),
     [](DeskLink& link, OrderDraft&, const MainWindowOptions&, DeskPanels& panels) -> QWidget* {
         return panels.greeks = new GreeksPanel(link);
     }},
    {"scenarioDock", QT_TRANSLATE_NOOP("Docks", "Scenario"),
     [](DeskLink& link, OrderDraft&, const MainWindowOptions&, DeskPanels& panels) -> QWidget* {
         return panels.scenario = new ScenarioPanel(link);
     }},
    {"rulesDock", QT_TRANSLATE_NOOP("Docks", "Rules"),
     [](DeskLink& link, OrderDraft&, const MainWindowOptions&, DeskPanels& panels) -> QWidget* {
         return panels.rules = new RulesPanel(link);
     }},
    {"slippageDock", QT_TRANSLATE_NOOP("Docks", "Slippage budget"),
     [](DeskLink& link, OrderDraft&, const MainWindowOptions&, DeskPanels& panels) -> QWidget* {
         return panels.slippage = new SlippagePanel(link);
     }},
    {"sessionDock", QT_TRANSLATE_NOOP("Docks", "Session"),
     [](DeskLink& link, OrderDraft&, const MainWindowOptions& options, DeskPanels& panels) -> QWidget* {
         return panels.session = new SessionPanel(link, options.plansDirectory);
     }},
    {"auditDock", QT_TRANSLATE_NOOP("Docks", "Audit"),
     [](DeskLink& link, OrderDraft&, const MainWindowOptions&, DeskPanels& panels) -> QWidget* {
         return panels.audit = new AuditPanel(link);
     }},
    {"healthDock", QT_TRANSLATE_NOOP("Docks", "Recovery and health"),
     [](DeskLink& link, OrderDraft&, const MainWindowOptions&, DeskPanels& panels) -> QWidget* {
         return panels.health = new HealthPanel(link);
     }},
    {"limitsDock", QT_TRANSLATE_NOOP("Docks", "Limits"),
     [](DeskLink& link, OrderDraft&, const MainWindowOptions&, DeskPanels& panels) -> QWidget* {
         return panels.limits = new LimitsPanel(link);
     }},
    {"costsDock", QT_TRANSLATE_NOOP("Docks", "Costs"),
     [](DeskLink& link, OrderDraft&, const MainWindowOptions&, DeskPanels& panels) -> QWidget* {
         return panels.costs = new CostsPanel(link);
     }},
});
// clang-format on

DeskDock* dockNamed(const std::vector<DeskDock*>& docks, const char* objectName)
{
    const auto found = std::find_if(docks.begin(), docks.end(), [&](const DeskDock* dock) {
        return dock->objectName() == QLatin1String(objectName);
    });
    STRIKEDESK_ASSERT(found != docks.end(), "every dock of the layout is in the table");
    return *found;
}

} // namespace

std::span<const DockSpec> dockTable()
{
    return dockSpecs;
}

void arrangeDocks(QMainWindow& window, const std::vector<DeskDock*>& docks)
{
    const auto dock = [&](const char* objectName) { return dockNamed(docks, objectName); };
    window.addDockWidget(Qt::LeftDockWidgetArea, dock("chainDock"));
    window.splitDockWidget(dock("chainDock"), dock("ticketDock"), Qt::Horizontal);
    window.splitDockWidget(dock("ticketDock"), dock("slippageDock"), Qt::Horizontal);
    window.splitDockWidget(dock("chainDock"), dock("positionsDock"), Qt::Vertical);
    window.splitDockWidget(dock("positionsDock"), dock("ordersDock"), Qt::Vertical);
    window.splitDockWidget(dock("slippageDock"), dock("sessionDock"), Qt::Vertical);
    window.tabifyDockWidget(dock("positionsDock"), dock("rulesDock"));
    window.tabifyDockWidget(dock("positionsDock"), dock("greeksDock"));
    window.tabifyDockWidget(dock("positionsDock"), dock("scenarioDock"));
    window.tabifyDockWidget(dock("positionsDock"), dock("costsDock"));
    window.tabifyDockWidget(dock("ordersDock"), dock("auditDock"));
    window.tabifyDockWidget(dock("ordersDock"), dock("healthDock"));
    window.tabifyDockWidget(dock("ordersDock"), dock("limitsDock"));
    for (DeskDock* shown : docks)
        shown->show();
    dock("positionsDock")->raise();
    dock("ordersDock")->raise();
    window.resizeDocks({dock("chainDock"), dock("ticketDock"), dock("slippageDock")}, {1010, 390, 320},
                       Qt::Horizontal);
    window.resizeDocks({dock("chainDock"), dock("positionsDock"), dock("ordersDock")}, {470, 240, 250},
                       Qt::Vertical);
    window.resizeDocks({dock("slippageDock"), dock("sessionDock")}, {450, 510}, Qt::Vertical);
}

void connectPanelNews(const DeskPanels& panels, std::function<void(const QString&)> raiseDock)
{
    QObject::connect(panels.orders, &OrdersPanel::auditWanted, panels.audit,
                     [audit = panels.audit, raiseDock](quint64 sequence) {
                         raiseDock(QStringLiteral("auditDock"));
                         audit->showSequence(sequence);
                     });
    QObject::connect(panels.positions, &PositionsPanel::rulesWanted, panels.rules,
                     [rules = panels.rules, raiseDock](const QString& structure) {
                         raiseDock(QStringLiteral("rulesDock"));
                         rules->choosePosition(structure);
                     });
    QObject::connect(panels.orders, &OrdersPanel::orderChosen, panels.ticket, &TicketPanel::trackOrder);
}

void connectPanelActions(const Actions& actions, const DeskPanels& panels)
{
    const auto on = [&](ActionId id, auto receiver, auto slot) {
        QObject::connect(actions[id], &QAction::triggered, receiver, slot);
    };
    on(ActionId::CancelOrder, panels.orders, &OrdersPanel::cancelChosen);
    on(ActionId::CancelAll, panels.orders, &OrdersPanel::cancelAll);
    on(ActionId::CloseStructure, panels.positions, &PositionsPanel::closeChosen);
    on(ActionId::StartSession, panels.session, &SessionPanel::startChosen);
    on(ActionId::AbortSession, panels.session, &SessionPanel::abortSession);
    on(ActionId::ResumeSession, panels.session, &SessionPanel::resumeSession);
}

} // namespace strikedesk::ui
