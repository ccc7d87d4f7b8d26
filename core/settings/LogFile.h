// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <memory>
#include <string>
#include <string_view>

namespace strikedesk {

/// What a person reads when something went wrong: one line an event, with UTC time and weight, in a file that
/// is turned over when it has grown. It is no record: what must not be lost is in the audit.
///
/// Thread: any. Nobody waits for the disk: lines go through a bounded queue, and the oldest give way.
class LogFile
{
public:
    static constexpr std::size_t bytesMost = 5'000'000; ///< Of one file.
    static constexpr std::size_t filesKept = 4;         ///< Older ones, beside the one that is written.

    /// `FOLDER/strikedesk.log`, made with its folder. `log.unwritable`.
    [[nodiscard]] static Result<std::unique_ptr<LogFile>> open(const std::string& folder);
    /// Writes what is still in the queue.
    ~LogFile();

    void info(std::string_view line);
    void warning(std::string_view line);
    void error(std::string_view line);

private:
    struct Private;
    explicit LogFile(std::unique_ptr<Private> state);
    std::unique_ptr<Private> d;
};

} // namespace strikedesk
