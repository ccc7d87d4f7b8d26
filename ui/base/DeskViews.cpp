// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/DeskViews.h"

#include "ui/base/CellDelegate.h"
#include "ui/base/Glyphs.h"

#include <QAccessible>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>
#include <vector>

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

// As wide as it was designed, and never narrower than its title: with larger text both grow.
int widthOf(const CellModel& model, int column)
{
    static constexpr int headerPadding = 11;
    const QFontMetrics metrics(textFont(-1));
    const QString title = model.headerData(column, Qt::Horizontal).toString();
    return std::max(scaled(model.columns()[std::size_t(column)].width),
                    metrics.horizontalAdvance(title) + headerPadding);
}

void prepareHeader(QHeaderView& header, const QString& accessibleName, const CellModel& model)
{
    header.setAccessibleName(accessibleName);
    header.setHighlightSections(false);
    header.setMinimumSectionSize(18);
    header.setFixedHeight(tableRowHeight());
    for (int column = 0; column < int(model.columns().size()); ++column)
        header.resizeSection(column, widthOf(model, column));
    header.setStretchLastSection(false);
}

/// What the columns of a view do with the room they have.
struct ColumnFit
{
    std::vector<int> widths;
    std::vector<bool> isDropped;
    int needed = 0;
};

// A column that is cut in half says less than one that is not there: those of the highest rank leave first,
// together, until the rest fits. What still does not fit is scrolled.
ColumnFit fitColumnsInto(const CellModel& model, std::vector<int> widths, int room)
{
    const auto& columns = model.columns();
    ColumnFit fit {std::move(widths), std::vector<bool>(columns.size()), 0};
    for (const int width : fit.widths)
        fit.needed += width;
    while (fit.needed > room) {
        int highest = 0;
        for (std::size_t i = 0; i < columns.size(); ++i)
            highest = fit.isDropped[i] ? highest : std::max(highest, columns[i].dropRank);
        if (highest == 0)
            break;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (fit.isDropped[i] || columns[i].dropRank != highest)
                continue;
            fit.isDropped[i] = true;
            fit.needed -= fit.widths[i];
        }
    }
    return fit;
}

void showFit(QHeaderView& header, const ColumnFit& fit)
{
    for (int column = 0; column < header.count(); ++column) {
        const bool isDropped = fit.isDropped[std::size_t(column)];
        if (header.isSectionHidden(column) != isDropped)
            header.setSectionHidden(column, isDropped);
        if (!isDropped && header.sectionSize(column) != fit.widths[std::size_t(column)])
            header.resizeSection(column, fit.widths[std::size_t(column)]);
    }
}

// The stretched column takes what the others leave, but never less than its own width; the others keep what
// somebody dragged them to.
void stretchColumn(QHeaderView& header, const CellModel& model, int stretched, int room)
{
    std::vector<int> widths;
    for (int column = 0; column < header.count(); ++column) {
        const bool isDesigned = column == stretched || header.isSectionHidden(column);
        widths.push_back(isDesigned ? widthOf(model, column) : header.sectionSize(column));
    }
    ColumnFit fit = fitColumnsInto(model, std::move(widths), room);
    if (stretched >= 0)
        fit.widths[std::size_t(stretched)] += std::max(0, room - fit.needed);
    showFit(header, fit);
}

// All columns grow by the same factor into the room there is.
void spreadColumns(QHeaderView& header, const CellModel& model, int room)
{
    std::vector<int> widths;
    widths.reserve(std::size_t(header.count()));
    for (int column = 0; column < header.count(); ++column)
        widths.push_back(widthOf(model, column));
    ColumnFit fit = fitColumnsInto(model, std::move(widths), room);
    const double factor = std::max(1.0, double(room) / std::max(1, fit.needed));
    double edge = 0;
    for (std::size_t column = 0; column < fit.widths.size(); ++column) {
        if (fit.isDropped[column])
            continue;
        const double next = edge + fit.widths[column] * factor;
        // Differences of rounded edges, so that the last column ends exactly at the border.
        fit.widths[column] = int(std::lround(next) - std::lround(edge));
        edge = next;
    }
    showFit(header, fit);
}

// One calm line where rows would stand.
void paintEmptyText(QAbstractItemView& view, const QString& text)
{
    if (text.isEmpty() || !view.model() || view.model()->rowCount() > 0)
        return;
    QPainter painter(view.viewport());
    painter.setPen(toneColor(Tone::TextDim));
    painter.drawText(view.viewport()->rect().adjusted(12, 0, -12, 0), Qt::AlignCenter | Qt::TextWordWrap,
                     text);
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

int tableRowHeight()
{
    return scaled(22);
}

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
    verticalHeader()->setMinimumSectionSize(tableRowHeight());
    verticalHeader()->setDefaultSectionSize(tableRowHeight());
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
    viewport()->update();
}

void DeskTable::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    paintEmptyText(*this, m_emptyText);
}

void DeskTable::fitColumns()
{
    const auto* shown = qobject_cast<const CellModel*>(model());
    if (!shown)
        return;
    if (m_isProportional)
        spreadColumns(*horizontalHeader(), *shown, viewport()->width());
    else
        stretchColumn(*horizontalHeader(), *shown, m_stretched, viewport()->width());
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
    setIndentation(scaled(14));
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

void DeskTree::setWrapping()
{
    setUniformRowHeights(false);
    connect(header(), &QHeaderView::sectionResized, this, [this] { scheduleDelayedItemsLayout(); });
}

void DeskTree::setEmptyText(const QString& text)
{
    m_emptyText = text;
    viewport()->update();
}

void DeskTree::paintEvent(QPaintEvent* event)
{
    QTreeView::paintEvent(event);
    paintEmptyText(*this, m_emptyText);
}

void DeskTree::dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                           const QList<int>& roles)
{
    // Rows of their own height have to be measured again.
    if (QAccessible::isActive() || !uniformRowHeights())
        QTreeView::dataChanged(topLeft, bottomRight, roles);
    else
        viewport()->update(changedArea(*this, topLeft, bottomRight));
}

void DeskTree::resizeEvent(QResizeEvent* event)
{
    QTreeView::resizeEvent(event);
    if (!uniformRowHeights())
        scheduleDelayedItemsLayout();
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
