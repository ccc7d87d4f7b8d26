// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"
#include "ui/base/CellModel.h"

namespace strikedesk::ui {

/// The day's orders, newest first.
class OrdersModel final : public CellModel
{
    Q_OBJECT

public:
    enum Column {
        Time,
        Structure,
        Quantity,
        Type,
        State,
        Limit,
        Filled,
        AveragePrice,
        ArrivalMid,
        Reserved,
        Slippage,
        Actor,
        Order,
        ColumnCount
    };

    explicit OrdersModel(QObject* parent = nullptr);

    void setOrders(const std::vector<OrderView>& orders);
};

/// The day's fills, newest first.
class FillsModel final : public CellModel
{
    Q_OBJECT

public:
    enum Column {
        Time,
        Structure,
        Quantity,
        Price,
        Slippage,
        Fee,
        FillModel,
        Order,
        Execution,
        Audit,
        ColumnCount
    };

    explicit FillsModel(QObject* parent = nullptr);

    void setFills(const std::vector<FillView>& fills);
    /// The audit record of a row's fill; 0 when it has none.
    [[nodiscard]] std::uint64_t auditSequence(const QModelIndex& index) const;

private:
    std::vector<std::uint64_t> m_sequences;
};

} // namespace strikedesk::ui
