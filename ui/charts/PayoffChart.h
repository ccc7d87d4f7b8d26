// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/OrderLeg.h"

#include <QWidget>

#include <memory>
#include <vector>

namespace strikedesk::ui {

/// Profit and loss of the draft at expiry, by Qt Charts: changes by hand, so its cost does not matter.
class PayoffChart final : public QWidget
{
    Q_OBJECT

public:
    explicit PayoffChart(QWidget* parent = nullptr);
    ~PayoffChart() override;

    void setOrder(const std::vector<OrderLeg>& legs, Quantity packages, Price mid, double spot);
    void clearOrder();

private:
    struct Parts; // Keeps the chart library's headers out of the rest.

    void applyTheme();

    std::unique_ptr<Parts> m_parts;
};

} // namespace strikedesk::ui
