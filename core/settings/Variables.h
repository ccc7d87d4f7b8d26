// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/Fault.h"

namespace strikedesk {

/// Writes the value of each variable that is set into the text as its default: `${NAME:-value}`, for a reader
/// that will have no environment. The error names a value with characters that mean something in YAML.
[[nodiscard]] Result<std::string> bindVariables(const std::string& text,
                                                const EnvironmentLookup& environment);

} // namespace strikedesk
