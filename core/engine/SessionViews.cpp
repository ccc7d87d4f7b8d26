// SPDX-License-Identifier: GPL-3.0-or-later
// The session as values for the screen, the API and the progress file.
#include "core/engine/SessionHost.h"
#include "core/session/ProgressWriter.h"

#include <algorithm>

namespace strikedesk {
namespace {

SessionTaskView taskViewFrom(const PlanTask& task, const std::map<std::string, TaskRecord>& records)
{
    SessionTaskView view;
    view.id = task.id;
    view.text = task.title;
    view.priority = nameOf(task.priority);
    view.state = "pending";
    const auto record = records.find(task.id);
    if (record == records.end())
        return view;
    view.state = record->second.state;
    view.detail = record->second.detail;
    view.startedAt = record->second.startedAt;
    view.endedAt = record->second.endedAt;
    return view;
}

void countTasks(SessionView& view)
{
    for (const SessionPhaseView& phase : view.phases) {
        for (const SessionTaskView& task : phase.tasks) {
            ++view.tasksTotal;
            view.tasksDone += task.state == "done" ? 1 : 0;
            view.tasksFailed += task.state == "failed" ? 1 : 0;
            if (view.next.empty() && (task.state == "pending" || task.state == "running"))
                view.next = task.id + " " + task.text;
        }
    }
}

SessionProgress progressOf(const SessionView& view, Instant startedAt)
{
    SessionProgress progress;
    progress.session = view.id;
    progress.name = view.name;
    progress.goal = view.goal;
    progress.state = view.state;
    progress.blockers = view.blockers;
    Instant updatedAt = startedAt;
    for (const SessionPhaseView& phase : view.phases) {
        SessionProgress::Phase shown {phase.title, {}};
        for (const SessionTaskView& task : phase.tasks) {
            shown.tasks.push_back({task.id, task.text, task.priority, task.state, task.detail});
            updatedAt
                = std::max({updatedAt, task.startedAt.value_or(updatedAt), task.endedAt.value_or(updatedAt)});
        }
        progress.phases.push_back(std::move(shown));
    }
    progress.updatedAt = updatedAt;
    return progress;
}

} // namespace

const Plan* SessionHost::shownPlan() const
{
    if (m_runner)
        return &m_runner->plan();
    return m_endedPlan ? &*m_endedPlan : nullptr;
}

SessionView SessionHost::view() const
{
    const SessionRecord& record = m_context.state.session();
    SessionView view;
    view.id = record.id;
    view.name = record.planName;
    view.state = record.state;
    if (!shownPlan())
        return view;
    const Plan& plan = *shownPlan();
    view.goal = plan.goal;
    view.slippageBudget = plan.budgets.slippage.value_or(Money());
    view.lossBudget = plan.budgets.loss.value_or(Money());
    view.ordersBudget = plan.budgets.orders.value_or(0);
    view.ordersUsed = record.ordersUsed;
    for (const PlanPhase& phase : plan.phases) {
        SessionPhaseView shown;
        shown.title = phase.title;
        for (const PlanTask& task : phase.tasks)
            shown.tasks.push_back(taskViewFrom(task, record.tasks));
        view.phases.push_back(std::move(shown));
    }
    countTasks(view);
    if (record.state == "running" && !m_context.state.isArmed())
        view.blockers.push_back("The desk is not armed: " + m_context.state.disarmedReason());
    if (record.state == "running" && m_context.state.kill().isEngaged)
        view.blockers.push_back("The kill switch is engaged: " + m_context.state.kill().reason);
    if (record.state == "failed" || record.state == "aborted")
        view.blockers.push_back(record.reason);
    view.progressText = progressText(progressOf(view, record.startedAt));
    return view;
}

} // namespace strikedesk
