// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"
#include "ui/base/CellModel.h"

namespace strikedesk::ui {

/// The ledger of what was reserved, spent and given back, newest first.
class SlippageModel final : public CellModel
{
    Q_OBJECT

public:
    enum Column { Time, Kind, Amount, Note, Order, ColumnCount };

    explicit SlippageModel(QObject* parent = nullptr);

    void setEntries(const std::vector<SlippageEntryView>& entries);
};

} // namespace strikedesk::ui
