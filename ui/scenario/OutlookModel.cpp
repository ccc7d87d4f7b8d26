// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenario/OutlookModel.h"

#include "ui/base/Format.h"

#include <QCoreApplication>

#include <array>
#include <limits>

namespace strikedesk::ui {
namespace {

// clang-format off
constexpr std::array<ColumnSpec, OutlookModel::ColumnCount> outlookColumns {{
    {QT_TRANSLATE_NOOP("OutlookModel", "Underlying"),   QT_TRANSLATE_NOOP("OutlookModel", "All that is held on it together"), 90, Align::Left},
    {QT_TRANSLATE_NOOP("OutlookModel", "First expiry"), QT_TRANSLATE_NOOP("OutlookModel", "The settlement that comes first: the next columns are of that instant"), 176, Align::Left, 3},
    {QT_TRANSLATE_NOOP("OutlookModel", "Max loss $"),   QT_TRANSLATE_NOOP("OutlookModel", "The worst that can come of it, cost counted"), 84, Align::Right},
    {QT_TRANSLATE_NOOP("OutlookModel", "Max gain $"),   QT_TRANSLATE_NOOP("OutlookModel", "The best that can come of it, cost counted"), 84, Align::Right},
    {QT_TRANSLATE_NOOP("OutlookModel", "Break-even"),   QT_TRANSLATE_NOOP("OutlookModel", "Spots at which it neither gains nor loses"), 140, Align::Left},
    {QT_TRANSLATE_NOOP("OutlookModel", "Profit %"),     QT_TRANSLATE_NOOP("OutlookModel", "Probability of a gain, risk-neutral, from the smile of that expiry"), 64, Align::Right},
    {QT_TRANSLATE_NOOP("OutlookModel", "Margin $"),     QT_TRANSLATE_NOOP("OutlookModel", "Strategy-based maintenance, with the pairing that asks for least"), 84, Align::Right, 2},
    {QT_TRANSLATE_NOOP("OutlookModel", "Ten moves $"),  QT_TRANSLATE_NOOP("OutlookModel", "Portfolio-style margin: the worst of ten moves of the underlying"), 84, Align::Right, 1},
}};
// clang-format on

// Nothing is unlimited, said as such; never an infinite number.
void showExtreme(Cell& cell, std::optional<double> dollars, bool isLoss)
{
    cell.tone = isLoss ? Tone::Loss : Tone::Gain;
    cell.text = dollars ? moneyText(Money::nearest(*dollars)) : OutlookModel::tr("unlimited");
    cell.number = dollars.value_or(std::numeric_limits<double>::max());
}

QString pairingWords(const pricing::MarginResult& margin)
{
    QStringList lines;
    for (const pricing::MarginPairing& pairing : margin.pairings)
        lines += OutlookModel::tr("%1: %2").arg(textOf(nameOf(pairing.structure)),
                                                dollarsText(pairing.maintenance));
    return lines.join(u'\n');
}

void showPayoff(CellRow& row, const UnderlyingOutlook& outlook)
{
    const pricing::FrontPayoff& payoff = *outlook.payoff;
    showExtreme(row.cells[OutlookModel::MaximumLoss], payoff.maximumLoss, true);
    showExtreme(row.cells[OutlookModel::MaximumGain], payoff.maximumGain, false);
    QStringList breakEvens;
    for (const double spot : payoff.breakEvens)
        breakEvens += numberText(spot, 2);
    row.cells[OutlookModel::BreakEvens].text
        = breakEvens.isEmpty() ? unknownText() : breakEvens.join(u", "_s);
    row.cells[OutlookModel::Probability].text = percentText(outlook.probabilityOfProfit);
    row.cells[OutlookModel::Probability].number = outlook.probabilityOfProfit.value_or(0);
    if (!payoff.isModel)
        return;
    for (const int column :
         {OutlookModel::MaximumLoss, OutlookModel::MaximumGain, OutlookModel::BreakEvens}) {
        row.cells[std::size_t(column)].glyph = Glyph::Model;
        row.cells[std::size_t(column)].tip
            = OutlookModel::tr("Later expiries count with what the model says they are worth then.");
    }
}

CellRow rowOf(const UnderlyingOutlook& outlook)
{
    CellRow row;
    row.key = textOf(outlook.underlying);
    row.cells.resize(OutlookModel::ColumnCount);
    for (Cell& cell : row.cells)
        cell.text = unknownText();
    row.cells[OutlookModel::Name].text = textOf(outlook.underlying);
    row.cells[OutlookModel::Name].isStrong = true;
    row.cells[OutlookModel::Name].tip = textOf(outlook.reason);
    if (outlook.firstExpiry)
        row.cells[OutlookModel::Expiry].text = dayStampText(*outlook.firstExpiry);
    if (outlook.payoff)
        showPayoff(row, outlook);
    if (outlook.strategyMargin) {
        Cell& cell = row.cells[OutlookModel::StrategyMargin];
        cell.text = moneyText(outlook.strategyMargin->maintenance);
        cell.number = outlook.strategyMargin->maintenance.toDouble();
        cell.tip = pairingWords(*outlook.strategyMargin);
    }
    if (outlook.shockMargin) {
        Cell& cell = row.cells[OutlookModel::ShockMargin];
        cell.text = moneyText(outlook.shockMargin->requirement);
        cell.number = outlook.shockMargin->requirement.toDouble();
        cell.tip = OutlookModel::tr("Worst at a move of %1 %")
                       .arg(signedNumberText(100 * outlook.shockMargin->worstMove, 1));
    }
    return row;
}

} // namespace

OutlookModel::OutlookModel(QObject* parent)
    : CellModel("OutlookModel", outlookColumns, parent)
{
}

void OutlookModel::setScenario(const BookScenario& scenario)
{
    std::vector<CellRow> rows;
    for (const UnderlyingOutlook& outlook : scenario.underlyings)
        rows.push_back(rowOf(outlook));
    setRows(std::move(rows));
}

} // namespace strikedesk::ui
