// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <string>
#include <string_view>

namespace strikedesk {

/// Adds bytes to the end of a file (made readable by its owner only when it is new) and waits until they are
/// on the disk. `storage.cannot_open`, `storage.io_error`.
///
/// Thread: any; one writer per file.
[[nodiscard]] Result<void> appendDurably(const std::string& path, std::string_view bytes);

/// Replaces a file as a whole: after a crash there is the old or the new one, never a part. Made readable by
/// its owner only. Codes as above.
[[nodiscard]] Result<void> replaceDurably(const std::string& path, std::string_view bytes);

} // namespace strikedesk
