// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"

#include <QWidget>

#include <optional>

namespace strikedesk::ui {

/// The life of one working order: net bid, mid and ask over time, each step of its limit between them, and
/// where it filled.
class PriceLadder final : public QWidget
{
    Q_OBJECT

public:
    explicit PriceLadder(QWidget* parent = nullptr);

    /// Null shows an empty ladder with a sentence.
    void setOrder(const OrderView* order, Instant now);
    [[nodiscard]] const std::optional<OrderView>& order() const { return m_order; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Scale;
    [[nodiscard]] std::optional<Scale> scale() const;
    void paintTitle(QPainter& painter) const;
    void paintAxes(QPainter& painter, const Scale& scale) const;
    void paintMarket(QPainter& painter, const Scale& scale) const;
    void paintLimits(QPainter& painter, const Scale& scale) const;
    void paintFills(QPainter& painter, const Scale& scale) const;

    std::optional<OrderView> m_order;
    Instant m_now;
};

} // namespace strikedesk::ui
