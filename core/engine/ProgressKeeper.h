// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace strikedesk {

/// Keeps the progress file of each session in a folder as the session stands: `SESSION.txt`, replaced as a
/// whole. The truth is the record; the file is made from it, so a crash costs at most its newest state, which
/// the next start writes again.
///
/// Thread: any may offer; the disk is waited for on a thread of its own.
class ProgressKeeper
{
public:
    /// An empty folder: nothing is kept.
    explicit ProgressKeeper(std::string folder);
    /// Writes what was offered last.
    ~ProgressKeeper();

    /// The newest state wins; what is in the file already is not written again.
    void offer(const std::string& session, const std::string& text);
    /// Why the newest state is not in the file, when it could not be written.
    [[nodiscard]] std::optional<Error> failure() const;

private:
    void loop();

    std::string m_folder;
    mutable std::mutex m_mutex;
    std::condition_variable m_wakeUp;
    std::string m_session;
    std::string m_text;
    bool m_isDue = false;
    bool m_isStopping = false;
    std::optional<Error> m_failure;
    std::thread m_thread;
};

} // namespace strikedesk
