// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/RecordCheck.h"

#include "core/util/ThreadRole.h"

#include <utility>

namespace strikedesk {

RecordCheck::RecordCheck(const Storage& storage, std::string anchorsFolder)
    : m_thread([this, &storage, anchors = std::move(anchorsFolder)](const std::stop_token& stop) {
        enterThread("record check", ThreadUrgency::Background);
        auto reader = AuditReader::open(storage);
        m_verdict = reader ? verifyAudit(*reader, anchors, stop) : Result<AuditVerdict>(fail(reader.error()));
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
