// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/PriceLadder.h"

#include "ui/base/Format.h"
#include "ui/base/StateText.h"
#include "ui/theme/Theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace strikedesk::ui {
namespace {

constexpr int ladderTitleHeight = 38;
constexpr int ladderAxisHeight = 24;
constexpr int ladderAxisWidth = 60;

// A net price on the axis: its sign in the field's words, as everywhere else.
QString axisText(double price)
{
    const QString amount = numberText(std::fabs(price), 2);
    if (amount == numberText(0.0, 2))
        return PriceLadder::tr("even");
    return price > 0 ? PriceLadder::tr("%1 db", "debit").arg(amount)
                     : PriceLadder::tr("%1 cr", "credit").arg(amount);
}

} // namespace

// Where times and prices stand in the plot.
struct PriceLadder::Scale
{
    QRectF plot;
    Instant from;
    Instant to;
    double low = 0;
    double high = 1;

    [[nodiscard]] double x(Instant at) const
    {
        return plot.left()
            + plot.width() * secondsBetween(from, at) / std::max(1e-6, secondsBetween(from, to));
    }
    [[nodiscard]] double y(Price price) const { return y(price.toDouble()); }
    [[nodiscard]] double y(double price) const
    {
        return plot.bottom() - plot.height() * (price - low) / (high - low);
    }
};

PriceLadder::PriceLadder(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(u"priceLadder"_s);
    setAccessibleName(tr("Price ladder of the working order"));
    setMinimumHeight(150);
}

QSize PriceLadder::sizeHint() const
{
    return {380, 210};
}

void PriceLadder::setOrder(const OrderView* order, Instant now)
{
    if (!order && !m_order)
        return;
    m_order = order ? std::optional(*order) : std::nullopt;
    // A final order's picture stands still.
    m_now = order && isFinal(order->state) ? order->updatedAt : now;
    if (order)
        setAccessibleDescription(tr("Order %1, %2, limit %3, %4 of %5 filled, %6 steps")
                                     .arg(textOf(order->id.text()), stateText(order->state),
                                          netPriceText(order->workingLimit), countText(order->filled.count()),
                                          countText(order->request.quantity.count()),
                                          countText(std::int64_t(order->steps.size()))));
    update();
}

std::optional<PriceLadder::Scale> PriceLadder::scale() const
{
    if (!m_order || m_order->steps.empty())
        return {};
    Scale scale;
    scale.plot = QRectF(8, ladderTitleHeight, width() - 8.0 - ladderAxisWidth,
                        height() - ladderTitleHeight - double(ladderAxisHeight));
    scale.from = m_order->steps.front().at;
    scale.to = std::max(m_now, m_order->steps.back().at);
    // A little room on the right, so that the last mark is not cut.
    scale.to
        += std::max(std::chrono::duration_cast<Duration>((scale.to - scale.from) / 12), Duration(500'000));
    bool isFirst = true;
    const auto include = [&](const std::optional<Price>& price) {
        if (!price)
            return;
        scale.low = isFirst ? price->toDouble() : std::min(scale.low, price->toDouble());
        scale.high = isFirst ? price->toDouble() : std::max(scale.high, price->toDouble());
        isFirst = false;
    };
    for (const OrderStepView& step : m_order->steps) {
        include(step.price);
        include(step.bid);
        include(step.ask);
    }
    if (isFirst)
        return {};
    const double margin = std::max(0.01, (scale.high - scale.low) * 0.12);
    scale.low -= margin;
    scale.high += margin;
    return scale;
}

void PriceLadder::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), toneColor(Tone::Surface));
    const auto shown = scale();
    if (!shown) {
        painter.setPen(toneColor(Tone::TextDim));
        painter.drawText(rect().adjusted(12, 0, -12, 0), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("Send an order, or choose one in Orders: each step of its limit is drawn here."));
        return;
    }
    paintTitle(painter);
    paintAxes(painter, *shown);
    paintMarket(painter, *shown);
    paintLimits(painter, *shown);
    paintFills(painter, *shown);
}

void PriceLadder::paintTitle(QPainter& painter) const
{
    const OrderView& order = *m_order;
    painter.setFont(textFont(0, true));
    painter.setPen(toneColor(Tone::Text));
    const QRectF line(8, 3, width() - 16, 17);
    painter.drawText(
        line, Qt::AlignLeft | Qt::AlignVCenter,
        tr("%1 × %2").arg(countText(order.request.quantity.count()), textOf(order.request.structure)));
    painter.setPen(toneColor(stateTone(order.state)));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, stateText(order.state));
    painter.setFont(textFont(-1));
    painter.setPen(toneColor(Tone::TextDim));
    const QRectF second(8, 19, width() - 16, 15);
    painter.drawText(second, Qt::AlignLeft | Qt::AlignVCenter,
                     tr("limit %1 · arrival mid %2")
                         .arg(netPriceText(order.workingLimit), netPriceText(order.arrivalMid)));
    painter.drawText(second, Qt::AlignRight | Qt::AlignVCenter,
                     tr("%1 of %2 filled")
                         .arg(countText(order.filled.count()), countText(order.request.quantity.count())));
}

void PriceLadder::paintAxes(QPainter& painter, const Scale& scale) const
{
    painter.setFont(textFont(-2));
    // About four lines at round prices.
    const double raw = (scale.high - scale.low) / 4;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    const double step = raw / power < 1.5 ? power
        : raw / power < 3.5               ? 2 * power
        : raw / power < 7.5               ? 5 * power
                                          : 10 * power;
    for (double price = std::ceil(scale.low / step) * step; price <= scale.high; price += step) {
        const double y = std::round(scale.y(price)) + 0.5;
        painter.setPen(QPen(toneColor(Tone::Border), 1));
        painter.drawLine(QPointF(scale.plot.left(), y), QPointF(scale.plot.right(), y));
        painter.setPen(toneColor(Tone::TextDim));
        painter.drawText(QRectF(scale.plot.right() + 4, y - 8, ladderAxisWidth - 8, 16),
                         Qt::AlignRight | Qt::AlignVCenter, axisText(price));
    }
    painter.setPen(toneColor(Tone::TextDim));
    const QRectF axis(scale.plot.left(), scale.plot.bottom() + 3, scale.plot.width(), ladderAxisHeight - 4);
    painter.drawText(axis, Qt::AlignLeft | Qt::AlignVCenter, clockText(scale.from));
    painter.drawText(axis, Qt::AlignRight | Qt::AlignVCenter, stampText(m_now));
}

// The band between the package's net bid and ask, and its mid: each value holds until the next step.
void PriceLadder::paintMarket(QPainter& painter, const Scale& scale) const
{
    QPolygonF top;
    QPolygonF bottom;
    QPolygonF middle;
    const auto& steps = m_order->steps;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (!steps[i].bid || !steps[i].ask)
            continue;
        const double from = scale.x(steps[i].at);
        const double to
            = i + 1 < steps.size() ? scale.x(steps[i + 1].at) : scale.x(std::max(m_now, steps[i].at));
        top << QPointF(from, scale.y(*steps[i].ask)) << QPointF(to, scale.y(*steps[i].ask));
        bottom << QPointF(from, scale.y(*steps[i].bid)) << QPointF(to, scale.y(*steps[i].bid));
        const double mid = steps[i].mid ? steps[i].mid->toDouble()
                                        : (steps[i].bid->toDouble() + steps[i].ask->toDouble()) / 2;
        middle << QPointF(from, scale.y(mid)) << QPointF(to, scale.y(mid));
    }
    if (top.isEmpty())
        return;
    QPolygonF band = top;
    std::for_each(bottom.rbegin(), bottom.rend(), [&](const QPointF& point) { band << point; });
    painter.setPen(Qt::NoPen);
    painter.setBrush(toneColor(Tone::Raised));
    painter.drawPolygon(band);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(toneColor(Tone::Sell), 1.2));
    painter.drawPolyline(top);
    painter.setPen(QPen(toneColor(Tone::Buy), 1.2));
    painter.drawPolyline(bottom);
    painter.setPen(QPen(toneColor(Tone::TextDim), 1, Qt::DashLine));
    painter.drawPolyline(middle);
    painter.setFont(textFont(-2));
    const auto label = [&](const QPolygonF& line, const QString& text, Tone tone, double shift) {
        painter.setPen(toneColor(tone));
        painter.drawText(QRectF(line.first().x() + 3, line.first().y() + shift, 40, 12),
                         Qt::AlignLeft | Qt::AlignVCenter, text);
    };
    label(top, tr("ask"), Tone::Sell, -12);
    label(bottom, tr("bid"), Tone::Buy, 1);
}

void PriceLadder::paintLimits(QPainter& painter, const Scale& scale) const
{
    QPolygonF line;
    QList<QPointF> marks;
    const auto& steps = m_order->steps;
    std::optional<Price> limit;
    for (const OrderStepView& step : steps) {
        const double x = scale.x(step.at);
        if (limit)
            line << QPointF(x, scale.y(*limit));
        if (step.kind == "submit" || step.kind == "replace" || step.kind == "restate") {
            limit = step.price;
            if (limit) {
                line << QPointF(x, scale.y(*limit));
                marks << line.last();
            }
        }
    }
    if (!limit || line.isEmpty())
        return;
    if (!isFinal(m_order->state))
        line << QPointF(scale.x(m_now), scale.y(*limit));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(toneColor(Tone::Accent), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(line);
    painter.setPen(QPen(toneColor(Tone::Surface), 1.5));
    painter.setBrush(toneColor(Tone::Accent));
    for (const QPointF& mark : marks)
        painter.drawEllipse(mark, 4.5, 4.5);
}

void PriceLadder::paintFills(QPainter& painter, const Scale& scale) const
{
    for (const OrderStepView& step : m_order->steps) {
        if (step.kind != "fill" || !step.price)
            continue;
        const QPointF at(scale.x(step.at), scale.y(*step.price));
        painter.setPen(QPen(toneColor(Tone::Surface), 1.5));
        painter.setBrush(toneColor(Tone::Warning));
        painter.drawPolygon(QPolygonF {
            {at.x(), at.y() - 8}, {at.x() + 8, at.y()}, {at.x(), at.y() + 8}, {at.x() - 8, at.y()}});
        painter.setFont(textFont(-1, true));
        painter.setPen(toneColor(Tone::Warning));
        const QString text
            = tr("fill %1 @ %2").arg(countText(step.quantity.count()), netPriceText(*step.price));
        const double textWidth = painter.fontMetrics().horizontalAdvance(text);
        const double left
            = std::clamp(at.x() - textWidth / 2, scale.plot.left(), scale.plot.right() - textWidth);
        const bool isLow = at.y() + 28 > scale.plot.bottom();
        const QRectF label(left - 4, isLow ? at.y() - 27 : at.y() + 11, textWidth + 8, 16);
        // Over the lines, not between them: the words must be readable wherever the fill stands.
        painter.setPen(Qt::NoPen);
        painter.setBrush(toneColor(Tone::WarningTint));
        painter.drawRoundedRect(label, 3, 3);
        painter.setPen(toneColor(Tone::Warning));
        painter.drawText(label, Qt::AlignCenter, text);
    }
}

} // namespace strikedesk::ui
