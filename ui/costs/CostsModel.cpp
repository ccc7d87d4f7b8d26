// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/costs/CostsModel.h"

#include "ui/base/Format.h"

#include <QCoreApplication>

#include <array>

namespace strikedesk::ui {
namespace {

// clang-format off
constexpr std::array<ColumnSpec, CostsModel::ColumnCount> costColumns {{
    {QT_TRANSLATE_NOOP("CostsModel", "Group"),       QT_TRANSLATE_NOOP("CostsModel", "What these orders have in common"), 110, Align::Left},
    {QT_TRANSLATE_NOOP("CostsModel", "Orders"),      QT_TRANSLATE_NOOP("CostsModel", "Orders that were sent, working ones included"), 50, Align::Right},
    {QT_TRANSLATE_NOOP("CostsModel", "Filled %"),    QT_TRANSLATE_NOOP("CostsModel", "Contracts filled of contracts asked for, in orders that have ended"), 58, Align::Right},
    {QT_TRANSLATE_NOOP("CostsModel", "Contracts"),   QT_TRANSLATE_NOOP("CostsModel", "Contracts filled"), 66, Align::Right},
    {QT_TRANSLATE_NOOP("CostsModel", "Cost $"),      QT_TRANSLATE_NOOP("CostsModel", "Against the arrival mid: a cost is positive, an improvement negative"), 66, Align::Right},
    {QT_TRANSLATE_NOOP("CostsModel", "bps"),         QT_TRANSLATE_NOOP("CostsModel", "The cost in 1/10,000 of the premium that was traded"), 54, Align::Right, 2},
    {QT_TRANSLATE_NOOP("CostsModel", "Spread $"),    QT_TRANSLATE_NOOP("CostsModel", "Of the cost: what was paid beyond the mid at the fill"), 66, Align::Right},
    {QT_TRANSLATE_NOOP("CostsModel", "Drift $"),     QT_TRANSLATE_NOOP("CostsModel", "Of the cost: how the mid moved between arrival and fill"), 62, Align::Right},
    {QT_TRANSLATE_NOOP("CostsModel", "Of spread %"), QT_TRANSLATE_NOOP("CostsModel", "Effective spread of the quoted one: 0 is the mid, 100 crosses every leg"), 76, Align::Right, 1},
    {QT_TRANSLATE_NOOP("CostsModel", "Realised $"),  QT_TRANSLATE_NOOP("CostsModel", "Realised spread: twice what was paid beyond the mid five minutes after the fill"), 70, Align::Right, 3},
    {QT_TRANSLATE_NOOP("CostsModel", "Shortfall $"), QT_TRANSLATE_NOOP("CostsModel", "Against the decision mid, with what was not filled and the fees"), 72, Align::Right, 4},
    {QT_TRANSLATE_NOOP("CostsModel", "Mean s"),      QT_TRANSLATE_NOOP("CostsModel", "Seconds to a fill, weighted by contracts; of what was filled alone"), 54, Align::Right, 5},
}};
// clang-format on

QString measuredOn(const CostFigure& figure)
{
    if (!figure.isKnown())
        return QCoreApplication::translate("CostsModel", "Not known: the record has no usable mid for it.");
    return QCoreApplication::translate("CostsModel", "%1 orders, %2 fills, %3 contracts, premium %4")
        .arg(countText(figure.orders), countText(figure.fills), countText(figure.contracts.count()),
             dollarsText(figure.notional));
}

void showMoney(Cell& cell, const CostFigure& figure)
{
    cell.text = figure.isKnown() ? signedMoneyText(figure.cost) : unknownText();
    cell.tip = measuredOn(figure);
    cell.number = figure.cost.toDouble();
    cell.tone = figure.isKnown() ? gainTone(-figure.cost.toDouble()) : Tone::TextDim;
}

void showNumber(Cell& cell, std::optional<double> value, int decimals)
{
    cell.text = numberText(value, decimals);
    cell.number = value.value_or(0);
    if (!value)
        cell.tone = Tone::TextDim;
}

std::optional<double> ofQuoted(const CostFigures& figures)
{
    if (figures.effective.fills != figures.quoted.fills || !figures.quoted.cost.isPositive())
        return {};
    return figures.effective.cost.toDouble() / figures.quoted.cost.toDouble();
}

CellRow rowOf(const CostGroup& group, const QString& key, const QString& name)
{
    CellRow row;
    row.key = key;
    row.cells.resize(CostsModel::ColumnCount);
    row.cells[CostsModel::Name].text = name;
    row.cells[CostsModel::Name].tip
        = QCoreApplication::translate(
              "CostsModel",
              "%1 filled, %2 in part, %3 not at all, %4 working; %5 replaces, %6 cancels asked, %7 rejected, "
              "%8 taken back")
              .arg(group.full)
              .arg(group.partial)
              .arg(group.unfilled)
              .arg(group.open)
              .arg(group.replaces)
              .arg(group.cancelsAsked)
              .arg(group.rejected)
              .arg(group.busts);
    row.cells[CostsModel::Orders].text = countText(group.orders);
    row.cells[CostsModel::Orders].number = group.orders;
    Cell& filled = row.cells[CostsModel::Filled];
    filled.text = percentText(group.fillRate());
    filled.number = group.fillRate().value_or(0);
    filled.tip
        = QCoreApplication::translate("CostsModel", "%1 of %2 contracts")
              .arg(countText(group.contractsFilledOfAsked.count()), countText(group.contractsAsked.count()));
    row.cells[CostsModel::Contracts].text = countText(group.contractsFilled.count());
    row.cells[CostsModel::Contracts].number = double(group.contractsFilled.count());
    const CostFigures& figures = group.figures;
    showMoney(row.cells[CostsModel::Arrival], figures.arrival);
    showNumber(row.cells[CostsModel::Points], figures.arrival.basisPoints(), 1);
    showMoney(row.cells[CostsModel::SpreadPaid], figures.spreadPaid);
    showMoney(row.cells[CostsModel::Drift], figures.drift);
    Cell& share = row.cells[CostsModel::OfQuoted];
    share.text = percentText(ofQuoted(figures));
    share.number = ofQuoted(figures).value_or(0);
    share.tip = measuredOn(figures.quoted);
    showMoney(row.cells[CostsModel::Realised], figures.realised);
    showMoney(row.cells[CostsModel::Shortfall], figures.shortfall);
    showNumber(row.cells[CostsModel::Seconds], group.times ? std::optional(group.times->mean) : std::nullopt,
               1);
    return row;
}

} // namespace

CostsModel::CostsModel(QObject* parent)
    : CellModel("CostsModel", costColumns, parent)
{
}

void CostsModel::setReport(const CostReport& report)
{
    std::vector<CellRow> rows;
    for (const CostGroup& group : report.groups)
        rows.push_back(rowOf(group, u"group/"_s + textOf(group.name),
                             group.name.empty() ? tr("(none)") : textOf(group.name)));
    if (!rows.empty()) {
        CellRow total = rowOf(report.total, u"total"_s, tr("All"));
        for (Cell& cell : total.cells) {
            cell.isStrong = true;
            cell.hasRuleAbove = true;
        }
        rows.push_back(std::move(total));
    }
    setRows(std::move(rows));
}

} // namespace strikedesk::ui
