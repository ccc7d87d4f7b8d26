// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AuditVerifier.h"

#include <fmt/format.h>

namespace strikedesk {
bool ChainChecker::accept(const AuditRecord& record)
{
    if (m_firstBad)
        return false;
    const std::uint64_t expected = m_head.sequence + 1;
    if (record.sequence != expected)
        m_reason = fmt::format("Record {} is missing: after {} comes {}.", expected, m_head.sequence,
                               std::int64_t(record.sequence)); // a forger's may be negative
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

namespace {

/// Damage is an answer about the record; a disk that fails or a file that is locked is none.
bool isDamage(const Error& error)
{
    return error.code == "storage.corrupt" || error.code == "storage.not_a_database";
}

Result<void> walkChain(AuditReader& reader, AuditVerdict& verdict, AnchorJudge& anchors)
{
    ChainChecker chain;
    anchors.pass(chain.head());
    const auto walked = reader.forEach([&](const Result<AuditRecord>& record) {
        if (!record) {
            verdict.markBad(chain.head().sequence + 1, record.error().message);
            return false;
        }
        if (!chain.accept(*record))
            return false;
        anchors.pass(chain.head());
        return true;
    });
    if (!walked && !isDamage(walked.error()))
        return walked;
    if (!walked)
        verdict.markBad(chain.head().sequence + 1, walked.error().message);
    if (chain.firstBad())
        verdict.markBad(*chain.firstBad(), chain.reason());
    verdict.head = chain.head();
    verdict.count = verdict.head.sequence;
    return {};
}

/// While the desk runs, an anchor is written after its record and copied after it was written. Read the other
/// way round, everything that must be there is there.
Result<AnchorJudge> judgeFor(AuditReader& reader, const std::string& anchorsFolder, AuditVerdict& verdict)
{
    if (anchorsFolder.empty())
        return AnchorJudge({}, {});
    auto copies = reader.anchorCopies();
    if (!copies && !isDamage(copies.error()))
        return fail(copies.error());
    if (!copies)
        verdict.markBad(1, copies.error().message);
    auto file = readAnchors(anchorsFolder);
    if (!file)
        return fail(file.error());
    return AnchorJudge(std::move(*file), std::move(copies).value_or(std::vector<std::string> {}));
}

} // namespace

Result<AuditVerdict> verifyAudit(const std::string& databasePath, const std::string& anchorsFolder)
{
    auto reader = AuditReader::open(databasePath);
    if (!reader)
        return fail(reader.error());
    return verifyAudit(*reader, anchorsFolder);
}

Result<AuditVerdict> verifyAudit(AuditReader& reader, const std::string& anchorsFolder)
{
    AuditVerdict verdict;
    auto anchors = judgeFor(reader, anchorsFolder, verdict);
    if (!anchors)
        return fail(anchors.error());
    if (auto walked = walkChain(reader, verdict, *anchors); !walked)
        return fail(walked.error());
    anchors->judge(verdict);
    verdict.isIntact = !verdict.firstBad;
    return verdict;
}

Result<AuditVerdict> verifyAnchors(AuditReader& reader, const std::string& anchorsFolder,
                                   const AuditHead& head)
{
    AuditVerdict verdict;
    verdict.count = head.sequence;
    verdict.head = head;
    auto anchors = judgeFor(reader, anchorsFolder, verdict);
    if (!anchors)
        return fail(anchors.error());
    anchors->pass({});
    for (const std::uint64_t sequence : anchors->wanted()) {
        if (sequence == 0 || sequence > head.sequence)
            continue;
        const auto record = reader.after(sequence - 1, 1);
        if (!record)
            return fail(record.error());
        if (!record->empty())
            anchors->pass({record->front().sequence, record->front().hash});
    }
    anchors->judge(verdict);
    verdict.isIntact = !verdict.firstBad;
    return verdict;
}

} // namespace strikedesk
