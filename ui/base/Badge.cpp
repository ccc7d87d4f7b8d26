// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/Badge.h"

#include <QPainter>

namespace strikedesk::ui {

Badge::Badge(const QString& accessibleName, bool isOutlined, QWidget* parent)
    : QWidget(parent)
    , m_isOutlined(isOutlined)
{
    setAccessibleName(accessibleName);
    setFont(textFont(0, true));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Badge::setBadge(const QString& text, Tone textTone, Tone fill)
{
    if (m_text == text && m_textTone == textTone && m_fill == fill)
        return;
    m_text = text;
    m_textTone = textTone;
    m_fill = fill;
    setAccessibleDescription(text);
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const
{
    return {QFontMetrics(textFont(0, true)).horizontalAdvance(m_text) + 22, 22};
}

void Badge::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(m_isOutlined ? QPen(toneColor(m_fill), 1) : QPen(Qt::NoPen));
    painter.setBrush(m_isOutlined ? QBrush(Qt::NoBrush) : QBrush(toneColor(m_fill)));
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(toneColor(m_textTone));
    painter.setFont(textFont(0, true));
    painter.drawText(rect(), Qt::AlignCenter, m_text);
}

} // namespace strikedesk::ui
