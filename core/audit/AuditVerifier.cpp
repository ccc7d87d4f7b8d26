// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AuditVerifier.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace strikedesk {
namespace {

constexpr std::size_t recordsPerRead = 2'000;

/// The hashes the record must have at the anchored numbers, beside what was found there.
struct AnchorCheck
{
    std::vector<Anchor> anchors; // by sequence
    std::size_t next = 0;
    std::size_t good = 0;
    std::optional<std::uint64_t> lastGood;
    std::optional<std::uint64_t> firstBad;

    /// Compares the head with every anchor that stands at its number.
    void pass(const AuditHead& head)
    {
        for (; next < anchors.size() && anchors[next].head.sequence == head.sequence; ++next) {
            if (anchors[next].head.hash == head.hash) {
                ++good;
                lastGood = head.sequence;
            } else if (!firstBad) {
                firstBad = head.sequence;
            }
        }
    }
};

void markBad(AuditVerdict& verdict, std::uint64_t sequence, std::string reason)
{
    if (verdict.firstBad && *verdict.firstBad <= sequence)
        return;
    verdict.firstBad = sequence;
    verdict.reason = std::move(reason);
}

/// A whole record whose anchors do not fit was rewritten, or its tail was cut off.
void judgeAnchors(AuditVerdict& verdict, const AnchorCheck& check, const AnchorFile& file)
{
    verdict.anchors = check.good;
    verdict.lastAnchored = check.lastGood;
    verdict.publicKey = file.publicKey;
    if (check.firstBad)
        markBad(
            verdict, *check.firstBad,
            fmt::format("Record {} is not the one that was anchored: it, or one before it, was rewritten.",
                        *check.firstBad));
    if (!verdict.firstBad && check.next < check.anchors.size())
        markBad(verdict, verdict.head.sequence + 1,
                fmt::format("The record ends at {}, but {} was anchored: its tail is missing.",
                            verdict.head.sequence, check.anchors.back().head.sequence));
    const auto badSignature = std::find_if(file.anchors.begin(), file.anchors.end(),
                                           [](const Anchor& anchor) { return !anchor.isSignatureGood; });
    if (badSignature != file.anchors.end())
        markBad(verdict, std::max<std::uint64_t>(badSignature->head.sequence, 1),
                fmt::format("The anchor in line {} does not have a valid signature.", badSignature->line));
    if (!verdict.firstBad && !file.unreadableLines.empty())
        markBad(verdict, verdict.lastAnchored.value_or(0) + 1,
                fmt::format("Line {} of the anchors is not an anchor.", file.unreadableLines.front()));
    if (file.hasKey && file.anchors.empty() && verdict.count > 0)
        markBad(verdict, 1, "The record has a signing key but no anchors: they were removed.");
}

} // namespace

bool ChainChecker::accept(const AuditRecord& record)
{
    if (m_firstBad)
        return false;
    const std::uint64_t expected = m_head.sequence + 1;
    if (record.sequence != expected)
        m_reason = fmt::format("Record {} is missing: after {} comes {}.", expected, m_head.sequence,
                               record.sequence);
    else if (record.previousHash != m_head.hash)
        m_reason = fmt::format("Record {} does not follow from the one before it.", expected);
    else if (auditHash(record) != record.hash)
        m_reason = fmt::format("Record {} was changed: its content does not have its hash.", expected);
    if (!m_reason.empty()) {
        m_firstBad = expected;
        return false;
    }
    m_head = {record.sequence, record.hash};
    return true;
}

Result<AuditVerdict> verifyAudit(const std::string& databasePath, const std::string& anchorsFolder)
{
    // The anchors first: records that come in meanwhile are then simply not anchored yet.
    AnchorFile file;
    if (!anchorsFolder.empty()) {
        auto read = readAnchors(anchorsFolder);
        if (!read)
            return fail(read.error());
        file = std::move(*read);
    }
    AnchorCheck check;
    check.anchors = file.anchors;
    std::stable_sort(check.anchors.begin(), check.anchors.end(),
                     [](const Anchor& a, const Anchor& b) { return a.head.sequence < b.head.sequence; });
    auto reader = AuditReader::open(databasePath);
    if (!reader)
        return fail(reader.error());

    AuditVerdict verdict;
    ChainChecker chain;
    check.pass(chain.head());
    std::size_t step = recordsPerRead;
    for (;;) {
        const auto records = reader->after(chain.head().sequence, step);
        if (!records && records.error().code != "audit.unreadable")
            return fail(records.error());
        if (!records && step > 1) {
            step = 1; // One by one, so that everything before the unreadable row is judged as usual.
            continue;
        }
        if (!records) {
            markBad(verdict, chain.head().sequence + 1, records.error().message);
            break;
        }
        for (const AuditRecord& record : *records) {
            if (!chain.accept(record))
                break;
            check.pass(chain.head());
        }
        if (chain.firstBad() || records->size() < step)
            break;
    }
    verdict.head = chain.head();
    verdict.count = verdict.head.sequence;
    if (chain.firstBad())
        markBad(verdict, *chain.firstBad(), chain.reason());
    judgeAnchors(verdict, check, file);
    verdict.isIntact = !verdict.firstBad;
    return verdict;
}

} // namespace strikedesk
