// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/strikectl/Command.h"

#include <cstdint>
#include <string>

namespace strikedesk::cli {

/// What the verbs of `strikectl audit` are asked.
struct AuditOptions
{
    std::string profile;
    std::string out;
    std::string format = "jsonl";
    std::string archive;
    std::string reason;
    std::uint64_t after = 0;
    std::uint64_t records = 10'000;
    std::size_t count = 20;
    bool asJson = false;
};

/// Where the record of a profile lies. A database file may be given as well: a copy that somebody handed
/// over.
struct RecordPlace
{
    std::string folder; ///< Empty for a lone file, like the anchors.
    std::string database;
    std::string anchors;
};

[[nodiscard]] Result<RecordPlace> recordPlaceFrom(const AuditOptions& options);
/// recordPlaceFrom() for verbs that need the whole profile: `input.profile` for a lone file.
[[nodiscard]] Result<RecordPlace> profilePlaceFrom(const AuditOptions& options);

ExitCode exportRecord(const AuditOptions& options);
ExitCode acceptRestoredBackup(const AuditOptions& options);
ExitCode archiveRecord(const AuditOptions& options);
ExitCode showSegments(const AuditOptions& options);
ExitCode expireArchive(const AuditOptions& options);

} // namespace strikedesk::cli
