// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"
#include "ui/base/CellModel.h"

namespace strikedesk::ui {

/// The book as a tree: underlying, structure, leg; sums upwards only where every part is known.
class PositionsModel final : public CellModel
{
    Q_OBJECT

public:
    enum Column {
        Name,
        Quantity,
        Average,
        Mark,
        Quality,
        MarketValue,
        Liquidation,
        Unrealised,
        Realised,
        Rules,
        State,
        ColumnCount
    };

    explicit PositionsModel(QObject* parent = nullptr);

    void setPositions(const DeskSnapshot& desk);
    /// The structure that a row stands for or belongs to; empty on an underlying.
    [[nodiscard]] QString structureAt(const QModelIndex& index) const;
};

} // namespace strikedesk::ui
