// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/KillButton.h"

#include "ui/base/Format.h"
#include "ui/base/Labels.h"

namespace strikedesk::ui {

KillButton::KillButton(QWidget* parent)
    : QPushButton(parent)
{
    setObjectName(u"killButton"_s);
    setKind(*this, "danger");
    setMinimumWidth(132);
    m_window.setSingleShot(true);
    m_window.setInterval(confirmWithinMs);
    connect(&m_window, &QTimer::timeout, this, &KillButton::showState);
    connect(this, &QPushButton::clicked, this, &KillButton::press);
    showState();
}

void KillButton::press()
{
    if (m_window.isActive()) {
        m_window.stop();
        Q_EMIT killConfirmed();
    } else {
        m_window.start();
    }
    showState();
}

void KillButton::setEngaged(bool isEngaged)
{
    if (m_isEngaged == isEngaged)
        return;
    m_isEngaged = isEngaged;
    showState();
}

void KillButton::showState()
{
    const bool isAsking = m_window.isActive();
    setText(isAsking ? tr("Press again to kill") : m_isEngaged ? tr("Killed") : tr("Kill"));
    setAccessibleName(tr("Kill switch"));
    setToolTip(tr("Twice within two seconds (Ctrl+Shift+K): blocks every entry, cancels every working order "
                  "and, if ticked, "
                  "flattens the book"));
}

} // namespace strikedesk::ui
