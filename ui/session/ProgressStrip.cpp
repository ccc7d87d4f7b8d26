// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/ProgressStrip.h"

#include "ui/base/Format.h"
#include "ui/theme/Theme.h"

#include <QPainter>
#include <QPainterPath>

namespace strikedesk::ui {

ProgressStrip::ProgressStrip(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(u"sessionProgress"_s);
    setAccessibleName(tr("Progress of the session"));
    setFixedHeight(8);
}

void ProgressStrip::setCounts(int total, int done, int failed)
{
    if (m_total == total && m_done == done && m_failed == failed)
        return;
    m_total = total;
    m_done = done;
    m_failed = failed;
    setAccessibleDescription(tr("%1 of %2 tasks done, %3 failed").arg(done).arg(total).arg(failed));
    setToolTip(accessibleDescription());
    update();
}

void ProgressStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(rect(), 4, 4);
    painter.setClipPath(outline);
    painter.fillRect(rect(), toneColor(Tone::Border));
    if (m_total <= 0)
        return;
    const double unit = double(width()) / m_total;
    painter.fillRect(QRectF(0, 0, unit * m_done, height()), toneColor(Tone::Good));
    painter.fillRect(QRectF(unit * m_done, 0, unit * m_failed, height()), toneColor(Tone::Danger));
    // Gaps between tasks, so that single steps can be counted.
    painter.setPen(QPen(toneColor(Tone::Surface), 1));
    for (int i = 1; i < m_total; ++i)
        painter.drawLine(QPointF(unit * i, 0), QPointF(unit * i, height()));
}

} // namespace strikedesk::ui
