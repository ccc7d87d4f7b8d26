// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/Fault.h"

#include <string>

namespace strikedesk {

/// A plan's text as a desk is to keep it: valid UTF-8, with what the environment says now written into it as
/// the defaults of its variables. A desk reads no environment, so that its record alone says what a session
/// was to do. `input.file` for other bytes, `plan.variable` for a value that would change what the plan's
/// lines mean.
[[nodiscard]] Result<std::string> planTextFrom(const std::string& bytes,
                                               const EnvironmentLookup& environment = processEnvironment());

/// The same of a file of at most 256 KiB. `input.file`, `plan.too_large`.
[[nodiscard]] Result<std::string> readPlanFile(const std::string& path,
                                               const EnvironmentLookup& environment = processEnvironment());

} // namespace strikedesk
