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
        if (isVisible() && m_isInFront)
            applyDesk(*snapshot);
    });
    connect(&link, &DeskLink::pricingChanged, this, [this](const PricingSnapshotPtr& pricing) {
        if (isVisible() && m_isInFront)
            applyPricing(*pricing);
    });
}

void DeskPanel::setSeen(bool isSeen)
{
    if (isSeen == m_isInFront)
        return;
    m_isInFront = isSeen;
    seenChanged(isSeen);
    if (isSeen && isVisible())
        catchUp();
}

void DeskPanel::showEvent(QShowEvent* event)
{
    if (m_isInFront)
        catchUp();
    QWidget::showEvent(event);
}

void DeskPanel::catchUp()
{
    if (pricing())
        applyPricing(*pricing());
    if (desk())
        applyDesk(*desk());
}

} // namespace strikedesk::ui
