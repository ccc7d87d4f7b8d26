// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/CellModel.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace strikedesk::ui {

namespace {

QVariant qtAlignment(Align align)
{
    switch (align) {
    case Align::Left: return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    case Align::Right: return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    case Align::Centre: break;
    }
    return QVariant::fromValue(Qt::Alignment(Qt::AlignCenter));
}

// What comes from outside may repeat an id; two rows of one key could not be told apart.
void makeKeysUnique(std::vector<CellRow>& rows)
{
    QSet<QString> seen;
    seen.reserve(qsizetype(rows.size()));
    for (CellRow& row : rows) {
        while (seen.contains(row.key))
            row.key += u'+';
        seen.insert(row.key);
        makeKeysUnique(row.children);
    }
}

} // namespace

struct CellModel::Node
{
    Node* parent = nullptr;
    int row = 0;
    QString key;
    std::vector<Cell> cells;
    Nodes children;

    void renumber()
    {
        for (std::size_t i = 0; i < children.size(); ++i)
            children[i]->row = int(i);
    }
};

CellModel::CellModel(const char* context, std::span<const ColumnSpec> columns, QObject* parent)
    : QAbstractItemModel(parent)
    , m_context(context)
    , m_columns(columns)
    , m_root(std::make_unique<Node>())
{
}

CellModel::~CellModel() = default;

void CellModel::setRows(std::vector<CellRow> rows)
{
    makeKeysUnique(rows);
    align(rows);
    update(*m_root, std::move(rows));
}

void CellModel::align(std::vector<CellRow>& rows) const
{
    for (CellRow& row : rows) {
        const std::size_t count = std::min(row.cells.size(), m_columns.size());
        for (std::size_t column = 0; column < count; ++column)
            row.cells[column].align = m_columns[column].align;
        align(row.children);
    }
}

std::unique_ptr<CellModel::Node> CellModel::nodeFrom(CellRow row, Node* parent)
{
    auto node = std::make_unique<Node>();
    node->parent = parent;
    node->key = std::move(row.key);
    node->cells = std::move(row.cells);
    for (CellRow& child : row.children)
        node->children.push_back(nodeFrom(std::move(child), node.get()));
    node->renumber();
    return node;
}

bool CellModel::keepsOrder(const Nodes& before, const std::vector<CellRow>& after)
{
    QSet<QString> wanted;
    wanted.reserve(qsizetype(after.size()));
    for (const CellRow& row : after)
        wanted.insert(row.key);
    auto next = after.begin();
    for (const auto& node : before) {
        if (!wanted.contains(node->key))
            continue;
        next = std::find_if(next, after.end(), [&](const CellRow& row) { return row.key == node->key; });
        if (next == after.end())
            return false;
        ++next;
    }
    return true;
}

void CellModel::update(Node& parent, std::vector<CellRow> rows)
{
    const auto hasKeyOf = [](const auto& node, const CellRow& row) { return node->key == row.key; };
    if (!std::equal(parent.children.begin(), parent.children.end(), rows.begin(), rows.end(), hasKeyOf)) {
        if (!keepsOrder(parent.children, rows)) {
            replaceAll(parent, std::move(rows));
            return;
        }
        removeGone(parent, rows);
        insertNew(parent, rows);
    }
    announceChanges(parent, rows);
    for (std::size_t i = 0; i < rows.size(); ++i)
        update(*parent.children[i], std::move(rows[i].children));
}

void CellModel::replaceAll(Node& parent, std::vector<CellRow> rows)
{
    beginResetModel();
    parent.children.clear();
    for (CellRow& row : rows)
        parent.children.push_back(nodeFrom(std::move(row), &parent));
    parent.renumber();
    endResetModel();
}

void CellModel::removeGone(Node& parent, const std::vector<CellRow>& rows)
{
    QSet<QString> wanted;
    for (const CellRow& row : rows)
        wanted.insert(row.key);
    const QModelIndex parentIndex = indexOf(parent, 0);
    for (int last = int(parent.children.size()) - 1; last >= 0; --last) {
        if (wanted.contains(parent.children[std::size_t(last)]->key))
            continue;
        int first = last;
        while (first > 0 && !wanted.contains(parent.children[std::size_t(first) - 1]->key))
            --first;
        beginRemoveRows(parentIndex, first, last);
        parent.children.erase(parent.children.begin() + first, parent.children.begin() + last + 1);
        parent.renumber();
        endRemoveRows();
        last = first;
    }
}

void CellModel::insertNew(Node& parent, std::vector<CellRow>& rows)
{
    const QModelIndex parentIndex = indexOf(parent, 0);
    for (std::size_t first = 0; first < rows.size(); ++first) {
        if (first < parent.children.size() && parent.children[first]->key == rows[first].key)
            continue;
        std::size_t last = first;
        while (last + 1 < rows.size()
               && (first >= parent.children.size() || rows[last + 1].key != parent.children[first]->key))
            ++last;
        beginInsertRows(parentIndex, int(first), int(last));
        Nodes added;
        for (std::size_t i = first; i <= last; ++i)
            added.push_back(nodeFrom(rows[i], &parent));
        parent.children.insert(parent.children.begin() + std::ptrdiff_t(first),
                               std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
        parent.renumber();
        endInsertRows();
        first = last;
    }
}

// Neighbouring rows that changed share one signal with the columns that changed; rows that did not change
// cost nothing.
void CellModel::announceChanges(Node& parent, std::vector<CellRow>& rows)
{
    const auto columnCountOf = int(m_columns.size());
    int runStart = -1;
    int firstColumn = columnCountOf;
    int lastColumn = -1;
    const auto flush = [&](int runEnd) {
        if (runStart >= 0)
            Q_EMIT dataChanged(indexOf(*parent.children[std::size_t(runStart)], firstColumn),
                               indexOf(*parent.children[std::size_t(runEnd)], lastColumn));
        runStart = -1;
        firstColumn = columnCountOf;
        lastColumn = -1;
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Node& node = *parent.children[i];
        if (node.cells == rows[i].cells) {
            flush(int(i) - 1);
            continue;
        }
        for (int column = 0; column < columnCountOf; ++column) {
            const auto at = std::size_t(column);
            if (at >= node.cells.size() || at >= rows[i].cells.size()
                || node.cells[at] != rows[i].cells[at]) {
                firstColumn = std::min(firstColumn, column);
                lastColumn = std::max(lastColumn, column);
            }
        }
        node.cells = std::move(rows[i].cells);
        if (runStart < 0)
            runStart = int(i);
    }
    flush(int(rows.size()) - 1);
}

const CellModel::Node& CellModel::nodeOf(const QModelIndex& parent) const
{
    return parent.isValid() ? *static_cast<const Node*>(parent.constInternalPointer()) : *m_root;
}

QModelIndex CellModel::indexOf(const Node& node, int column) const
{
    return &node == m_root.get() ? QModelIndex() : createIndex(node.row, column, &node);
}

const Cell& CellModel::cell(const QModelIndex& index) const
{
    static const Cell empty;
    const Node& node = nodeOf(index);
    const auto column = std::size_t(index.column());
    return index.isValid() && column < node.cells.size() ? node.cells[column] : empty;
}

QString CellModel::key(const QModelIndex& index) const
{
    return nodeOf(index).key;
}

QModelIndex CellModel::find(const QString& key, const QModelIndex& parent) const
{
    for (const auto& child : nodeOf(parent).children) {
        if (child->key == key)
            return indexOf(*child, 0);
    }
    return {};
}

QModelIndex CellModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent).children[std::size_t(row)].get());
}

QModelIndex CellModel::parent(const QModelIndex& child) const
{
    if (!child.isValid())
        return {};
    return indexOf(*nodeOf(child).parent, 0);
}

int CellModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : int(nodeOf(parent).children.size());
}

int CellModel::columnCount(const QModelIndex&) const
{
    return int(m_columns.size());
}

QVariant CellModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Cell& shown = cell(index);
    switch (role) {
    case Qt::DisplayRole: return shown.text;
    case Qt::ToolTipRole: return shown.tip.isEmpty() ? QVariant() : QVariant(shown.tip);
    case Qt::TextAlignmentRole: return qtAlignment(m_columns[std::size_t(index.column())].align);
    case Qt::AccessibleTextRole: {
        const QString age = ageStateText(shown.age);
        QString text = headerData(index.column(), Qt::Horizontal).toString() + u' ' + shown.text;
        return age.isEmpty() ? text : QString(text + u", " + age);
    }
    case CellPointerRole: return QVariant::fromValue(&shown);
    case SortRole: return shown.number;
    case KeyRole: return key(index);
    default: return {};
    }
}

QVariant CellModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= int(m_columns.size()))
        return {};
    const ColumnSpec& column = m_columns[std::size_t(section)];
    switch (role) {
    case Qt::DisplayRole: return QCoreApplication::translate(m_context, column.title);
    case Qt::ToolTipRole: return QCoreApplication::translate(m_context, column.hint);
    case Qt::TextAlignmentRole: return qtAlignment(column.align);
    default: return {};
    }
}

Qt::ItemFlags CellModel::flags(const QModelIndex& index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

} // namespace strikedesk::ui
