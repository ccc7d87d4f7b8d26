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

    /// Told by the dock: one behind another tab is not seen, although Qt calls it visible.
    void setSeen(bool isSeen);

protected:
    virtual void applyDesk(const DeskSnapshot&) { }
    virtual void applyPricing(const PricingSnapshot&) { }
    /// Before it catches up, and after it is gone from sight.
    virtual void seenChanged(bool /*isSeen*/) { }
    void showEvent(QShowEvent* event) override;

    [[nodiscard]] DeskLink& link() { return m_link; }
    /// Null before the first snapshot.
    [[nodiscard]] const DeskSnapshot* desk() const { return m_link.snapshot().get(); }
    [[nodiscard]] const PricingSnapshot* pricing() const { return m_link.pricing().get(); }

private:
    void catchUp();

    DeskLink& m_link;
    bool m_isInFront = true;
};

} // namespace strikedesk::ui
