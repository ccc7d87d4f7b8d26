// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Instant.h"

#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

/// The state of a session as its progress file shows it. A plain value: the step runner fills it from its own
/// state.
struct SessionProgress
{
    struct Task
    {
        std::string id;
        std::string title;
        std::string priority; ///< "P0" … or empty.
        std::string state;    ///< "pending", "running", "done", "failed", "skipped".
        std::string detail;   ///< Why it failed or was skipped, what it did; or empty.
    };
    struct Phase
    {
        std::string title;
        std::vector<Task> tasks;
    };

    std::string session;
    std::string name;
    std::string goal;
    std::string state; ///< "running", "done", "failed", "aborted", "waiting".
    std::optional<Instant> updatedAt;
    std::vector<Phase> phases;
    std::vector<std::string> blockers;
};

/// The progress file: what readProgress() reads back with the same counts, done tasks ticked, all others open
/// with their state behind them. Pure.
[[nodiscard]] std::string progressText(const SessionProgress& progress);

} // namespace strikedesk
