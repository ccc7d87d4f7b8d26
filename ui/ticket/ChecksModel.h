// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskCommands.h"
#include "ui/base/CellModel.h"

namespace strikedesk::ui {

/// The checks of the risk gate on the previewed order, the failed ones first.
class ChecksModel final : public CellModel
{
    Q_OBJECT

public:
    enum Column { Check, Measured, Limit, ColumnCount };

    explicit ChecksModel(QObject* parent = nullptr);

    void setChecks(const std::vector<CheckResult>& checks);
};

} // namespace strikedesk::ui
