// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/RestoreAcceptance.h"

#include "core/audit/AuditTable.h"
#include "core/audit/AuditVerifier.h"
#include "core/storage/StorageWriter.h"

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk {
namespace {

constexpr std::size_t reasonLengthMax = 200;

/// A line feed would end the line of the signed text in which the reason stands.
bool isOneLine(const std::string& reason)
{
    return !reason.empty() && reason.size() <= reasonLengthMax
        && std::none_of(reason.begin(), reason.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

} // namespace

Result<AuditHead> acceptRestore(const std::string& databasePath, const std::string& anchorsFolder,
                                const std::string& reason, Instant now)
{
    if (!isOneLine(reason))
        return fail("input.reason",
                    fmt::format("The reason should be one line of 1 to {} characters.", reasonLengthMax));
    const auto verdict = verifyAudit(databasePath, anchorsFolder);
    if (!verdict)
        return fail(verdict.error());
    if (verdict->isIntact)
        return fail("audit.nothing_to_accept",
                    "The record fits its anchors: there is no restored backup to accept.");
    if (!verdict->isOlderThanAnchors)
        return fail(
            "audit.broken",
            fmt::format(
                "More is wrong with this record than its age, first at {}: {} Restore another backup.",
                verdict->firstBad.value_or(0), verdict->reason));
    auto storage = StorageWriter::open(databasePath, auditMigrations());
    if (!storage)
        return fail(storage.error());
    const auto epoch = (*storage)->takeEpoch(now);
    if (!epoch)
        return fail(epoch.error());
    auto anchors = AnchorLog::open(anchorsFolder);
    if (!anchors)
        return fail(anchors.error());
    const std::string said = std::string(AnchorLog::restoredReason) + reason;
    if (auto written = anchors->append(verdict->head, now, said); !written)
        return fail(written.error());
    const auto ticket = (*storage)->append({*epoch, anchors->takeCopies()});
    if (!ticket)
        return fail(ticket.error());
    if (auto durable = (*storage)->waitDurable(*ticket); !durable)
        return fail(durable.error());
    return verdict->head;
}

} // namespace strikedesk
