// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/RecordReplay.h"

#include "core/audit/AuditVerifier.h"
#include "core/audit/RecordSnapshot.h"
#include "core/engine/EventCodec.h"
#include "core/engine/StateSnapshot.h"

#include <fmt/format.h>

#include <utility>

namespace strikedesk {
namespace {

constexpr std::size_t recordsPerRead = 5'000;

Result<DeskEvent> eventFrom(const AuditRecord& record)
{
    auto body = decodeBody(record.kind, record.body);
    if (!body)
        return fail(body.error().code, fmt::format("Record {}: {}", record.sequence, body.error().message));
    return DeskEvent {record.time, record.actor, record.entity, std::move(*body), record.sequence};
}

/// A snapshot that is whole is still of no use when the record has another past: a backup was put back.
Result<void> startFrom(const SnapshotPlace& place, std::uint64_t sequence, const std::string& publicKey,
                       AuditReader& reader, ReplayedRecord& replayed, DeskState& state)
{
    const auto snapshot = readRecordSnapshot(place.folder, sequence, publicKey);
    if (!snapshot)
        return fail(snapshot.error());
    if (snapshot->format != stateFormat())
        return fail("snapshot.other_format",
                    fmt::format("The snapshot of record {} has the format {}, this program reads {}.",
                                sequence, snapshot->format, stateFormat()));
    const auto record = reader.after(sequence - 1, 1);
    if (!record)
        return fail(record.error());
    if (record->empty() || record->front().sequence != sequence
        || record->front().hash != snapshot->head.hash)
        return fail("snapshot.other_record",
                    fmt::format("The snapshot of record {} is not of this record.", sequence));
    DeskState loaded = state;
    if (auto decoded = decodeState(snapshot->body, loaded); !decoded)
        return decoded;
    state = std::move(loaded);
    replayed.head = snapshot->head;
    replayed.snapshot = sequence;
    return {};
}

void startFromNewest(const SnapshotPlace& place, AuditReader& reader, ReplayedRecord& replayed,
                     DeskState& state)
{
    if (place.folder.empty())
        return;
    const std::string publicKey = AnchorKey::publicKeyIn(place.anchors);
    for (const std::uint64_t sequence : recordSnapshotsIn(place.folder)) {
        const auto started = startFrom(place, sequence, publicKey, reader, replayed, state);
        if (started)
            return;
        replayed.passedOver.push_back(started.error().message);
    }
}

Result<void> readTail(AuditReader& reader, ReplayedRecord& replayed)
{
    auto rows = reader.tail(Journal::tailKept);
    if (!rows)
        return fail(rows.error());
    for (AuditRecord& record : *rows)
        replayed.tail.push_front(std::make_shared<const AuditRow>(auditRowFrom(std::move(record))));
    return {};
}

} // namespace

Result<ReplayedRecord> replayRecord(AuditReader& reader, const SnapshotPlace& place, DeskState& state)
{
    ReplayedRecord replayed;
    startFromNewest(place, reader, replayed, state);
    ChainChecker chain(replayed.head);
    for (;;) {
        auto records = reader.after(replayed.head.sequence, recordsPerRead);
        if (!records)
            return fail(records.error());
        if (records->empty())
            break;
        for (const AuditRecord& record : *records) {
            if (!chain.accept(record))
                return fail(
                    "audit.broken",
                    fmt::format(
                        "The audit record is broken at sequence number {}: {} Nothing trades on it; run "
                        "\"strikectl audit verify\" and restore a backup.",
                        chain.firstBad().value_or(record.sequence), chain.reason()));
            const auto event = eventFrom(record);
            if (!event)
                return fail(event.error());
            state.apply(*event, record.body);
            replayed.head = {record.sequence, record.hash};
            ++replayed.count;
        }
    }
    if (auto read = readTail(reader, replayed); !read)
        return fail(read.error());
    return replayed;
}

Result<void> checkAnchors(AuditReader& reader, const std::string& anchorsFolder, const AuditHead& head)
{
    const auto verdict = verifyAnchors(reader, anchorsFolder, head);
    if (!verdict)
        return fail(verdict.error());
    if (verdict->isIntact)
        return {};
    if (verdict->isOlderThanAnchors)
        return fail(
            "audit.older_than_anchors",
            fmt::format("{} If you have restored a backup, say so with \"strikectl audit accept-restore "
                        "--reason TEXT\"; if not, records were removed: run \"strikectl audit verify\" and "
                        "restore the newest backup.",
                        verdict->reason));
    return fail(
        "audit.broken",
        fmt::format("The audit record does not fit its anchors at sequence number {}: {} Nothing trades on "
                    "it; run \"strikectl audit verify\" and restore a backup.",
                    verdict->firstBad.value_or(0), verdict->reason));
}

} // namespace strikedesk
