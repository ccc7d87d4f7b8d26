// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/SessionRunner.h"

#include "core/session/TaskActions.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace strikedesk {
namespace {

// How often a running task looks around when nothing else wakes it.
constexpr Duration lookAroundInterval = std::chrono::seconds {5};

bool hasEndedTask(const TaskRecord& record)
{
    return record.state == "done" || record.state == "failed" || record.state == "skipped";
}

Instant momentOf(const PlanTime& time, const TaskRecord& record, Instant now, const std::string& underlying)
{
    const Date day = TradingCalendar::us().tradeDate(now);
    const auto session = TradingCalendar::us().optionSession(day, underlying);
    return session ? instantOf(time, *session, record.startedAt.value_or(now)) : now;
}

} // namespace

SessionRunner::SessionRunner(SessionDesk& desk, Plan plan, Instant startedAt,
                             std::map<std::string, TaskRecord> tasks)
    : m_desk(desk)
    , m_plan(std::move(plan))
    , m_startedAt(startedAt)
    , m_tasks(std::move(tasks))
{
}

const PlanTask* SessionRunner::currentTask() const
{
    for (const PlanPhase& phase : m_plan.phases) {
        for (const PlanTask& task : phase.tasks) {
            const auto record = m_tasks.find(task.id);
            if (record == m_tasks.end() || !hasEndedTask(record->second))
                return &task;
        }
    }
    return nullptr;
}

std::optional<Instant> SessionRunner::nextDue() const
{
    if (m_hasEnded)
        return {};
    return m_desk.now() + lookAroundInterval;
}

void SessionRunner::tick()
{
    if (m_hasEnded || isOverBudget())
        return;
    // A task that ends lets the next one begin in the same breath; each moves at least one task on.
    for (int turn = 0; turn <= m_plan.taskCount() && !m_hasEnded; ++turn) {
        const PlanTask* task = currentTask();
        if (!task) {
            const bool hasFailures = std::ranges::any_of(
                m_tasks, [](const auto& entry) { return entry.second.state == "failed"; });
            return endSession(hasFailures ? "failed" : "done",
                              hasFailures ? "Some tasks failed." : "All tasks ended.");
        }
        if (!m_tasks.contains(task->id)) {
            if (!mayBegin(*task))
                continue;
            begin(*task);
        }
        goOn(*task);
        if (!hasEndedTask(m_tasks.at(task->id)))
            return;
    }
}

bool SessionRunner::isOverBudget()
{
    const PlanBudgets& budgets = m_plan.budgets;
    if (budgets.runtime && m_desk.now() - m_startedAt > *budgets.runtime) {
        abort(fmt::format("The plan's runtime of {} s is used up.", budgets.runtime->count()));
        return true;
    }
    if (budgets.loss) {
        const auto pnl = m_desk.sessionPnl();
        if (pnl && *pnl < -*budgets.loss) {
            abort(fmt::format("The plan's loss budget of ${} is used up: P&L is ${}.",
                              budgets.loss->shortText(), pnl->shortText()));
            return true;
        }
    }
    return false;
}

bool SessionRunner::mayBegin(const PlanTask& task)
{
    for (const std::string& needed : task.needs) {
        const auto record = m_tasks.find(needed);
        if (record == m_tasks.end() || record->second.state != "done") {
            change(task, "skipped", fmt::format("It needs task {}, which did not end as done.", needed));
            return false;
        }
    }
    if (task.deadline && momentOf(*task.deadline, {}, m_desk.now(), m_desk.underlying()) < m_desk.now()) {
        change(task, "skipped", "Its deadline has passed before it could begin.");
        return false;
    }
    return true;
}

void SessionRunner::begin(const PlanTask& task)
{
    TaskRecord& record = m_tasks[task.id];
    record.startedAt = m_desk.now();
    record.attempt = 1;
    change(task, "running", "Begun.");
}

void SessionRunner::goOn(const PlanTask& task)
{
    TaskRecord& record = m_tasks.at(task.id);
    if (const auto wait = record.memory.find("retry_at"); wait != record.memory.end()) {
        const auto retryAt = parseInstant(wait->second);
        if (retryAt && m_desk.now() < *retryAt)
            return;
        record.memory.erase("retry_at");
    }
    if (task.deadline && m_desk.now() > momentOf(*task.deadline, record, m_desk.now(), m_desk.underlying()))
        return settle(task,
                      TaskHasFailed {fmt::format("Not done by its deadline ({}).", textOf(*task.deadline))});

    TaskRun run {m_desk, m_plan, task, record, m_tasks, m_startedAt};
    const TaskMemory before = record.memory;
    const TaskProgress progress = continueTask(run);
    if (std::holds_alternative<TaskGoesOn>(progress)) {
        if (record.memory != before)
            change(task, "running", record.detail);
        return;
    }
    settle(task, progress);
}

void SessionRunner::settle(const PlanTask& task, const TaskProgress& progress)
{
    if (const auto* done = std::get_if<TaskIsDone>(&progress))
        return change(task, "done", done->detail);
    const std::string& reason = std::get<TaskHasFailed>(progress).reason;
    TaskRecord& record = m_tasks.at(task.id);
    if (record.attempt < task.retry.attempts) {
        const Instant retryAt = m_desk.now() + pauseAfter(task.retry, record.attempt);
        ++record.attempt;
        record.memory["retry_at"] = toIsoText(retryAt);
        return change(task, "running", fmt::format("Attempt {} failed: {}", record.attempt - 1, reason));
    }
    failTask(task, reason);
}

void SessionRunner::failTask(const PlanTask& task, const std::string& reason)
{
    TaskRecord& record = m_tasks.at(task.id);
    if (task.onFailure == OnFailure::Rollback) {
        TaskRun run {m_desk, m_plan, task, record, m_tasks, m_startedAt};
        if (const auto undone = rollBackTask(run); std::holds_alternative<TaskGoesOn>(undone)) {
            record.memory["failed_because"] = reason;
            return change(task, "running", "Failed, closing what it opened: " + reason);
        }
    }
    change(task, "failed", reason);
    if (task.onFailure != OnFailure::Skip)
        endSession("failed", fmt::format("Task {} failed: {}", task.id, reason));
}

void SessionRunner::cancelOpenOrders(const std::string& reason)
{
    for (const OrderId& id : m_desk.openOrders())
        (void)m_desk.cancel(id, reason); // one that has just ended refuses: that is what was wanted
}

void SessionRunner::endSession(const std::string& state, const std::string& reason)
{
    cancelOpenOrders("The session has ended: " + reason);
    m_hasEnded = true;
    m_desk.end(state, reason);
}

void SessionRunner::abort(const std::string& reason)
{
    if (m_hasEnded)
        return;
    if (const PlanTask* task = currentTask(); task && m_tasks.contains(task->id))
        change(*task, "failed", reason);
    endSession("aborted", reason);
}

void SessionRunner::finish()
{
    tick();
    while (!m_hasEnded) {
        const PlanTask* task = currentTask();
        if (!task)
            return tick();
        if (!m_tasks.contains(task->id) && std::holds_alternative<WriteReport>(task->action))
            return tick(); // a report needs no market
        if (!m_tasks.contains(task->id))
            change(*task, "skipped", "The market ended before it began.");
        else
            change(*task, "failed", "The market ended before it was done.");
    }
}

void SessionRunner::change(const PlanTask& task, const std::string& state, const std::string& detail)
{
    TaskRecord& record = m_tasks[task.id];
    record.state = state;
    record.detail = detail;
    if (state != "running")
        record.endedAt = m_desk.now();
    m_desk.checkpoint(task.id, record);
}

} // namespace strikedesk
