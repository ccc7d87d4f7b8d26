// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>
#include <QTimer>

namespace strikedesk::ui {

/// The kill switch. One press arms it for two seconds, a second press within them kills: quick, and not by
/// accident.
class KillButton final : public QPushButton
{
    Q_OBJECT

public:
    static constexpr int confirmWithinMs = 2000;

    explicit KillButton(QWidget* parent = nullptr);

    /// A click or the shortcut.
    void press();
    [[nodiscard]] bool isArmed() const { return m_window.isActive(); }
    void setEngaged(bool isEngaged);

Q_SIGNALS:
    void killConfirmed();

private:
    void showState();

    QTimer m_window;
    bool m_isEngaged = false;
};

} // namespace strikedesk::ui
