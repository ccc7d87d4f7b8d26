// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/ChecksModel.h"

#include "ui/base/Format.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace strikedesk::ui {
namespace {

// clang-format off
constexpr std::array<ColumnSpec, ChecksModel::ColumnCount> checkColumns {{
    {QT_TRANSLATE_NOOP("ChecksModel", "Check"),    QT_TRANSLATE_NOOP("ChecksModel", "Rule of the risk gate"), 150, Align::Left},
    {QT_TRANSLATE_NOOP("ChecksModel", "Measured"), QT_TRANSLATE_NOOP("ChecksModel", "What this order would be"), 92, Align::Right},
    {QT_TRANSLATE_NOOP("ChecksModel", "Limit"),    QT_TRANSLATE_NOOP("ChecksModel", "What is allowed"), 92, Align::Right},
}};
// clang-format on

// "risk.max_order_quantity" reads as "max order quantity".
QString checkTitle(const std::string& code)
{
    QString title = textOf(code);
    title.remove(0, title.indexOf(u'.') + 1);
    return title.replace(u'_', u' ');
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
        row.cells[Measured].text = check->measured.empty() ? unknownText() : textOf(check->measured);
        row.cells[Limit].text = check->limit.empty() ? unknownText() : textOf(check->limit);
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
