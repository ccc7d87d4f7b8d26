// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/CellDelegate.h"

#include "ui/base/Cell.h"
#include "ui/base/Glyphs.h"

#include <QPainter>

namespace strikedesk::ui {
namespace {

constexpr int cellPadding = 5;
constexpr int glyphSize = 9;
constexpr int glyphGap = 5;

const Cell* cellBehind(const QModelIndex& index)
{
    return index.data(CellPointerRole).value<const Cell*>();
}

void paintBackground(QPainter& painter, const QStyleOptionViewItem& option, const Cell& cell)
{
    if (option.state.testFlag(QStyle::State_Selected))
        painter.fillRect(option.rect, toneColor(Tone::Selection));
    else if (cell.fill != Tone::None)
        painter.fillRect(option.rect, toneColor(cell.fill));
    else if (option.features.testFlag(QStyleOptionViewItem::Alternate))
        painter.fillRect(option.rect, toneColor(Tone::Alternate));
    if (cell.age == AgeState::Stale)
        drawStaleHatch(painter, option.rect);
    if (cell.hasRuleAbove)
        painter.fillRect(QRect(option.rect.topLeft(), QSize(option.rect.width(), 1)),
                         toneColor(Tone::Accent));
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter.setPen(toneColor(Tone::Accent));
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
}

Qt::Alignment alignmentOf(Align align)
{
    switch (align) {
    case Align::Left: return Qt::AlignLeft | Qt::AlignVCenter;
    case Align::Right: return Qt::AlignRight | Qt::AlignVCenter;
    case Align::Centre: break;
    }
    return Qt::AlignCenter;
}

QColor textColorOf(const Cell& cell, const QStyleOptionViewItem& option)
{
    if (cell.age == AgeState::None || cell.age == AgeState::Ageing || cell.age == AgeState::Stale)
        return toneColor(Tone::TextDim);
    if (option.state.testFlag(QStyle::State_Selected) && cell.tone == Tone::Text)
        return toneColor(Tone::SelectionText);
    return toneColor(cell.tone);
}

} // namespace

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    const Cell* cell = cellBehind(index);
    if (!cell)
        return;
    paintBackground(*painter, option, *cell);
    painter->setFont(cell->isCode ? codeFont(-1) : textFont(0, cell->isStrong));
    QRect box = option.rect.adjusted(cellPadding, 0, -cellPadding, 0);
    const QFontMetrics metrics = painter->fontMetrics();
    const int textWidth = cell->text.isEmpty() ? 0 : metrics.horizontalAdvance(cell->text);
    Glyph glyph = cell->glyph;
    // A stale value wears the clock where there is room beside its digits; the hatch says it everywhere.
    if (glyph == Glyph::None && cell->age == AgeState::Stale && textWidth > 0
        && textWidth + glyphSize + glyphGap <= box.width())
        glyph = Glyph::Clock;
    if (glyph != Glyph::None) {
        const double left = textWidth == 0 ? box.center().x() - glyphSize / 2.0 + 0.5 : box.left();
        drawGlyph(*painter, glyph,
                  QRectF(left, box.center().y() - glyphSize / 2.0 + 0.5, glyphSize, glyphSize),
                  toneColor(cell->age == AgeState::Stale ? Tone::TextDim : cell->tone));
        if (cell->align == Align::Left)
            box.setLeft(box.left() + glyphSize + glyphGap);
    }
    if (cell->text.isEmpty())
        return;
    painter->setPen(textColorOf(*cell, option));
    painter->drawText(box, int(alignmentOf(cell->align)) | Qt::TextSingleLine,
                      textWidth > box.width() ? metrics.elidedText(cell->text, Qt::ElideRight, box.width())
                                              : cell->text);
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Cell* cell = cellBehind(index);
    const int width = cell ? option.fontMetrics.horizontalAdvance(cell->text) + 2 * cellPadding : 20;
    return {width, option.fontMetrics.height() + 7};
}

} // namespace strikedesk::ui
