// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/slippage/SlippageModel.h"

#include "ui/base/Format.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace strikedesk::ui {
namespace {

// clang-format off
constexpr std::array<ColumnSpec, SlippageModel::ColumnCount> slippageColumns {{
    {QT_TRANSLATE_NOOP("SlippageModel", "Time ET"),  QT_TRANSLATE_NOOP("SlippageModel", "Exchange time"), 60, Align::Left},
    {QT_TRANSLATE_NOOP("SlippageModel", "Entry"),    QT_TRANSLATE_NOOP("SlippageModel", "What happened to the budget"), 84, Align::Left},
    {QT_TRANSLATE_NOOP("SlippageModel", "Amount $"), QT_TRANSLATE_NOOP("SlippageModel", "Dollars of the budget"), 62, Align::Right},
    {QT_TRANSLATE_NOOP("SlippageModel", "Note"),     QT_TRANSLATE_NOOP("SlippageModel", "Why"), 96, Align::Left, 1},
    {QT_TRANSLATE_NOOP("SlippageModel", "Order"),    QT_TRANSLATE_NOOP("SlippageModel", "Our number of the order"), 88, Align::Left},
}};

struct EntryKind
{
    const char* kind;
    const char* text;
    Tone tone;
    Glyph glyph;
};

constexpr std::array entryKinds {
    EntryKind {"reserve", QT_TRANSLATE_NOOP("SlippageModel", "reserved"),   Tone::Warning, Glyph::Ring},
    EntryKind {"top_up",  QT_TRANSLATE_NOOP("SlippageModel", "topped up"),  Tone::Warning, Glyph::Up},
    EntryKind {"spend",   QT_TRANSLATE_NOOP("SlippageModel", "spent"),      Tone::Loss,    Glyph::Dot},
    EntryKind {"improve", QT_TRANSLATE_NOOP("SlippageModel", "improved"),   Tone::Gain,    Glyph::Down},
    EntryKind {"release", QT_TRANSLATE_NOOP("SlippageModel", "given back"), Tone::Good,    Glyph::Check},
    EntryKind {"refused", QT_TRANSLATE_NOOP("SlippageModel", "refused"),    Tone::Danger,  Glyph::Cross},
};
// clang-format on

} // namespace

SlippageModel::SlippageModel(QObject* parent)
    : CellModel("SlippageModel", slippageColumns, parent)
{
}

void SlippageModel::setEntries(const std::vector<SlippageEntryView>& entries)
{
    std::vector<CellRow> rows;
    rows.reserve(entries.size());
    for (const SlippageEntryView& entry : entries) {
        CellRow row;
        row.key = u"%1/%2"_s.arg(entry.auditSequence).arg(textOf(entry.kind));
        row.cells.resize(ColumnCount);
        row.cells[Time].text = clockText(entry.at);
        row.cells[Time].tone = Tone::TextDim;
        const auto kind = std::find_if(entryKinds.begin(), entryKinds.end(),
                                       [&](const EntryKind& known) { return entry.kind == known.kind; });
        const bool isKnown = kind != entryKinds.end();
        row.cells[Kind].text
            = isKnown ? QCoreApplication::translate("SlippageModel", kind->text) : textOf(entry.kind);
        row.cells[Kind].tone = isKnown ? kind->tone : Tone::Text;
        row.cells[Kind].glyph = isKnown ? kind->glyph : Glyph::Dot;
        row.cells[Amount].text = signedMoneyText(entry.amount);
        row.cells[Amount].number = entry.amount.toDouble();
        row.cells[Note].text = textOf(entry.note);
        row.cells[Note].tip = entry.note.empty()
            ? textOf(entry.orderId.text())
            : QString(textOf(entry.note) + u'\n' + textOf(entry.orderId.text()));
        row.cells[Order].text = textOf(entry.orderId.text());
        row.cells[Order].tip = row.cells[Note].tip;
        row.cells[Order].isCode = true;
        row.cells[Order].tone = Tone::TextDim;
        rows.push_back(std::move(row));
    }
    setRows(std::move(rows));
}

} // namespace strikedesk::ui
