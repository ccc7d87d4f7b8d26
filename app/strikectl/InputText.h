// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <string>

namespace strikedesk::cli {

/// All of a file, or of standard input for "-". `input.file` when it cannot be read or is larger than 256
/// MiB.
[[nodiscard]] Result<std::string> inputText(const std::string& name);

} // namespace strikedesk::cli
