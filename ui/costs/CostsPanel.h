// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/execution/CostReport.h"
#include "ui/base/DeskPanel.h"

class QComboBox;
class QLabel;

namespace strikedesk::ui {

class CostBars;
class CostsModel;
class DeskTable;

/// What orders have cost: a bar and a row for each group, by whatever is chosen.
class CostsPanel final : public DeskPanel
{
    Q_OBJECT

public:
    explicit CostsPanel(DeskLink& link, QWidget* parent = nullptr);

protected:
    void applyDesk(const DeskSnapshot& desk) override;

private:
    [[nodiscard]] QWidget* buildStrip();
    void showCosts();

    CostsModel* m_model;
    QComboBox* m_by = nullptr;
    QLabel* m_words = nullptr;
    CostBars* m_bars = nullptr;
    DeskTable* m_table = nullptr;
    CostRecordPtr m_record; ///< What is shown: nothing is reckoned twice.
};

} // namespace strikedesk::ui
