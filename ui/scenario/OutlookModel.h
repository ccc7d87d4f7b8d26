// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/BookScenario.h"
#include "ui/base/CellModel.h"

namespace strikedesk::ui {

/// What is held on each underlying: where it ends at its first expiry, and what it ties up.
class OutlookModel final : public CellModel
{
    Q_OBJECT

public:
    enum Column {
        Name,
        Expiry,
        MaximumLoss,
        MaximumGain,
        BreakEvens,
        Probability,
        StrategyMargin,
        ShockMargin,
        ColumnCount
    };

    explicit OutlookModel(QObject* parent = nullptr);

    void setScenario(const BookScenario& scenario);
};

} // namespace strikedesk::ui
