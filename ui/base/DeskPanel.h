// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/DeskLink.h"

#include <QWidget>

namespace strikedesk::ui {

/// What stands inside a dock. Snapshots reach it only while it can be seen; one that comes to the front
/// catches up at once.
class DeskPanel : public QWidget
{
    Q_OBJECT

public:
    DeskPanel(DeskLink& link, QWidget* parent = nullptr);

protected:
    virtual void applyDesk(const DeskSnapshot&) { }
    virtual void applyPricing(const PricingSnapshot&) { }
    void showEvent(QShowEvent* event) override;

    [[nodiscard]] DeskLink& link() { return m_link; }
    /// Null before the first snapshot.
    [[nodiscard]] const DeskSnapshot* desk() const { return m_link.snapshot().get(); }
    [[nodiscard]] const PricingSnapshot* pricing() const { return m_link.pricing().get(); }

private:
    DeskLink& m_link;
};

} // namespace strikedesk::ui
