// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Money.h"

#include <QWidget>

#include <optional>

namespace strikedesk::ui {

/// Mid, natural and worst price of a package side by side, over a scale that shows how far the order may go.
class PriceTiles final : public QWidget
{
    Q_OBJECT

public:
    explicit PriceTiles(QWidget* parent = nullptr);

    void setPrices(std::optional<Price> mid, std::optional<Price> natural, std::optional<Price> worst);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintTiles(QPainter& painter) const;
    void paintScale(QPainter& painter) const;

    std::optional<Price> m_mid;
    std::optional<Price> m_natural;
    std::optional<Price> m_worst;
};

} // namespace strikedesk::ui
