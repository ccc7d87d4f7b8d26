// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"
#include "ui/base/CellModel.h"

namespace strikedesk::ui {

/// Greeks by underlying and settlement instant: the AM and the PM expiry of one date are two rows. Across
/// underlyings only dollars add up.
class GreeksModel final : public CellModel
{
    Q_OBJECT

public:
    enum Column { Name, Delta, Gamma, Theta, Vega, Rho, DollarDelta, DollarGamma, Age, ColumnCount };

    explicit GreeksModel(QObject* parent = nullptr);

    void setGreeks(const std::vector<GreeksRow>& greeks);
};

} // namespace strikedesk::ui
