// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/Cell.h"

#include <QAbstractItemModel>

#include <memory>
#include <span>
#include <vector>

namespace strikedesk::ui {

/// A column of a table: one row in the model's table of columns.
struct ColumnSpec
{
    const char* title = "";    ///< With the unit; marked for translation in the context of the model.
    const char* hint = "";     ///< What it is and where it comes from.
    int width = 0;             ///< In pixels at the base font.
    Align align = Align::Left; ///< Numbers stand on the right.
    int dropRank = 0;          ///< Where room is short the highest rank is left out first; 0 always stays.
};

/// A row to show: its identity, its cells, and in a tree its children.
struct CellRow
{
    QString key; ///< Unique among its siblings; keeps selection and scroll position over updates.
    std::vector<Cell> cells;
    std::vector<CellRow> children;
};

/// The one item model of the desk: a tree (or flat list) of finished cells, updated by difference.
///
/// setRows() compares by key: rows that left are removed, new ones inserted, and neighbours that changed
/// share one dataChanged. Only a changed order of the same rows resets. Thread: GUI.
class CellModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    CellModel(const char* context, std::span<const ColumnSpec> columns, QObject* parent = nullptr);
    ~CellModel() override;

    void setRows(std::vector<CellRow> rows);
    [[nodiscard]] const Cell& cell(const QModelIndex& index) const;
    [[nodiscard]] QString key(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex find(const QString& key, const QModelIndex& parent = {}) const;
    [[nodiscard]] std::span<const ColumnSpec> columns() const { return m_columns; }

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const final;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const final;
    using QObject::parent;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const final;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const final;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const final;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const final;

private:
    struct Node;
    using Nodes = std::vector<std::unique_ptr<Node>>;

    [[nodiscard]] const Node& nodeOf(const QModelIndex& parent) const;
    [[nodiscard]] QModelIndex indexOf(const Node& node, int column) const;
    [[nodiscard]] static std::unique_ptr<Node> nodeFrom(CellRow row, Node* parent);
    [[nodiscard]] static bool keepsOrder(const Nodes& before, const std::vector<CellRow>& after);
    void align(std::vector<CellRow>& rows) const;
    void replaceAll(Node& parent, std::vector<CellRow> rows);
    void update(Node& parent, std::vector<CellRow> rows);
    void removeGone(Node& parent, const std::vector<CellRow>& rows);
    void insertNew(Node& parent, std::vector<CellRow>& rows);
    void announceChanges(Node& parent, std::vector<CellRow>& rows);

    const char* m_context;
    std::span<const ColumnSpec> m_columns;
    std::unique_ptr<Node> m_root;
};

} // namespace strikedesk::ui
