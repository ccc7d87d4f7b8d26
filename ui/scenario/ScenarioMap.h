// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/BookScenario.h"

#include <QWidget>

namespace strikedesk::ui {

/// Gain of the book at one date: moves of the spot across, shifts of volatility down. Every cell has its
/// dollars, so that colour only helps; the place where nothing moves has a frame.
class ScenarioMap final : public QWidget
{
    Q_OBJECT

public:
    explicit ScenarioMap(QWidget* parent = nullptr);

    /// Null shows nothing. `date` is a row of the scenario's dates.
    void setScenario(BookScenarioPtr scenario, std::size_t date);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] const pricing::ScenarioGrid* grid() const;
    [[nodiscard]] QRectF cellRect(std::size_t shift, std::size_t move) const;
    [[nodiscard]] QString cellWords(std::size_t shift, std::size_t move) const;
    void paintTitles(QPainter& painter) const;
    void paintCell(QPainter& painter, std::size_t shift, std::size_t move, double most) const;

    BookScenarioPtr m_scenario;
    std::size_t m_date = 0;
};

} // namespace strikedesk::ui
