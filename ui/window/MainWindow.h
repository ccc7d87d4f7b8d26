// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"
#include "ui/window/DockShares.h"
#include "ui/window/LayoutStore.h"

#include <QMainWindow>
#include <QTimer>

#include <memory>
#include <vector>

class QMenuBar;

namespace strikedesk {
class Desk;
}

namespace strikedesk::ui {

class Actions;
class DeskDock;
class DeskLink;
class ModeBar;
class OrderDraft;
class StatusStrip;
struct DeskPanels;

struct MainWindowOptions
{
    QString profileDirectory; ///< Where the layout is kept; empty: nowhere.
    QString plansDirectory;   ///< Plans that the session panel offers.
};

/// The desk's window: docks around no centre, a mode frame, actions from one table.
///
/// Thread: GUI. `desk` outlives it.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(Desk& desk, MainWindowOptions options = {}, QWidget* parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] DeskLink& link() { return *m_link; }
    [[nodiscard]] OrderDraft& draft() { return *m_draft; }
    [[nodiscard]] Actions& actionSet() { return *m_actions; }
    [[nodiscard]] DeskPanels& panels() { return *m_panels; }
    [[nodiscard]] const std::vector<DeskDock*>& docks() const { return m_docks; }
    void setTheme(ThemeKind kind);
    void resetLayout();
    void raiseDock(const QString& objectName);

protected:
    bool event(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void buildDocks();
    void buildMenus();
    void buildFrame();
    void connectActions();
    void connectPanels();
    void arrangeDefault();
    void restoreLayout();
    void saveLayout();
    void updateDockTitles();
    void engageKill();
    void switchFeed(bool isConnected);
    void showAbout();

    MainWindowOptions m_options;
    LayoutStore m_layoutStore;
    DeskLink* m_link;
    OrderDraft* m_draft;
    Actions* m_actions;
    std::unique_ptr<DeskPanels> m_panels;
    std::vector<DeskDock*> m_docks;
    DockShares m_shares {*this, m_docks};
    QMenuBar* m_menuBar = nullptr;
    ModeBar* m_modeBar = nullptr;
    StatusStrip* m_status = nullptr;
    QTimer m_layoutTimer; ///< Saves two seconds after a change.
    Tone m_frame = Tone::PaperMode;
};

} // namespace strikedesk::ui
