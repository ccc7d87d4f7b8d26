// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Instant.h"

#include <map>
#include <optional>
#include <string>

namespace strikedesk {

/// What a task of a session remembers between its steps, and over a crash.
using TaskMemory = std::map<std::string, std::string>;

/// A task as the durable record tells it.
struct TaskRecord
{
    std::string state = "pending"; ///< "pending", "running", "done", "failed", "skipped".
    std::string detail;
    int attempt = 0;
    TaskMemory memory;
    std::optional<Instant> startedAt;
    std::optional<Instant> endedAt;
};

} // namespace strikedesk
