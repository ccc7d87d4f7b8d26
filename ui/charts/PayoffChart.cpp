// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/PayoffChart.h"

#include "ui/base/ElidedLabel.h"
#include "ui/base/Format.h"
#include "ui/charts/PayoffCurve.h"
#include "ui/theme/Theme.h"

#include <QAreaSeries>
#include <QChart>
#include <QChartView>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace strikedesk::ui {

struct PayoffChart::Parts
{
    QChart* chart = nullptr;
    QLineSeries* gainEdge = nullptr;
    QLineSeries* lossEdge = nullptr;
    QLineSeries* zero = nullptr;
    QLineSeries* curve = nullptr;
    QLineSeries* spot = nullptr;
    QAreaSeries* gain = nullptr;
    QAreaSeries* loss = nullptr;
    QValueAxis* spots = nullptr;
    QValueAxis* dollars = nullptr;
    QChartView* view = nullptr;
    ElidedLabel* caption = nullptr;
};

PayoffChart::PayoffChart(QWidget* parent)
    : QWidget(parent)
    , m_parts(std::make_unique<Parts>())
{
    setObjectName(u"payoffChart"_s);
    setAccessibleName(tr("Profit and loss at expiry"));
    Parts& parts = *m_parts;
    parts.chart = new QChart;
    parts.gainEdge = new QLineSeries(parts.chart);
    parts.lossEdge = new QLineSeries(parts.chart);
    parts.zero = new QLineSeries(parts.chart);
    parts.curve = new QLineSeries(parts.chart);
    parts.spot = new QLineSeries(parts.chart);
    parts.gain = new QAreaSeries(parts.gainEdge, parts.zero);
    parts.loss = new QAreaSeries(parts.lossEdge, parts.zero);
    parts.spots = new QValueAxis(parts.chart);
    parts.dollars = new QValueAxis(parts.chart);
    parts.chart->addAxis(parts.spots, Qt::AlignBottom);
    parts.chart->addAxis(parts.dollars, Qt::AlignRight);
    for (QAbstractSeries* series :
         std::initializer_list<QAbstractSeries*> {parts.gain, parts.loss, parts.curve, parts.spot}) {
        parts.chart->addSeries(series);
        series->attachAxis(parts.spots);
        series->attachAxis(parts.dollars);
    }
    parts.chart->legend()->hide();
    parts.chart->setMargins(QMargins(0, 0, 0, 0));
    parts.chart->setBackgroundRoundness(0);
    parts.chart->layout()->setContentsMargins(0, 0, 0, 0);
    parts.view = new QChartView(parts.chart, this);
    parts.view->setRenderHint(QPainter::Antialiasing);
    parts.view->setFrameShape(QFrame::NoFrame);
    parts.view->setFocusPolicy(Qt::NoFocus);
    // The view gives its viewport a focus of its own, so that needs a name as well.
    parts.view->viewport()->setAccessibleName(accessibleName());
    parts.view->setAccessibleName(accessibleName());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    parts.caption = new ElidedLabel(this, Qt::ElideRight);
    layout->addWidget(parts.caption);
    layout->addWidget(parts.view);
    setFixedHeight(116 + parts.caption->sizeHint().height());
    connect(&Theme::instance(), &Theme::changed, this, &PayoffChart::applyTheme);
    applyTheme();
    clearOrder();
}

PayoffChart::~PayoffChart() = default;

void PayoffChart::applyTheme()
{
    Parts& parts = *m_parts;
    parts.chart->setBackgroundBrush(toneColor(Tone::Surface));
    parts.view->setBackgroundBrush(toneColor(Tone::Surface));
    const auto translucent = [](Tone tone) {
        QColor color = toneColor(tone);
        color.setAlphaF(0.22F);
        return color;
    };
    parts.gain->setBrush(translucent(Tone::Gain));
    parts.loss->setBrush(translucent(Tone::Loss));
    parts.gain->setPen(Qt::NoPen);
    parts.loss->setPen(Qt::NoPen);
    parts.curve->setPen(QPen(toneColor(Tone::Text), 1.8));
    parts.spot->setPen(QPen(toneColor(Tone::Accent), 1.2, Qt::DashLine));
    for (QValueAxis* axis : {parts.spots, parts.dollars}) {
        axis->setLabelsFont(textFont(-2));
        axis->setLabelsColor(toneColor(Tone::TextDim));
        axis->setGridLineColor(toneColor(Tone::Border));
        axis->setLinePen(QPen(toneColor(Tone::Border), 1));
        axis->setLabelFormat(u"%.0f"_s);
    }
}

void PayoffChart::clearOrder()
{
    hide();
}

void PayoffChart::setOrder(const std::vector<OrderLeg>& legs, Quantity packages, Price mid, double spot)
{
    const auto points = payoffAtExpiry(legs, packages, mid, spot);
    if (points.size() < 2) {
        clearOrder();
        return;
    }
    // The areas need the crossings as points of their own.
    std::vector<PayoffPoint> dense = points;
    for (const double crossing : breakEvens(points))
        dense.push_back({crossing, 0});
    std::sort(dense.begin(), dense.end(),
              [](const PayoffPoint& a, const PayoffPoint& b) { return a.spot < b.spot; });
    QList<QPointF> curve;
    QList<QPointF> gain;
    QList<QPointF> loss;
    double low = 0;
    double high = 0;
    for (const PayoffPoint& point : dense) {
        curve << QPointF(point.spot, point.dollars);
        gain << QPointF(point.spot, std::max(0.0, point.dollars));
        loss << QPointF(point.spot, std::min(0.0, point.dollars));
        low = std::min(low, point.dollars);
        high = std::max(high, point.dollars);
    }
    const double margin = std::max(1.0, (high - low) * 0.12);
    Parts& parts = *m_parts;
    parts.spots->setRange(dense.front().spot, dense.back().spot);
    parts.dollars->setRange(low - margin, high + margin);
    parts.spots->setTickCount(5);
    parts.dollars->setTickCount(3);
    parts.dollars->applyNiceNumbers();
    parts.curve->replace(curve);
    parts.gainEdge->replace(gain);
    parts.lossEdge->replace(loss);
    parts.zero->replace(QList<QPointF> {{dense.front().spot, 0}, {dense.back().spot, 0}});
    parts.spot->replace(QList<QPointF> {{spot, low - margin}, {spot, high + margin}});
    QStringList crossings;
    for (const double crossing : breakEvens(points))
        crossings += numberText(crossing, 2);
    const QString summary = crossings.isEmpty() ? tr("No break-even in view.")
                                                : tr("Break-even at %1.").arg(crossings.join(u", "_s));
    parts.caption->setText(tr("Profit and loss at expiry, $ · %1").arg(summary));
    setAccessibleDescription(summary);
    setToolTip(tr("Profit and loss at expiry, entered at mid, in dollars without fees. %1").arg(summary));
    show();
}

} // namespace strikedesk::ui
