// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/health/HealthModels.h"

#include "ui/base/Format.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace strikedesk::ui {
namespace {

// clang-format off
constexpr std::array<ColumnSpec, LinksModel::ColumnCount> linkColumns {{
    {QT_TRANSLATE_NOOP("LinksModel", "Link"),   QT_TRANSLATE_NOOP("LinksModel", "A line to the outside"), 76, Align::Left},
    {QT_TRANSLATE_NOOP("LinksModel", "State"),  QT_TRANSLATE_NOOP("LinksModel", "Up or down"), 62, Align::Left},
    {QT_TRANSLATE_NOOP("LinksModel", "Age"),    QT_TRANSLATE_NOOP("LinksModel", "Since it was last heard"), 56, Align::Right},
    {QT_TRANSLATE_NOOP("LinksModel", "Detail"), QT_TRANSLATE_NOOP("LinksModel", "What it is"), 180, Align::Left},
}};
constexpr std::array<ColumnSpec, RecoveryModel::ColumnCount> recoveryColumns {{
    {QT_TRANSLATE_NOOP("RecoveryModel", "Subject"),    QT_TRANSLATE_NOOP("RecoveryModel", "What was compared"), 190, Align::Left},
    {QT_TRANSLATE_NOOP("RecoveryModel", "Believed"),   QT_TRANSLATE_NOOP("RecoveryModel", "What our own record says"), 120, Align::Right},
    {QT_TRANSLATE_NOOP("RecoveryModel", "Venue says"), QT_TRANSLATE_NOOP("RecoveryModel", "What the venue says"), 120, Align::Right},
    {QT_TRANSLATE_NOOP("RecoveryModel", "Will do"),    QT_TRANSLATE_NOOP("RecoveryModel", "What the desk does about it"), 190, Align::Left},
}};
// clang-format on

// "position SPXW  260130P05000000" reads as "position SPXW 30 Jan 26 5000 P".
QString subjectText(const std::string& subject)
{
    static constexpr std::string_view position = "position ";
    return subject.starts_with(position)
        ? textOf(position) + contractText(std::string_view(subject).substr(position.size()))
        : textOf(subject);
}

// Money as it is compared: to its last digit, not rounded to cents.
QString figureText(const std::string& subject, const std::string& figure)
{
    if (subject != "cash" && subject != "fees")
        return textOf(figure);
    const auto money = Money::parse(figure);
    if (!money)
        return textOf(figure);
    return u'$' + moneyText(*money, money->units() % 100 == 0 ? 2 : 4);
}

} // namespace

LinksModel::LinksModel(QObject* parent)
    : CellModel("LinksModel", linkColumns, parent)
{
}

void LinksModel::setLinks(const std::vector<LinkView>& links)
{
    std::vector<CellRow> rows;
    for (const LinkView& link : links) {
        CellRow row;
        row.key = textOf(link.name);
        row.cells.resize(ColumnCount);
        row.cells[Link].text = textOf(link.name);
        row.cells[Link].isStrong = true;
        row.cells[State].text = link.isUp ? QCoreApplication::translate("LinksModel", "up")
                                          : QCoreApplication::translate("LinksModel", "down");
        row.cells[State].glyph = link.isUp ? Glyph::Check : Glyph::Cross;
        row.cells[State].tone = link.isUp ? Tone::Good : Tone::Danger;
        row.cells[Age].text = ageText(link.ageSeconds);
        row.cells[Age].tone = Tone::TextDim;
        row.cells[Detail].text = textOf(link.detail);
        row.cells[Detail].tone = Tone::TextDim;
        row.cells[Detail].tip = textOf(link.detail);
        for (Cell& cell : row.cells) {
            if (!link.isUp)
                cell.fill = Tone::DangerTint;
        }
        rows.push_back(std::move(row));
    }
    setRows(std::move(rows));
}

RecoveryModel::RecoveryModel(QObject* parent)
    : CellModel("RecoveryModel", recoveryColumns, parent)
{
}

void RecoveryModel::setRecovery(const std::vector<RecoveryRow>& recovery)
{
    // What differs stands on top: that is what a person has to decide about.
    std::vector<RecoveryRow> ordered = recovery;
    std::stable_partition(ordered.begin(), ordered.end(),
                          [](const RecoveryRow& row) { return row.isDifference; });
    std::vector<CellRow> rows;
    for (const RecoveryRow& found : ordered) {
        CellRow row;
        row.key = textOf(found.subject);
        row.cells.resize(ColumnCount);
        row.cells[Subject].text = subjectText(found.subject);
        row.cells[Subject].glyph = found.isDifference ? Glyph::Warning : Glyph::Check;
        row.cells[Subject].tone = found.isDifference ? Tone::Warning : Tone::Good;
        row.cells[Believed].text = figureText(found.subject, found.believed);
        row.cells[VenueSays].text = figureText(found.subject, found.venueSays);
        row.cells[WillDo].text = textOf(found.willDo);
        for (Cell& cell : row.cells) {
            cell.tip = cell.text;
            if (found.isDifference)
                cell.fill = Tone::WarningTint;
        }
        rows.push_back(std::move(row));
    }
    m_shown = std::move(ordered);
    setRows(std::move(rows));
}

const RecoveryRow* RecoveryModel::row(const QModelIndex& index) const
{
    const bool isThere = index.isValid() && std::size_t(index.row()) < m_shown.size();
    return isThere ? &m_shown[std::size_t(index.row())] : nullptr;
}

bool RecoveryModel::hasDifference() const
{
    return !m_shown.empty() && m_shown.front().isDifference; // those stand on top
}

} // namespace strikedesk::ui
