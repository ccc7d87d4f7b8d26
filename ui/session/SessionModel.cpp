// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/SessionModel.h"

#include "ui/base/Format.h"
#include "ui/base/StateText.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace strikedesk::ui {
namespace {

// clang-format off
constexpr std::array<ColumnSpec, SessionModel::ColumnCount> sessionColumns {{
    {QT_TRANSLATE_NOOP("SessionModel", "Task"),     QT_TRANSLATE_NOOP("SessionModel", "Phases, their tasks, and what each found or did"), 186, Align::Left},
    {QT_TRANSLATE_NOOP("SessionModel", "State"),    QT_TRANSLATE_NOOP("SessionModel", "Where the task stands"), 70, Align::Left},
    {QT_TRANSLATE_NOOP("SessionModel", "Prio"),     QT_TRANSLATE_NOOP("SessionModel", "Priority, P0 first"), 32, Align::Left, 2},
    {QT_TRANSLATE_NOOP("SessionModel", "Due ET"), QT_TRANSLATE_NOOP("SessionModel", "Exchange time"), 44, Align::Left, 1},
}};
// clang-format on

CellRow taskRow(const SessionTaskView& task, Instant now)
{
    CellRow row;
    row.key = textOf(task.id);
    row.cells.resize(SessionModel::ColumnCount);
    Cell& text = row.cells[SessionModel::Task];
    text.text = task.id.empty() ? textOf(task.text) : QString(textOf(task.id) + u"  "_s + textOf(task.text));
    text.note = textOf(task.detail);
    text.tip = textOf(task.text) + (task.detail.empty() ? QString() : QString(u"\n"_s + textOf(task.detail)));
    text.isWrapped = true;
    text.isStrong = task.state == "running";
    text.tone = task.state == "failed"                    ? Tone::Danger
        : task.state == "done" || task.state == "skipped" ? Tone::TextDim
                                                          : Tone::Text;
    row.cells[SessionModel::Priority].text = textOf(task.priority);
    row.cells[SessionModel::Priority].tone = task.priority == "P0" ? Tone::Warning : Tone::TextDim;
    Cell& state = row.cells[SessionModel::State];
    state.text = taskStateText(task.state);
    state.tone = taskStateTone(task.state);
    state.glyph = taskStateGlyph(task.state);
    Cell& deadline = row.cells[SessionModel::Deadline];
    const bool isOpen = task.state == "pending" || task.state == "running" || task.state == "waiting";
    if (task.deadline) {
        deadline.text = clockText(*task.deadline).left(5);
        deadline.tip = dayStampText(*task.deadline);
        deadline.tone = isOpen && now > *task.deadline ? Tone::Danger : Tone::TextDim;
    }
    return row;
}

} // namespace

SessionModel::SessionModel(QObject* parent)
    : CellModel("SessionModel", sessionColumns, parent)
{
}

void SessionModel::setSession(const SessionView& session, Instant now)
{
    std::vector<CellRow> rows;
    for (const SessionPhaseView& phase : session.phases) {
        CellRow row;
        row.key = textOf(phase.title);
        row.cells.resize(ColumnCount);
        const auto done = std::count_if(phase.tasks.begin(), phase.tasks.end(),
                                        [](const SessionTaskView& task) { return task.state == "done"; });
        row.cells[Task].text = textOf(phase.title);
        row.cells[State].text
            = QCoreApplication::translate("SessionModel", "%1 of %2").arg(done).arg(phase.tasks.size());
        row.cells[State].tone = Tone::TextDim;
        for (Cell& cell : row.cells) {
            cell.isStrong = true;
            cell.fill = Tone::Raised;
        }
        for (const SessionTaskView& task : phase.tasks)
            row.children.push_back(taskRow(task, now));
        rows.push_back(std::move(row));
    }
    setRows(std::move(rows));
}

} // namespace strikedesk::ui
