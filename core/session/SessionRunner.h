// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/Plan.h"
#include "core/session/SessionDesk.h"

#include <map>
#include <optional>
#include <string>
#include <variant>

namespace strikedesk {

/// What a task said when it was asked to go on.
struct TaskGoesOn
{
};
struct TaskIsDone
{
    std::string detail;
};
struct TaskHasFailed
{
    std::string reason;
};
using TaskProgress = std::variant<TaskGoesOn, TaskIsDone, TaskHasFailed>;

/// Works through a plan, task by task, as a client of the desk. Every change of a task is checkpointed
/// together with the effect it belongs to, so that after a crash it goes on where it was and does nothing
/// twice.
///
/// Thread: trading.
class SessionRunner
{
public:
    /// `tasks` is what the record knows already: empty for a new session.
    SessionRunner(SessionDesk& desk, Plan plan, Instant startedAt, std::map<std::string, TaskRecord> tasks);

    /// Does what is due now.
    void tick();
    /// When to be asked again at the latest; nothing once the session has ended.
    [[nodiscard]] std::optional<Instant> nextDue() const;
    [[nodiscard]] bool hasEnded() const { return m_hasEnded; }
    [[nodiscard]] const Plan& plan() const { return m_plan; }
    [[nodiscard]] const std::map<std::string, TaskRecord>& tasks() const { return m_tasks; }
    /// What the market's end leaves undone is said, task by task.
    void finish();
    /// Cancels what works and ends.
    void abort(const std::string& reason);

private:
    [[nodiscard]] const PlanTask* currentTask() const;
    [[nodiscard]] bool mayBegin(const PlanTask& task);
    [[nodiscard]] bool isOverBudget();
    void begin(const PlanTask& task);
    void goOn(const PlanTask& task);
    void settle(const PlanTask& task, const TaskProgress& progress);
    void failTask(const PlanTask& task, const std::string& reason);
    void endSession(const std::string& state, const std::string& reason);
    void cancelOpenOrders(const std::string& reason);
    void change(const PlanTask& task, const std::string& state, const std::string& detail);

    SessionDesk& m_desk;
    Plan m_plan;
    Instant m_startedAt;
    std::map<std::string, TaskRecord> m_tasks;
    bool m_hasEnded = false;
};

} // namespace strikedesk
