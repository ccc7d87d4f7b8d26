// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/LimitsModel.h"

#include "ui/base/Format.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace strikedesk::ui {
namespace {

// clang-format off
constexpr std::array<ColumnSpec, LimitsModel::ColumnCount> limitColumns {{
    {QT_TRANSLATE_NOOP("LimitsModel", "Limit"),  QT_TRANSLATE_NOOP("LimitsModel", "What it bounds; a soft one can be overridden for one order"), 230, Align::Left},
    {QT_TRANSLATE_NOOP("LimitsModel", "Scope"),  QT_TRANSLATE_NOOP("LimitsModel", "Whose limit it is; an order has to pass all of its own"), 150, Align::Left},
    {QT_TRANSLATE_NOOP("LimitsModel", "Value"),  QT_TRANSLATE_NOOP("LimitsModel", "What counts now"), 104, Align::Right},
    {QT_TRANSLATE_NOOP("LimitsModel", "Unit"),   QT_TRANSLATE_NOOP("LimitsModel", "What it is counted in"), 70, Align::Left, 1},
    {QT_TRANSLATE_NOOP("LimitsModel", "Waits"),  QT_TRANSLATE_NOOP("LimitsModel", "A looser value, and from when on it counts"), 240, Align::Left},
}};
// clang-format on

QString inLimits(const char* text)
{
    return QCoreApplication::translate("LimitsModel", text);
}

// The desk's text is for scripts; people read digits in groups.
QString readable(const std::string& value, const std::string& unit)
{
    if (unit == "dollars") {
        if (const auto money = Money::parse(value))
            return moneyText(*money);
    } else if (const auto count = Quantity::parse(value)) {
        return countText(count->count());
    }
    return textOf(value);
}

CellRow breakerRow(const BreakerView& breaker)
{
    CellRow row;
    row.key = u"breaker/"_s + textOf(breaker.scope);
    row.cells.resize(LimitsModel::ColumnCount);
    row.cells[LimitsModel::Limit].text = inLimits("Breaker: %1").arg(textOf(breaker.reason));
    row.cells[LimitsModel::Limit].tip = textOf(breaker.reason);
    row.cells[LimitsModel::Limit].glyph = Glyph::Warning;
    row.cells[LimitsModel::Limit].tone = Tone::Danger;
    row.cells[LimitsModel::Scope].text = textOf(breaker.scope);
    row.cells[LimitsModel::Value].text = textOf(breaker.mode).replace(u'_', u' ');
    row.cells[LimitsModel::Value].tone = Tone::Danger;
    row.cells[LimitsModel::Waits].text
        = inLimits("may be reset from %1").arg(stampText(breaker.resettableFrom));
    for (Cell& cell : row.cells)
        cell.fill = Tone::DangerTint;
    return row;
}

CellRow limitRow(const LimitView& limit)
{
    CellRow row;
    row.key = textOf(limit.scope) + u'/' + textOf(limit.code);
    row.cells.resize(LimitsModel::ColumnCount);
    row.cells[LimitsModel::Limit].text
        = limit.kind == "soft" ? inLimits("%1 (soft)").arg(textOf(limit.title)) : textOf(limit.title);
    row.cells[LimitsModel::Limit].tip = textOf(limit.code);
    row.cells[LimitsModel::Scope].text = textOf(limit.scope);
    row.cells[LimitsModel::Scope].tone = Tone::TextDim;
    row.cells[LimitsModel::Value].text = readable(limit.limit, limit.unit);
    row.cells[LimitsModel::Unit].text = textOf(limit.unit);
    row.cells[LimitsModel::Unit].tone = Tone::TextDim;
    if (!limit.pending)
        return row;
    row.cells[LimitsModel::Waits].text
        = inLimits("%1 from %2")
              .arg(readable(limit.pending->limit, limit.unit), stampText(limit.pending->from));
    row.cells[LimitsModel::Waits].tip
        = inLimits("%1: %2").arg(textOf(limit.pending->actor), textOf(limit.pending->reason));
    row.cells[LimitsModel::Waits].glyph = Glyph::Wait;
    row.cells[LimitsModel::Waits].tone = Tone::Warning;
    return row;
}

} // namespace

LimitsModel::LimitsModel(QObject* parent)
    : CellModel("LimitsModel", limitColumns, parent)
{
}

void LimitsModel::setRisk(const std::vector<BreakerView>& breakers, const std::vector<LimitView>& limits)
{
    m_breakers = breakers;
    m_limits = limits;
    std::stable_partition(m_limits.begin(), m_limits.end(),
                          [](const LimitView& limit) { return limit.pending.has_value(); });
    std::vector<CellRow> rows;
    std::ranges::transform(m_breakers, std::back_inserter(rows), breakerRow);
    std::ranges::transform(m_limits, std::back_inserter(rows), limitRow);
    setRows(std::move(rows));
}

const BreakerView* LimitsModel::breaker(const QModelIndex& index) const
{
    const auto row = std::size_t(index.row());
    return index.isValid() && row < m_breakers.size() ? &m_breakers[row] : nullptr;
}

const LimitView* LimitsModel::limit(const QModelIndex& index) const
{
    const auto row = std::size_t(index.row());
    const bool isLimit
        = index.isValid() && row >= m_breakers.size() && row - m_breakers.size() < m_limits.size();
    return isLimit ? &m_limits[row - m_breakers.size()] : nullptr;
}

} // namespace strikedesk::ui
