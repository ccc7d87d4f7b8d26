// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AnchorJudge.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string_view>
#include <unordered_set>

namespace strikedesk {
namespace {

/// A person has said that the record goes on from an older copy; only the owner of the key can have signed
/// it.
bool acceptsRestore(const Anchor& anchor)
{
    return anchor.isSignatureGood && anchor.reason.starts_with(AnchorLog::restoredReason);
}

/// The heads that the record of today must have. What was anchored beyond the head of a backup, before that
/// was restored, belongs to the record it replaced.
std::vector<AuditHead> headsInForce(const std::vector<Anchor>& anchors)
{
    std::vector<AuditHead> heads;
    std::uint64_t lowest = std::numeric_limits<std::uint64_t>::max();
    for (auto anchor = anchors.rbegin(); anchor != anchors.rend(); ++anchor) {
        if (anchor->head.sequence <= lowest)
            heads.push_back(anchor->head);
        if (acceptsRestore(*anchor))
            lowest = std::min(lowest, anchor->head.sequence);
    }
    std::stable_sort(heads.begin(), heads.end(),
                     [](const AuditHead& a, const AuditHead& b) { return a.sequence < b.sequence; });
    return heads;
}

std::uint64_t namedRecord(std::uint64_t sequence)
{
    return std::max<std::uint64_t>(sequence, 1); // an anchor of the empty record names none
}

} // namespace

void AuditVerdict::markBad(std::uint64_t sequence, std::string why)
{
    if (firstBad && *firstBad <= sequence)
        return;
    firstBad = sequence;
    reason = std::move(why);
    isOlderThanAnchors = false;
}

AnchorJudge::AnchorJudge(AnchorFile file, std::vector<std::string> copies)
    : m_file(std::move(file))
    , m_copies(std::move(copies))
    , m_heads(headsInForce(m_file.anchors))
{
}

std::vector<std::uint64_t> AnchorJudge::wanted() const
{
    std::vector<std::uint64_t> sequences;
    for (const AuditHead& head : m_heads)
        sequences.push_back(head.sequence);
    return sequences;
}

void AnchorJudge::pass(const AuditHead& head)
{
    for (; m_next < m_heads.size() && m_heads[m_next].sequence == head.sequence; ++m_next) {
        if (m_heads[m_next].hash == head.hash) {
            ++m_good;
            m_lastGood = head.sequence;
        } else if (!m_firstBad) {
            m_firstBad = head.sequence;
        }
    }
}

void AnchorJudge::judge(AuditVerdict& verdict) const
{
    verdict.anchors = m_good;
    verdict.lastAnchored = m_lastGood;
    verdict.publicKey = m_file.publicKey;
    // A whole record whose anchors do not fit was rewritten, or its tail was cut off.
    if (m_firstBad)
        verdict.markBad(
            *m_firstBad,
            fmt::format("Record {} is not the one that was anchored: it, or one before it, was rewritten.",
                        *m_firstBad));
    if (!verdict.firstBad && m_next < m_heads.size()) {
        verdict.markBad(verdict.head.sequence + 1,
                        fmt::format("The record ends at {}, but {} was anchored: its tail is missing.",
                                    verdict.head.sequence, m_heads.back().sequence));
        AuditVerdict others;
        judgeFile(others);
        judgeCopies(others);
        verdict.isOlderThanAnchors = !others.firstBad && m_file.unreadableLines.empty();
    }
    judgeFile(verdict);
    judgeCopies(verdict);
    if (!verdict.firstBad && !m_file.unreadableLines.empty())
        verdict.markBad(
            m_lastGood.value_or(0) + 1,
            fmt::format("Line {} of the anchors is not an anchor.", m_file.unreadableLines.front()));
    if ((m_file.hasKey || !m_copies.empty()) && m_file.anchors.empty() && verdict.count > 0)
        verdict.markBad(1, "There are signs of anchors, but no anchors: they were removed.");
}

/// What must be true of the anchors whatever the record says.
void AnchorJudge::judgeFile(AuditVerdict& verdict) const
{
    std::uint64_t before = 0;
    for (const Anchor& anchor : m_file.anchors) {
        if (!anchor.isSignatureGood)
            verdict.markBad(
                namedRecord(anchor.head.sequence),
                fmt::format("The anchor in line {} does not have a valid signature.", anchor.line));
        if (anchor.head.sequence < before && !acceptsRestore(anchor))
            verdict.markBad(
                namedRecord(anchor.head.sequence),
                fmt::format("The anchor in line {} stands behind one of a later record.", anchor.line));
        before = anchor.head.sequence;
    }
}

/// The database keeps a copy of every anchor: one that is there alone was taken out of the file.
void AnchorJudge::judgeCopies(AuditVerdict& verdict) const
{
    std::unordered_set<std::string_view> inFile;
    for (const Anchor& anchor : m_file.anchors)
        inFile.insert(anchor.text);
    for (const std::string& copy : m_copies) {
        if (inFile.contains(copy))
            continue;
        if (const auto sequence = anchoredSequence(copy))
            verdict.markBad(
                namedRecord(*sequence),
                fmt::format("Record {} was anchored, says the database, but the anchor is gone.", *sequence));
        else if (!verdict.firstBad)
            verdict.markBad(m_lastGood.value_or(0) + 1,
                            "A copy of an anchor in the database is missing, or is no anchor.");
    }
}

} // namespace strikedesk
