// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/DeskPanel.h"

namespace strikedesk::ui {

class BudgetGauge;
class DeskTable;
class SlippageModel;

/// The slippage budget: a gauge per level and the ledger under it.
class SlippagePanel final : public DeskPanel
{
    Q_OBJECT

public:
    explicit SlippagePanel(DeskLink& link, QWidget* parent = nullptr);

protected:
    void applyDesk(const DeskSnapshot& desk) override;

private:
    SlippageModel* m_model;
    BudgetGauge* m_gauge = nullptr;
    DeskTable* m_table = nullptr;
    std::uint64_t m_shownSequence = 0;
    std::size_t m_shownCount = 0;
};

} // namespace strikedesk::ui
