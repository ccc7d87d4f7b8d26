// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/ChainBuilder.h"
#include "core/pricing/Valuation.h"
#include "ui/base/Format.h"
#include "ui/shots/Figures.h"
#include "ui/theme/Theme.h"

#include <QChart>
#include <QChartView>
#include <QCoreApplication>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QScatterSeries>
#include <QValueAxis>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <tuple>

namespace strikedesk::ui {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Figures", text);
}

constexpr QSize plotSize(760, 340);
constexpr const char* figureIndex = "NDEX"; // European options: calls and puts have one smile.
constexpr double figureSpot = 100;
constexpr double figureVolatility = 0.3;

struct Curve
{
    QString name;
    Tone tone;
    QList<QPointF> points;
    bool isDots = false;
};

struct Plot
{
    QString title;
    QString across;
    QString up;
    QString form = u"%.1f"_s; ///< Of the numbers up.
    std::vector<Curve> curves;
};

void dress(QValueAxis& axis, const QString& title)
{
    axis.setTitleText(title);
    axis.setTitleFont(textFont(-1));
    axis.setTitleBrush(toneColor(Tone::TextDim));
    axis.setLabelsFont(textFont(-1));
    axis.setLabelsColor(toneColor(Tone::TextDim));
    axis.setGridLineColor(toneColor(Tone::Border));
    axis.setLinePen(QPen(toneColor(Tone::Border), 1));
}

// From the least to the most of all curves, ends rounded.
void fit(QValueAxis& axis, const std::vector<Curve>& curves, qreal (QPointF::*coordinate)() const)
{
    double least = std::numeric_limits<double>::max();
    double most = std::numeric_limits<double>::lowest();
    for (const Curve& curve : curves) {
        for (const QPointF& point : curve.points) {
            least = std::min(least, (point.*coordinate)());
            most = std::max(most, (point.*coordinate)());
        }
    }
    // What ends a hair below zero is drawn from zero.
    const bool isNearlyPositive = least < 0 && -least < (most - least) / 100;
    axis.setRange(isNearlyPositive ? 0 : least, most);
    axis.applyNiceNumbers();
}

std::unique_ptr<QXYSeries> seriesFrom(const Curve& curve)
{
    std::unique_ptr<QXYSeries> series;
    if (curve.isDots) {
        auto dots = std::make_unique<QScatterSeries>();
        dots->setMarkerSize(6);
        dots->setBorderColor(Qt::transparent);
        series = std::move(dots);
    } else {
        series = std::make_unique<QLineSeries>();
        series->setPen(QPen(toneColor(curve.tone), 1.8));
    }
    series->setColor(toneColor(curve.tone));
    series->setName(curve.name);
    series->replace(curve.points);
    return series;
}

Result<QString> writePlot(const Plot& plot, const QString& directory, const QString& name)
{
    auto* chart = new QChart; // the view owns it
    QChartView view(chart);
    chart->setTitle(plot.title);
    chart->setTitleFont(textFont(0, true));
    chart->setTitleBrush(toneColor(Tone::Text));
    chart->setBackgroundBrush(toneColor(Tone::Surface));
    chart->setBackgroundRoundness(0);
    chart->setMargins(QMargins(6, 2, 12, 4));
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    chart->legend()->setAlignment(Qt::AlignBottom);
    chart->legend()->setFont(textFont(-1));
    chart->legend()->setLabelColor(toneColor(Tone::Text));
    auto* across = new QValueAxis(chart);
    auto* up = new QValueAxis(chart);
    chart->addAxis(across, Qt::AlignBottom);
    chart->addAxis(up, Qt::AlignLeft);
    for (const Curve& curve : plot.curves) {
        QXYSeries* series = seriesFrom(curve).release(); // the chart owns it
        chart->addSeries(series);
        series->attachAxis(across);
        series->attachAxis(up);
    }
    up->setLabelFormat(plot.form);
    across->setLabelFormat(u"%.0f"_s);
    fit(*across, plot.curves, &QPointF::x);
    fit(*up, plot.curves, &QPointF::y);
    dress(*across, plot.across);
    dress(*up, plot.up);
    view.setRenderHint(QPainter::Antialiasing);
    view.setFrameShape(QFrame::NoFrame);
    view.setBackgroundBrush(toneColor(Tone::Surface));
    view.resize(plotSize);
    return writeFigure(view, directory, name);
}

// A stock that pays every quarter.
pricing::MarketInputs payingStock()
{
    return {figureSpot, 0.04, 0, {{0.1, 0.8}, {0.35, 0.8}, {0.6, 0.8}, {0.85, 0.8}}};
}

Plot screenErrors()
{
    Plot plot {tr("American puts with quarterly cash dividends: screen less reference"),
               tr("strike, spot 100, volatility 30 %"),
               tr("thousandths of a dollar"),
               u"%.1f"_s,
               {}};
    const std::array terms {std::pair {tr("7 days"), 7 / 365.0}, std::pair {tr("3 months"), 0.25},
                            std::pair {tr("1 year"), 1.0}};
    const std::array tones {Tone::Accent, Tone::Warning, Tone::Gain};
    for (std::size_t i = 0; i < terms.size(); ++i) {
        Curve curve {terms[i].first, tones[i], {}, false};
        for (double strike = 70; strike <= 130; strike += 1) {
            const pricing::OptionTerms option {ExerciseStyle::American, Right::Put, strike, terms[i].second};
            const auto screen = pricing::value(option, payingStock(), figureVolatility);
            const auto reference
                = pricing::value(option, payingStock(), figureVolatility, pricing::Accuracy::Reference);
            if (screen && reference)
                curve.points << QPointF(strike, 1'000 * (screen->price - reference->price));
        }
        plot.curves.push_back(std::move(curve));
    }
    return plot;
}

// The hardest case: the boundary of exercise falls on one instant, the evening before the ex-date.
Plot gammaOverStrikes()
{
    Plot plot {tr("Gamma of American calls of eight days, a dividend of 0.80 in one day"),
               tr("strike, spot 100, volatility 30 %"),
               tr("per dollar"),
               u"%.3f"_s,
               {}};
    for (const auto& [accuracy, name, tone, isDots] :
         {std::tuple {pricing::Accuracy::Reference, tr("reference"), Tone::TextDim, false},
          std::tuple {pricing::Accuracy::Screen, tr("screen"), Tone::Accent, true}}) {
        Curve curve {name, tone, {}, isDots};
        for (double strike = 88; strike <= 112; strike += 0.5) {
            const auto value
                = pricing::value({ExerciseStyle::American, Right::Call, strike, 8 / 365.0},
                                 {figureSpot, 0.04, 0, {{1 / 365.0, 0.8}}}, figureVolatility, accuracy);
            if (value)
                curve.points << QPointF(strike, value->greeks.gamma);
        }
        plot.curves.push_back(std::move(curve));
    }
    return plot;
}

// Quotes out of the money with the smile that they gave: what fills in where a quote says nothing.
Plot smileWithQuotes(const ChainExpiry& expiry, double spot)
{
    Plot plot {
        tr("The smile of %1 and the quotes of its options out of the money").arg(dateText(expiry.expiry)),
        tr("strike"),
        tr("volatility, %"),
        u"%.1f"_s,
        {}};
    Curve bids {tr("bid"), Tone::Buy, {}, true};
    Curve asks {tr("ask"), Tone::Sell, {}, true};
    Curve mids {tr("mid"), Tone::Text, {}, true};
    for (const ChainRow& row : expiry.rows) {
        const double strike = row.strike.toDouble();
        if (row.isCall != (strike >= expiry.forward.value_or(spot)))
            continue;
        if (row.bidVolatility)
            bids.points << QPointF(strike, 100 * *row.bidVolatility);
        if (row.askVolatility)
            asks.points << QPointF(strike, 100 * *row.askVolatility);
        if (row.impliedVolatility)
            mids.points << QPointF(strike, 100 * *row.impliedVolatility);
    }
    plot.curves = {bids, asks, mids};
    if (!expiry.smile)
        return plot;
    Curve fit {tr("smile"), Tone::Accent, {}, false};
    for (const ChainRow& row : expiry.rows) {
        if (row.isCall)
            fit.points << QPointF(row.strike.toDouble(),
                                  100 * expiry.smile->volatilityAt(row.strike.toDouble()));
    }
    plot.curves.push_back(std::move(fit));
    return plot;
}

// The simulated market a while after its opening.
Result<ChainSnapshot> figureChain()
{
    MarketChoice choice;
    choice.date = figureDay;
    choice.seed = figureSeed;
    const auto market = openMarket(choice);
    if (!market)
        return fail(market.error());
    QuoteBoard board((*market)->catalogue(), (*market)->profile());
    std::vector<MarketEvent> events;
    const Instant now = (*market)->startsAt() + std::chrono::minutes {5};
    (*market)->read(now, events);
    for (const MarketEvent& event : events)
        board.apply(event);
    ChainInputs inputs = chainInputs(**market, figureIndex, now);
    inputs.wantsSideVolatilities = true;
    return buildChain(board, inputs);
}

} // namespace

Result<std::vector<QString>> renderPricing(const QString& directory)
{
    const auto chain = figureChain();
    if (!chain)
        return fail(chain.error());
    const auto monthOut = std::ranges::find_if(
        chain->expiries, [](const ChainExpiry& expiry) { return expiry.daysToExpiry >= 25; });
    if (monthOut == chain->expiries.end())
        return fail("shots.write", "The simulated market lists no expiry a month out.");
    std::vector<QString> files;
    for (const auto& [plot, name] :
         {std::pair {screenErrors(), u"pricing-errors"_s}, std::pair {gammaOverStrikes(), u"pricing-gamma"_s},
          std::pair {smileWithQuotes(*monthOut, chain->spot.price), u"pricing-smile"_s}}) {
        auto file = writePlot(plot, directory, name);
        if (!file)
            return fail(file.error());
        files.push_back(*file);
    }
    return files;
}

} // namespace strikedesk::ui
