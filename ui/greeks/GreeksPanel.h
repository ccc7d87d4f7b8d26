// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/DeskPanel.h"

namespace strikedesk::ui {

class DeskTree;
class GreeksModel;

/// The book's Greeks by underlying and settlement.
class GreeksPanel final : public DeskPanel
{
    Q_OBJECT

public:
    explicit GreeksPanel(DeskLink& link, QWidget* parent = nullptr);

protected:
    void applyPricing(const PricingSnapshot& pricing) override;

private:
    GreeksModel* m_model;
    DeskTree* m_tree = nullptr;
};

} // namespace strikedesk::ui
