// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/Progress.h"

namespace strikedesk::progress {

// What one line of a progress file is, apart from what stands around it. All pure; text without line ends.

[[nodiscard]] std::string_view trimmed(std::string_view text);
/// "=====", "-----", "═════": at least three of one drawing character and nothing else.
[[nodiscard]] bool isRule(std::string_view line);
/// The "```" or "~~~" that opens a block which is quoted as it is; empty for other lines.
[[nodiscard]] std::string_view fenceOf(std::string_view line);
/// The same mark at least as often, and nothing else.
[[nodiscard]] bool closesFence(std::string_view line, std::string_view fence);

/// The text of a heading ("## …", "PHASE 2: …", "SECTION: …"); nothing for other lines.
[[nodiscard]] std::optional<std::string_view> headingText(std::string_view line);
/// Splits a heading into title, priority, declared count and tick.
[[nodiscard]] ProgressSection sectionFrom(std::string_view heading, int line);

/// A line that begins like an item: "- [x] **1.1** text". `isReadable` is false when the box holds something
/// that is neither done nor open.
struct ItemMark
{
    ProgressTask task;
    bool isReadable = true;
};
[[nodiscard]] std::optional<ItemMark> itemFrom(std::string_view line, int number);

/// "- Status: running", "**Status**: running", "# Source: …".
[[nodiscard]] std::optional<ProgressKey> keyFrom(std::string_view line, int number);

/// The line without its bullet or number.
[[nodiscard]] std::string_view withoutBullet(std::string_view line);
/// "(none)", "none", "n/a", "-".
[[nodiscard]] bool saysNone(std::string_view text);
/// True for BLOCKERS, "Blocked by" and the like.
[[nodiscard]] bool isAboutBlockers(std::string_view words);

} // namespace strikedesk::progress
