// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenario/ScenarioMap.h"

#include "ui/base/Cell.h"
#include "ui/base/Format.h"
#include "ui/theme/Theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace strikedesk::ui {
namespace {

constexpr double edge = 8;
constexpr float strongestTint = 0.55F;

double titleWidth()
{
    return scaled(92);
}
double rowHeight()
{
    return scaled(24);
}

QString moveText(double move)
{
    return move == 0 ? ScenarioMap::tr("spot") : ScenarioMap::tr("%1 %").arg(signedNumberText(100 * move, 0));
}

QString shiftText(double shift)
{
    return shift == 0 ? ScenarioMap::tr("volatility")
                      : ScenarioMap::tr("%1 points").arg(signedNumberText(100 * shift, 0));
}

// Short enough for a cell: "+1,250", "−12.5k".
QString shortMoney(double dollars)
{
    return std::abs(dollars) < 9'999.5 ? signedNumberText(std::round(dollars), 0)
                                       : signedNumberText(dollars / 1'000, 1) + u"k"_s;
}

} // namespace

ScenarioMap::ScenarioMap(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(u"scenarioMap"_s);
    setAccessibleName(tr("Gain of the book by move of the spot and shift of volatility"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize ScenarioMap::sizeHint() const
{
    const auto rows = grid() ? double(grid()->axes.volatilityShifts.size()) : 0;
    return {scaled(720), int((rows + 1) * rowHeight() + edge)};
}

QSize ScenarioMap::minimumSizeHint() const
{
    return {scaled(320), sizeHint().height()};
}

const pricing::ScenarioGrid* ScenarioMap::grid() const
{
    return m_scenario && m_scenario->grid ? &*m_scenario->grid : nullptr;
}

void ScenarioMap::setScenario(BookScenarioPtr scenario, std::size_t date)
{
    m_scenario = std::move(scenario);
    m_date = date;
    QStringList words;
    if (grid()) {
        for (std::size_t move = 0; move < grid()->axes.spotMoves.size(); ++move)
            words += cellWords(grid()->axes.volatilityShifts.size() / 2, move);
    }
    setAccessibleDescription(words.join(u"; "_s));
    updateGeometry();
    update();
}

QRectF ScenarioMap::cellRect(std::size_t shift, std::size_t move) const
{
    const double across = (width() - 2 * edge - titleWidth()) / double(grid()->axes.spotMoves.size());
    return {edge + titleWidth() + double(move) * across, double(shift + 1) * rowHeight(), across,
            rowHeight()};
}

QString ScenarioMap::cellWords(std::size_t shift, std::size_t move) const
{
    return tr("%1, %2: %3")
        .arg(moveText(grid()->axes.spotMoves[move]), shiftText(grid()->axes.volatilityShifts[shift]),
             signedMoneyText(Money::nearest(grid()->gainAt(m_date, shift, move))));
}

void ScenarioMap::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), toneColor(Tone::Surface));
    if (!grid() || m_date >= grid()->axes.years.size())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    double most = 1;
    for (const double value : grid()->values)
        most = std::max(most, std::abs(value - grid()->valueNow));
    paintTitles(painter);
    for (std::size_t shift = 0; shift < grid()->axes.volatilityShifts.size(); ++shift) {
        for (std::size_t move = 0; move < grid()->axes.spotMoves.size(); ++move)
            paintCell(painter, shift, move, most);
    }
}

void ScenarioMap::paintTitles(QPainter& painter) const
{
    painter.setFont(textFont(-1));
    painter.setPen(toneColor(Tone::TextDim));
    for (std::size_t move = 0; move < grid()->axes.spotMoves.size(); ++move) {
        QRectF title = cellRect(0, move);
        title.moveTop(0);
        painter.drawText(title, Qt::AlignCenter, moveText(grid()->axes.spotMoves[move]));
    }
    for (std::size_t shift = 0; shift < grid()->axes.volatilityShifts.size(); ++shift) {
        const QRectF row = cellRect(shift, 0);
        painter.drawText(QRectF(edge, row.top(), titleWidth() - 8, row.height()),
                         Qt::AlignRight | Qt::AlignVCenter, shiftText(grid()->axes.volatilityShifts[shift]));
    }
}

void ScenarioMap::paintCell(QPainter& painter, std::size_t shift, std::size_t move, double most) const
{
    const double gain = grid()->gainAt(m_date, shift, move);
    const QRectF cell = cellRect(shift, move).adjusted(1, 1, -1, -1);
    QColor fill = toneColor(gain < 0 ? Tone::Loss : Tone::Gain);
    fill.setAlphaF(strongestTint * float(std::sqrt(std::min(1.0, std::abs(gain) / most))));
    painter.fillRect(cell, toneColor(Tone::Raised));
    painter.fillRect(cell, fill);
    const bool isStandingStill
        = grid()->axes.spotMoves[move] == 0 && grid()->axes.volatilityShifts[shift] == 0;
    if (isStandingStill) {
        painter.setPen(QPen(toneColor(Tone::Accent), 1.5));
        painter.drawRect(cell);
    }
    painter.setFont(textFont(-1, isStandingStill));
    painter.setPen(toneColor(Tone::Text));
    painter.drawText(cell, Qt::AlignCenter, shortMoney(gain));
}

bool ScenarioMap::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || !grid() || m_date >= grid()->axes.years.size())
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    for (std::size_t shift = 0; shift < grid()->axes.volatilityShifts.size(); ++shift) {
        for (std::size_t move = 0; move < grid()->axes.spotMoves.size(); ++move) {
            if (cellRect(shift, move).contains(help->pos())) {
                QToolTip::showText(help->globalPos(), cellWords(shift, move), this);
                return true;
            }
        }
    }
    QToolTip::hideText();
    return true;
}

} // namespace strikedesk::ui
