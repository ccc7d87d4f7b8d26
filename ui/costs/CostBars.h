// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/execution/CostReport.h"

#include <QWidget>

#include <vector>

namespace strikedesk::ui {

/// The cost of each group as a bar: spread paid solid, drift hatched, to the right of the line what cost and
/// to the left what improved.
class CostBars final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int barsMax = 6;

    explicit CostBars(QWidget* parent = nullptr);

    void setReport(const CostReport& report);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Bar
    {
        QString name;
        Money spread;
        Money drift;
    };

    void paintBar(QPainter& painter, const QRectF& row, const Bar& bar, double most) const;
    void paintLegend(QPainter& painter) const;

    std::vector<Bar> m_bars;
};

} // namespace strikedesk::ui
