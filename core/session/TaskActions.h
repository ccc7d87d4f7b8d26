// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/SessionRunner.h"

namespace strikedesk {

/// A task at work: what it may see and do, and what it remembers.
struct TaskRun
{
    SessionDesk& desk;
    const Plan& plan;
    const PlanTask& task;
    TaskRecord& record;
    const std::map<std::string, TaskRecord>& all;
    Instant sessionStartedAt;
};

/// Does the next piece of a task. Effects and memory become durable together.
[[nodiscard]] TaskProgress continueTask(TaskRun& run);
/// Begins to close what the task has opened; done at once when there is nothing.
[[nodiscard]] TaskProgress rollBackTask(TaskRun& run);

} // namespace strikedesk
