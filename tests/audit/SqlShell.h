// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <string>

namespace strikedesk::test {

/// What somebody with a SQLite shell can do to a database: everything. Ends the test when a statement fails.
class SqlShell
{
public:
    explicit SqlShell(const std::string& path)
    {
        m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name());
        m_database.setDatabaseName(QString::fromStdString(path));
        if (!m_database.open())
            qFatal("%s cannot be opened", path.c_str());
    }
    ~SqlShell()
    {
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(name());
    }
    SqlShell(const SqlShell&) = delete;
    SqlShell& operator=(const SqlShell&) = delete;

    /// The first column of the first row, if there is one.
    QVariant run(const QString& sql, const QVariantList& values = {})
    {
        QSqlQuery query(m_database);
        if (!query.prepare(sql))
            qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
        for (const QVariant& value : values)
            query.addBindValue(value);
        if (!query.exec())
            qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
        return query.next() ? query.value(0) : QVariant();
    }

    [[nodiscard]] QSqlDatabase& database() { return m_database; }

private:
    static QString name() { return QStringLiteral("sql-shell"); }

    QSqlDatabase m_database;
};

} // namespace strikedesk::test
