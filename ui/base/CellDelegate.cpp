// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/CellDelegate.h"

#include "ui/base/Cell.h"
#include "ui/base/Glyphs.h"

#include <QCache>
#include <QFont>
#include <QPainter>
#include <QStaticText>
#include <QTreeView>

#include <algorithm>
#include <cmath>
#include <utility>

namespace strikedesk::ui {
namespace {

constexpr int cellPadding = 5;
constexpr int glyphSize = 9;
constexpr int glyphGap = 5;
constexpr int linePadding = 3;

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

QColor textColorOf(const Cell& cell, const QStyleOptionViewItem& option)
{
    if (cell.age == AgeState::None || cell.age == AgeState::Ageing || cell.age == AgeState::Stale)
        return toneColor(Tone::TextDim);
    if (option.state.testFlag(QStyle::State_Selected) && cell.tone == Tone::Text)
        return toneColor(Tone::SelectionText);
    return toneColor(cell.tone);
}

// The shape at the left edge; answers what it leaves for the text.
QRect paintGlyph(QPainter& painter, const QStyleOptionViewItem& option, const Cell& cell)
{
    QRect box = option.rect.adjusted(cellPadding, 0, -cellPadding, 0);
    // Beside a cell of several lines the others stand on its first.
    if (!cell.isWrapped)
        box.setHeight(std::min(box.height(), scaled(22)));
    if (cell.glyph == Glyph::None)
        return box;
    const double left = cell.text.isEmpty() ? box.center().x() - glyphSize / 2.0 + 0.5 : box.left();
    drawGlyph(painter, cell.glyph,
              QRectF(left, box.center().y() - glyphSize / 2.0 + 0.5, glyphSize, glyphSize),
              toneColor(cell.age == AgeState::Stale ? Tone::TextDim : cell.tone));
    if (cell.align == Align::Left)
        box.setLeft(box.left() + glyphSize + glyphGap);
    return box;
}

int indentOf(const QTreeView& tree, const QModelIndex& index)
{
    if (index.column() != 0)
        return 0;
    int depth = tree.rootIsDecorated() ? 1 : 0;
    for (QModelIndex parent = index.parent(); parent.isValid(); parent = parent.parent())
        ++depth;
    return depth * tree.indentation();
}

int wrappedHeight(const QString& text, const QFont& font, int room)
{
    return text.isEmpty()
        ? 0
        : QFontMetrics(font).boundingRect(QRect(0, 0, room, 10'000), Qt::TextWordWrap, text).height();
}

int wrappedHeight(const Cell& cell, int room)
{
    return wrappedHeight(cell.text, textFont(0, cell.isStrong), room)
        + wrappedHeight(cell.note, textFont(-1), room);
}

void paintWrapped(QPainter& painter, const QRect& box, const Cell& cell)
{
    QRect text = box.adjusted(0, linePadding, 0, 0);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, cell.text);
    text.setTop(text.top() + wrappedHeight(cell.text, painter.font(), box.width()));
    painter.setFont(textFont(-1));
    painter.setPen(toneColor(Tone::TextDim));
    painter.drawText(text, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, cell.note);
}

// Most cells show at the next paint what they showed at the last: a text that is shaped once is kept.
const QStaticText& shapedText(const QString& text, const QFont& font)
{
    constexpr qsizetype textsMax = 4'000; // Several full screens of numbers.
    static QCache<std::pair<QFont, QString>, QStaticText> texts(textsMax);
    const std::pair key(font, text);
    if (const QStaticText* found = texts.object(key))
        return *found;
    auto* made = new QStaticText(text);
    made->setTextFormat(Qt::PlainText);
    made->setPerformanceHint(QStaticText::AggressiveCaching);
    made->prepare({}, font);
    texts.insert(key, made);
    return *made;
}

double leftEdgeOf(Align align, const QRectF& box, double width)
{
    switch (align) {
    case Align::Left: return box.left();
    case Align::Right: return box.right() - width;
    case Align::Centre: break;
    }
    return box.left() + (box.width() - width) / 2;
}

void paintLine(QPainter& painter, const QRectF& box, const Cell& cell)
{
    const QStaticText& whole = shapedText(cell.text, painter.font());
    const bool isWide = whole.size().width() > box.width();
    const QStaticText& shown = isWide
        ? shapedText(painter.fontMetrics().elidedText(cell.text, Qt::ElideRight, int(box.width())),
                     painter.font())
        : whole;
    const QSizeF size = shown.size();
    painter.drawStaticText(QPointF(std::round(leftEdgeOf(cell.align, box, size.width())),
                                   std::round(box.top() + (box.height() - size.height()) / 2)),
                           shown);
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
    const QRect box = paintGlyph(*painter, option, *cell);
    if (cell->text.isEmpty())
        return;
    painter->setPen(textColorOf(*cell, option));
    if (cell->isWrapped) {
        paintWrapped(*painter, box, *cell);
        return;
    }
    paintLine(*painter, box, *cell);
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Cell* cell = cellBehind(index);
    const int width = cell ? option.fontMetrics.horizontalAdvance(cell->text) + 2 * cellPadding : 20;
    const int lineHeight = option.fontMetrics.height() + 2 * linePadding + 1;
    const auto* tree = qobject_cast<const QTreeView*>(option.widget);
    if (!cell || !cell->isWrapped || !tree)
        return {width, lineHeight};
    const int room = tree->columnWidth(index.column()) - indentOf(*tree, index) - 2 * cellPadding;
    return {width, std::max(lineHeight, wrappedHeight(*cell, room) + 2 * linePadding)};
}

} // namespace strikedesk::ui
