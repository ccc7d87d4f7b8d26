// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSize>

#include <vector>

class QMainWindow;

namespace strikedesk::ui {

class DeskDock;

/// How the docks share a window, as a person has left them: widths and parts of the height are kept whatever
/// size the window has meanwhile. Qt alone takes what is missing from where there is some and does not give
/// it back.
///
/// Thread: GUI.
class DockShares
{
public:
    DockShares(QMainWindow& window, const std::vector<DeskDock*>& docks)
        : m_window(window)
        , m_docks(docks)
    {
    }

    /// After a person, or a layout that was restored, has set them.
    void remember();
    /// After the window has got another size. Nothing before the first remember().
    void apply();

private:
    [[nodiscard]] QList<DeskDock*> inFront() const;

    QMainWindow& m_window;
    const std::vector<DeskDock*>& m_docks;
    QHash<DeskDock*, QSize> m_sizes;
    int m_windowHeight = 1; ///< When they were remembered.
};

} // namespace strikedesk::ui
