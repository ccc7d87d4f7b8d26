// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/slippage/SlippagePanel.h"

#include "ui/base/DeskViews.h"
#include "ui/base/Format.h"
#include "ui/base/Labels.h"
#include "ui/slippage/BudgetGauge.h"
#include "ui/slippage/SlippageModel.h"

#include <QVBoxLayout>

namespace strikedesk::ui {

SlippagePanel::SlippagePanel(DeskLink& link, QWidget* parent)
    : DeskPanel(link, parent)
    , m_model(new SlippageModel(this))
{
    m_gauge = new BudgetGauge(this);
    m_table = new DeskTable(u"slippageTable"_s, tr("Slippage ledger"), this);
    m_table->show(m_model, SlippageModel::Note);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_gauge);
    layout->addWidget(ruleLine(this));
    layout->addWidget(m_table, 1);
}

void SlippagePanel::applyDesk(const DeskSnapshot& desk)
{
    m_gauge->setLevels(desk.slippageLevels);
    // The ledger only grows: nothing new at its head means nothing to do.
    const std::uint64_t newest
        = desk.slippageEntries.empty() ? 0 : desk.slippageEntries.front().auditSequence;
    if (newest == m_shownSequence && desk.slippageEntries.size() == m_shownCount)
        return;
    m_shownSequence = newest;
    m_shownCount = desk.slippageEntries.size();
    m_model->setEntries(desk.slippageEntries);
}

} // namespace strikedesk::ui
