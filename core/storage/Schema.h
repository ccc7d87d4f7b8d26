// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/Connection.h"
#include "core/storage/Migration.h"

namespace strikedesk {

/// Applies what is missing of `migrations` (after storage's own) in their order, each in one transaction, and
/// records it. `storage.newer_schema` when the database was written by a newer program; it is then untouched.
[[nodiscard]] Result<void> applyMigrations(Connection& connection, std::span<const Migration> migrations);

/// The newest epoch of the profile; 0 before the first. Needs the schema.
[[nodiscard]] Result<std::uint64_t> newestEpoch(Connection& connection);

} // namespace strikedesk
