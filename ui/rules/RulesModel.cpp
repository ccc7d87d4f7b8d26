// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/RulesModel.h"

#include "core/positions/RuleTermsCodec.h"
#include "ui/base/Format.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>

namespace strikedesk::ui {
namespace {

// clang-format off
constexpr std::array<ColumnSpec, RulesModel::ColumnCount> ruleColumns {{
    {QT_TRANSLATE_NOOP("RulesModel", "Rule"),        QT_TRANSLATE_NOOP("RulesModel", "A position, and under it its rules; what comes first acts first"), 190, Align::Left},
    {QT_TRANSLATE_NOOP("RulesModel", "When"),        QT_TRANSLATE_NOOP("RulesModel", "Its condition"), 210, Align::Left},
    {QT_TRANSLATE_NOOP("RulesModel", "Part %"),      QT_TRANSLATE_NOOP("RulesModel", "Of the original position"), 52, Align::Right, 2},
    {QT_TRANSLATE_NOOP("RulesModel", "Closed"),      QT_TRANSLATE_NOOP("RulesModel", "Packages that it has closed, of those that are its part"), 62, Align::Right},
    {QT_TRANSLATE_NOOP("RulesModel", "Now"),         QT_TRANSLATE_NOOP("RulesModel", "How it stands with it"), 96, Align::Left},
    {QT_TRANSLATE_NOOP("RulesModel", "Would close"), QT_TRANSLATE_NOOP("RulesModel", "Packages, if it acted now"), 80, Align::Right, 1},
    {QT_TRANSLATE_NOOP("RulesModel", "For $"),       QT_TRANSLATE_NOOP("RulesModel", "Of a position: what it has won after fees, at marks. Of a rule: what closing its part now would come to"), 84, Align::Right},
    {QT_TRANSLATE_NOOP("RulesModel", "Sees"),        QT_TRANSLATE_NOOP("RulesModel", "What it sees, and why it does or does not act"), 300, Align::Left},
}};
// clang-format on

struct VerdictLook
{
    const char* verdict;
    const char* words;
    Tone tone;
    Glyph glyph;
};
// clang-format off
constexpr std::array verdictLooks {
    VerdictLook {"waits",      QT_TRANSLATE_NOOP("RulesModel", "waits"),        Tone::TextDim, Glyph::None},
    VerdictLook {"blind",      QT_TRANSLATE_NOOP("RulesModel", "cannot see"),   Tone::Warning, Glyph::Warning},
    VerdictLook {"confirms",   QT_TRANSLATE_NOOP("RulesModel", "is met"),       Tone::Accent,  Glyph::Dot},
    VerdictLook {"confirmed",  QT_TRANSLATE_NOOP("RulesModel", "is met"),       Tone::Accent,  Glyph::Dot},
    VerdictLook {"acts",       QT_TRANSLATE_NOOP("RulesModel", "acts"),         Tone::Accent,  Glyph::Play},
    VerdictLook {"cools_down", QT_TRANSLATE_NOOP("RulesModel", "cools down"),   Tone::TextDim, Glyph::Wait},
    VerdictLook {"retries",    QT_TRANSLATE_NOOP("RulesModel", "tries again"),  Tone::Warning, Glyph::Wait},
    VerdictLook {"too_small",  QT_TRANSLATE_NOOP("RulesModel", "part is none"), Tone::TextDim, Glyph::None},
    VerdictLook {"firing",     QT_TRANSLATE_NOOP("RulesModel", "closes"),       Tone::Accent,  Glyph::Play},
    VerdictLook {"done",       QT_TRANSLATE_NOOP("RulesModel", "done"),         Tone::Good,    Glyph::Check},
};
// clang-format on

QString inRules(const char* text)
{
    return QCoreApplication::translate("RulesModel", text);
}

VerdictLook lookOf(const std::string& verdict)
{
    const auto found = std::ranges::find(verdictLooks, verdict,
                                         [](const VerdictLook& look) { return std::string(look.verdict); });
    return found == verdictLooks.end() ? VerdictLook {"", "", Tone::Text, Glyph::None} : *found;
}

CellRow ruleRow(const RuleOutlook& rule)
{
    CellRow row;
    row.key = textOf(rule.terms.name);
    row.cells.resize(RulesModel::ColumnCount);
    auto& cells = row.cells;
    cells[RulesModel::Name].text = textOf(rule.terms.name);
    cells[RulesModel::When].text = textOf(rule.terms.when);
    cells[RulesModel::When].tip = cells[RulesModel::When].text;
    cells[RulesModel::Part].text = textOf(perCentText(rule.terms.close));
    cells[RulesModel::Closed].text
        = inRules("%1 of %2").arg(countText(rule.filled.count()), countText(rule.allotted.count()));
    const VerdictLook look = lookOf(rule.verdict);
    cells[RulesModel::Now].text = inRules(look.words);
    cells[RulesModel::Now].tone = look.tone;
    cells[RulesModel::Now].glyph = look.glyph;
    cells[RulesModel::WouldClose].text = countText(rule.quantity.count());
    cells[RulesModel::Profit].text = signedMoneyText(rule.profit);
    if (rule.profit)
        cells[RulesModel::Profit].tone = gainTone(rule.profit->toDouble());
    else
        cells[RulesModel::Profit].age = AgeState::None;
    Cell& sees = cells[RulesModel::Sees];
    sees.text = textOf(rule.alarm.empty() ? rule.sentence : rule.alarm);
    sees.tip = textOf(rule.sentence);
    sees.tone = rule.alarm.empty() ? Tone::TextDim : Tone::Danger;
    sees.glyph = rule.alarm.empty() ? Glyph::None : Glyph::Warning;
    return row;
}

void fillPosition(CellRow& row, const RulesReply* rules)
{
    Cell& now = row.cells[RulesModel::Now];
    if (!rules) {
        now.text = inRules("no rules");
        now.tone = Tone::TextDim;
        return;
    }
    row.cells[RulesModel::When].text
        = inRules("%1 of %2 held")
              .arg(countText(rules->held.count()), countText(rules->facts.packages.count()));
    row.cells[RulesModel::When].tone = Tone::TextDim;
    now.text = rules->isPaused ? inRules("paused") : QString();
    now.tone = Tone::Warning;
    now.glyph = rules->isPaused ? Glyph::Wait : Glyph::None;
    row.cells[RulesModel::Profit].text = signedMoneyText(rules->profit);
    row.cells[RulesModel::Profit].tone = rules->profit ? gainTone(rules->profit->toDouble()) : Tone::TextDim;
    row.cells[RulesModel::Sees].text = textOf(rules->fault);
    row.cells[RulesModel::Sees].tone = Tone::Warning;
    for (const RuleOutlook& rule : rules->rules)
        row.children.push_back(ruleRow(rule));
}

CellRow positionRow(const std::string& structure, const QString& name, const RulesReply* rules)
{
    CellRow row;
    row.key = textOf(structure);
    row.cells.resize(RulesModel::ColumnCount);
    row.cells[RulesModel::Name].text = name;
    row.cells[RulesModel::Name].tip = row.key;
    row.cells[RulesModel::Name].isStrong = true;
    for (Cell& cell : row.cells)
        cell.fill = Tone::Raised;
    fillPosition(row, rules);
    return row;
}

} // namespace

const RulesReply* rulesOf(const DeskSnapshot& desk, const std::string& structure)
{
    const auto found = std::ranges::find(desk.rules, structure,
                                         [](const RulesReplyPtr& rules) { return rules->structure; });
    return found == desk.rules.end() ? nullptr : found->get();
}

// What needs a person comes first, then what is about to act.
Cell rulesCell(const RulesReply* rules)
{
    Cell cell;
    if (!rules)
        return cell;
    constexpr std::array<std::string_view, 10> order {"firing",    "acts",       "confirmed", "confirms",
                                                      "retries",   "cools_down", "blind",     "waits",
                                                      "too_small", "done"};
    const auto rankOf = [&](const RuleOutlook& rule) {
        return rule.alarm.empty() ? 1 + (std::ranges::find(order, rule.verdict) - order.begin()) : 0;
    };
    const auto first = std::ranges::min_element(rules->rules, {}, rankOf);
    if (first == rules->rules.end())
        return cell;
    const VerdictLook look = lookOf(first->verdict);
    cell.text = rules->isPaused ? inRules("paused") : textOf(first->terms.name) + u' ' + inRules(look.words);
    cell.tone = rules->isPaused ? Tone::Warning : first->alarm.empty() ? look.tone : Tone::Danger;
    cell.glyph = rules->isPaused ? Glyph::Wait : first->alarm.empty() ? look.glyph : Glyph::Warning;
    QStringList lines;
    for (const RuleOutlook& rule : rules->rules)
        lines += textOf(rule.terms.name) + u": "_s + textOf(rule.alarm.empty() ? rule.sentence : rule.alarm);
    cell.tip = lines.join(u'\n');
    return cell;
}

RulesModel::RulesModel(QObject* parent)
    : CellModel("RulesModel", ruleColumns, parent)
{
}

void RulesModel::setRules(const DeskSnapshot& desk)
{
    std::vector<CellRow> rows;
    const auto isThere = [&](const std::string& structure) {
        return std::ranges::find(rows, textOf(structure), &CellRow::key) != rows.end();
    };
    for (const PositionView& leg : desk.positions) {
        if (!leg.structureId.empty() && !isThere(leg.structureId))
            rows.push_back(positionRow(leg.structureId, textOf(leg.underlying) + u' ' + textOf(leg.structure),
                                       rulesOf(desk, leg.structureId)));
    }
    for (const RulesReplyPtr& rules : desk.rules) { // closed, and still told of
        if (!isThere(rules->structure))
            rows.push_back(positionRow(rules->structure, inRules("%1, closed").arg(textOf(rules->structure)),
                                       rules.get()));
    }
    setRows(std::move(rows));
}

QString RulesModel::structureAt(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    return key(index.parent().isValid() ? index.parent() : index);
}

} // namespace strikedesk::ui
