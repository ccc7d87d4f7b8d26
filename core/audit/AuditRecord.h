// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/Digest.h"
#include "core/util/Instant.h"

#include <cstdint>
#include <string>

namespace strikedesk {

/// What happened, before it has its place in the record.
struct AuditEntry
{
    Instant time;         ///< Virtual in replay.
    std::string category; ///< "command", "decision", "order", "session" …
    std::string kind;     ///< "submit_order", "order_sent" …
    std::string actor;    ///< "screen", "token:ci-bot", "session:S1-…", "venue" …
    std::string entity;   ///< The id it is about, or empty.
    std::string body;     ///< Canonical JSON of an object (canonicalBytes).
};

/// One record of the chain: an entry, its number and the hash that binds it to all before.
struct AuditRecord
{
    std::uint64_t sequence = 0; ///< From 1, without gaps.
    Instant time;
    std::string category;
    std::string kind;
    std::string actor;
    std::string entity;
    std::string body;
    Digest previousHash {}; ///< Zeros before the first record.
    Digest hash {};

    friend bool operator==(const AuditRecord&, const AuditRecord&) = default;
};

/// The hash of a record from all its other fields (byte layout: docs/audit.md).
[[nodiscard]] Digest auditHash(const AuditRecord& record);

/// The newest record of a chain; sequence 0 and zeros before the first.
struct AuditHead
{
    std::uint64_t sequence = 0;
    Digest hash {};

    friend bool operator==(const AuditHead&, const AuditHead&) = default;
};

/// Gives entries their place in the record.
///
/// Thread: owned by one thread.
class AuditChain
{
public:
    AuditChain() = default;
    explicit AuditChain(AuditHead head)
        : m_head(head)
    {
    }

    /// The record of this entry; it is now the head. Text that is not UTF-8 is mended first, so that what is
    /// hashed is what is stored.
    [[nodiscard]] AuditRecord next(AuditEntry entry);
    [[nodiscard]] const AuditHead& head() const { return m_head; }

private:
    AuditHead m_head;
};

} // namespace strikedesk
