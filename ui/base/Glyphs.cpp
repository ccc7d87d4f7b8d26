// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/Glyphs.h"

#include <QPainter>
#include <QPainterPath>

namespace strikedesk::ui {
namespace {

void strokeGlyph(QPainter& painter, const QPolygonF& line)
{
    painter.drawPolyline(line);
}

void drawLineGlyph(QPainter& painter, Glyph glyph, QPointF c, double r)
{
    switch (glyph) {
    case Glyph::Check:
        strokeGlyph(painter,
                    {{c.x() - r, c.y()}, {c.x() - r * 0.25, c.y() + r * 0.75}, {c.x() + r, c.y() - r * 0.8}});
        break;
    case Glyph::Cross:
        painter.drawLine(QPointF(c.x() - r * 0.8, c.y() - r * 0.8),
                         QPointF(c.x() + r * 0.8, c.y() + r * 0.8));
        painter.drawLine(QPointF(c.x() - r * 0.8, c.y() + r * 0.8),
                         QPointF(c.x() + r * 0.8, c.y() - r * 0.8));
        break;
    case Glyph::Clock:
        painter.drawEllipse(c, r, r);
        strokeGlyph(painter, {{c.x(), c.y() - r * 0.6}, c, {c.x() + r * 0.5, c.y() + r * 0.2}});
        break;
    case Glyph::Ring: painter.drawEllipse(c, r * 0.85, r * 0.85); break;
    case Glyph::Wait:
        strokeGlyph(painter,
                    {{c.x() - r * 0.7, c.y() - r},
                     {c.x() + r * 0.7, c.y() - r},
                     {c.x() - r * 0.7, c.y() + r},
                     {c.x() + r * 0.7, c.y() + r},
                     {c.x() - r * 0.7, c.y() - r}});
        break;
    case Glyph::Skip:
        strokeGlyph(painter, {{c.x() - r, c.y() - r * 0.7}, {c.x(), c.y()}, {c.x() - r, c.y() + r * 0.7}});
        strokeGlyph(painter, {{c.x(), c.y() - r * 0.7}, {c.x() + r, c.y()}, {c.x(), c.y() + r * 0.7}});
        break;
    case Glyph::Window:
        painter.drawRect(QRectF(c.x() - r * 0.8, c.y() - r * 0.3, r * 1.1, r * 1.1));
        strokeGlyph(painter,
                    {{c.x() - r * 0.3, c.y() - r * 0.8},
                     {c.x() + r * 0.8, c.y() - r * 0.8},
                     {c.x() + r * 0.8, c.y() + r * 0.3}});
        break;
    case Glyph::Model: // A small wave: not quoted, but computed.
        strokeGlyph(painter,
                    {{c.x() - r, c.y() + r * 0.3},
                     {c.x() - r * 0.4, c.y() - r * 0.5},
                     {c.x() + r * 0.3, c.y() + r * 0.5},
                     {c.x() + r, c.y() - r * 0.3}});
        break;
    default: break;
    }
}

void drawSolidGlyph(QPainter& painter, Glyph glyph, QPointF c, double r, const QColor& color)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    switch (glyph) {
    case Glyph::Dot: painter.drawEllipse(c, r * 0.7, r * 0.7); break;
    case Glyph::Play:
        painter.drawPolygon(QPolygonF {{c.x() - r * 0.65, c.y() - r * 0.9},
                                       {c.x() + r * 0.95, c.y()},
                                       {c.x() - r * 0.65, c.y() + r * 0.9}});
        break;
    case Glyph::Up:
        painter.drawPolygon(QPolygonF {{c.x(), c.y() - r * 0.8},
                                       {c.x() + r * 0.9, c.y() + r * 0.7},
                                       {c.x() - r * 0.9, c.y() + r * 0.7}});
        break;
    case Glyph::Down:
        painter.drawPolygon(QPolygonF {{c.x(), c.y() + r * 0.8},
                                       {c.x() + r * 0.9, c.y() - r * 0.7},
                                       {c.x() - r * 0.9, c.y() - r * 0.7}});
        break;
    case Glyph::Warning: {
        painter.drawPolygon(QPolygonF {
            {c.x(), c.y() - r}, {c.x() + r * 1.1, c.y() + r * 0.9}, {c.x() - r * 1.1, c.y() + r * 0.9}});
        painter.setBrush(toneColor(Tone::Surface));
        painter.drawRect(QRectF(c.x() - 0.7, c.y() - r * 0.35, 1.4, r * 0.65));
        painter.drawRect(QRectF(c.x() - 0.7, c.y() + r * 0.48, 1.4, 1.4));
        break;
    }
    default: break;
    }
}

} // namespace

void drawGlyph(QPainter& painter, Glyph glyph, const QRectF& box, const QColor& color)
{
    if (glyph == Glyph::None)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const double radius = std::min(box.width(), box.height()) / 2.0;
    drawLineGlyph(painter, glyph, box.center(), radius);
    drawSolidGlyph(painter, glyph, box.center(), radius, color);
    painter.restore();
}

void drawStaleHatch(QPainter& painter, const QRect& box)
{
    painter.save();
    painter.setPen(Qt::NoPen);
    painter.setBrush(QBrush(toneColor(Tone::Hatch), Qt::BDiagPattern));
    painter.drawRect(box);
    painter.restore();
}

} // namespace strikedesk::ui
