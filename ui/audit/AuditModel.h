// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"
#include "ui/base/CellModel.h"

namespace strikedesk::ui {

/// The end of the audit record, newest first.
class AuditModel final : public CellModel
{
    Q_OBJECT

public:
    enum Column { Sequence, Time, Category, Kind, Actor, Entity, ColumnCount };

    explicit AuditModel(QObject* parent = nullptr);

    /// Rows whose entity, kind, category or actor contains `filter`; an empty one shows all.
    void setRecords(const std::vector<AuditRowPtr>& records, const QString& filter);
    [[nodiscard]] const AuditRow* record(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(std::uint64_t sequence) const;

private:
    std::vector<AuditRowPtr> m_records; ///< As shown.
};

/// A canonical JSON text, indented for reading; any other text as it is.
[[nodiscard]] QString prettyBody(const std::string& body);

} // namespace strikedesk::ui
