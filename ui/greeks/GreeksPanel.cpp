// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/greeks/GreeksPanel.h"

#include "ui/base/DeskViews.h"
#include "ui/base/Format.h"
#include "ui/greeks/GreeksModel.h"

#include <QVBoxLayout>

namespace strikedesk::ui {

GreeksPanel::GreeksPanel(DeskLink& link, QWidget* parent)
    : DeskPanel(link, parent)
    , m_model(new GreeksModel(this))
{
    m_tree = new DeskTree(u"greeksTree"_s, tr("Greeks"), this);
    m_tree->show(m_model, GreeksModel::Name);
    m_tree->setEmptyText(tr("Nothing is held, so there are no Greeks to add up."));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tree);
}

void GreeksPanel::applyPricing(const PricingSnapshot& pricing)
{
    m_model->setGreeks(pricing.greeks);
}

} // namespace strikedesk::ui
