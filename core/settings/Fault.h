// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

/// One mistake in a file that a person wrote.
struct Fault
{
    int line = 0;     ///< From 1; 0 = the file as a whole.
    std::string key;  ///< "phases[1].tasks[0].action", or empty.
    std::string code; ///< "plan.unknown_action", "settings.out_of_bounds" …
    std::string message;

    friend bool operator==(const Fault&, const Fault&) = default;
};

/// "line 12: …; and 3 more".
[[nodiscard]] Error errorFrom(const std::vector<Fault>& faults);

/// The value of an environment variable, or nothing.
using EnvironmentLookup = std::function<std::optional<std::string>(const std::string& name)>;
/// Asks the process environment.
[[nodiscard]] EnvironmentLookup processEnvironment();

/// Replaces `${NAME}` and `${NAME:-default}`; `$$` is a dollar sign. The error says what is wrong or which
/// variable is not set.
[[nodiscard]] Result<std::string> expandVariables(const std::string& text,
                                                  const EnvironmentLookup& environment);

} // namespace strikedesk
