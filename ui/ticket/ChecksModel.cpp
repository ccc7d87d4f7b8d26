// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/ChecksModel.h"

#include "core/risk/RiskGate.h"
#include "ui/base/Format.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace strikedesk::ui {
namespace {

// clang-format off
constexpr std::array<ColumnSpec, ChecksModel::ColumnCount> checkColumns {{
    {QT_TRANSLATE_NOOP("ChecksModel", "Check"),    QT_TRANSLATE_NOOP("ChecksModel", "Rule of the risk gate"), 104, Align::Left},
    {QT_TRANSLATE_NOOP("ChecksModel", "Measured"), QT_TRANSLATE_NOOP("ChecksModel", "What this order would be"), 78, Align::Right},
    {QT_TRANSLATE_NOOP("ChecksModel", "Limit"),    QT_TRANSLATE_NOOP("ChecksModel", "What is allowed"), 78, Align::Right},
}};
// clang-format on

// The gate's own name, with the unit it measures in; the code itself when it has none.
QString checkTitle(const std::string& code)
{
    const GateCheck* check = gateCheckOf(code);
    if (!check)
        return textOf(code);
    return check->unit == "dollars" ? textOf(check->title) + u" $"_s : textOf(check->title);
}

// Dollars as everywhere on the screen; words and counts as the gate gave them.
QString figureOf(const std::string& code, const std::string& figure)
{
    if (figure.empty())
        return unknownText();
    const GateCheck* check = gateCheckOf(code);
    const auto money = Money::parse(figure);
    return check && check->unit == "dollars" && money ? moneyText(*money) : textOf(figure);
}

int checkRank(const CheckResult& check)
{
    return check.isPassed ? (check.isWarning ? 1 : 2) : 0;
}

} // namespace

ChecksModel::ChecksModel(QObject* parent)
    : CellModel("ChecksModel", checkColumns, parent)
{
}

void ChecksModel::setChecks(const std::vector<CheckResult>& checks)
{
    std::vector<const CheckResult*> ordered;
    for (const CheckResult& check : checks)
        ordered.push_back(&check);
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const auto* a, const auto* b) { return checkRank(*a) < checkRank(*b); });
    std::vector<CellRow> rows;
    for (const CheckResult* check : ordered) {
        CellRow row;
        row.key = u"%1:%2"_s.arg(rows.size()).arg(textOf(check->code));
        row.cells.resize(ColumnCount);
        row.cells[Check].text = checkTitle(check->code);
        row.cells[Check].glyph = !check->isPassed ? Glyph::Cross
            : check->isWarning                    ? Glyph::Warning
                                                  : Glyph::Check;
        row.cells[Check].tone = !check->isPassed ? Tone::Danger
            : check->isWarning                   ? Tone::Warning
                                                 : Tone::Good;
        row.cells[Measured].text = figureOf(check->code, check->measured);
        row.cells[Limit].text = figureOf(check->code, check->limit);
        row.cells[Limit].tone = Tone::TextDim;
        for (Cell& cell : row.cells) {
            cell.tip = textOf(check->code) + u"\n"_s + textOf(check->sentence);
            if (!check->isPassed)
                cell.fill = Tone::DangerTint;
        }
        rows.push_back(std::move(row));
    }
    setRows(std::move(rows));
}

} // namespace strikedesk::ui
