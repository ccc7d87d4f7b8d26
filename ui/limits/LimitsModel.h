// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"
#include "ui/base/CellModel.h"

namespace strikedesk::ui {

/// Breakers that have tripped, then limits by scope, those with a looser value that waits first.
class LimitsModel final : public CellModel
{
    Q_OBJECT

public:
    enum Column { Limit, Scope, Value, Unit, Waits, ColumnCount };

    explicit LimitsModel(QObject* parent = nullptr);

    void setRisk(const std::vector<BreakerView>& breakers, const std::vector<LimitView>& limits);
    /// What stands in a row; null when it is of the other kind, or there is none.
    [[nodiscard]] const LimitView* limit(const QModelIndex& index) const;
    [[nodiscard]] const BreakerView* breaker(const QModelIndex& index) const;

private:
    std::vector<BreakerView> m_breakers;
    std::vector<LimitView> m_limits;
};

} // namespace strikedesk::ui
