// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/AuditRecord.h"
#include "core/util/Random.h"
#include "tests/audit/LongRecord.h"
#include "tests/audit/SqlShell.h"

#include <optional>

namespace strikedesk::test {

/// A copy of a record for somebody to tamper with, triggers gone.
class TamperedCopy
{
public:
    /// Replaces what is in `folder`.
    TamperedCopy(const LongRecord& original, const QString& folder);

    [[nodiscard]] const QString& folder() const { return m_folder; }
    [[nodiscard]] const LongRecord& original() const { return m_original; }
    [[nodiscard]] std::uint64_t count() const { return m_original.count(); }
    [[nodiscard]] std::uint64_t lastAnchored() const { return m_original.anchored().back(); }
    /// The lowest anchored number from `sequence` on; nothing when none covers it.
    [[nodiscard]] std::optional<std::uint64_t> anchorFrom(std::uint64_t sequence) const;

    QVariant run(const QString& sql, const QVariantList& values = {}) { return m_shell->run(sql, values); }
    /// Gives every record from `first` on the numbers, previous hashes and hashes of a whole chain again: the
    /// forger who knows the layout and has no key. Their contents stay as they are now, in their present
    /// order.
    void forgeChainFrom(std::uint64_t first);
    /// Moves the records from `first` on by `by` numbers.
    void shift(std::uint64_t first, int by);
    /// The file is edited from now on, not the database in it.
    void closeShell() { m_shell.reset(); }

    [[nodiscard]] QByteArray readFile(const QString& name) const;
    void writeFile(const QString& name, const QByteArray& content) const;
    [[nodiscard]] QList<QByteArray> anchorLines() const;
    void writeAnchorLines(const QList<QByteArray>& lines) const;
    /// Everything the record says, in a form that is equal only when it is the same to the bit.
    [[nodiscard]] static std::optional<QByteArray> contentOf(const QString& folder);

private:
    const LongRecord& m_original;
    QString m_folder;
    std::optional<SqlShell> m_shell;
};

inline const QString anchorFileName = QStringLiteral("anchors/anchors.jsonl");
inline const QString publicKeyName = QStringLiteral("anchors/anchor.pub");

} // namespace strikedesk::test
