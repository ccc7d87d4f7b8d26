// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/RecordCheck.h"

#include "core/util/ThreadRole.h"

#include <utility>

namespace strikedesk {

RecordCheck::RecordCheck(std::string databasePath, std::string anchorsFolder)
    : m_thread([this, database = std::move(databasePath),
                anchors = std::move(anchorsFolder)](const std::stop_token& stop) {
        enterThread("record check", ThreadUrgency::Background);
        m_verdict = verifyAudit(database, anchors, stop);
        m_isDone = true;
    })
{
}

RecordCheck::~RecordCheck() = default; // the thread is told to stop and waited for

std::optional<Result<AuditVerdict>> RecordCheck::take()
{
    if (!m_isDone)
        return {};
    return std::exchange(m_verdict, std::nullopt);
}

} // namespace strikedesk
