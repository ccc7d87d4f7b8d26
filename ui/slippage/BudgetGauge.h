// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"

#include <QWidget>

#include <vector>

namespace strikedesk::ui {

/// One bar per level of the slippage budget: spent, reserved and what is left of the limit, with what
/// improvement gave back. An overdrawn level runs over its end in red.
class BudgetGauge final : public QWidget
{
    Q_OBJECT

public:
    explicit BudgetGauge(QWidget* parent = nullptr);

    void setLevels(const std::vector<SlippageLevelView>& levels);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintLevel(QPainter& painter, const QRectF& box, const SlippageLevelView& level) const;
    void paintWords(QPainter& painter, const QRectF& line, const SlippageLevelView& level) const;
    void paintBar(QPainter& painter, const QRectF& bar, const SlippageLevelView& level) const;

    std::vector<SlippageLevelView> m_levels;
};

} // namespace strikedesk::ui
