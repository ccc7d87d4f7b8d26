// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/AuditRecord.h"
#include "core/util/Error.h"

#include <array>
#include <string>
#include <vector>

namespace strikedesk {

/// A signed statement that the record stood at this head, kept outside the database (docs/audit.md): a tail
/// that was cut off, or a record rewritten with all its hashes, no longer fits it.
struct Anchor
{
    AuditHead head;
    Instant time;
    std::string reason; ///< "start", "running", "end".
    bool isSignatureGood = false;
    int line = 0;
};

/// The anchors of one profile: `anchors.jsonl`, the signing key `anchor.key` (0600, Ed25519, made at the
/// first start) and its public half `anchor.pub`.
///
/// Thread: owned by one thread. Anchor only heads that are durable.
class AnchorLog
{
public:
    static constexpr std::uint64_t recordsBetweenAnchors = 1'000;

    /// `anchors.key` when the key is damaged, the codes of DurableFile.h otherwise.
    [[nodiscard]] static Result<AnchorLog> open(const std::string& folder);

    [[nodiscard]] Result<void> append(const AuditHead& head, Instant time, const std::string& reason);
    /// append() with the reason "running" when so many records have come since the last anchor.
    [[nodiscard]] Result<void> appendIfDue(const AuditHead& head, Instant time);

private:
    using SecretKey = std::array<std::uint8_t, 64>;
    AnchorLog(std::string folder, const SecretKey& key, std::uint64_t lastSequence)
        : m_folder(std::move(folder))
        , m_key(key)
        , m_lastSequence(lastSequence)
    {
    }

    std::string m_folder;
    SecretKey m_key;
    std::uint64_t m_lastSequence;
};

struct AnchorFile
{
    bool hasKey = false;   ///< A desk has run here, so there must be anchors.
    std::string publicKey; ///< Hexadecimal; empty without one.
    std::vector<Anchor> anchors;
    std::vector<int> unreadableLines; ///< A torn last line is not one: the process died while writing it.
};

/// Reads and checks what is there; no folder is an empty answer.
[[nodiscard]] Result<AnchorFile> readAnchors(const std::string& folder);

} // namespace strikedesk
