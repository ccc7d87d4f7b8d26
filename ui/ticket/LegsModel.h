// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"
#include "ui/base/CellModel.h"

namespace strikedesk::ui {

class OrderDraft;

/// The legs of the draft with their market beside them.
class LegsModel final : public CellModel
{
    Q_OBJECT

public:
    enum Column { SideColumn, Ratio, Contract, Effect, Bid, Ask, Remove, ColumnCount };

    explicit LegsModel(QObject* parent = nullptr);

    void setLegs(const OrderDraft& draft, const PricingSnapshot* pricing);
};

/// The chain row of a symbol; null when no chain that is priced has it.
[[nodiscard]] const ChainRow* findChainRow(const PricingSnapshot* pricing, const std::string& symbol);

} // namespace strikedesk::ui
