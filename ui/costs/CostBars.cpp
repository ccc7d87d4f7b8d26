// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/costs/CostBars.h"

#include "ui/base/Cell.h"
#include "ui/base/Format.h"
#include "ui/theme/Theme.h"

#include <QPainter>

#include <algorithm>

namespace strikedesk::ui {
namespace {

constexpr int margin = 8;

int rowHeight()
{
    return scaled(18);
}

// What cost stands to the right of the line, what improved to the left; one part begins where the other of
// its sign ends.
QRectF part(double from, double length, const QRectF& row)
{
    const double left = std::min(from, from + length);
    return {left, row.top() + 3, std::abs(length), row.height() - 6};
}

} // namespace

CostBars::CostBars(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(u"costBars"_s);
    setAccessibleName(tr("Spread paid and drift by group"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize CostBars::sizeHint() const
{
    return {420, (int(m_bars.size()) + 1) * rowHeight() + 6};
}

QSize CostBars::minimumSizeHint() const
{
    return {220, sizeHint().height()};
}

void CostBars::setReport(const CostReport& report)
{
    m_bars.clear();
    QStringList words;
    for (const CostGroup& group : report.groups) {
        if (m_bars.size() == barsMax || !group.figures.spreadPaid.isKnown())
            continue;
        m_bars.push_back({group.name.empty() ? tr("(none)") : textOf(group.name),
                          group.figures.spreadPaid.cost, group.figures.drift.cost});
        words += tr("%1: spread paid %2, drift %3")
                     .arg(m_bars.back().name, dollarsText(m_bars.back().spread),
                          dollarsText(m_bars.back().drift));
    }
    setAccessibleDescription(words.join(u"; "_s));
    setToolTip(words.join(u'\n'));
    setVisible(!m_bars.empty());
    updateGeometry();
    update();
}

void CostBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    double most = 0.01;
    for (const Bar& bar : m_bars)
        most = std::max(most, std::abs(bar.spread.toDouble()) + std::abs(bar.drift.toDouble()));
    paintLegend(painter);
    for (std::size_t i = 0; i < m_bars.size(); ++i)
        paintBar(painter, QRectF(margin, double(i + 1) * rowHeight(), width() - 2.0 * margin, rowHeight()),
                 m_bars[i], most);
}

void CostBars::paintLegend(QPainter& painter) const
{
    painter.setFont(textFont(-1));
    const double height = painter.fontMetrics().height();
    double at = margin;
    const struct
    {
        QString text;
        QBrush brush;
    } parts[] = {{tr("spread paid"), QBrush(toneColor(Tone::Accent))},
                 {tr("drift"), QBrush(toneColor(Tone::Warning), Qt::BDiagPattern)},
                 {tr("right of the line: cost, left: improvement"), QBrush(Qt::NoBrush)}};
    for (const auto& entry : parts) {
        if (entry.brush.style() != Qt::NoBrush) {
            painter.fillRect(QRectF(at, rowHeight() / 2.0 - 4, 12, 8), entry.brush);
            at += 16;
        }
        painter.setPen(toneColor(Tone::TextDim));
        painter.drawText(QRectF(at, (rowHeight() - height) / 2, width() - at, height),
                         Qt::AlignLeft | Qt::AlignVCenter, entry.text);
        at += painter.fontMetrics().horizontalAdvance(entry.text) + 14;
    }
}

void CostBars::paintBar(QPainter& painter, const QRectF& row, const Bar& bar, double most) const
{
    painter.setFont(textFont(-1));
    const double nameWidth = std::min(row.width() / 4, 120.0);
    const double wordWidth = painter.fontMetrics().horizontalAdvance(u"+88,888.88"_s);
    painter.setPen(toneColor(Tone::Text));
    painter.drawText(QRectF(row.left(), row.top(), nameWidth, row.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(bar.name, Qt::ElideRight, int(nameWidth)));
    const QRectF field(row.left() + nameWidth + 8, row.top(), row.width() - nameWidth - wordWidth - 16,
                       row.height());
    const double zero = field.center().x();
    const double scale = field.width() / 2 / most;
    const double spread = bar.spread.toDouble() * scale;
    const double drift = bar.drift.toDouble() * scale;
    painter.fillRect(part(zero, spread, field), toneColor(Tone::Accent));
    const double from = spread * drift > 0 ? zero + spread : zero;
    // Drift is the market's: hatched, so that it differs from spread without colour.
    painter.fillRect(part(from, drift, field), QBrush(toneColor(Tone::Warning), Qt::BDiagPattern));
    painter.setPen(QPen(toneColor(Tone::BorderStrong), 1));
    painter.drawLine(QPointF(zero, field.top()), QPointF(zero, field.bottom()));
    painter.setPen(toneColor(gainTone(-(bar.spread + bar.drift).toDouble())));
    painter.drawText(QRectF(field.right() + 8, row.top(), wordWidth, row.height()),
                     Qt::AlignRight | Qt::AlignVCenter, signedMoneyText(bar.spread + bar.drift));
}

} // namespace strikedesk::ui
