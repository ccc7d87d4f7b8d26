// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDockWidget>

class QLabel;

namespace strikedesk::ui {

/// A dock with a thin title bar of our own, which disappears while its tab already says the title.
class DeskDock final : public QDockWidget
{
    Q_OBJECT

public:
    DeskDock(const QString& objectName, const QString& title, QWidget* panel, QWidget* parent = nullptr);

    /// Called when docks were moved.
    void showTitle(bool isShown);

private:
    QWidget* m_title = nullptr;
    QWidget* m_noTitle = nullptr;
};

} // namespace strikedesk::ui
