// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/AuditVerifier.h"

#include <atomic>
#include <optional>
#include <string>
#include <thread>

namespace strikedesk {

/// Verifies the whole record while the desk works already: a start from a snapshot has read only its end.
///
/// `storage` must outlive it. Thread: made and asked on one thread; the reading is done on a thread of its
/// own that gives way.
class RecordCheck
{
public:
    RecordCheck(const Storage& storage, std::string anchorsFolder);
    /// Stops it: half a verdict is none.
    ~RecordCheck();

    /// The verdict, once, when there is one. An error: the record could not be read.
    [[nodiscard]] std::optional<Result<AuditVerdict>> take();

private:
    std::atomic<bool> m_isDone = false;
    std::optional<Result<AuditVerdict>> m_verdict;
    std::jthread m_thread;
};

} // namespace strikedesk
