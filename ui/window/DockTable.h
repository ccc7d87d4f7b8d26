// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <span>
#include <vector>

class QMainWindow;
class QWidget;

namespace strikedesk::ui {

class Actions;
class DeskDock;
class DeskLink;
class OrderDraft;
struct DeskPanels;
struct MainWindowOptions;

/// One dock: its stable name, its title and how its panel is made.
struct DockSpec
{
    const char* objectName;
    const char* title;
    QWidget* (*create)(DeskLink& link, OrderDraft& draft, const MainWindowOptions& options,
                       DeskPanels& panels);
};

[[nodiscard]] std::span<const DockSpec> dockTable();
/// The layout that the window opens with; `docks` in the order of the table.
void arrangeDocks(QMainWindow& window, const std::vector<DeskDock*>& docks);
/// What one panel says to another.
void connectPanelNews(const DeskPanels& panels, std::function<void(const QString&)> raiseDock);
/// Actions of the table that a panel carries out.
void connectPanelActions(const Actions& actions, const DeskPanels& panels);

} // namespace strikedesk::ui
