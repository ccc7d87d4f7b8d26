// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/Reader.h"

#include <string>
#include <vector>

namespace strikedesk {

/// The copies of the anchors that the database keeps: without them somebody could take anchors away, and with
/// them the proof of what they had signed. Append-only like the record; the table is made by
/// auditMigrations().
[[nodiscard]] Statement anchorCopyInsert(const std::string& line);

/// The copies in the order of their numbers. A number that is missing, or a copy that is no text, is an empty
/// line. A database from before there were copies has none.
[[nodiscard]] Result<std::vector<std::string>> readAnchorCopies(Reader& reader);

} // namespace strikedesk
