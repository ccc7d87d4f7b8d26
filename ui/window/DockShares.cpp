// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/DockShares.h"

#include "ui/window/DeskDock.h"

#include <QMainWindow>

namespace strikedesk::ui {

// Those that take up room: docked, shown, and not behind another tab.
QList<DeskDock*> DockShares::inFront() const
{
    QList<DeskDock*> docks;
    for (DeskDock* dock : m_docks) {
        if (!dock->isFloating() && dock->isVisible() && m_window.rect().intersects(dock->geometry()))
            docks += dock;
    }
    return docks;
}

void DockShares::remember()
{
    m_windowHeight = m_window.height();
    for (DeskDock* dock : inFront())
        m_sizes[dock] = dock->size();
}

void DockShares::apply()
{
    QList<QDockWidget*> docks;
    QList<int> widths;
    QList<int> heights;
    for (DeskDock* dock : inFront()) {
        const auto size = m_sizes.constFind(dock);
        if (size == m_sizes.constEnd())
            continue;
        docks += dock;
        widths += size->width();
        heights += size->height() * m_window.height() / m_windowHeight;
    }
    if (docks.isEmpty())
        return;
    m_window.resizeDocks(docks, widths, Qt::Horizontal);
    m_window.resizeDocks(docks, heights, Qt::Vertical);
}

} // namespace strikedesk::ui
