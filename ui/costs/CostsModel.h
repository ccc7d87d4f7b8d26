// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/execution/CostReport.h"
#include "ui/base/CellModel.h"

namespace strikedesk::ui {

/// What orders have cost, a row per group and one for all of them. The tip of a figure says on how much it
/// was measured.
class CostsModel final : public CellModel
{
    Q_OBJECT

public:
    enum Column {
        Name,
        Orders,
        Filled,
        Contracts,
        Arrival,
        Points,
        SpreadPaid,
        Drift,
        OfQuoted,
        Realised,
        Shortfall,
        Seconds,
        ColumnCount
    };

    explicit CostsModel(QObject* parent = nullptr);

    void setReport(const CostReport& report);
};

} // namespace strikedesk::ui
