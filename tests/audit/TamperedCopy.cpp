// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/audit/TamperedCopy.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <algorithm>

namespace strikedesk::test {

TamperedCopy::TamperedCopy(const LongRecord& original, const QString& folder)
    : m_original(original)
    , m_folder(folder)
{
    QDir(folder).removeRecursively();
    if (!QDir().mkpath(folder + QStringLiteral("/anchors")))
        qFatal("%s cannot be made", qPrintable(folder));
    for (const QString& name :
         {QStringLiteral("desk.db"), anchorFileName, publicKeyName, QStringLiteral("anchors/anchor.key")}) {
        if (!QFile::copy(original.folder() + QLatin1Char('/') + name, folder + QLatin1Char('/') + name))
            qFatal("%s cannot be copied", qPrintable(name));
    }
    m_shell.emplace(LongRecord::databaseIn(folder));
    // The trials are about what is found, not about what survives a power cut.
    for (const char* const sql :
         {"PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", "DROP TRIGGER audit_no_update",
          "DROP TRIGGER audit_no_delete", "DROP TRIGGER audit_in_order",
          "DROP TRIGGER audit_anchor_no_update", "DROP TRIGGER audit_anchor_no_delete",
          "DROP TRIGGER audit_anchor_in_order"})
        run(QLatin1String(sql));
}

std::optional<std::uint64_t> TamperedCopy::anchorFrom(std::uint64_t sequence) const
{
    std::optional<std::uint64_t> found;
    for (const std::uint64_t anchored : m_original.anchored()) {
        if (anchored >= sequence && (!found || anchored < *found))
            found = anchored;
    }
    return found;
}

void TamperedCopy::forgeChainFrom(std::uint64_t first)
{
    m_shell->database().transaction();
    AuditHead head;
    if (first > 1)
        head = {first - 1,
                *digestFromHex(run(QStringLiteral("SELECT lower(hex(hash)) FROM audit WHERE sequence = ?"),
                                   {qint64(first - 1)})
                                   .toString()
                                   .toStdString())};
    QSqlQuery rows(m_shell->database());
    // Read into memory first: the numbers under the cursor change.
    std::vector<std::pair<qint64, AuditRecord>> records;
    const auto bytes = [&rows](int column) { return rows.value(column).toByteArray().toStdString(); };
    rows.prepare(
        QStringLiteral("SELECT sequence, time_us, CAST(category AS BLOB), CAST(kind AS BLOB), "
                       "CAST(actor AS BLOB), CAST(entity AS BLOB), body FROM audit WHERE sequence >= ? "
                       "ORDER BY sequence"));
    rows.addBindValue(qint64(first));
    rows.exec();
    while (rows.next()) {
        AuditRecord record {.sequence = head.sequence + 1,
                            .time = Instant(Duration(rows.value(1).toLongLong())),
                            .category = bytes(2),
                            .kind = bytes(3),
                            .actor = bytes(4),
                            .entity = bytes(5),
                            .body = bytes(6),
                            .previousHash = head.hash};
        record.hash = auditHash(record);
        head = {record.sequence, record.hash};
        records.emplace_back(rows.value(0).toLongLong(), std::move(record));
    }
    rows.finish();
    QSqlQuery update(m_shell->database());
    update.prepare(
        QStringLiteral("UPDATE audit SET sequence = ?, previous_hash = ?, hash = ? WHERE sequence = ?"));
    const auto blob = [](const Digest& digest) {
        return QByteArray(reinterpret_cast<const char*>(digest.data()), qsizetype(digest.size()));
    };
    for (const auto& [number, record] : records) {
        update.addBindValue(qint64(record.sequence));
        update.addBindValue(blob(record.previousHash));
        update.addBindValue(blob(record.hash));
        update.addBindValue(number);
        if (!update.exec())
            qFatal("%s", qPrintable(update.lastError().text()));
    }
    m_shell->database().commit();
}

void TamperedCopy::shift(std::uint64_t first, int by)
{
    // By way of negative numbers, so that no two rows meet on the way.
    run(QStringLiteral("UPDATE audit SET sequence = -sequence WHERE sequence >= ?"), {qint64(first)});
    run(QStringLiteral("UPDATE audit SET sequence = -sequence + ? WHERE sequence < 0"), {by});
}

QByteArray TamperedCopy::readFile(const QString& name) const
{
    QFile file(m_folder + QLatin1Char('/') + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(name));
    return file.readAll();
}

void TamperedCopy::writeFile(const QString& name, const QByteArray& content) const
{
    QFile file(m_folder + QLatin1Char('/') + name);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("%s cannot be written", qPrintable(name));
}

QList<QByteArray> TamperedCopy::anchorLines() const
{
    QList<QByteArray> lines = readFile(anchorFileName).split('\n');
    lines.removeLast();
    return lines;
}

void TamperedCopy::writeAnchorLines(const QList<QByteArray>& lines) const
{
    QByteArray content;
    for (const QByteArray& line : lines)
        content += line + '\n';
    writeFile(anchorFileName, content);
}

std::optional<QByteArray> TamperedCopy::contentOf(const QString& folder)
{
    const QString name = QStringLiteral("content");
    QCryptographicHash content(QCryptographicHash::Sha1);
    bool isReadable = false;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(QString::fromStdString(LongRecord::databaseIn(folder)));
        database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY"));
        QSqlQuery rows(database.open() ? database : QSqlDatabase());
        rows.setForwardOnly(true);
        isReadable = rows.exec(QStringLiteral(
            "SELECT quote(sequence) || quote(time_us) || quote(CAST(category AS BLOB)) || quote(CAST(kind AS "
            "BLOB)) || "
            "quote(CAST(actor AS BLOB)) || quote(CAST(entity AS BLOB)) || quote(body) || "
            "quote(previous_hash) || "
            "quote(hash) || typeof(category) || typeof(kind) || typeof(actor) || typeof(entity) FROM audit "
            "ORDER BY sequence"));
        while (isReadable && rows.next())
            content.addData(rows.value(0).toString().toUtf8());
        isReadable = isReadable && !rows.lastError().isValid();
        isReadable = isReadable
            && rows.exec(
                QStringLiteral("SELECT quote(number) || quote(line) FROM audit_anchor ORDER BY number"));
        while (isReadable && rows.next())
            content.addData(rows.value(0).toString().toUtf8());
        isReadable = isReadable && !rows.lastError().isValid();
    }
    QSqlDatabase::removeDatabase(name);
    return isReadable ? std::optional(content.result()) : std::nullopt;
}

} // namespace strikedesk::test
