// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/AnchorLog.h"
#include "core/audit/AuditTable.h"
#include "core/storage/Connection.h"
#include "core/storage/StorageWriter.h"

#include <QTemporaryDir>

namespace strikedesk::test {

/// A folder with a record of `count` entries, anchored at its start, in its middle and at its end.
class RecordFolder
{
public:
    explicit RecordFolder(int count)
    {
        QDir(m_folder.path()).mkdir(QStringLiteral("anchors"));
        auto writer = StorageWriter::open(database(), auditMigrations());
        auto anchors = AnchorLog::open(anchorsFolder());
        if (!writer || !anchors)
            qFatal("the record cannot be made");
        AuditChain chain;
        anchor(*anchors, chain, "start");
        for (int i = 1; i <= count; ++i) {
            const auto ticket = (*writer)->append({0, {auditInsert(chain.next(entry(i)))}});
            if (!ticket || !(*writer)->waitDurable(*ticket))
                qFatal("the record cannot be written");
            if (i == count / 2)
                anchor(*anchors, chain, "running");
        }
        anchor(*anchors, chain, "end");
    }

    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] std::string database() const
    {
        return m_folder.filePath(QStringLiteral("desk.db")).toStdString();
    }
    [[nodiscard]] std::string anchorsFolder() const
    {
        return m_folder.filePath(QStringLiteral("anchors")).toStdString();
    }

    /// Does to the database what its triggers forbid, the way somebody with a SQLite shell would.
    void tamper(const std::vector<std::string>& statements)
    {
        auto connection = Connection::open(database(), Connection::Access::Write);
        if (!connection)
            qFatal("the database cannot be opened");
        std::vector<std::string> all {"DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete",
                                      "DROP TRIGGER audit_in_order"};
        all.insert(all.end(), statements.begin(), statements.end());
        for (const std::string& statement : all) {
            if (const auto done = (*connection)->run(statement); !done)
                qFatal("%s: %s", statement.c_str(), done.error().message.c_str());
        }
    }

    [[nodiscard]] static AuditEntry entry(int number)
    {
        return {.time = Instant(Duration(1'372'426'200'000'000 + 1'001 * number)),
                .category = number % 2 == 0 ? "order" : "decision",
                .kind = "order_sent",
                .actor = "token:ci \"b\xc3\xb6t\"",
                .entity = "O1-" + std::to_string(number),
                .body = R"({"delta":-0.30000000000000004,"limit":"1.2500","n":)" + std::to_string(number)
                    + R"(,"note":"a\nb €"})"};
    }

private:
    static void anchor(AnchorLog& anchors, const AuditChain& chain, const char* reason)
    {
        if (!anchors.append(chain.head(), entry(0).time, reason))
            qFatal("the anchor cannot be written");
    }

    QTemporaryDir m_folder;
};

} // namespace strikedesk::test
