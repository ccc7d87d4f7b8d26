// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QHash>
#include <QList>
#include <QString>

#include <cmath>

namespace strikedesk::tests {

/// A row of a table of expected values, by column name.
class ExpectedRow
{
public:
    ExpectedRow(QHash<QString, QString> cells, int line)
        : m_cells(std::move(cells))
        , m_line(line)
    {
    }

    [[nodiscard]] QString text(const char* column) const
    {
        return m_cells.value(QString::fromLatin1(column));
    }
    /// NaN when the cell is empty.
    [[nodiscard]] double number(const char* column) const
    {
        const QString cell = text(column);
        return cell.isEmpty() ? std::nan("") : cell.toDouble();
    }
    [[nodiscard]] QByteArray name() const
    {
        return "line " + QByteArray::number(m_line) + ": "
            + QStringList(m_cells.values()).join(u' ').toUtf8();
    }
    [[nodiscard]] int line() const { return m_line; }

private:
    QHash<QString, QString> m_cells;
    int m_line;
};

inline QString expectedFile(const char* name)
{
    return QStringLiteral(STRIKEDESK_SHARED_DATA "/expected/") + QString::fromLatin1(name);
}

inline QList<ExpectedRow> readExpected(const char* name)
{
    QList<ExpectedRow> rows;
    QFile file(expectedFile(name));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
        return rows;
    const QStringList header = QString::fromUtf8(file.readLine()).trimmed().split(u',');
    for (int line = 2; !file.atEnd(); ++line) {
        const QStringList cells = QString::fromUtf8(file.readLine()).trimmed().split(u',');
        QHash<QString, QString> row;
        for (qsizetype i = 0; i < header.size() && i < cells.size(); ++i)
            row.insert(header[i], cells[i]);
        if (cells.size() > 1)
            rows.append(ExpectedRow(row, line));
    }
    return rows;
}

} // namespace strikedesk::tests
