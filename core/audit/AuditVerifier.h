// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/AnchorJudge.h"
#include "core/audit/AuditTable.h"

#include <optional>
#include <string>

namespace strikedesk {

/// Checks records one after the other: numbers without gaps, previous hash, own hash. Pure.
class ChainChecker
{
public:
    explicit ChainChecker(AuditHead head = {})
        : m_head(head)
    {
    }
    /// False once something is wrong; the checker then stays where it is.
    bool accept(const AuditRecord& record);
    [[nodiscard]] const AuditHead& head() const { return m_head; }
    [[nodiscard]] const std::optional<std::uint64_t>& firstBad() const { return m_firstBad; }
    [[nodiscard]] const std::string& reason() const { return m_reason; }

private:
    AuditHead m_head;
    std::optional<std::uint64_t> m_firstBad;
    std::string m_reason;
};

/// Verifies a whole database, with the anchors in `anchorsFolder` unless that is empty. Read-only: never
/// checkpoints, works while the desk runs. An error means it could not be read at all, a broken record is a
/// verdict.
[[nodiscard]] Result<AuditVerdict> verifyAudit(const std::string& databasePath,
                                               const std::string& anchorsFolder = {});
[[nodiscard]] Result<AuditVerdict> verifyAudit(AuditReader& reader, const std::string& anchorsFolder);

/// The anchors alone, for a record whose chain the caller has just walked to its end at `head`: what a start
/// of a desk can afford however long the record is.
[[nodiscard]] Result<AuditVerdict> verifyAnchors(AuditReader& reader, const std::string& anchorsFolder,
                                                 const AuditHead& head);

} // namespace strikedesk
