// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/greeks/GreeksModel.h"

#include "ui/base/Format.h"

#include <QCoreApplication>

#include <array>

namespace strikedesk::ui {
namespace {

// clang-format off
constexpr std::array<ColumnSpec, GreeksModel::ColumnCount> greekColumns {{
    {QT_TRANSLATE_NOOP("GreeksModel", "Underlying / settlement"), QT_TRANSLATE_NOOP("GreeksModel", "Underlying, then each settlement instant"), 176, Align::Left},
    {QT_TRANSLATE_NOOP("GreeksModel", "Delta sh"),    QT_TRANSLATE_NOOP("GreeksModel", "Delta in shares of the deliverable"), 76, Align::Right},
    {QT_TRANSLATE_NOOP("GreeksModel", "Gamma sh/$"),  QT_TRANSLATE_NOOP("GreeksModel", "Change of delta per dollar of spot"), 78, Align::Right},
    {QT_TRANSLATE_NOOP("GreeksModel", "Theta $/day"), QT_TRANSLATE_NOOP("GreeksModel", "Dollars per calendar day, instantaneous theta over 365"), 82, Align::Right},
    {QT_TRANSLATE_NOOP("GreeksModel", "Vega $/pt"),   QT_TRANSLATE_NOOP("GreeksModel", "Dollars per volatility point"), 78, Align::Right},
    {QT_TRANSLATE_NOOP("GreeksModel", "Rho $/pt"),    QT_TRANSLATE_NOOP("GreeksModel", "Dollars per percentage point of rate"), 72, Align::Right, 2},
    {QT_TRANSLATE_NOOP("GreeksModel", "Delta $"),     QT_TRANSLATE_NOOP("GreeksModel", "Delta times spot"), 92, Align::Right, 3},
    {QT_TRANSLATE_NOOP("GreeksModel", "Gamma $/1 %"), QT_TRANSLATE_NOOP("GreeksModel", "Change of dollar delta when the spot moves one percent"), 92, Align::Right, 1},
    {QT_TRANSLATE_NOOP("GreeksModel", "Age"),         QT_TRANSLATE_NOOP("GreeksModel", "Age of the oldest input, and what is missing"), 104, Align::Left},
}};
// clang-format on

void setGreekCell(std::vector<Cell>& cells, GreeksModel::Column column, std::optional<double> value,
                  int decimals, AgeState age)
{
    Cell& cell = cells[column];
    cell.text = signedNumberText(value, decimals);
    cell.number = value.value_or(0);
    cell.tone = value ? gainTone(*value) : Tone::TextDim;
    cell.age = value ? age : AgeState::None;
}

CellRow greekRow(const GreeksRow& row)
{
    CellRow shown;
    shown.key = textOf(row.level) + u'/' + textOf(row.underlying) + u'/' + textOf(row.name);
    shown.cells.resize(GreeksModel::ColumnCount);
    auto& cells = shown.cells;
    const AgeState age = ageStateOf(row.ageSeconds, row.quality == "stale" ? 0.0 : 3600.0);
    cells[GreeksModel::Name].text = row.level == "total"
        ? QCoreApplication::translate("GreeksModel", "All, in dollars")
        : textOf(row.name);
    const auto greek = [&](double Greeks::*field) {
        return row.greeks ? std::optional((*row.greeks).*field) : std::nullopt;
    };
    setGreekCell(cells, GreeksModel::Delta, greek(&Greeks::delta), 1, age);
    setGreekCell(cells, GreeksModel::Gamma, greek(&Greeks::gamma), 2, age);
    setGreekCell(cells, GreeksModel::Theta, row.dollarTheta, 2, age);
    setGreekCell(cells, GreeksModel::Vega, row.dollarVega, 2, age);
    setGreekCell(cells, GreeksModel::Rho, greek(&Greeks::rhoPerPoint), 2, age);
    setGreekCell(cells, GreeksModel::DollarDelta, row.dollarDelta, 0, age);
    setGreekCell(cells, GreeksModel::DollarGamma, row.dollarGammaPerPercent, 0, age);
    Cell& note = cells[GreeksModel::Age];
    note.text = ageText(row.ageSeconds);
    note.tone = Tone::TextDim;
    note.age = row.quality == "stale" ? AgeState::Stale : AgeState::Fresh;
    note.glyph = row.quality == "stale" ? Glyph::Clock : Glyph::None;
    if (row.legsWithoutGreeks > 0) {
        note.text = row.legsWithoutGreeks == 1
            ? QCoreApplication::translate("GreeksModel", "1 leg missing")
            : QCoreApplication::translate("GreeksModel", "%1 legs missing").arg(row.legsWithoutGreeks);
        note.tip = QCoreApplication::translate("GreeksModel",
                                               "Legs that cannot be valued are left out of the sums");
        note.glyph = Glyph::Warning;
        note.tone = Tone::Warning;
    }
    if (row.level == "underlying" || row.level == "total") {
        for (Cell& cell : cells) {
            cell.isStrong = true;
            cell.fill = Tone::Raised;
        }
    }
    if (row.settlesAt) {
        // AM and PM of one date differ by their hour.
        Cell& name = cells[GreeksModel::Name];
        if (row.level == "expiry")
            name.text = dateText(exchangeDate(*row.settlesAt)) + u" · "_s + clockText(*row.settlesAt).left(5)
                + u" ET"_s;
        name.tip = QCoreApplication::translate("GreeksModel", "Settles %1").arg(dayStampText(*row.settlesAt));
    }
    return shown;
}

} // namespace

GreeksModel::GreeksModel(QObject* parent)
    : CellModel("GreeksModel", greekColumns, parent)
{
}

void GreeksModel::setGreeks(const std::vector<GreeksRow>& greeks)
{
    std::vector<CellRow> rows;
    for (const GreeksRow& row : greeks) {
        if (row.level == "underlying" || row.level == "total")
            rows.push_back(greekRow(row));
    }
    for (const GreeksRow& row : greeks) {
        if (row.level != "expiry")
            continue;
        for (CellRow& parent : rows) {
            if (parent.key.startsWith(u"underlying/"_s + textOf(row.underlying) + u'/'))
                parent.children.push_back(greekRow(row));
        }
    }
    setRows(std::move(rows));
}

} // namespace strikedesk::ui
