// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/DeskViews.h"

#include "ui/base/CellDelegate.h"
#include "ui/base/Glyphs.h"

#include <QAccessible>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

namespace strikedesk::ui {
namespace {

void prepareView(QAbstractItemView& view, const QString& objectName, const QString& accessibleName)
{
    view.setObjectName(objectName);
    view.setAccessibleName(accessibleName);
    view.setItemDelegate(new CellDelegate(&view));
    view.setAlternatingRowColors(true);
    view.setEditTriggers(QAbstractItemView::NoEditTriggers);
    view.setSelectionMode(QAbstractItemView::SingleSelection);
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
    view.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.setFrameShape(QFrame::NoFrame);
    view.setMinimumSize(60, 60);
    view.horizontalScrollBar()->setAccessibleName(QAbstractItemView::tr("Horizontal scroll bar"));
    view.verticalScrollBar()->setAccessibleName(QAbstractItemView::tr("Vertical scroll bar"));
}

void prepareHeader(QHeaderView& header, const QString& accessibleName, const CellModel& model)
{
    header.setAccessibleName(accessibleName);
    header.setHighlightSections(false);
    header.setMinimumSectionSize(18);
    header.setFixedHeight(tableRowHeight);
    for (int column = 0; column < int(model.columns().size()); ++column)
        header.resizeSection(column, model.columns()[std::size_t(column)].width);
    header.setStretchLastSection(false);
}

// The stretched column takes what the others leave, but never less than its own width: then the view scrolls.
void stretchColumn(QHeaderView& header, const CellModel& model, int stretched, int room)
{
    if (stretched < 0)
        return;
    int others = 0;
    for (int column = 0; column < header.count(); ++column) {
        if (column != stretched)
            others += header.sectionSize(column);
    }
    header.resizeSection(stretched, std::max(model.columns()[std::size_t(stretched)].width, room - others));
}

// The part of the viewport that a range of changed cells covers; nothing when a corner is not visible.
QRect changedArea(const QAbstractItemView& view, const QModelIndex& topLeft, const QModelIndex& bottomRight)
{
    const QRect first = view.visualRect(topLeft);
    const QRect last = view.visualRect(bottomRight);
    if (!first.isValid() || !last.isValid())
        return view.viewport()->rect();
    return (first | last) & view.viewport()->rect();
}

} // namespace

DeskTable::DeskTable(const QString& objectName, const QString& accessibleName, QWidget* parent)
    : QTableView(parent)
{
    prepareView(*this, objectName, accessibleName);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    verticalHeader()->setVisible(false);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(tableRowHeight);
    verticalHeader()->setDefaultSectionSize(tableRowHeight);
    connect(this, &QTableView::clicked, this, &DeskTable::picked);
}

void DeskTable::show(CellModel* model, int stretched)
{
    setModel(model);
    prepareHeader(*horizontalHeader(), tr("%1: columns").arg(accessibleName()), *model);
    m_stretched = stretched;
}

void DeskTable::setProportional(bool isProportional)
{
    m_isProportional = isProportional;
}

void DeskTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void DeskTable::setEmptyText(const QString& text)
{
    m_emptyText = text;
}

void DeskTable::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    if (m_emptyText.isEmpty() || !model() || model()->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(toneColor(Tone::TextDim));
    painter.drawText(viewport()->rect().adjusted(12, 0, -12, 0), Qt::AlignCenter | Qt::TextWordWrap,
                     m_emptyText);
}

void DeskTable::fitColumns()
{
    const auto* shown = qobject_cast<const CellModel*>(model());
    if (!shown)
        return;
    stretchColumn(*horizontalHeader(), *shown, m_stretched, viewport()->width());
    if (!m_isProportional)
        return;
    int needed = 0;
    for (const ColumnSpec& column : shown->columns())
        needed += column.width;
    const double factor = std::max(1.0, double(viewport()->width()) / needed);
    double edge = 0;
    for (int column = 0; column < int(shown->columns().size()); ++column) {
        const double next = edge + shown->columns()[std::size_t(column)].width * factor;
        // Differences of rounded edges, so that the last column ends exactly at the border.
        horizontalHeader()->resizeSection(column, int(next + 0.5) - int(edge + 0.5));
        edge = next;
    }
}

void DeskTable::dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                            const QList<int>& roles)
{
    // The base class repaints the whole viewport for any range of more than one cell.
    if (QAccessible::isActive())
        QTableView::dataChanged(topLeft, bottomRight, roles);
    else
        viewport()->update(changedArea(*this, topLeft, bottomRight));
}

void DeskTable::keyPressEvent(QKeyEvent* event)
{
    const bool isPick
        = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (isPick && event->modifiers() == Qt::NoModifier && currentIndex().isValid())
        Q_EMIT picked(currentIndex());
    else
        QTableView::keyPressEvent(event);
}

DeskTree::DeskTree(const QString& objectName, const QString& accessibleName, QWidget* parent)
    : QTreeView(parent)
{
    prepareView(*this, objectName, accessibleName);
    setUniformRowHeights(true);
    setIndentation(16);
    setExpandsOnDoubleClick(false);
    setAllColumnsShowFocus(true);
}

void DeskTree::show(CellModel* model, int stretched)
{
    setModel(model);
    prepareHeader(*header(), tr("%1: columns").arg(accessibleName()), *model);
    m_stretched = stretched;
    // Whatever comes later opens too: what is hidden in a closed branch is easily overlooked.
    connect(model, &CellModel::rowsInserted, this, [this](const QModelIndex&) { expandAll(); });
    connect(model, &CellModel::modelReset, this, &DeskTree::expandAll);
    expandAll();
}

void DeskTree::dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                           const QList<int>& roles)
{
    if (QAccessible::isActive())
        QTreeView::dataChanged(topLeft, bottomRight, roles);
    else
        viewport()->update(changedArea(*this, topLeft, bottomRight));
}

void DeskTree::resizeEvent(QResizeEvent* event)
{
    QTreeView::resizeEvent(event);
    if (const auto* shown = qobject_cast<const CellModel*>(model()))
        stretchColumn(*header(), *shown, m_stretched, viewport()->width());
}

void DeskTree::drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const
{
    // The indentation belongs to the row: without this it stays unpainted beside tinted cells.
    const Cell* first = index.siblingAtColumn(0).data(CellPointerRole).value<const Cell*>();
    if (first && first->fill != Tone::None)
        painter->fillRect(rect, toneColor(first->fill));
    if (selectionModel() && selectionModel()->isRowSelected(index.row(), index.parent()))
        painter->fillRect(rect, toneColor(Tone::Selection));
    if (!model()->hasChildren(index))
        return;
    const QRectF box(rect.right() - 12, rect.center().y() - 3, 7, 7);
    drawGlyph(*painter, isExpanded(index) ? Glyph::Down : Glyph::Play, box, toneColor(Tone::TextDim));
}

} // namespace strikedesk::ui
