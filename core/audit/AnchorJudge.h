// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/AnchorLog.h"

#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

/// What checking a record found.
struct AuditVerdict
{
    bool isIntact = false;
    std::uint64_t count = 0;               ///< Records that fit the chain, up to the first bad one.
    AuditHead head;                        ///< The last of them.
    std::optional<std::uint64_t> firstBad; ///< Sequence number of the first record that is missing or wrong.
    std::string reason;                    ///< One sentence; empty when intact.
    bool isOlderThanAnchors = false;       ///< All that is wrong: later records were anchored, too.
    std::size_t anchors = 0;               ///< Anchors that fit.
    std::optional<std::uint64_t> lastAnchored;
    std::string publicKey; ///< Hexadecimal, of the anchors; compare it with the one you noted.

    /// Notes a bad number; the lowest counts.
    void markBad(std::uint64_t sequence, std::string why);
};

/// Holds a record against its anchors (docs/audit.md): every head that was anchored must be passed, and the
/// anchors must be what was written.
class AnchorJudge
{
public:
    /// `copies`: AuditReader::anchorCopies(), read before the file was.
    AnchorJudge(AnchorFile file, std::vector<std::string> copies);

    /// The numbers at which the record's head is wanted, ascending; pass() takes them in this order and may
    /// be given others.
    [[nodiscard]] std::vector<std::uint64_t> wanted() const;
    void pass(const AuditHead& head);
    /// Adds what is wrong to a verdict about the chain, whose head is the end of the record.
    void judge(AuditVerdict& verdict) const;

private:
    void judgeFile(AuditVerdict& verdict) const;
    void judgeCopies(AuditVerdict& verdict) const;

    AnchorFile m_file;
    std::vector<std::string> m_copies;
    std::vector<AuditHead> m_heads; // by sequence; without those that a restored backup has left behind
    std::size_t m_next = 0;
    std::size_t m_good = 0;
    std::optional<std::uint64_t> m_lastGood;
    std::optional<std::uint64_t> m_firstBad;
};

} // namespace strikedesk
