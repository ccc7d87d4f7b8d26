// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"
#include "ui/base/CellModel.h"

namespace strikedesk::ui {

/// Lines to the outside: up or down, how old, what they are.
class LinksModel final : public CellModel
{
    Q_OBJECT

public:
    enum Column { Link, State, Age, Detail, ColumnCount };

    explicit LinksModel(QObject* parent = nullptr);

    void setLinks(const std::vector<LinkView>& links);
};

/// What recovery found at start: believed, what the venue says, what the desk will do.
class RecoveryModel final : public CellModel
{
    Q_OBJECT

public:
    enum Column { Subject, Believed, VenueSays, WillDo, ColumnCount };

    explicit RecoveryModel(QObject* parent = nullptr);

    void setRecovery(const std::vector<RecoveryRow>& recovery);
    [[nodiscard]] const RecoveryRow* row(const QModelIndex& index) const;
    [[nodiscard]] bool hasDifference() const;

private:
    std::vector<RecoveryRow> m_shown;
};

} // namespace strikedesk::ui
