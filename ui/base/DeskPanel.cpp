// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/DeskPanel.h"

namespace strikedesk::ui {

DeskPanel::DeskPanel(DeskLink& link, QWidget* parent)
    : QWidget(parent)
    , m_link(link)
{
    setObjectName(QStringLiteral("deskPanel"));
    setAttribute(Qt::WA_StyledBackground);
    connect(&link, &DeskLink::deskChanged, this, [this](const DeskSnapshotPtr& snapshot) {
        if (isVisible())
            applyDesk(*snapshot);
    });
    connect(&link, &DeskLink::pricingChanged, this, [this](const PricingSnapshotPtr& pricing) {
        if (isVisible())
            applyPricing(*pricing);
    });
}

void DeskPanel::showEvent(QShowEvent* event)
{
    if (pricing())
        applyPricing(*pricing());
    if (desk())
        applyDesk(*desk());
    QWidget::showEvent(event);
}

} // namespace strikedesk::ui
