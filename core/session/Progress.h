// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

// A progress file: what people and programs write by hand to say where a piece of work stands (docs/plan.md).

struct ProgressTask
{
    std::optional<std::string> id; ///< The bold one: "1.1".
    std::string text;
    bool isDone = false;
    int line = 0; ///< From 1.

    friend bool operator==(const ProgressTask&, const ProgressTask&) = default;
};

/// A heading and the items that stand directly under it.
struct ProgressSection
{
    std::optional<std::string> title;    ///< Absent: items before the first heading.
    std::optional<std::string> priority; ///< "P0" …, as the heading says.
    std::optional<int> line;
    std::optional<int> declaredTasks;     ///< "(8 tasks)".
    std::optional<bool> declaredComplete; ///< A tick or COMPLETE: true; a cross or IN PROGRESS: false.
    std::vector<ProgressTask> tasks;      ///< At least one.

    [[nodiscard]] int doneCount() const;
    [[nodiscard]] int openCount() const { return int(tasks.size()) - doneCount(); }
};

struct ProgressKey
{
    int line = 0;
    std::string key;
    std::string value;
};

struct ProgressLine
{
    int line = 0;
    std::string text;
};

struct ProgressNext
{
    const ProgressSection* section = nullptr;
    const ProgressTask* task = nullptr;
};

struct ProgressFile
{
    std::vector<ProgressSection> sections;
    std::vector<std::string> blockers;
    std::vector<ProgressKey> keys; ///< "- Status: running" and the like.
    std::vector<ProgressLine>
        unplaced; ///< Free text, tables, and items that could not be read, as they stand.

    [[nodiscard]] int taskCount() const;
    [[nodiscard]] int doneCount() const;
    /// The first open task of the most urgent section that has one; sections without a priority come last.
    [[nodiscard]] std::optional<ProgressNext> next() const;
};

/// Reads any text; never fails. Every line that is not empty, a rule, a heading, an item, a key line or a
/// blocker is in `unplaced`. Pure.
[[nodiscard]] ProgressFile readProgress(std::string_view text);

/// `progress.missing`, `progress.unreadable`, `progress.too_large` (more than 4 MiB).
[[nodiscard]] Result<ProgressFile> readProgressFile(const std::string& path);

} // namespace strikedesk
