// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/CellModel.h"

#include <QTableView>
#include <QTreeView>

namespace strikedesk::ui {

/// In pixels, at the size of text that is set.
[[nodiscard]] int tableRowHeight();

/// A flat table in the desk's look. A change of some cells repaints their rectangle, not the whole viewport.
class DeskTable final : public QTableView
{
    Q_OBJECT

public:
    DeskTable(const QString& objectName, const QString& accessibleName, QWidget* parent = nullptr);

    /// Sets the model and the widths of its columns; `stretched` takes the room that is left.
    void show(CellModel* model, int stretched = -1);
    /// Widens all columns by the same factor when there is more room than they need.
    void setProportional(bool isProportional);
    /// What stands in the middle while there are no rows.
    void setEmptyText(const QString& text);

Q_SIGNALS:
    /// A click, or Return or Space on the current cell.
    void picked(const QModelIndex& index);

protected:
    void dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                     const QList<int>& roles = {}) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void fitColumns();

    bool m_isProportional = false;
    int m_stretched = -1;
    QString m_emptyText;
};

/// A tree in the desk's look, all branches open.
class DeskTree final : public QTreeView
{
    Q_OBJECT

public:
    DeskTree(const QString& objectName, const QString& accessibleName, QWidget* parent = nullptr);

    void show(CellModel* model, int stretched = -1);
    /// Rows become as high as their wrapped cells need.
    void setWrapping();
    /// What stands in the middle while there are no rows.
    void setEmptyText(const QString& text);

protected:
    void dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                     const QList<int>& roles = {}) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const override;

private:
    int m_stretched = -1;
    QString m_emptyText;
};

} // namespace strikedesk::ui
